"""The tier of a renovation subsidy (三（二）住房救助: 分类分档具体补助标准)."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

CODE = Path(__file__).resolve().parents[1].name

revision = f"{CODE}_0002"
down_revision = f"{CODE}_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(f"{CODE}_records", sa.Column("tier", sa.Text()))


def downgrade() -> None:
    op.drop_column(f"{CODE}_records", "tier")
