"""Sites and needs are looked for without accents from now on."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.finding import searchable

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SITE_TEXTS = ("name", "street", "postcode", "town", "email")
ORGANISATIONS = sa.table("organisations", sa.column("id"), sa.column("name"))
SITES = sa.table(
    "sites",
    sa.column("id"),
    sa.column("organisation_id"),
    sa.column("search_text"),
    *(sa.column(name) for name in SITE_TEXTS),
)
NEEDS = sa.table("needs", sa.column("id"), sa.column("wish"), sa.column("search_text"))


def upgrade() -> None:
    """Apply this step."""
    organisations = dict(op.get_bind().execute(sa.select(ORGANISATIONS.c.id, ORGANISATIONS.c.name)).all())
    _add("needs", NEEDS, lambda need: [need.wish])
    _add("sites", SITES, lambda site: [organisations[site.organisation_id], *(getattr(site, n) for n in SITE_TEXTS)])


def _add(table: str, rows: Any, texts: Callable[[Any], list[str | None]]) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(sa.Column("search_text", sa.String(), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows)).all():
        text = searchable(*(text or "" for text in texts(row)))
        connection.execute(sa.update(rows).where(rows.c.id == row.id).values(search_text=text))
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column("search_text", existing_type=sa.String(), nullable=False)
