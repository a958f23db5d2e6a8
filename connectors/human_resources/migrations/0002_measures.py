"""Which of several measures was given, to start a business or to work near home (三（二）就业救助)."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

CODE = Path(__file__).resolve().parents[1].name

revision = f"{CODE}_0002"
down_revision = f"{CODE}_0001"
branch_labels = None
depends_on = None

TABLE = f"{CODE}_records"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("startup_measure", sa.Text()))
    op.add_column(TABLE, sa.Column("rural_measure", sa.Text()))


def downgrade() -> None:
    op.drop_column(TABLE, "rural_measure")
    op.drop_column(TABLE, "startup_measure")
