"""What the check of means tells of income and expenditure, and who has nobody to support them (二（三）: 家庭支出)."""

import sqlalchemy as sa
from alembic import op

revision = "civil_affairs_0004"
down_revision = "civil_affairs_0003"
branch_labels = None
depends_on = None

HOUSEHOLD = "civil_affairs_household_facts"
COLUMNS = ("employment_cost", "income_year", "school_expenditure_year", "disaster_expenditure_year")


def upgrade() -> None:
    op.add_column("civil_affairs_person_facts", sa.Column("without_support", sa.Boolean()))
    for column in COLUMNS:
        op.add_column(HOUSEHOLD, sa.Column(column, sa.BigInteger()))


def downgrade() -> None:
    for column in reversed(COLUMNS):
        op.drop_column(HOUSEHOLD, column)
    op.drop_column("civil_affairs_person_facts", "without_support")
