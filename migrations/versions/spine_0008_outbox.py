"""The outbox: what is to be told to a department at once."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0008"
down_revision = "spine_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id")),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("handling_position", sa.BigInteger()),
        sa.Column("changed_xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
    )
    op.create_index("ix_outbox_read", "outbox", ["topic", "department", "changed_xid", "id"])
    op.create_index(op.f("outbox_changed_xid_idx"), "outbox", ["changed_xid"])
    op.create_index(op.f("outbox_household_id_idx"), "outbox", ["household_id"])


def downgrade() -> None:
    op.drop_table("outbox")
