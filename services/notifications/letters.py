"""The letters this office writes: what each must be told, what its subject is and which one way on it offers.

One table. The words stand in `templates/notifications/mail/<name>.txt`; both parts of a mail are made from them, so
they always say the same. All of them are German here and are said in the reader's language when a mail is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cached_property, partial
from typing import Any

from marshmallow import EXCLUDE, Schema, fields

from services.notifications.appointments import CANCEL, REQUEST
from shared.contracts.words import Timing
from shared.i18n import LazyString, lazy

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

FIELDS: dict[str, Callable[..., fields.Field[Any]]] = {
    "volunteer_id": fields.UUID,
    "link_id": fields.UUID,
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
    "was_dated": fields.Boolean,
    "message": fields.String,
    "wish": fields.String,
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
    `purpose` the link is signed, and it `lasts` so long from now on, or from the moment in the field `after`. Its id is
    the message's, or stands in the field `link_id`, where whoever reads it wants to know more by it. Only for
    recipients of one `kind`, if named.
    """

    label: LazyString
    service: str
    page: str
    purpose: str | None = None
    subject: str = "person_id"
    lasts: timedelta = HOUR
    after: str | None = None
    link_id: str | None = None
    kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of letter. `label` is what the office calls it, `facts` are shown as a list: what, where, when.

    `calendar` says what the letter means to the reader's calendar: an appointment comes (or is changed), or is off.
    `unasked`: it does not follow from anything the reader just did, so there is a way not to get any more of them.
    """

    label: LazyString
    subject: LazyString
    needs: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    calendar: str | None = None
    unasked: bool = False

    @cached_property
    def schema(self) -> Schema:
        """What the data must be: what the letter needs is there, the rest may be."""
        made = {name: make(**self._demand(name)) for name, make in FIELDS.items()}
        return Schema.from_dict(made)(unknown=EXCLUDE)

    def _demand(self, name: str) -> dict[str, Any]:
        return {"required": True} if name in self.needs else {"load_default": None, "allow_none": True}


WHAT_WHERE_WHEN = ("what", "where", "when")
MY_PAGE = Way(label=lazy("Zu meiner Seite"), service="identity", page="enter", purpose="enter")
MY_PAGE_FOR_DAYS = Way(label=lazy("Zu meiner Seite"), service="identity", page="enter", purpose="enter", lasts=3 * DAY)
CONFIRM = Way(
    label=lazy("Anmeldung bestätigen"),
    service="volunteers",
    page="confirm",
    purpose="confirm_sign_up",
    subject="volunteer_id",
    lasts=14 * DAY,
)
OWN_NEED = (
    Way(label=lazy("Zur Anfrage"), service="accommodation", page="need", subject="need_id", kind="account"),
    Way(
        label=lazy("Zur Anfrage"),
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
        label=lazy("Anmeldung bestätigen"),
        subject=lazy("Bitte bestätigen Sie Ihre Anmeldung"),
        needs=("volunteer_id",),
        ways=(CONFIRM,),
    ),
    "sign_up_reminder": Letter(
        label=lazy("Erinnerung an die Anmeldung"),
        subject=lazy("Ihre Anmeldung wartet auf Ihre Bestätigung"),
        needs=("volunteer_id",),
        ways=(CONFIRM,),
    ),
    "already_registered": Letter(
        label=lazy("Schon angemeldet"),
        subject=lazy("Sie sind bei uns schon angemeldet"),
        ways=(MY_PAGE,),
    ),
    "cleared": Letter(
        label=lazy("Einsatzbereit"),
        subject=lazy("Sie sind bereit für Einsätze"),
        ways=(MY_PAGE_FOR_DAYS,),
    ),
    "sign_in_link": Letter(
        label=lazy("Link zum Anmelden"),
        subject=lazy("Ihr Link zum Anmelden"),
        ways=(Way(label=lazy("Anmelden"), service="identity", page="enter", purpose="enter"),),
    ),
    "invitation": Letter(
        label=lazy("Einladung"),
        subject=lazy("Einladung der %(office)s"),
        needs=("role",),
        ways=(
            Way(
                label=lazy("Einladung annehmen"),
                service="identity",
                page="invitation",
                purpose="invitation",
                lasts=14 * DAY,
            ),
        ),
    ),
    "new_password": Letter(
        label=lazy("Neues Passwort"),
        subject=lazy("Neues Passwort wählen"),
        needs=("link_id",),
        ways=(
            Way(
                label=lazy("Neues Passwort wählen"),
                service="identity",
                page="new_password",
                purpose="new_password",
                link_id="link_id",
            ),
        ),
    ),
    "proposal": Letter(
        label=lazy("Anfrage an Freiwillige"),
        subject=lazy("Anfrage: %(about)s"),
        needs=("match_id", "category", "answer_by"),
        facts=(*WHAT_WHERE_WHEN, "wish", "answer_by"),
        unasked=True,
        ways=(
            Way(
                label=lazy("Ansehen und antworten"),
                service="matching",
                page="answer",
                purpose="answer",
                subject="match_id",
                after="answer_by",
                lasts=30 * DAY,  # who comes late still finds kind words there
            ),
        ),
    ),
    "chosen": Letter(
        label=lazy("Platz zugesagt"),
        subject=lazy("Der Platz gehört Ihnen"),
        facts=WHAT_WHERE_WHEN,
        ways=(MY_PAGE_FOR_DAYS,),
    ),
    "trial": Letter(
        label=lazy("Schnuppern"),
        subject=lazy("Sie können schnuppern kommen"),
        facts=(*WHAT_WHERE_WHEN, "address"),
        ways=(MY_PAGE_FOR_DAYS,),
    ),
    "agreed": Letter(
        label=lazy("Einsatz vereinbart"),
        subject=lazy("Ihr Einsatz ist vereinbart"),
        facts=WHAT_WHERE_WHEN,
        ways=(MY_PAGE_FOR_DAYS,),
        calendar=REQUEST,
    ),
    "assignment_changed": Letter(
        label=lazy("Einsatz geändert"),
        subject=lazy("Ihr Einsatz hat sich geändert"),
        needs=("match_id",),
        facts=WHAT_WHERE_WHEN,
        ways=(MY_PAGE_FOR_DAYS,),
        calendar=REQUEST,
    ),
    "assignment_ended": Letter(
        label=lazy("Einsatz beendet"),
        subject=lazy("Ihr Einsatz ist beendet"),
        needs=("match_id",),
        facts=WHAT_WHERE_WHEN,
        ways=(MY_PAGE_FOR_DAYS,),
        calendar=CANCEL,
    ),
    "place_taken": Letter(
        label=lazy("Schon vergeben"),
        subject=lazy("Die Anfrage ist schon vergeben"),
        ways=(MY_PAGE_FOR_DAYS,),
    ),
    "not_chosen": Letter(
        label=lazy("Nicht ausgewählt"),
        subject=lazy("Zu unserer Anfrage: Der Platz ist vergeben"),
        ways=(MY_PAGE_FOR_DAYS,),
    ),
    "need_ended": Letter(
        label=lazy("Anfrage beendet"),
        subject=lazy("Die Anfrage hat sich erledigt"),
        ways=(MY_PAGE_FOR_DAYS,),
        calendar=CANCEL,
    ),
    "withdrawn_by_office": Letter(
        label=lazy("Anfrage zurückgezogen"),
        subject=lazy("Wir haben unsere Anfrage zurückgezogen"),
        ways=(MY_PAGE_FOR_DAYS,),
        calendar=CANCEL,
    ),
    "confirm_need": Letter(
        label=lazy("Anfrage bestätigen"),
        subject=lazy("Bitte bestätigen Sie Ihre Anfrage"),
        needs=("need_id",),
        ways=(
            Way(
                label=lazy("Anfrage bestätigen"),
                service="accommodation",
                page="confirm",
                purpose="confirm_need",  # its subject is the person: each address of a draft is one of its own
                lasts=14 * DAY,
            ),
        ),
    ),
    "need_released": Letter(
        label=lazy("Anfrage freigegeben"),
        subject=lazy("Wir suchen Freiwillige für Sie"),
        needs=("category",),
        facts=WHAT_WHERE_WHEN,
        ways=OWN_NEED,
    ),
    "someone_chosen": Letter(
        label=lazy("Jemand ist gefunden"),
        subject=lazy("Für Ihre Anfrage ist jemand gefunden"),
        needs=("need_id", "category"),
        facts=WHAT_WHERE_WHEN,
        ways=OWN_NEED,
    ),
    "someone_comes": Letter(
        label=lazy("Jemand hat zugesagt"),
        subject=lazy("Für Ihre Anfrage kommt jemand"),
        needs=("need_id", "category"),
        facts=WHAT_WHERE_WHEN,
        ways=OWN_NEED,
    ),
    "someone_fell_away": Letter(
        label=lazy("Jemand kommt doch nicht"),
        subject=lazy("Für Ihre Anfrage suchen wir weiter"),
        needs=("need_id", "category"),
        facts=WHAT_WHERE_WHEN,
        ways=OWN_NEED,
    ),
}


def label_of(template: str) -> LazyString | str:
    """What the office calls a letter; a name that is not in the table stands for itself."""
    letter = LETTERS.get(template)
    return letter.label if letter else template
