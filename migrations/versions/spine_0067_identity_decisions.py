"""Decisions on identity candidates stay with their findings; when a pair's evidence or state last changed."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0067"
down_revision = "spine_0066"
branch_labels = None
depends_on = None

# What is open again had been decided upon findings that nobody has kept.
KEEP = """INSERT INTO identity_decisions (id, person_id, other_id, position, findings, decision, department, client,
  reason, decided_at)
SELECT gen_random_uuid(), person_id, other_id, position, findings, state, department, client, reason, decided_at
FROM identity_candidates WHERE state <> 'OPEN' AND decided_at IS NOT NULL"""


def upgrade() -> None:
    now = sa.text("clock_timestamp()")
    changed_at = sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default=now)
    op.add_column("identity_candidates", changed_at)
    op.create_table(
        "identity_decisions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("findings", "decision", "department", "client", "reason")
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
    )
    pair = op.f("identity_decisions_person_id_other_id_idx")
    op.create_index(pair, "identity_decisions", ["person_id", "other_id"])
    # An owner who is no superuser is bound by row level security too: it would find no row, and say nothing.
    op.execute("ALTER TABLE identity_candidates NO FORCE ROW LEVEL SECURITY")
    op.execute(KEEP)
    op.execute("ALTER TABLE identity_candidates FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_table("identity_decisions")
    op.drop_column("identity_candidates", "changed_at")
