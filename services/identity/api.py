"""The JSON side: a program finds out whom its token speaks for."""

from typing import Any

from services.identity.schemas import Me
from shared.web.api import ApiBlueprint
from shared.web.here import signed_in

bp = ApiBlueprint("Whom a token speaks for")


@bp.get("/me")
@bp.response(200, Me)
def me() -> dict[str, Any]:
    """Whom this token speaks for, with the roles as they are now."""
    who = signed_in()
    return {"id": who.id, "name": who.name, "roles": sorted(who.roles), "site_ids": sorted(who.site_ids)}
