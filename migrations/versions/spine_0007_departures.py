"""Departures: targets that have left a place, so that who followed them there is told."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0007"
down_revision = "spine_0006"
branch_labels = None
depends_on = None


def _key(name: str, other: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{other}.id"), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "departures",
        sa.Column("programme", sa.Text(), primary_key=True),
        sa.Column("subject_id", sa.Uuid(), primary_key=True),
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        _key("household_id", "households", nullable=False),
        _key("person_id", "persons"),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("changed_xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
    )
    walked = ["programme", "epoch", "changed_xid", "subject_id"]
    op.create_index("ix_departures_changes", "departures", walked)


def downgrade() -> None:
    op.drop_table("departures")
