"""When a password was chosen: links from before that moment choose none any more."""

import sqlalchemy as sa
from alembic import op

from shared.db import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column("accounts", sa.Column("password_set_at", UtcDateTime()))
