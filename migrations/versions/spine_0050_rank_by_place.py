"""Whom to visit first in a township: who is of another one is passed over in the index."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0050"
down_revision = "spine_0049"
branch_labels = None
depends_on = None

WORST_FIRST = ["code", "block", sa.text("rank DESC"), sa.text("household_id DESC")]


def upgrade() -> None:
    _replace([*WORST_FIRST, "position"])


def downgrade() -> None:
    _replace(WORST_FIRST)


def _replace(columns: list[object]) -> None:
    op.drop_index("ix_household_groups_rank", "household_groups")
    ranked = sa.text("rank IS NOT NULL")
    op.create_index("ix_household_groups_rank", "household_groups", columns, postgresql_where=ranked)
