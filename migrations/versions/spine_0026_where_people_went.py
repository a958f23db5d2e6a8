"""Indexes by which acts find where households and identities went."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0026"
down_revision = "spine_0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    standing = sa.text("undone_at IS NULL")
    op.create_index("identity_joins_to_id_idx", "identity_joins", ["to_id"], postgresql_where=standing)
    op.create_index("mismatches_person_id_idx", "mismatches", ["person_id"])
    op.create_index("lineage_ancestor_id_idx", "lineage", ["ancestor_id"])


def downgrade() -> None:
    for table, column in (("lineage", "ancestor_id"), ("mismatches", "person_id"), ("identity_joins", "to_id")):
        op.drop_index(f"{table}_{column}_idx", table)
