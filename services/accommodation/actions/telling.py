"""What we tell the others. Each function raises the revision of what changed and emits its present state.

`…_as_it_is` emit the same revision again: what a resync asks for.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accommodation import service
from services.accommodation.actions.tasks import tell_missed, tell_task
from services.accommodation.models import JournalEntry, Move, Need, NeedCause, Organisation, Poster, Site
from shared import journal
from shared.contracts.accommodation import NeedChanged, NeedRemoved, SiteChanged
from shared.contracts.notifications import MessageRequested, RecipientChanged, RecipientRemoved
from shared.contracts.words import Slot
from shared.outbox import emit


def tell_site(session: Session, site: Site) -> None:
    """This site is new, or something about it changed."""
    site.revision += 1
    session.flush()
    site_as_it_is(session, site)


def tell(session: Session, need: Need) -> None:
    """This need is new, or something about it changed. What stays inside is only numbered."""
    need.revision += 1
    session.flush()
    need_as_it_is(session, need)


def tell_poster(session: Session, poster: Poster) -> None:
    """Where mail for somebody without an account goes."""
    poster.revision += 1
    session.flush()
    poster_as_it_is(session, poster)


def tell_gone(session: Session, need: Need) -> None:
    """This need was removed for good."""
    if not need.stays_inside:
        emit(session, NeedRemoved(need_id=need.id, revision=need.revision + 1))


def tell_poster_gone(session: Session, poster: Poster) -> None:
    """Nobody writes to this person any more."""
    emit(session, RecipientRemoved(person_id=poster.id, revision=poster.revision + 1))


def ask_to_confirm(session: Session, need: Need, again: int = 0) -> None:
    """A mail to the poster: was it really you? `again`: which one after the first this is."""
    about = f"{need.id}:{again}" if again else str(need.id)
    _write(session, need, "confirm_need", about, {"need_id": str(need.id)})


def say_released(session: Session, need: Need) -> None:
    """A mail to the poster: we are looking for somebody."""
    _write(session, need, "need_released", str(need.id), _what_where_when(need))


def say_somebody_is_chosen(session: Session, need: Need, match_id: object) -> None:
    """A mail to whoever posted: a place is taken, though nothing is agreed yet."""
    _write(session, need, "someone_chosen", str(match_id), _what_where_when(need))


def say_somebody_comes(session: Session, need: Need, match_id: object) -> None:
    """A mail to whoever posted: somebody was agreed upon. Names and numbers are on the page only."""
    _write(session, need, "someone_comes", str(match_id), _what_where_when(need))


def say_somebody_fell_away(session: Session, need: Need, match_id: object) -> None:
    """A mail to whoever posted: a place is free again, and we look on. Who it was, and why, is nobody's concern."""
    _write(session, need, "someone_fell_away", str(match_id), _what_where_when(need))


def _what_where_when(need: Need) -> dict[str, object]:
    """What a mail says of a need; what it does not know is left out."""
    told = {
        "need_id": str(need.id),
        "category": need.category,
        "bfs_nr": need.bfs_nr,
        "timing": str(need.timing),
        "once_at": need.once_at.isoformat() if need.once_at else None,
        "slots": [str(slot) for slot in need.slots],
        "first": need.first.isoformat() if need.first else None,
        "last": need.last.isoformat() if need.last else None,
        "minutes": need.minutes,
    }
    return {name: value for name, value in told.items() if value is not None}


def _write(session: Session, need: Need, template: str, about: str, data: dict[str, object]) -> None:
    """Nobody is written to when a coordinator posted for the site: they talk to it anyway."""
    person_id = need.poster_id or need.posted_by
    if person_id is not None:
        key = f"{template}:{about}"
        emit(session, MessageRequested(key=key, person_id=person_id, template=template, data=data))


def site_as_it_is(session: Session, site: Site) -> None:
    """A site's present state."""
    organisation = session.get_one(Organisation, site.organisation_id)
    emit(
        session,
        SiteChanged(
            site_id=site.id,
            revision=site.revision,
            organisation_id=site.organisation_id,
            organisation=organisation.name,
            name=site.name,
            kind=site.kind,
            street=site.street,
            postcode=site.postcode,
            town=site.town,
            bfs_nr=site.bfs_nr,
            phone=site.phone,
            email=site.email,
            active=site.active,
        ),
    )


def need_as_it_is(session: Session, need: Need) -> None:
    """A need's present state; nothing while it stays inside. The site's own reference is not in it."""
    if need.stays_inside:
        return
    emit(
        session,
        NeedChanged(
            need_id=need.id,
            revision=need.revision,
            state=need.state,
            cause=need.cause,
            site_id=need.site_id,
            bfs_nr=need.bfs_nr,
            category=need.category,
            headcount=need.headcount,
            filled=need.filled,
            age_group=need.age_group,
            persons=need.persons,
            minors=need.minors,
            alone=need.alone,
            languages=need.languages,
            timing=need.timing,
            once_at=need.once_at,
            slots=[Slot(slot) for slot in need.slots],
            first=need.first,
            last=need.last,
            minutes=need.minutes,
            urgency=need.urgency,
            wish=need.wish,
            wish_gender=need.wish_gender,
            selection=need.selection,
            posted_at=need.posted_at,
        ),
    )


def poster_as_it_is(session: Session, poster: Poster) -> None:
    """A poster's present address."""
    emit(
        session,
        RecipientChanged(
            person_id=poster.id,
            revision=poster.revision,
            email=poster.email,
            language=poster.language,
            name=poster.name,
            kind="poster",
        ),
    )


@service.resync
def everything_as_it_is(session: Session) -> None:
    """Emit the present state of sites, needs, posters, tasks and Wiedervorlagen again."""
    missed = select(Move.need_id).where(Move.cause == NeedCause.NOBODY_CAME)
    for site in session.scalars(select(Site)):
        site_as_it_is(session, site)
    for need in session.scalars(select(Need)):
        need_as_it_is(session, need)
        if need.confirmed_at is not None:
            tell_task(session, need)
    for need in session.scalars(select(Need).where(Need.id.in_(missed))):
        tell_missed(session, need)
    for poster in session.scalars(select(Poster)):
        poster_as_it_is(session, poster)
    journal.tell_all(session, JournalEntry)
