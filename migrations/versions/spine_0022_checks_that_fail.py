"""A household whose cross-check fails is set aside, so that it holds up no other."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0022"
down_revision = "spine_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unchecked", sa.Column("failed_at", sa.DateTime(timezone=True)))
    op.add_column("unchecked", sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    for column in ("failures", "failed_at"):
        op.drop_column("unchecked", column)
