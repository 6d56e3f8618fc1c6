"""The first tables: accounts, memberships, invitations, sign-ins, and copies of what others told."""

import sqlalchemy as sa
from alembic import op

from shared.db import UtcDateTime
from shared.migrate import create_common_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OF_ACCOUNTS = sa.text("kind = 'account'")


def upgrade() -> None:
    """Apply this step."""
    create_common_tables(op)
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("email", sa.String()),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.String()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("joined_at", UtcDateTime()),
    )
    op.create_index("ix_accounts_kind_email", "accounts", ["kind", "email"])
    op.create_index(
        "uq_accounts_email",
        "accounts",
        ["email"],
        unique=True,
        sqlite_where=OF_ACCOUNTS,
        postgresql_where=OF_ACCOUNTS,
    )
    op.create_table(
        "memberships",
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("site_id", sa.Uuid(), primary_key=True, index=True),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "account_id", sa.Uuid(), sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("site_id", sa.Uuid()),
        sa.Column("invited_by", sa.Uuid()),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_at", UtcDateTime()),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False, index=True),
        sa.Column("ended_at", UtcDateTime()),
    )
    op.create_table(
        "used_links",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False, index=True),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False, index=True),
    )
    op.create_table(
        "known_sites",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "known_volunteers",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
