"""Groups of households, kept: whom to visit first, and families in which nobody works; the next start fills them."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0038"
down_revision = "spine_0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "household_groups",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("block", sa.BigInteger(), sa.Computed("position / 1000000", persisted=True), nullable=False),
        sa.Column("groups", sa.ARRAY(sa.Text())),
        sa.Column("covered", sa.Boolean()),
        sa.Column("rank", sa.Integer()),
        sa.Column("able", sa.Integer()),
        sa.Column("certain", sa.Boolean()),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name="household_groups_household_id_fkey"),
        sa.PrimaryKeyConstraint("household_id", "code", name="household_groups_pkey"),
    )
    worst_first = ["code", "block", sa.text("rank DESC"), sa.text("household_id DESC")]
    ranked, able = sa.text("rank IS NOT NULL"), sa.text("able IS NOT NULL")
    op.create_index("ix_household_groups_rank", "household_groups", worst_first, postgresql_where=ranked)
    by_place = ["code", "position", "household_id"]
    op.create_index("ix_household_groups_place", "household_groups", by_place, postgresql_where=able)


def downgrade() -> None:
    op.drop_table("household_groups")
