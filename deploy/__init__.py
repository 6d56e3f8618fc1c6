"""Puts the services together and starts them: the `rif` command, the embedded launcher, migrations, demo data."""
