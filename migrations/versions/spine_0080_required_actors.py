"""A client may have to say for whom it acts before it changes anything."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0080"
down_revision = "spine_0079"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("oauth_clients", sa.Column("requires_actor", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("oauth_clients", "requires_actor")
