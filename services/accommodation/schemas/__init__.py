"""What comes in from outside, and how it looks from there."""

from services.accommodation.schemas.needs import (
    ABOUT_POSTER,
    EDITABLE,
    AskedNeed,
    EditedNeed,
    NeedPage,
    NewNeed,
    OfficeNeed,
    OtherAddress,
    PatternName,
    Reason,
    SiteNeed,
    StateFilter,
)
from services.accommodation.schemas.shown import NeedOut, NeedWithMatches, SiteOut
from services.accommodation.schemas.sites import EditedSite, SiteFields

__all__ = [
    "ABOUT_POSTER",
    "EDITABLE",
    "AskedNeed",
    "EditedNeed",
    "EditedSite",
    "NeedOut",
    "NeedPage",
    "NeedWithMatches",
    "NewNeed",
    "OfficeNeed",
    "OtherAddress",
    "PatternName",
    "Reason",
    "SiteFields",
    "SiteNeed",
    "SiteOut",
    "StateFilter",
]
