"""First tables: matches and their history, copies of offers, needs, sites and tasks."""

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
        sa.Column("cause", sa.String()),
        sa.Column("site_id", sa.Uuid()),
        sa.Column("bfs_nr", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("minors", sa.Boolean(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("timing", sa.String(), nullable=False),
        sa.Column("once_at", UtcDateTime()),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("wish_gender", sa.String()),
        sa.Column("selection", sa.String(), nullable=False),
        sa.Column("posted_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_needs"),
    )
    op.create_index("ix_known_needs_state", "known_needs", ["state"])

    op.create_table(
        "known_offers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("bfs_nr", sa.Integer(), nullable=False),
        sa.Column("travel_km", sa.Integer(), nullable=False),
        sa.Column("mobility", sa.String(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("available_from", sa.Date()),
        sa.Column("away", sa.JSON(), nullable=False),
        sa.Column("hours_per_week", sa.Integer()),
        sa.Column("gender", sa.String()),
        sa.Column("clearances", sa.JSON(), nullable=False),
        sa.Column("ready_since", sa.Date()),
        sa.Column("minutes_52_weeks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_offers"),
    )
    op.create_index("ix_known_offers_state", "known_offers", ["state"])

    op.create_table(
        "known_sites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("bfs_nr", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_sites"),
    )
    op.create_table(
        "known_tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("due", UtcDateTime()),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_tasks"),
    )
    op.create_index("ix_known_tasks_done", "known_tasks", ["done"])

    op.create_table(
        "matches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("cause", sa.String()),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("answer", sa.String()),
        sa.Column("answered_at", UtcDateTime()),
        sa.Column("answer_by", UtcDateTime(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("proposed_by", sa.Uuid()),
        sa.Column("accepted_at", UtcDateTime()),
        sa.Column("agreed_at", UtcDateTime()),
        sa.Column("ended_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_matches"),
    )
    op.create_index("ix_matches_need_id", "matches", ["need_id"])
    op.create_index("ix_matches_offer_id", "matches", ["offer_id"])
    op.create_index("ix_matches_state", "matches", ["state"])
    op.create_index("ix_matches_volunteer_id", "matches", ["volunteer_id"])
    op.create_index(
        "uq_matches_living",
        "matches",
        ["need_id", "offer_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "moves",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Uuid()),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("came_from", sa.String()),
        sa.Column("went_to", sa.String(), nullable=False),
        sa.Column("answer", sa.String()),
        sa.Column("cause", sa.String()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name="fk_moves_match_id_matches", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_moves"),
    )
    op.create_index("ix_moves_match_id", "moves", ["match_id"])
