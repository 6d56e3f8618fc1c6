"""For programs: which municipality a postcode belongs to."""

from typing import Any

from services.information.schemas import MunicipalitiesOut, MunicipalityQuery
from shared.region import Municipality, Neighbour
from shared.web.api import ApiBlueprint
from shared.web.here import region

bp = ApiBlueprint("Municipalities of the region")


@bp.get("/municipalities")
@bp.arguments(MunicipalityQuery, location="query")
@bp.response(200, MunicipalitiesOut)
def municipalities(query: dict[str, Any]) -> dict[str, tuple[Municipality, ...] | Neighbour | None]:
    """Municipalities of the region: all, or those with a postcode, the likeliest first."""
    if postcode := query.get("postcode"):
        found = region().find_postcode(postcode)
        return {"municipalities": found.municipalities, "neighbour": found.neighbour}
    return {"municipalities": region().municipalities, "neighbour": None}
