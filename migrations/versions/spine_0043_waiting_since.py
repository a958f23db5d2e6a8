"""Since when a household waits for its cross-check."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0043"
down_revision = "spine_0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    since = sa.Column("since", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())
    op.add_column("unchecked", since)


def downgrade() -> None:
    op.drop_column("unchecked", "since")
