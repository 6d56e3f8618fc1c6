"""The pages of a journal: writing into it, ticking off, putting off and taking out. Where it stands shows it.

A service makes one `JournalPages` per kind of subject and adds it to its blueprint, gives `view(…)` to the page on
which the journal stands (`{{ m.journal(journal) }}`), and names `endpoints(kind)` in its permissions for COORDINATOR.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError, fields
from sqlalchemy.orm import Session

from shared import clock
from shared.contracts.journal import SubjectKind
from shared.i18n import _, lazy, ngettext
from shared.journal import EntryKind, Journal, journal_page
from shared.web.address import back_to
from shared.web.forms import DateField, Form, FormSchema, TrimmedString
from shared.web.here import db, signed_in
from shared.web.once import changing

MOST_CHARACTERS = 4000
SHOWN_AT_ONCE = 10
PUT_OFF_WEEKS = (1, 2, 4)

ENTRY_KINDS = {EntryKind.NOTE: lazy("Notiz"), EntryKind.CALL: lazy("Anruf"), EntryKind.VISIT: lazy("Besuch")}
ICONS = {EntryKind.NOTE: "notebook-pen", EntryKind.CALL: "phone", EntryKind.VISIT: "map-pin"}
NOTICES = {
    "journal_written": lazy("Der Eintrag ist gespeichert."),
    "journal_finish": lazy("Die Wiedervorlage ist erledigt."),
    "journal_reopen": lazy("Die Wiedervorlage ist wieder offen."),
    "journal_moved": lazy("Die Wiedervorlage hat ein neues Datum."),
    "journal_removed": lazy("Der Eintrag ist gelöscht."),
}
"""What was just done: a service adds these to its own."""


def still_to_come(day: date) -> None:
    """Nothing can be looked at again yesterday. Raises `ValidationError`."""
    if day < clock.today():
        raise ValidationError(_("Bitte wählen Sie heute oder einen Tag, der noch kommt."))


class EntryForm(FormSchema):
    """An entry as it is written down."""

    kind = fields.Enum(EntryKind, by_value=True, required=True, metadata={"title": lazy("Was war es?")})
    text = TrimmedString(
        required=True, max_length=MOST_CHARACTERS, lines=True, metadata={"title": lazy("Neuer Eintrag")}
    )
    due_on = DateField(
        load_default=None, allow_none=True, validate=still_to_come, metadata={"title": lazy("Wiedervorlage am")}
    )


class MoveForm(FormSchema):
    """Another day."""

    due_on = DateField(required=True, validate=still_to_come, metadata={"title": lazy("Wiedervorlage am")})


@dataclass(frozen=True)
class JournalView:
    """A journal as its macro shows it; `path` is where its forms are sent to."""

    entries: Sequence[Any]
    form: Form
    path: str
    kinds = ENTRY_KINDS
    icons = ICONS
    shown_at_once = SHOWN_AT_ONCE

    @property
    def today(self) -> date:
        """From this day on a Wiedervorlage is due."""
        return clock.today()

    @property
    def waiting(self) -> list[Any]:
        """Open Wiedervorlagen, the next one first: they stand on top until they are done."""
        return sorted((entry for entry in self.entries if entry.waits), key=lambda entry: entry.due_on)

    @property
    def rest(self) -> list[Any]:
        """All others, newest first."""
        return [entry for entry in self.entries if not entry.waits]


def view(journal: Journal, session: Session, subject_id: UUID, form: Form | None = None) -> JournalView:
    """The journal of one subject for its page, with an empty form or the one just sent."""
    page = journal_page(journal.kind, subject_id).partition("#")[0]
    empty = Form(EntryForm, initial={"kind": EntryKind.NOTE})
    return JournalView(journal.entries(session, subject_id), form or empty, f"{page}/journal")


def endpoints(kind: SubjectKind, blueprint: str = "pages") -> tuple[str, ...]:
    """What a service's permissions name: all for COORDINATOR."""
    return tuple(f"{blueprint}.{kind}_journal_{view}" for view in ("write", "tick", "ask_day", "move", "ask", "remove"))


@dataclass(frozen=True)
class JournalPages:
    """The pages of one kind of subject.

    `path` is the journal's in the service, with the subject's id: `/desk/<uuid:subject_id>/journal`. `title` says what
    the work list calls a subject, and raises `NotFound`. `show` is the page it stands on, with the form as it was sent.
    """

    journal: Journal
    path: str
    title: Callable[[Session, UUID], str]
    show: Callable[[Session, UUID, Form], str]

    def add_to(self, bp: Blueprint) -> "JournalPages":
        """Register them."""
        one = f"{self.path}/<uuid:entry_id>"
        for methods, path, name, view in (
            ("POST", self.path, "write", changing(self.write)),
            ("POST", f"{one}/<any(finish, reopen):what>", "tick", changing(self.tick)),
            ("GET", f"{one}/move", "ask_day", self.ask_day),
            ("POST", f"{one}/move", "move", changing(self.move)),
            ("GET", f"{one}/remove", "ask", self.ask),
            ("POST", f"{one}/remove", "remove", changing(self.remove)),
        ):
            bp.add_url_rule(path, f"{self.journal.kind}_journal_{name}", view, methods=[methods])
        return self

    def write(self, session: Session, subject_id: UUID) -> ResponseReturnValue:
        """A new entry."""
        title = self.title(session, subject_id)
        form = Form(EntryForm, request.form)
        if (given := form.load()) is None:
            return self.show(session, subject_id, form), 422
        self.journal.add_entry(session, subject_id, title, signed_in(), **given)
        return self._back(subject_id, "journal_written")

    def tick(self, session: Session, subject_id: UUID, entry_id: UUID, what: str) -> ResponseReturnValue:
        """Done, or not done after all."""
        if what == "finish":
            self.journal.finish(session, subject_id, entry_id, signed_in())
        else:
            self.journal.reopen(session, subject_id, entry_id)
        return self._back(subject_id, f"journal_{what}")

    def ask_day(self, subject_id: UUID, entry_id: UUID) -> ResponseReturnValue:
        """On which day it is to be looked at again."""
        with db().reading() as session:
            return self._day_page(session, subject_id, entry_id, None)

    def move(self, session: Session, subject_id: UUID, entry_id: UUID) -> ResponseReturnValue:
        """Another day."""
        form = Form(MoveForm, request.form)
        if (given := form.load()) is None:
            return self._day_page(session, subject_id, entry_id, form), 422
        self.journal.move(session, subject_id, entry_id, given["due_on"])
        return self._back(subject_id, "journal_moved")

    def ask(self, subject_id: UUID, entry_id: UUID) -> ResponseReturnValue:
        """Whether an entry is to go for good."""
        with db().reading() as session:
            return self._entry_page(session, "journal/remove.html", subject_id, entry_id)

    def remove(self, session: Session, subject_id: UUID, entry_id: UUID) -> ResponseReturnValue:
        """It goes."""
        self.journal.remove_entry(session, subject_id, entry_id)
        return self._back(subject_id, "journal_removed")

    def _day_page(self, session: Session, subject_id: UUID, entry_id: UUID, form: Form | None) -> str:
        entry = self.journal.entry(session, subject_id, entry_id)
        form = form or Form(MoveForm, initial={"due_on": entry.due_on})
        return self._entry_page(session, "journal/move.html", subject_id, entry_id, form=form, put_off=put_off())

    def _entry_page(self, session: Session, template: str, subject_id: UUID, entry_id: UUID, **values: Any) -> str:
        entry, back = self.journal.entry(session, subject_id, entry_id), journal_page(self.journal.kind, subject_id)
        subject = self.title(session, subject_id)
        return render_template(template, entry=entry, kinds=ENTRY_KINDS, subject=subject, back=back, **values)

    def _back(self, subject_id: UUID, notice: str) -> ResponseReturnValue:
        return back_to(journal_page(self.journal.kind, subject_id), notice)


def put_off() -> list[tuple[str, date]]:
    """The days that are asked for most: in so many weeks, so never on a Sunday where today is none."""
    today = clock.today()
    return [
        (ngettext("in %(num)s Woche", "in %(num)s Wochen", weeks), today + timedelta(weeks=weeks))
        for weeks in PUT_OFF_WEEKS
    ]
