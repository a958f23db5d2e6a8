"""A household whose cross-check was set aside says why."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0032"
down_revision = "spine_0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unchecked", sa.Column("failure", sa.Text()))
    op.add_column("unchecked", sa.Column("first_failed_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE unchecked SET failure = 'FAILED', first_failed_at = failed_at WHERE failed_at IS NOT NULL")


def downgrade() -> None:
    for column in ("first_failed_at", "failure"):
        op.drop_column("unchecked", column)
