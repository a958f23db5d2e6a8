"""Who is able to work in part only (二（三）: 无劳动力或弱劳动力家庭)."""

import sqlalchemy as sa
from alembic import op

revision = "civil_affairs_0005"
down_revision = "civil_affairs_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("civil_affairs_person_facts", sa.Column("weak_labour", sa.Boolean()))


def downgrade() -> None:
    op.drop_column("civil_affairs_person_facts", "weak_labour")
