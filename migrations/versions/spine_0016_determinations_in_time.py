"""Determinations are looked at again by a day."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0016"
down_revision = "spine_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("determinations", sa.Column("review_due", sa.Date()))
    due = sa.text("superseded_at IS NULL AND review_due IS NOT NULL")
    op.create_index("determinations_review_due_id_idx", "determinations", ["review_due", "id"], postgresql_where=due)


def downgrade() -> None:
    op.drop_index("determinations_review_due_id_idx", table_name="determinations")
    op.drop_column("determinations", "review_due")
