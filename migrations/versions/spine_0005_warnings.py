"""Early warnings, and the households whose cross-check is due."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0005"
down_revision = "spine_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "early_warnings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id")),
        sa.Column("position", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "rule", "key")),
        sa.Column("programmes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("records", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("departments", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("disposition", sa.Text()),
        sa.Column("triaged_on", sa.Date()),
        sa.Column("outcome", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("closed_by", sa.Text()),
        sa.Column("changed_xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
    )
    standing = sa.text("state <> 'CLOSED'")
    op.create_index(
        "uq_early_warnings_open", "early_warnings", ["household_id", "key"], unique=True, postgresql_where=standing
    )
    op.create_index(op.f("early_warnings_household_id_idx"), "early_warnings", ["household_id"])
    op.create_index("ix_early_warnings_page", "early_warnings", ["position", "household_id"], postgresql_where=standing)
    op.create_index(op.f("early_warnings_rule_position_idx"), "early_warnings", ["rule", "position"])
    op.create_table(
        "unchecked",
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id"), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("unchecked")
    op.drop_table("early_warnings")
