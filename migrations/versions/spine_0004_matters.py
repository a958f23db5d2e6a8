"""Matters: what is being done about a household, by whom, until when, with its lines and steps."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0004"
down_revision = "spine_0003"
branch_labels = None
depends_on = None


def _where() -> list[sa.Column[object]]:
    return [
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("handling_position", sa.BigInteger()),
    ]


def _key(name: str, other: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{other}.id"), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "matters",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        _key("household_id", "households"),
        _key("person_id", "persons"),
        *_where(),
        sa.Column("from_department", sa.Text(), nullable=False),
        sa.Column("to_department", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _key("record_id", "assistance_records"),
        _key("determination_id", "determinations"),
        _key("parent_id", "matters"),
        sa.Column("external_id", sa.Text()),
        sa.Column("opened_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Date()) for name in ("due_on", "closed_on", "reminded_on", "escalated_on")),
    )
    op.create_index("uq_matters_external", "matters", ["from_department", "procedure", "external_id"], unique=True)
    op.create_index(op.f("matters_household_id_idx"), "matters", ["household_id"])
    op.create_index(op.f("matters_parent_id_idx"), "matters", ["parent_id"])
    box = ["procedure", "to_department", sa.text("coalesce(due_on, '9999-12-31'::date)"), "id"]
    op.create_index("ix_matters_in", "matters", box, postgresql_where=sa.text("closed_on IS NULL"))
    open_ = sa.text("closed_on IS NULL AND due_on IS NOT NULL")
    op.create_index("ix_matters_due", "matters", ["due_on"], postgresql_where=open_)
    op.create_table(
        "matter_lines",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _key("matter_id", "matters", nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        _key("household_id", "households"),
        _key("person_id", "persons"),
        *_where(),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text()),
        sa.Column("needs", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("warning_id", sa.Uuid()),
        *(sa.Column(name, sa.Text()) for name in ("note", "answer", "answer_reason")),
        sa.Column("answered_on", sa.Date()),
        _key("record_id", "assistance_records"),
    )
    op.create_index("uq_matter_lines", "matter_lines", ["matter_id", "n"], unique=True)
    op.create_index(op.f("matter_lines_warning_id_idx"), "matter_lines", ["warning_id"])
    op.create_index(op.f("matter_lines_household_id_idx"), "matter_lines", ["household_id"])
    op.create_table(
        "matter_steps",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _key("matter_id", "matters", nullable=False),
        _key("household_id", "households"),
        *_where(),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("step", "state", "department")),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
    )
    op.create_index(op.f("matter_steps_matter_id_id_idx"), "matter_steps", ["matter_id", "id"])
    op.create_index(op.f("matter_steps_household_id_idx"), "matter_steps", ["household_id"])


def downgrade() -> None:
    for table in ("matter_steps", "matter_lines", "matters"):
        op.drop_table(table)
