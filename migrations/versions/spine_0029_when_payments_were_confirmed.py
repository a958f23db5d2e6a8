"""When finance confirmed a payment is kept; of earlier confirmations it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0029"
down_revision = "spine_0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("payments", sa.Column("confirmed_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("payments", "confirmed_at")
