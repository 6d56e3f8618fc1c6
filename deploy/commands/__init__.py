"""The subcommands of `rif`, by what they are about."""
