"""Questions about strangers: how many a client, or an officer through it, asks in a day."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0078"
down_revision = "spine_0077"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stranger_questions",
        sa.Column("asker", sa.Text(), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("stranger_questions")
