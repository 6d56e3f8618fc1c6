"""The schemas as people fill them in: languages in rows, times in words, clearances as a checklist.

What they load is what the schemas for programs load, so the same actions take it.
"""

from services.volunteers.pages.forms.at_work import AwayForm, HoursForm, MoveForm
from services.volunteers.pages.forms.clearing import ClearancesForm, clearances_as_typed, seen_clearances
from services.volunteers.pages.forms.offering import (
    EXACT,
    SPEAKS,
    TIMES,
    LanguagesForm,
    OfferForm,
    offer_as_typed,
)
from services.volunteers.pages.forms.person import DetailsByOfficeForm, DetailsForm, details_as_typed
from services.volunteers.pages.forms.signing_up import (
    ConsentForm,
    ContactForm,
    HelpForm,
    MoreForm,
    MunicipalityForm,
    PlaceForm,
    SignUpByOfficeForm,
    TimesToComeForm,
)

__all__ = [
    "EXACT",
    "SPEAKS",
    "TIMES",
    "AwayForm",
    "ClearancesForm",
    "ConsentForm",
    "ContactForm",
    "DetailsByOfficeForm",
    "DetailsForm",
    "HelpForm",
    "HoursForm",
    "LanguagesForm",
    "MoreForm",
    "MoveForm",
    "MunicipalityForm",
    "OfferForm",
    "PlaceForm",
    "SignUpByOfficeForm",
    "TimesToComeForm",
    "clearances_as_typed",
    "details_as_typed",
    "offer_as_typed",
    "seen_clearances",
]
