"""The records of a batch are found by an index."""

from alembic import op

revision = "spine_0025"
down_revision = "spine_0024"
branch_labels = None
depends_on = None

INDEX = "assistance_records_batch_id_id_idx"


def upgrade() -> None:
    op.create_index(INDEX, "assistance_records", ["batch_id", "id"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="assistance_records")
