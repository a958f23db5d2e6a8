"""Households whose cross-check failed are found by their place, however many others wait."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0041"
down_revision = "spine_0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    set_aside = sa.text("failed_at IS NOT NULL")
    op.create_index("ix_unchecked_set_aside", "unchecked", ["position"], postgresql_where=set_aside)


def downgrade() -> None:
    op.drop_index("ix_unchecked_set_aside", "unchecked")
