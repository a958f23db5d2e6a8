"""What a programme owes to whoever meets its rule: a duty, an offer or a service; the catalogue is written anew."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0037"
down_revision = "spine_0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("programmes", sa.Column("entitlement", sa.Text(), nullable=False, server_default="duty"))
    op.alter_column("programmes", "entitlement", server_default=None)


def downgrade() -> None:
    op.drop_column("programmes", "entitlement")
