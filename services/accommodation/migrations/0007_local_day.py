"""The day of a need as calendars here count it: a moment after midnight is a day earlier in UTC."""

import sqlalchemy as sa
from alembic import op

import shared.db
from shared import clock

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NEEDS = sa.table(
    "needs",
    sa.column("id"),
    sa.column("once_at", shared.db.UtcDateTime()),
    sa.column("first", sa.Date()),
    sa.column("day", sa.Date()),
)


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("day", sa.Date(), nullable=True))
    connection = op.get_bind()
    for need in connection.execute(sa.select(NEEDS)).all():
        day = clock.local(need.once_at).date() if need.once_at else need.first
        connection.execute(sa.update(NEEDS).where(NEEDS.c.id == need.id).values(day=day))
