"""Accounts, the sites they belong to, how they were invited, and where they are signed in.

An account begins when somebody is invited, and counts once that person has joined. Volunteers have accounts too, made
from what volunteers tells; they have no password and come by a mailed link. The roles *staff* follow the memberships.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.identity import service
from shared import clock
from shared.attempts import AttemptColumns
from shared.auth import Role
from shared.db import Word
from shared.ids import new_id

OF_ACCOUNTS = text("kind = 'account'")


class Kind(StrEnum):
    """Whose address it is: an account's own, or a volunteer's, whom volunteers looks after."""

    ACCOUNT = "account"
    VOLUNTEER = "volunteer"


class Via(StrEnum):
    """How somebody got in. *api* is a program with a token."""

    PASSWORD = "password"  # noqa: S105  (a word, not a secret)
    LINK = "link"
    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105
    API = "api"


class Account(service.Base):
    """A person who may sign in. The address of accounts is theirs alone; volunteers may share one (couples do)."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index("uq_accounts_email", "email", unique=True, sqlite_where=OF_ACCOUNTS, postgresql_where=OF_ACCOUNTS),
        Index("ix_accounts_kind_email", "kind", "email"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    revision: Mapped[int] = mapped_column(default=0)
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    email: Mapped[str | None]
    name: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[str]] = mapped_column(default=list)
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="de")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    joined_at: Mapped[datetime | None]
    memberships: Mapped[list["Membership"]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    @property
    def waiting(self) -> bool:
        """Invited, and never here yet."""
        return self.joined_at is None

    @property
    def closed(self) -> bool:
        """Was here, and may not sign in any more."""
        return self.joined_at is not None and not self.active

    @property
    def site_ids(self) -> list[UUID]:
        """The sites this person belongs to."""
        return sorted(membership.site_id for membership in self.memberships)

    def has(self, role: Role) -> bool:
        """Whether the account was given exactly this role."""
        return role in self.roles


class Membership(service.Base):
    """Somebody works at a site."""

    __tablename__ = "memberships"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class Invitation(service.Base):
    """Somebody was asked to join with a role. `invited_by` is None for the first administrator."""

    __tablename__ = "invitations"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(Word(Role))
    site_id: Mapped[UUID | None]
    invited_by: Mapped[UUID | None]
    at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]


class SignIn(service.Base):
    """One sign-in, or one program's token; its id is in the token. `account_id` may be unknown here for a program."""

    __tablename__ = "sign_ins"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(index=True)
    via: Mapped[Via] = mapped_column(Word(Via))
    label: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class UsedLink(service.Base):
    """A link that worked once. The form it was used by, sent again, finds the sign-in it led to."""

    __tablename__ = "used_links"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    form_id: Mapped[str]
    sign_in_id: Mapped[UUID] = mapped_column(default=new_id)
    used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SignInAttempts(AttemptColumns, service.Base):
    """How often a sign-in was tried lately."""

    __tablename__ = "sign_in_attempts"


class KnownSite(service.Base):
    """What accommodation told us of a site: enough to name it."""

    __tablename__ = "known_sites"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
    organisation: Mapped[str]
    town: Mapped[str]
    active: Mapped[bool]


class KnownVolunteer(service.Base):
    """How new the news is that a volunteer's account shows; name and address stand in the account alone."""

    __tablename__ = "known_volunteers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
