"""Snapshots of targets, and when each data set last came in."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0009"
down_revision = "spine_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target_snapshots",
        sa.Column("id", sa.Uuid(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("department", "client", "programme")),
        sa.Column("division", sa.Text(), sa.ForeignKey("divisions.code"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("certainty", "rules")),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
    )
    op.create_index(op.f("target_snapshots_department_id_idx"), "target_snapshots", ["department", "id"])
    op.create_table(
        "snapshot_items",
        sa.Column("snapshot_id", sa.Uuid(), sa.ForeignKey("target_snapshots.id"), primary_key=True),
        sa.Column("subject_id", sa.Uuid(), primary_key=True),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id")),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )
    page = ["snapshot_id", "position", "subject_id"]
    op.create_index(op.f("snapshot_items_snapshot_id_position_subject_id_idx"), "snapshot_items", page)
    op.create_index(op.f("snapshot_items_household_id_idx"), "snapshot_items", ["household_id"])
    op.create_table(
        "data_sets",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("department", "entity")),
        *(sa.Column(name, sa.Date(), primary_key=True) for name in ("received_on", "as_of")),
    )
    op.add_column("assistance_records", sa.Column("snapshot_id", sa.Uuid(), sa.ForeignKey("target_snapshots.id")))


def downgrade() -> None:
    op.drop_column("assistance_records", "snapshot_id")
    for table in ("data_sets", "snapshot_items", "target_snapshots"):
        op.drop_table(table)
