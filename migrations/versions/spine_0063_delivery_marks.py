"""Marks of deliveries: up to where each list was delivered, and how that went."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0063"
down_revision = "spine_0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_marks",
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True)),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("gone", sa.BigInteger(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("department", "delivery", name=op.f("delivery_marks_pkey")),
    )


def downgrade() -> None:
    op.drop_table("delivery_marks")
