"""The help or determination that a matter is about is looked up by it."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0011"
down_revision = "spine_0010"
branch_labels = None
depends_on = None

COLUMNS = ("record_id", "determination_id")


def upgrade() -> None:
    for column in COLUMNS:
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"matters_{column}_idx", "matters", [column], postgresql_where=where)


def downgrade() -> None:
    for column in reversed(COLUMNS):
        op.drop_index(f"matters_{column}_idx", table_name="matters")
