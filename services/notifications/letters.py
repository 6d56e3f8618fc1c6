"""The letters this office writes: what each must be told, what its subject is and which one way on it offers.

One table. The words stand in `templates/notifications/mail/<name>.txt`; both parts of a mail are made from them, so
they always say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cached_property, partial
from typing import Any

from marshmallow import EXCLUDE, Schema, fields

from shared.contracts.words import Timing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

FIELDS: dict[str, Callable[..., fields.Field[Any]]] = {
    "volunteer_id": fields.UUID,
    "match_id": fields.UUID,
    "need_id": fields.UUID,
    "category": fields.String,
    "municipality": fields.String,
    "bfs_nr": fields.Integer,
    "timing": partial(fields.Enum, Timing, by_value=True),
    "once_at": partial(fields.AwareDateTime, default_timezone=UTC),
    "slots": partial(fields.List, fields.String()),
    "first": fields.Date,
    "last": fields.Date,
    "minutes": fields.Integer,
    "answer_by": partial(fields.AwareDateTime, default_timezone=UTC),
    "message": fields.String,
    "name": fields.String,
    "role": fields.String,
    "site": fields.String,
    "inviter": fields.String,
}
"""What a letter may be told, and how it is read. What a publisher adds beyond that is dropped."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """The one thing to do in a mail: a button that leads to a page about its `subject`.

    The subject is a field of the data, or the person written to; if it is not told, there is no button. With a
    `purpose` the link is signed, and it `lasts` so long from now on, or from the moment in the field `after`. Only for
    recipients of one `kind`, if named.
    """

    label: str
    service: str
    page: str
    purpose: str | None = None
    subject: str = "person_id"
    lasts: timedelta = HOUR
    after: str | None = None
    kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of letter. `label` is what the office calls it, `facts` are shown as a list: what, where, when."""

    label: str
    subject: str
    needs: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()

    @cached_property
    def schema(self) -> Schema:
        """What the data must be: what the letter needs is there, the rest may be."""
        made = {name: make(**self._demand(name)) for name, make in FIELDS.items()}
        return Schema.from_dict(made)(unknown=EXCLUDE)

    def _demand(self, name: str) -> dict[str, Any]:
        return {"required": True} if name in self.needs else {"load_default": None, "allow_none": True}


WHAT_WHERE_WHEN = ("what", "where", "when")
MY_PAGE = Way(label="Zu meiner Seite", service="identity", page="enter", purpose="enter")
MY_PAGE_FOR_DAYS = Way(label="Zu meiner Seite", service="identity", page="enter", purpose="enter", lasts=3 * DAY)
CONFIRM = Way(
    label="Anmeldung bestätigen",
    service="volunteers",
    page="confirm",
    purpose="confirm_sign_up",
    subject="volunteer_id",
    lasts=14 * DAY,
)
OWN_NEED = (
    Way(label="Zur Anfrage", service="accommodation", page="need", subject="need_id", kind="account"),
    Way(
        label="Zur Anfrage",
        service="accommodation",
        page="asked",
        purpose="need",
        subject="need_id",
        lasts=30 * DAY,
        kind="poster",
    ),
)

LETTERS = {
    "confirm_sign_up": Letter(
        label="Anmeldung bestätigen",
        subject="Bitte bestätigen Sie Ihre Anmeldung",
        needs=("volunteer_id",),
        ways=(CONFIRM,),
    ),
    "sign_up_reminder": Letter(
        label="Erinnerung an die Anmeldung",
        subject="Ihre Anmeldung wartet auf Ihre Bestätigung",
        needs=("volunteer_id",),
        ways=(CONFIRM,),
    ),
    "already_registered": Letter(
        label="Schon angemeldet",
        subject="Sie sind bei uns schon angemeldet",
        ways=(MY_PAGE,),
    ),
    "cleared": Letter(
        label="Einsatzbereit",
        subject="Sie sind bereit für Einsätze",
        ways=(MY_PAGE_FOR_DAYS,),
    ),
    "sign_in_link": Letter(
        label="Link zum Anmelden",
        subject="Ihr Link zum Anmelden",
        ways=(Way(label="Anmelden", service="identity", page="enter", purpose="enter"),),
    ),
    "invitation": Letter(
        label="Einladung",
        subject="Einladung der {{ office.short_name }}",
        needs=("role",),
        ways=(
            Way(
                label="Einladung annehmen",
                service="identity",
                page="invitation",
                purpose="invitation",
                lasts=14 * DAY,
            ),
        ),
    ),
    "new_password": Letter(
        label="Neues Passwort",
        subject="Neues Passwort wählen",
        ways=(
            Way(
                label="Neues Passwort wählen",
                service="identity",
                page="new_password",
                purpose="new_password",
            ),
        ),
    ),
    "proposal": Letter(
        label="Anfrage an Freiwillige",
        subject="Anfrage: {{ what }}{% if where %} in {{ where }}{% endif %}",
        needs=("match_id", "category", "answer_by"),
        facts=(*WHAT_WHERE_WHEN, "answer_by"),
        ways=(
            Way(
                label="Ansehen und antworten",
                service="matching",
                page="answer",
                purpose="answer",
                subject="match_id",
                after="answer_by",
                lasts=30 * DAY,  # who comes late still finds kind words there
            ),
        ),
    ),
    "agreed": Letter(
        label="Einsatz vereinbart",
        subject="Ihr Einsatz ist vereinbart",
        facts=WHAT_WHERE_WHEN,
        ways=(MY_PAGE_FOR_DAYS,),
    ),
    "place_taken": Letter(
        label="Schon vergeben",
        subject="Die Anfrage ist schon vergeben",
    ),
    "not_chosen": Letter(
        label="Nicht ausgewählt",
        subject="Zu Ihrer Anfrage: Der Platz ist vergeben",
    ),
    "need_ended": Letter(
        label="Anfrage beendet",
        subject="Die Anfrage hat sich erledigt",
    ),
    "withdrawn_by_office": Letter(
        label="Anfrage zurückgezogen",
        subject="Wir haben unsere Anfrage zurückgezogen",
    ),
    "confirm_need": Letter(
        label="Anfrage bestätigen",
        subject="Bitte bestätigen Sie Ihre Anfrage",
        needs=("need_id",),
        ways=(
            Way(
                label="Anfrage bestätigen",
                service="accommodation",
                page="confirm",
                purpose="confirm_need",
                subject="need_id",
                lasts=14 * DAY,
            ),
        ),
    ),
    "need_released": Letter(
        label="Anfrage freigegeben",
        subject="Wir suchen Freiwillige für Sie",
        needs=("category",),
        facts=WHAT_WHERE_WHEN,
        ways=OWN_NEED,
    ),
    "someone_comes": Letter(
        label="Jemand hat zugesagt",
        subject="Für Ihre Anfrage kommt jemand",
        needs=("need_id", "category"),
        facts=WHAT_WHERE_WHEN,
        ways=OWN_NEED,
    ),
}


def label_of(template: str) -> str:
    """What the office calls a letter; a name that is not in the table stands for itself."""
    letter = LETTERS.get(template)
    return letter.label if letter else template
