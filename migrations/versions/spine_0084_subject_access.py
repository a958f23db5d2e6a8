"""Whom a row of the access log shows is found by index."""

from alembic import op

revision = "spine_0084"
down_revision = "spine_0083"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("access_log_subjects_idx"), "access_log", ["subjects"], postgresql_using="gin")


def downgrade() -> None:
    op.drop_index(op.f("access_log_subjects_idx"), "access_log")
