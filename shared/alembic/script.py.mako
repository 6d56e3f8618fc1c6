"""${message}."""

import sqlalchemy as sa
from alembic import op
% if "shared.db." in (upgrades or "") or not down_revision:

% endif
% if "shared.db." in (upgrades or ""):
import shared.db
% endif
% if not down_revision:
from shared.migrate import create_common_tables
% endif

revision = "${up_revision}"
down_revision = ${f'"{down_revision}"' if down_revision else None}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
% if not down_revision:
    create_common_tables(op)
% endif
    ${upgrades if upgrades else "pass"}
