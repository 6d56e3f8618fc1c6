"""Views that change something: one writing transaction each, and sent twice they are done once.

A form carries an id, an API write may carry an `Idempotency-Key`. The answer is stored in the transaction that does the
work; the same key again gets the same answer, the same key with other contents is refused.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec

from flask import Response, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import update
from sqlalchemy.orm import Session

from shared import clock
from shared.db import insert_new
from shared.errors import Invalid
from shared.i18n import _
from shared.tables import DoneRequest
from shared.web.csrf import FIELD, FORM_ID
from shared.web.forms.form import SWITCH
from shared.web.here import db, who
from shared.web.language import came_from, switched

P = ParamSpec("P")
Changing = Callable[Concatenate[Session, P], ResponseReturnValue]


def changing(view: Changing[P]) -> Callable[P, ResponseReturnValue]:
    """Run `view(session, …)` in one transaction, once per form id or Idempotency-Key.

    An answer of 400 or more rolls everything back, the key with it: nothing is half-written. The answer is stored as
    the view gives it, so at the API the view itself dumps it and gives its status: `return Schema().dump(made), 201`.
    """

    @wraps(view)
    def once(*args: P.args, **values: P.kwargs) -> ResponseReturnValue:
        key = _key()
        with db().transaction() as session:
            if key and (done := _already(session, key)):
                return done
            response = make_response(view(session, *args, **values))
            if switched():
                session.rollback()
                return response if response.status_code >= 400 else redirect(came_from(), 303)
            if response.status_code >= 400:
                session.rollback()
            elif key:
                _remember(session, key, response)
            return response

    return once


def _key() -> str | None:
    """What makes two requests the same one: who sends it, to where, under which id.

    For a form also what stands in it: who goes back, corrects something and sends it again means it.
    """
    given = request.headers.get("Idempotency-Key") if _is_api() else request.form.get(FORM_ID)
    if not given:
        return None
    if len(given) > 200:
        raise Invalid({"Idempotency-Key": _("Höchstens 200 Zeichen.")})
    someone = who()
    parts = [str(someone.id if someone else ""), request.method, request.path, given]
    if not _is_api():
        parts.append(_digest())
    return sha256("\n".join(parts).encode()).hexdigest()


def _already(session: Session, key: str) -> Response | None:
    """The stored answer, if this was done before; otherwise the key is ours (a second one waits for our commit)."""
    values = {"digest": _digest(), "status": 0, "body": "", "content_type": "", "done_at": clock.now()}
    if insert_new(session, DoneRequest, key=key, **values):
        return None
    done = session.get_one(DoneRequest, key)
    if done.digest != values["digest"]:
        raise Invalid({"Idempotency-Key": _("Dieser Schlüssel wurde schon für andere Angaben verwendet.")})
    response = Response(done.body, done.status, content_type=done.content_type)
    if done.location:
        response.location = done.location
    return response


def _remember(session: Session, key: str, response: Response) -> None:
    values: dict[str, Any] = {
        "status": response.status_code,
        "location": response.location,
        "body": response.get_data(as_text=True),
        "content_type": response.content_type,
    }
    session.execute(update(DoneRequest).where(DoneRequest.key == key).values(**values))


def _digest() -> str:
    """A fingerprint of what was sent, without the fields that only protect the form."""
    if _is_api():
        return sha256(request.get_data()).hexdigest()
    fields = sorted((k, v) for k, v in request.form.items(multi=True) if k not in (FIELD, FORM_ID, SWITCH))
    return sha256(repr(fields).encode()).hexdigest()


def _is_api() -> bool:
    return request.path.startswith("/api/")
