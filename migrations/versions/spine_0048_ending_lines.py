"""Lines of an ending: each names a record or a determination; a procedure that is open has one for what it is about."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0048"
down_revision = "spine_0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matter_lines", sa.Column("determination_id", sa.Uuid()))
    op.add_column("matter_lines", sa.Column("reduced_to", sa.BigInteger()))
    named = "matter_lines_determination_id_fkey"
    op.create_foreign_key(named, "matter_lines", "determinations", ["determination_id"], ["id"])
    for column in ("record_id", "determination_id"):
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"matter_lines_{column}_idx", "matter_lines", [column], postgresql_where=given)
    _unbound(OF_OPEN)


def downgrade() -> None:
    _unbound("DELETE FROM matter_lines WHERE action = 'END'")
    op.drop_index("matter_lines_determination_id_idx", "matter_lines")
    op.drop_index("matter_lines_record_id_idx", "matter_lines")
    op.drop_column("matter_lines", "reduced_to")
    op.drop_column("matter_lines", "determination_id")


def _unbound(statement: str) -> None:
    # An owner who is no superuser is bound by row level security too: it would find no row, and say nothing.
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(statement)
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


TABLES = ("matters", "matter_lines", "assistance_records", "determinations")

OF_OPEN = """INSERT INTO matter_lines (id, matter_id, n, household_id, person_id, position, handling_position, action,
  department, programme, needs, record_id, determination_id, answer)
SELECT gen_random_uuid(), m.id, 0, m.household_id, coalesce(r.person_id, d.person_id), m.position, m.handling_position,
  'END', m.to_department, r.programme, '{}', m.record_id, m.determination_id, m.content->>'decision'
FROM matters m LEFT JOIN assistance_records r ON r.id = m.record_id
  LEFT JOIN determinations d ON d.id = m.determination_id
WHERE m.procedure = 'ending' AND m.closed_on IS NULL"""
