"""A copy of every match, agreed or not, and of who may be asked: for mails to the chosen, and for pauses."""

import sqlalchemy as sa
from alembic import op

from shared.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "known_offers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wished_revision", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_offers")),
    )
    op.create_index(op.f("ix_known_offers_volunteer_id"), "known_offers", ["volunteer_id"])
    with op.batch_alter_table("known_matches") as known_matches:
        known_matches.alter_column("agreed_at", existing_type=UtcDateTime(), nullable=True)
