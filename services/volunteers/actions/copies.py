"""What other services tell, kept; and the contact that goes out when a match is agreed and back when it ends.

What a match brings about follows from our old copy of it against the new one, so news that comes twice or late does
nothing twice.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.actions.telling import release_contact, take_contact_back
from services.volunteers.models import KnownMatch, KnownNeed, KnownSite, Volunteer
from shared.contracts.accommodation import NeedChanged, NeedRemoved, SiteChanged
from shared.contracts.matching import CONTACT_STATES, MatchChanged, MatchRemoved
from shared.copies import drop_copy, keep_copy

NEED = ("state", "site_id", "bfs_nr", "category", "timing", "once_at", "slots", "first", "last", "minutes")
SITE = ("name", "street", "postcode", "town", "phone", "email")
MATCH = ("state", "cause", "need_id", "volunteer_id", "answer", "answer_by", "proposed_at", "agreed_at", "ended_at")


def remember_need(session: Session, event: NeedChanged) -> None:
    """A need as it stands now."""
    keep_copy(session, KnownNeed, event.need_id, event.revision, **{name: getattr(event, name) for name in NEED})


def forget_need(session: Session, event: NeedRemoved) -> None:
    """A need is gone for good."""
    drop_copy(session, KnownNeed, event.need_id, event.revision)


def remember_site(session: Session, event: SiteChanged) -> None:
    """A site as it stands now."""
    keep_copy(session, KnownSite, event.site_id, event.revision, **{name: getattr(event, name) for name in SITE})


def remember_match(session: Session, event: MatchChanged) -> None:
    """A match of one of our volunteers as it stands now: from agreed until it ends, the site has the contact."""
    volunteer = session.get(Volunteer, event.volunteer_id, with_for_update=True)
    if volunteer is None:
        return
    before = _has_contact(session, event.match_id)
    values = {name: getattr(event, name) for name in MATCH}
    if not keep_copy(session, KnownMatch, event.match_id, event.revision, **values):
        return
    if event.state in CONTACT_STATES and not before:
        volunteer.revision += 1
        release_contact(session, volunteer, session.get_one(KnownMatch, event.match_id))
    if before and event.state not in CONTACT_STATES:
        _take_back(session, volunteer, event.match_id)


def forget_match(session: Session, event: MatchRemoved) -> None:
    """A match is gone for good."""
    volunteer = session.get(Volunteer, event.volunteer_id, with_for_update=True)
    before = _has_contact(session, event.match_id)
    drop_copy(session, KnownMatch, event.match_id, event.revision)
    if volunteer is not None and before and session.get(KnownMatch, event.match_id) is None:
        _take_back(session, volunteer, event.match_id)


def _has_contact(session: Session, match_id: UUID) -> bool:
    """Whether the site of a match was told how to reach the volunteer."""
    match = session.get(KnownMatch, match_id)
    return match is not None and match.state in CONTACT_STATES


def _take_back(session: Session, volunteer: Volunteer, match_id: UUID) -> None:
    volunteer.revision += 1
    take_contact_back(session, volunteer, match_id)
