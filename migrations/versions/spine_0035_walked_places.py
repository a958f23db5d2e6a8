"""Indexes of pages are for those who walk them, who say so: a look-up of one row never turns to one, nor a page to
another's."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0035"
down_revision = "spine_0034"
branch_labels = None
depends_on = None

CHANGES = ["programme", "epoch", "changed_xid", "subject_id"]
REACH = ["department", "position", "household_id"]
WALKED = sa.text("position >= 0")


def upgrade() -> None:
    op.drop_index("ix_reach_page", table_name="reach")
    op.create_index("ix_reach_page", "reach", REACH, postgresql_where=sa.text("person_id IS NULL AND position >= 0"))
    for table in ("households", "persons"):
        op.drop_index(f"{table}_position_id_idx", table_name=table)
        op.create_index(f"ix_{table}_walked", table, ["position", "id"], postgresql_where=WALKED)
    op.drop_index("ix_targets_changes", table_name="targets")
    op.create_index("ix_targets_changes", "targets", CHANGES, postgresql_where=sa.text("epoch >= 0"))
    op.drop_constraint("targets_pkey", "targets")
    op.create_primary_key("targets_pkey", "targets", ["subject_id", "programme"])


def downgrade() -> None:
    op.drop_constraint("targets_pkey", "targets")
    op.create_primary_key("targets_pkey", "targets", ["programme", "subject_id"])
    op.drop_index("ix_targets_changes", table_name="targets")
    op.create_index("ix_targets_changes", "targets", CHANGES)
    for table in ("households", "persons"):
        op.drop_index(f"ix_{table}_walked", table_name=table)
        op.create_index(f"{table}_position_id_idx", table, ["position", "id"])
    op.drop_index("ix_reach_page", table_name="reach")
    op.create_index("ix_reach_page", "reach", REACH, postgresql_where=sa.text("person_id IS NULL"))
