"""Households that were entered twice, merged into one and taken apart again."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0020"
down_revision = "spine_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("households", sa.Column("merged_into", sa.Uuid(), sa.ForeignKey("households.id")))
    op.add_column("lineage", sa.Column("undone_at", sa.DateTime(timezone=True)))
    op.create_table(
        "household_merges",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id"), nullable=False),
        sa.Column("duplicate_id", sa.Uuid(), sa.ForeignKey("households.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("old_division", sa.Text(), nullable=False),
        sa.Column("old_position", sa.BigInteger(), nullable=False),
        sa.Column("persons", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("matters", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("merged_on", sa.Date(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_because", sa.Text()),
    )
    op.create_index("household_merges_household_id_idx", "household_merges", ["household_id"])
    standing = sa.text("undone_at IS NULL")
    op.create_index(
        "uq_household_merges_standing", "household_merges", ["duplicate_id"], unique=True, postgresql_where=standing
    )


def downgrade() -> None:
    op.drop_table("household_merges")
    op.drop_column("lineage", "undone_at")
    op.drop_column("households", "merged_into")
