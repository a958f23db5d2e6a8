"""Where it is declared, what was entered is reviewed by one person before another confirms it."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0081"
down_revision = "spine_0080"
branch_labels = None
depends_on = None

BEFORE = ("state = 'WAITING'", "state IN ('WAITING', 'CONFIRMED')")
AFTER = ("state IN ('WAITING', 'REVIEWED')", "state IN ('WAITING', 'REVIEWED', 'CONFIRMED')")


def upgrade() -> None:
    op.add_column("proposals", sa.Column("reviews", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("proposals", sa.Column("reviewed_by", sa.Uuid()))
    op.add_column("proposals", sa.Column("reviewed_at", sa.DateTime(timezone=True)))
    _index(*AFTER)


def downgrade() -> None:
    # What was reviewed waits for one who confirms it, as before.
    op.execute("UPDATE proposals SET state = 'WAITING' WHERE state = 'REVIEWED'")
    _index(*BEFORE)
    for column in ("reviewed_at", "reviewed_by", "reviews"):
        op.drop_column("proposals", column)


def _index(waits: str, stands: str) -> None:
    for name in ("uq_proposals_waiting", "uq_proposals_mends", "ix_proposals_waiting"):
        op.drop_index(name, "proposals")
    for name, columns, where in (
        ("uq_proposals_waiting", ["department", "act", "digest"], waits),
        ("uq_proposals_mends", ["mends"], f"mends IS NOT NULL AND {stands}"),
        ("ix_proposals_waiting", ["department", "due_on", "id"], f"{waits} AND position >= 0"),
    ):
        unique = name.startswith("uq_")
        op.create_index(name, "proposals", columns, unique=unique, postgresql_where=sa.text(where))
