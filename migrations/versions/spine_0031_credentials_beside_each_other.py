"""Credentials beside each other: a client's former secret and keys go on for a while after they were replaced."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0031"
down_revision = "spine_0030"
branch_labels = None
depends_on = None

COLUMNS = (
    ("former_secret_hash", sa.LargeBinary()),
    ("former_secret_until", sa.DateTime(timezone=True)),
    ("former_jwks", sa.Text()),
    ("former_jwks_until", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for name, type in COLUMNS:
        op.add_column("oauth_clients", sa.Column(name, type, nullable=True))


def downgrade() -> None:
    for name, _ in reversed(COLUMNS):
        op.drop_column("oauth_clients", name)
