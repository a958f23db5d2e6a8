"""Lists are kept as somebody looks at them, and shared with a department."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0086"
down_revision = "spine_0085"
branch_labels = None
depends_on = None

CALLER_ACTOR = "(NULLIF(current_setting('hub.actor'::text, true), ''::text))::uuid"


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column(
            "changed_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")
        ),
        sa.Column("actor_id", sa.Uuid(), server_default=sa.text(CALLER_ACTOR)),
        sa.UniqueConstraint(
            "department", "asker", "page", "name", name=op.f("saved_views_department_asker_page_name_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("saved_views")
