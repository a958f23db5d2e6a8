"""A household has one head. Of several that stand, who was told of last stays head, the others are other relatives."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0015"
down_revision = "spine_0014"
branch_labels = None
depends_on = None

CURRENT = "valid_to IS NULL AND superseded_at IS NULL"

# What was known stays known: their rows are superseded by others.
OTHERS = f"""WITH others AS (
  SELECT id, clock_timestamp() AS at FROM (
    SELECT id, row_number() OVER (PARTITION BY household_id ORDER BY recorded_at DESC, id DESC) AS n
    FROM memberships WHERE relation = '02' AND {CURRENT}) heads
  WHERE n > 1),
superseded AS (UPDATE memberships m SET superseded_at = others.at FROM others WHERE m.id = others.id RETURNING m.*)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, recorded_at)
SELECT gen_random_uuid(), household_id, person_id, position, '97', valid_from, valid_to, superseded_at FROM superseded
WHERE (SELECT count(*) FROM superseded) >= 0"""


def upgrade() -> None:
    # The owner is bound by row level security too, and sees no row while it migrates.
    op.execute("ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY")
    op.execute(OTHERS)
    op.execute("ALTER TABLE memberships FORCE ROW LEVEL SECURITY")
    head = sa.text(f"relation = '02' AND {CURRENT}")
    op.create_index("uq_memberships_head", "memberships", ["household_id"], unique=True, postgresql_where=head)


def downgrade() -> None:
    op.drop_index("uq_memberships_head", table_name="memberships")
