"""Marks of sources: up to where each was fetched, and how that went."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0056"
down_revision = "spine_0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_marks",
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True)),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.Column("last_import", sa.Uuid()),
        sa.PrimaryKeyConstraint("department", "source", name=op.f("source_marks_pkey")),
    )


def downgrade() -> None:
    op.drop_table("source_marks")
