"""The journal of a person, a site or a need: what somebody at the office wrote down, and when to look again.

Two services keep journals. Each has a table of its own (`class JournalEntry(EntryColumns, service.Base)`) and a
`Journal` per kind of subject; all else is here, and its pages in `shared/web/journal.py`. The text stays in the
service: an entry with a Wiedervorlage tells the day and what the subject is called, for the work list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared import clock
from shared.auth import Who
from shared.contracts.journal import FollowUpChanged, FollowUpRemoved, SubjectKind
from shared.db import Word
from shared.errors import Conflict, NotFound
from shared.i18n import _
from shared.ids import new_id
from shared.links import link
from shared.outbox import emit

SUBJECT_PAGES = {
    SubjectKind.VOLUNTEER: ("volunteers", "volunteer", "volunteer_id"),
    SubjectKind.SITE: ("accommodation", "site", "site_id"),
    SubjectKind.NEED: ("accommodation", "need", "need_id"),
}
"""Service, page and the name of the id in its path (`shared/links.py`): where the journal of a subject stands."""


def journal_page(kind: SubjectKind, subject_id: UUID) -> str:
    """The path of a subject's journal."""
    service, page, name = SUBJECT_PAGES[kind]
    return f"{link(service, page, **{name: subject_id})}#journal"


class EntryKind(StrEnum):
    """How what is written came about."""

    NOTE = "note"
    CALL = "call"
    VISIT = "visit"


class EntryColumns:
    """The table of a service's journals. Who wrote is kept by name too: the entry outlives the account.

    `title` is what the work list was told to call the subject. An entry with `due_on` is a Wiedervorlage, open until
    `done_at`; its day stays known when it is done.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    subject_kind: Mapped[SubjectKind] = mapped_column(Word(SubjectKind))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    title: Mapped[str]
    kind: Mapped[EntryKind] = mapped_column(Word(EntryKind))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by: Mapped[UUID]
    writer: Mapped[str]
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None]
    finisher: Mapped[str | None]

    @property
    def waits(self) -> bool:
        """Whether it is still to be looked at again."""
        return self.due_on is not None and self.done_at is None


@dataclass(frozen=True)
class Journal:
    """The journals of one kind of subject in one service: its table, and all that is done with an entry.

    What names an entry names its subject too, and raises `NotFound` where the two do not belong together.
    """

    table: Any
    kind: SubjectKind

    def entries(self, session: Session, subject_id: UUID) -> Sequence[Any]:
        """All of one subject, newest first."""
        newest = (self.table.written_at.desc(), self.table.id.desc())
        return session.scalars(select(self.table).where(*self._of(subject_id)).order_by(*newest)).all()

    def entry(self, session: Session, subject_id: UUID, entry_id: UUID) -> Any:
        """One of them."""
        return self._found(session, subject_id, select(self.table).where(self.table.id == entry_id))

    def add_entry(
        self,
        session: Session,
        subject_id: UUID,
        title: str,
        by: Who,
        *,
        kind: EntryKind,
        text: str,
        due_on: date | None = None,
    ) -> Any:
        """Write something down; with `due_on` it comes back on that day. `title` as in `FollowUpChanged`."""
        entry = self.table(
            id=new_id(),
            revision=1,
            subject_kind=self.kind,
            subject_id=subject_id,
            title=title,
            kind=kind,
            text=text,
            written_at=clock.now(),
            written_by=by.id,
            writer=by.name,
            due_on=due_on,
        )
        session.add(entry)
        _tell(session, entry)
        return entry

    def finish(self, session: Session, subject_id: UUID, entry_id: UUID, by: Who) -> None:
        """It was looked at; done twice it stays with whoever was first. Raises `Conflict` if it has no day."""
        entry = self._follow_up(session, subject_id, entry_id)
        if entry.done_at is None:
            entry.done_at, entry.done_by, entry.finisher = clock.now(), by.id, by.name
            _changed(session, entry)

    def reopen(self, session: Session, subject_id: UUID, entry_id: UUID) -> None:
        """Not done after all. Raises `Conflict` if it has no day."""
        entry = self._follow_up(session, subject_id, entry_id)
        if entry.done_at is not None:
            _wait_again(entry)
            _changed(session, entry)

    def move(self, session: Session, subject_id: UUID, entry_id: UUID, due_on: date) -> None:
        """Look again on that day, also where it was done or had no day yet."""
        entry = self._locked(session, subject_id, entry_id)
        if (entry.due_on, entry.done_at) != (due_on, None):
            entry.due_on = due_on
            _wait_again(entry)
            _changed(session, entry)

    def remove_entry(self, session: Session, subject_id: UUID, entry_id: UUID) -> None:
        """It was written in the wrong place, or should not have been: gone for good, here and in the work list."""
        entry = self._locked(session, subject_id, entry_id)
        if entry.due_on is not None:
            gone: Any = FollowUpRemoved(entry_id=entry_id, revision=entry.revision + 1, subject_id=subject_id)
            emit(session, gone)
        session.delete(entry)

    def rename(self, session: Session, subject_id: UUID, title: str) -> None:
        """The subject is called something else from now on."""
        misnamed = select(self.table).where(*self._of(subject_id), self.table.title != title)
        for entry in session.scalars(misnamed.with_for_update()):
            entry.title = title
            _changed(session, entry)

    def _follow_up(self, session: Session, subject_id: UUID, entry_id: UUID) -> Any:
        entry = self._locked(session, subject_id, entry_id)
        if entry.due_on is None:
            raise Conflict("no_follow_up", _("Zu diesem Eintrag gibt es keine Wiedervorlage."))
        return entry

    def _locked(self, session: Session, subject_id: UUID, entry_id: UUID) -> Any:
        one = select(self.table).where(self.table.id == entry_id).with_for_update()
        return self._found(session, subject_id, one)

    def _found(self, session: Session, subject_id: UUID, which: Any) -> Any:
        found = session.scalars(which.where(*self._of(subject_id))).one_or_none()
        if found is None:
            raise NotFound(_("Diesen Eintrag gibt es nicht (mehr)."))
        return found

    def _of(self, subject_id: UUID) -> tuple[Any, Any]:
        return self.table.subject_kind == self.kind, self.table.subject_id == subject_id


def tell_all(session: Session, table: Any) -> None:
    """Every Wiedervorlage of a service again, done ones too: for its `@service.resync`."""
    for entry in session.scalars(select(table).where(table.due_on.is_not(None)).order_by(table.id)):
        _tell(session, entry)


def _wait_again(entry: Any) -> None:
    entry.done_at = entry.done_by = entry.finisher = None


def _changed(session: Session, entry: Any) -> None:
    entry.revision += 1
    _tell(session, entry)


def _tell(session: Session, entry: Any) -> None:
    """A Wiedervorlage as it stands; an entry without one is nobody else's business."""
    session.flush()
    if entry.due_on is None:
        return
    news: Any = FollowUpChanged(
        entry_id=entry.id,
        revision=entry.revision,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        title=entry.title,
        due_on=entry.due_on,
        open=entry.waits,
    )
    emit(session, news)
