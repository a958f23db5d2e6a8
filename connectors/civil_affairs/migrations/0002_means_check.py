"""What the check of means tells: a registered business, a motor vehicle."""

import sqlalchemy as sa
from alembic import op

revision = "civil_affairs_0002"
down_revision = "civil_affairs_0001"
branch_labels = None
depends_on = None

TABLE = "civil_affairs_person_facts"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("business_registered", sa.Boolean()))
    op.add_column(TABLE, sa.Column("business_registered_on", sa.Date()))
    op.add_column(TABLE, sa.Column("vehicle_owned", sa.Boolean()))


def downgrade() -> None:
    for column in ("vehicle_owned", "business_registered_on", "business_registered"):
        op.drop_column(TABLE, column)
