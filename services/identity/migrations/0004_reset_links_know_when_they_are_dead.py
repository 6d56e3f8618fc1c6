"""A link to a new password says itself for which password it was asked: when one was chosen need not be kept."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("password_set_at")
