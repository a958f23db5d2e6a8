"""What one person has entered waits for another who confirms or returns it."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0071"
down_revision = "spine_0070"
branch_labels = None
depends_on = None

CALLER_ACTOR = "(NULLIF(current_setting('hub.actor'::text, true), ''::text))::uuid"
OPEN = "mends IS NOT NULL AND state IN ('WAITING', 'CONFIRMED')"


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id")),
        sa.Column("household_number", sa.Text()),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id")),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("mends", sa.Uuid(), sa.ForeignKey("proposals.id")),
        sa.Column(
            "entered_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default="WAITING"),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
        sa.Column("actor_id", sa.Uuid(), server_default=sa.text(CALLER_ACTOR)),
    )
    waiting = sa.text("state = 'WAITING'")
    _index("uq_proposals_waiting", ["department", "act", "digest"], waiting, unique=True)
    _index("uq_proposals_mends", ["mends"], sa.text(OPEN), unique=True)
    listed = ["department", "due_on", "id"]
    _index("ix_proposals_waiting", listed, sa.text("state = 'WAITING' AND position >= 0"))
    _index("ix_proposals_listed", listed, sa.text("position >= 0"))
    for column in ("household_id", "person_id"):
        _index(op.f(f"proposals_{column}_idx"), [column], sa.text(f"{column} IS NOT NULL"))


def _index(name: str, columns: list[str], where: sa.TextClause, unique: bool = False) -> None:
    op.create_index(name, "proposals", columns, unique=unique, postgresql_where=where)


def downgrade() -> None:
    op.drop_table("proposals")
