"""What one person was shown with a purpose since a moment, and what they have entered, are found by who they are."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0074"
down_revision = "spine_0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    shown = sa.text("purpose IS NOT NULL")
    op.create_index("ix_access_log_shown", "access_log", ["actor_id", "at"], postgresql_where=shown)
    op.create_index(op.f("proposals_actor_id_idx"), "proposals", ["actor_id"])


def downgrade() -> None:
    op.drop_index(op.f("proposals_actor_id_idx"), "proposals")
    op.drop_index("ix_access_log_shown", "access_log")
