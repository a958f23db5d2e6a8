"""Jobs that are put back: when they are to be taken up again."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0055"
down_revision = "spine_0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("waits_until", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("jobs", "waits_until")
