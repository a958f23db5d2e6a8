"""Of each clause of a programme whether the document has it; the catalogue is written anew."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0039"
down_revision = "spine_0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("programme_clauses", sa.Column("basis", sa.Text(), nullable=False, server_default="document"))
    op.alter_column("programme_clauses", "basis", server_default=None)


def downgrade() -> None:
    op.drop_column("programme_clauses", "basis")
