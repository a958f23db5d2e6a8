"""Warnings by rank: an index in which the worst of each county stand first."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0044"
down_revision = "spine_0043"
branch_labels = None
depends_on = None

WORST_FIRST = ["state", "block", sa.text("rank DESC"), "raised_on", "position", "household_id"]


def upgrade() -> None:
    block = sa.Column("block", sa.BigInteger(), sa.Computed("position / 1000000", persisted=True), nullable=False)
    op.add_column("early_warnings", block)
    op.create_index("ix_early_warnings_rank", "early_warnings", WORST_FIRST)


def downgrade() -> None:
    op.drop_index("ix_early_warnings_rank", "early_warnings")
    op.drop_column("early_warnings", "block")
