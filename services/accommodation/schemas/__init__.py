"""What comes in from outside, and how it looks from there."""

from services.accommodation.schemas.needs import (
    ABOUT_POSTER,
    EDITABLE,
    AskedNeed,
    NeedPage,
    NewNeed,
    OfficeNeed,
    Reason,
    SiteNeed,
    StateFilter,
)
from services.accommodation.schemas.shown import NeedOut, NeedWithMatches, SiteOut
from services.accommodation.schemas.sites import SiteFields

__all__ = [
    "ABOUT_POSTER",
    "EDITABLE",
    "AskedNeed",
    "NeedOut",
    "NeedPage",
    "NeedWithMatches",
    "NewNeed",
    "OfficeNeed",
    "Reason",
    "SiteFields",
    "SiteNeed",
    "SiteOut",
    "StateFilter",
]
