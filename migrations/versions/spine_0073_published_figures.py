"""Published figures: what is told to who does not read the register, counted once."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0073"
down_revision = "spine_0072"
branch_labels = None
depends_on = None

FIGURES = ("targets", "unknown", "helped", "missed", "duplicates", "records", "subjects", "granted", "paid")


def upgrade() -> None:
    op.create_table(
        "published_figures",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("since", sa.Date(), primary_key=True),
        sa.Column("division", sa.Text(), primary_key=True),
        sa.Column("programme", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in FIGURES),
    )


def downgrade() -> None:
    op.drop_table("published_figures")
