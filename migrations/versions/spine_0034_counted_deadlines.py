"""From which day and how many working days a deadline was counted; of earlier deadlines it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0034"
down_revision = "spine_0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matters", sa.Column("due_from", sa.Date()))
    op.add_column("matters", sa.Column("due_days", sa.Integer()))
    open_ = sa.text("closed_on IS NULL AND due_days IS NOT NULL")
    op.create_index("ix_matters_counted", "matters", ["due_from", "due_days", "due_on"], postgresql_where=open_)


def downgrade() -> None:
    op.drop_index("ix_matters_counted", table_name="matters")
    op.drop_column("matters", "due_days")
    op.drop_column("matters", "due_from")
