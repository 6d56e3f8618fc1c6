"""Nothing typed is lost: what somebody typed is kept for a day, for this browser only.

A form of several pages keeps its answers here. A form sent after the sign-in had run out is kept too: once the same
person is in again, its page shows everything as it was, to be sent once more.
"""

import json
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, g, request
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared import auth, clock
from shared.auth import Who
from shared.tables import UnsentForm
from shared.web.csrf import browser, is_ours
from shared.web.forms.form import Typed, without_structure
from shared.web.here import here
from shared.web.language import came_from

LASTS = timedelta(days=1)
MOST_BYTES = 20_000
"""No form that people fill in is longer; more is somebody who wants to fill our disk."""
MOST_OF_ONE = 20
"""Forms kept for one person whose sign-in had run out; the oldest give way."""
KEPT = "kept"
"""What stands in the address of a page that is to show what was kept of its form."""


def save(session: Session, name: str, typed: Typed, person_id: UUID | None = None) -> None:
    """Keep what was typed under a name, in place of what was kept there before. What is far too long is not kept."""
    if len(json.dumps(typed)) > MOST_BYTES:
        return
    if person_id is not None:
        _make_room(session, person_id)
    session.merge(UnsentForm(key=_key(name), person_id=person_id, typed=typed, saved_at=clock.now()))


def find(session: Session, name: str, person_id: UUID | None = None) -> Typed | None:
    """What this person typed there in this browser within the last day, if anything."""
    kept = session.get(UnsentForm, _key(name))
    if kept is None or kept.person_id != person_id or clock.now() - kept.saved_at > LASTS:
        return None
    return kept.typed


def drop(session: Session, name: str) -> None:
    """Forget it."""
    session.execute(delete(UnsentForm).where(UnsentForm.key == _key(name)))


def keep_of(before: Who) -> str:
    """Keep the form somebody sent whose sign-in had run out; gives the path of its page, for after signing in again."""
    page = _page()
    if not (typed := without_structure(request.form)):
        return page
    with here().db.transaction() as session:
        save(session, page, typed, before.id)
    return f"{page}{'&' if '?' in page else '?'}{urlencode({KEPT: 1})}"


def sender(token: str) -> Who | None:
    """Whose form this is, although the sign-in has run out; None if we did not make it for that person."""
    before = auth.read_token(here().office.keys, token, even_expired=True)
    return before if before is not None and is_ours(before) else None


def look_up(session: Session, who: Who | None) -> None:
    """Before a page is shown: find what was kept of its form, if its address says so."""
    if who is not None and KEPT in request.args:
        query = urlencode([(name, value) for name, value in request.args.items(multi=True) if name != KEPT])
        g.kept_form = find(session, request.script_root + request.path + (f"?{query}" if query else ""), who.id)


def _make_room(session: Session, person_id: UUID) -> None:
    mine = select(UnsentForm.key).where(UnsentForm.person_id == person_id).order_by(UnsentForm.saved_at.desc())
    oldest = session.scalars(mine.offset(MOST_OF_ONE - 1)).all()
    session.execute(delete(UnsentForm).where(UnsentForm.key.in_(oldest)))


def _page() -> str:
    """The page with the form: the address it was sent to, if that can be opened; else where the browser came from."""
    adapter = current_app.create_url_adapter(request)
    if adapter is not None and adapter.test(request.path, method="GET"):
        return request.script_root + request.path
    return came_from()


def _key(name: str) -> str:
    return sha256(f"{browser()}\n{name}".encode()).hexdigest()
