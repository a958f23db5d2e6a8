"""Memberships that end without another household, and households where nobody living is a member any more."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0018"
down_revision = "spine_0017"
branch_labels = None
depends_on = None

EMPTY = """UPDATE households h SET recompute_on = '2000-01-01' WHERE NOT EXISTS (
  SELECT FROM memberships m WHERE m.household_id = h.id AND m.valid_to IS NULL AND m.superseded_at IS NULL)"""


def upgrade() -> None:
    op.add_column("memberships", sa.Column("end_reason", sa.Text()))
    op.add_column("households", sa.Column("closed_on", sa.Date()))
    op.add_column("households", sa.Column("closed_reason", sa.Text()))
    # The next sweep closes those that all have left. The owner is bound by row level security too.
    for table in ("households", "memberships"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(EMPTY)
    for table in ("households", "memberships"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_column("households", "closed_reason")
    op.drop_column("households", "closed_on")
    op.drop_column("memberships", "end_reason")
