"""Closings of warnings: with what a person closed each; a corrected answer leaves alone what no answer closed."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0054"
down_revision = "spine_0053"
branch_labels = None
depends_on = None

TABLES = ("early_warnings", "assistance_records", "matter_lines", "chain_links")


def upgrade() -> None:
    op.add_column("early_warnings", sa.Column("closed_through", sa.Text()))
    # An owner who is no superuser is bound by row level security too: it would find no row, and say nothing.
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(CLOSED)
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_column("early_warnings", "closed_through")


# What was closed by hand has its link in the chain.
CLOSED = """UPDATE early_warnings w SET closed_through = CASE
  WHEN w.outcome = 'DECIDED_OTHERWISE' AND EXISTS (SELECT FROM assistance_records r
    WHERE r.id = ANY(w.records) AND r.department = w.closed_by AND r.status IN ('REFUSED', 'VOIDED')) THEN 'REFUSAL'
  WHEN EXISTS (SELECT FROM matter_lines l WHERE l.warning_id = w.id AND l.answer IS NOT NULL) AND NOT EXISTS (
    SELECT FROM chain_links c WHERE c.household_id = w.household_id AND c.kind = 'WARNING_CLOSED'
      AND c.department = w.closed_by AND c.note = w.reason) THEN 'ANSWERS'
  ELSE 'HAND' END
WHERE w.state = 'CLOSED' AND w.closed_by IS NOT NULL"""
