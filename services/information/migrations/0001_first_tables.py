"""first tables."""

import sqlalchemy as sa
from alembic import op

from shared.db import UtcDateTime
from shared.migrate import create_common_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    create_common_tables(op)
    op.create_table(
        "known_needs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("bfs_nr", sa.Integer(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("timing", sa.String(), nullable=False),
        sa.Column("once_at", UtcDateTime()),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("posted_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_needs"),
    )
    op.create_index("ix_known_needs_state_posted_at", "known_needs", ["state", "posted_at"])
