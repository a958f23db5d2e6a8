"""Merges of persons, and the rows that went along with each."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0024"
down_revision = "spine_0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_merges",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("duplicate_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_because", sa.Text()),
    )
    op.create_index("person_merges_person_id_idx", "person_merges", ["person_id"])
    standing = sa.text("undone_at IS NULL")
    op.create_index(
        "uq_person_merges_standing", "person_merges", ["duplicate_id"], unique=True, postgresql_where=standing
    )
    op.create_table(
        "person_merge_rows",
        sa.Column("merge_id", sa.Uuid(), sa.ForeignKey("person_merges.id"), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("row_id", sa.Uuid(), primary_key=True),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id")),
        sa.Column("of_person", sa.Uuid(), sa.ForeignKey("persons.id")),
    )


def downgrade() -> None:
    op.drop_table("person_merge_rows")
    op.drop_table("person_merges")
