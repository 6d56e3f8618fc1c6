"""Every part pages are made of, in every state: for whoever builds pages. Only where the data are invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from marshmallow import fields, validate
from werkzeug.datastructures import MultiDict

from shared import clock
from shared.journal import EntryKind
from shared.region import Region
from shared.web import formats, maps
from shared.web.forms import DateField, EmailField, Form, FormSchema, PostcodeField, TrimmedString
from shared.web.journal import EntryForm, JournalView

HOW = [("bike", "mit dem Velo"), ("car", "mit dem Auto", "auch für andere"), ("foot", "zu Fuss")]
COLOURS = (
    "paper", "band", "wash", "line", "edge", "ink", "soft", "accent", "accent-strong", "focus",
    "info", "good", "warn", "bad", "neutral",
)  # fmt: skip


class Everything(FormSchema):
    """A field of every kind."""

    name = TrimmedString(required=True, max_length=20, metadata={"title": "Vorname und Name"})
    email = EmailField(required=True, metadata={"title": "E-Mail"})
    postcode = PostcodeField(load_default=None, metadata={"title": "Postleitzahl"})
    when = DateField(load_default=None, metadata={"title": "Ab wann"})
    category = fields.String(required=True, metadata={"title": "Was"}, validate=validate.OneOf(["a", "b"]))
    how = fields.String(required=True, metadata={"title": "Wie sind Sie unterwegs?"})
    what = fields.List(fields.String(), metadata={"title": "Was möchten Sie tun?"})
    slots = fields.List(fields.String(), metadata={"title": "Wann haben Sie Zeit?"})
    consent = fields.Boolean(required=True, metadata={"title": "Ich bin einverstanden."})
    note = TrimmedString(lines=True, max_length=30, load_default=None, metadata={"title": "Bemerkung"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the sample journal, as a journal's own rows are."""

    id: int
    kind: EntryKind
    text: str
    written_at: datetime
    writer: str = "Regula Muster"
    due_on: date | None = None
    done_at: datetime | None = None
    finisher: str | None = None

    @property
    def waits(self) -> bool:
        """Whether it is still to be looked at again."""
        return self.due_on is not None and self.done_at is None


@dataclass(frozen=True)
class Row:
    """One line of the sample table."""

    name: str
    place: str
    count: int


def parts(region: Region) -> dict[str, Any]:
    """What the page shows."""
    wrong = Form(Everything, MultiDict({"name": "A" * 40, "email": "anna@", "postcode": "12", "note": "😀" * 40}))
    wrong.load()
    numbers = [municipality.bfs_nr for municipality in region.municipalities]
    now = clock.now()
    return {
        "colours": COLOURS,
        "empty": Form(Everything),
        "wrong": wrong,
        "how": HOW,
        "slots": formats.SLOTS,
        "rows": [Row("Anna M.", "Wohlen (AG)", 3), Row("Bea K.", "Fischbach-Göslikon", 1250)],
        "happened": [
            {"when": now - timedelta(minutes=5), "who": "Regula Muster", "what": "Anfrage freigegeben"},
            {"when": now - timedelta(days=2), "who": None, "what": "Anfrage erfasst"},
        ],
        "journal": JournalView(_entries(now), Form(EntryForm), "/kit"),
        "map": maps.draw(
            region,
            needs=dict(zip(numbers, (9, 4, 0, 1, 0, 2), strict=False)),
            offers=dict(zip(numbers, (20, 0, 3, 12, 6, 1, 1), strict=False)),
            chosen=numbers[0],
            href=lambda bfs_nr: f"?municipality={bfs_nr}",
        ),
    }


def _entries(now: datetime) -> list[Entry]:
    """One that is due, one that was, and one that never will be."""
    today = clock.today()
    return [
        Entry(id=3, kind=EntryKind.CALL, text="Rückruf versprochen.", written_at=now, due_on=today),
        Entry(
            id=2, kind=EntryKind.VISIT, text="War bei uns.", written_at=now - timedelta(days=9), due_on=today,
            done_at=now, finisher="Regula Muster",
        ),
        Entry(id=1, kind=EntryKind.NOTE, text="Spricht auch Tigrinya.", written_at=now - timedelta(days=30)),
    ]  # fmt: skip
