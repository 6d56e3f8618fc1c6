"""How much of a name is told."""


def first_name_and_initial(name: str) -> str:
    """Anna M., from Anna Muster: what mails and other services need to know of a person."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first
