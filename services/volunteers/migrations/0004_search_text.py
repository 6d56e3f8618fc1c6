"""Names are looked for without accents from now on."""

import sqlalchemy as sa
from alembic import op

from shared.finding import searchable

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

VOLUNTEERS = sa.table(
    "volunteers",
    sa.column("id"),
    sa.column("first_name"),
    sa.column("last_name"),
    sa.column("email"),
    sa.column("search_text"),
)


def upgrade() -> None:
    """Apply this step."""
    connection = op.get_bind()
    for one in connection.execute(sa.select(VOLUNTEERS)).all():
        text = searchable(one.last_name, one.first_name, one.email)
        connection.execute(sa.update(VOLUNTEERS).where(VOLUNTEERS.c.id == one.id).values(search_text=text))
