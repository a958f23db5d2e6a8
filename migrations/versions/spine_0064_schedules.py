"""Schedules: how each source is fetched, and what is paused, by whom and why."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0064"
down_revision = "spine_0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pauses",
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("paused_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True)),
        sa.Column("resumed_by", sa.Text()),
        sa.PrimaryKeyConstraint("schedule", "paused_at", name=op.f("pauses_pkey")),
    )
    op.create_index(
        "pauses_schedule_idx", "pauses", ["schedule"], unique=True, postgresql_where=sa.text("resumed_at IS NULL")
    )
    op.create_table(
        "source_schedules",
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True)),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("department", "source", name=op.f("source_schedules_pkey")),
    )


def downgrade() -> None:
    op.drop_table("source_schedules")
    op.drop_table("pauses")
