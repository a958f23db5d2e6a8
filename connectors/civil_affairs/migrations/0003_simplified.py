"""What was simplified where aid was given first (三（三）: 简化申请人家庭经济状况核对、民主评议和公示等环节)."""

import sqlalchemy as sa
from alembic import op

revision = "civil_affairs_0003"
down_revision = "civil_affairs_0002"
branch_labels = None
depends_on = None

TABLE = "civil_affairs_records"
COLUMNS = ("means_check_simplified", "review_simplified", "publicity_simplified")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column(TABLE, sa.Column(column, sa.Boolean()))


def downgrade() -> None:
    for column in reversed(COLUMNS):
        op.drop_column(TABLE, column)
