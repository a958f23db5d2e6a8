"""Warnings of rows: what is odd in a file and was taken in all the same, beside what was refused."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0061"
down_revision = "spine_0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("imports", sa.Column("warned", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("import_chunks", sa.Column("warned", sa.Integer(), server_default="0", nullable=False))
    op.add_column("import_errors", sa.Column("warns", sa.Boolean(), server_default="false", nullable=False))


def downgrade() -> None:
    """What only warned of is nothing that was refused."""
    op.execute("ALTER TABLE import_errors NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM import_errors WHERE warns")
    op.execute("ALTER TABLE import_errors FORCE ROW LEVEL SECURITY")
    op.drop_column("import_errors", "warns")
    op.drop_column("import_chunks", "warned")
    op.drop_column("imports", "warned")
