"""Who is asking: one signed token, in a cookie for people and as a bearer for programs, checked by every service alone.

Each service keeps what identity told it of ended sign-ins and changed accounts, and looks there at every request, so
that a sign-out or a lost role counts everywhere without asking anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from sqlalchemy.orm import Session

from shared import clock
from shared.ids import new_id
from shared.keys import Keys
from shared.tables import EndedSession, KnownAccount


class Role(StrEnum):
    """What somebody is to the office."""

    VOLUNTEER = "volunteer"
    STAFF = "staff"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


INCLUDES = {Role.ADMINISTRATOR: {Role.COORDINATOR}}
"""Roles that may do all that another role may do."""


@dataclass(frozen=True)
class Who:
    """Somebody who is signed in. `id` is the person's id everywhere (a volunteer's account has the volunteer's id)."""

    id: UUID
    name: str
    roles: frozenset[Role]
    site_ids: frozenset[UUID]
    session_id: UUID
    expires_at: datetime
    program: bool = False
    language: str | None = None

    def may_act_as(self, role: Role) -> bool:
        """Whether this person has a role, or one that includes it."""
        return role in self.roles or any(role in INCLUDES.get(own, ()) for own in self.roles)

    @property
    def office(self) -> bool:
        """Whether this person works at the office."""
        return self.may_act_as(Role.COORDINATOR)


def sign_in_token(
    keys: Keys,
    person_id: UUID,
    name: str,
    roles: Iterable[Role],
    site_ids: Iterable[UUID],
    lasts: timedelta,
    session_id: UUID | None = None,
    *,
    program: bool = False,
    language: str | None = None,
) -> str:
    """A signed token that says who somebody is, until its absolute limit; `program` for one made for the API."""
    now = clock.now()
    claims = {
        "sub": str(person_id),
        "sid": str(session_id or new_id()),
        "name": name,
        "roles": sorted(roles),
        "sites": sorted(str(site_id) for site_id in site_ids),
        "iat": int(now.timestamp()),
        "exp": int((now + lasts).timestamp()),
        "program": program,
        "lang": language,
    }
    return jwt.encode({"alg": "Ed25519"}, claims, keys.signing, algorithms=["Ed25519"])


def read_token(keys: Keys, token: str, *, even_expired: bool = False) -> Who | None:
    """Who a token speaks of, or None if it is not ours or has run out; `even_expired`: whom it did speak of."""
    try:
        claims = jwt.decode(token, keys.public, algorithms=["Ed25519"]).claims
        who = _who(claims)
    except (JoseError, ValueError, KeyError, TypeError):
        return None
    return who if even_expired or who.expires_at > clock.now() else None


def _who(claims: dict[str, Any]) -> Who:
    return Who(
        id=UUID(claims["sub"]),
        name=claims["name"],
        roles=frozenset(Role(role) for role in claims["roles"]),
        site_ids=frozenset(UUID(site_id) for site_id in claims["sites"]),
        session_id=UUID(claims["sid"]),
        expires_at=datetime.fromtimestamp(claims["exp"], clock.now().tzinfo),
        program=claims.get("program", False) is True,
        language=claims.get("lang"),
    )


def _roles_now(who: Who, account: KnownAccount) -> frozenset[Role]:
    """The account's roles; a program's token never has more than it was made for."""
    now = frozenset(Role(role) for role in account.roles)
    if not who.program:
        return now
    return frozenset(role for role in who.roles if role in now or any(role in INCLUDES.get(own, ()) for own in now))


def as_known_now(session: Session, who: Who) -> Who | None:
    """The person as this service was last told; None if the sign-in was ended or the account closed."""
    if session.get(EndedSession, who.session_id) is not None:
        return None
    account = session.get(KnownAccount, who.id)
    if account is None:
        return who
    if not account.active:
        return None
    return Who(
        id=who.id,
        name=account.name,
        roles=_roles_now(who, account),
        site_ids=frozenset(UUID(site_id) for site_id in account.site_ids),
        session_id=who.session_id,
        expires_at=who.expires_at,
        program=who.program,
        language=who.language,
    )
