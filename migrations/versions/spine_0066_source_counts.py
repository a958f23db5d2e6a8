"""Counts of sources: what came of the rows of each source, by county and day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "spine_0066"
down_revision = "spine_0065"
branch_labels = None
depends_on = None

NUMBERS = ("received", "taken", "unchanged", "refused", "odd", "age_days", "late", "unattached", "contradicted")


def upgrade() -> None:
    op.create_table(
        "source_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("home", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in NUMBERS),
        sa.Column("rules", JSONB(), nullable=False),
        sa.Column("told", JSONB(), nullable=False),
    )
    op.create_index(op.f("source_counts_department_day_idx"), "source_counts", ["department", "day"])
    op.create_index(op.f("source_counts_day_idx"), "source_counts", ["day"])


def downgrade() -> None:
    op.drop_table("source_counts")
