"""${message}."""

import sqlalchemy as sa
from alembic import op

import shared.db
% if not down_revision:
from shared.migrate import create_common_tables
% endif

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
% if not down_revision:
    create_common_tables(op)
% endif
    ${upgrades if upgrades else "pass"}
