"""Keys of the blind index say in which suite they find, as keys of the vault say in which they seal."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0077"
down_revision = "spine_0076"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("index_keys", sa.Column("suite", sa.SmallInteger(), nullable=False, server_default="1"))
    op.alter_column("index_keys", "suite", server_default=None)


def downgrade() -> None:
    op.drop_column("index_keys", "suite")
