"""Day's lists: the worst of a place, kept as they stood when its list was first asked for that day."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0049"
down_revision = "spine_0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_lists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lo", sa.BigInteger(), nullable=False),
        sa.Column("hi", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("day_lists_division_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("day_lists_pkey")),
    )
    op.create_index("uq_day_lists_place", "day_lists", ["department", "division", "day"], unique=True)
    op.create_table(
        "day_list_lines",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["day_lists.id"], name=op.f("day_list_lines_list_id_fkey")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("day_list_lines_household_id_fkey")),
        sa.PrimaryKeyConstraint("list_id", "place", name=op.f("day_list_lines_pkey")),
    )
    op.create_index(op.f("day_list_lines_list_id_household_id_idx"), "day_list_lines", ["list_id", "household_id"])
    op.create_index(op.f("day_list_lines_household_id_idx"), "day_list_lines", ["household_id"])


def downgrade() -> None:
    op.drop_table("day_list_lines")
    op.drop_table("day_lists")
