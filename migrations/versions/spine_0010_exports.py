"""How many lines an export had."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0010"
down_revision = "spine_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("access_log", sa.Column("count", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("access_log", "count")
