"""By which day something is asked for, line by line."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0046"
down_revision = "spine_0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matter_lines", sa.Column("due_on", sa.Date()))


def downgrade() -> None:
    op.drop_column("matter_lines", "due_on")
