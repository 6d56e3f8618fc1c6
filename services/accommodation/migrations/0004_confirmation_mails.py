"""Which addresses got a mail that asks for confirmation, and when."""

import sqlalchemy as sa
from alembic import op

import shared.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "confirmation_mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("poster_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", shared.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_mails")),
    )
    with op.batch_alter_table("confirmation_mails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confirmation_mails_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_confirmation_mails_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_confirmation_mails_poster_id"), ["poster_id"], unique=False)
