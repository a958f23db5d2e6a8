"""A dead letter of a webhook is found by its row of the outbox: which transaction wrote that was never asked."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0070"
down_revision = "spine_0069"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("webhook_dead_letters", "changed_xid")


def downgrade() -> None:
    op.add_column("webhook_dead_letters", sa.Column("changed_xid", Xid8(), nullable=False, server_default="0"))
    op.alter_column("webhook_dead_letters", "changed_xid", server_default=None)
