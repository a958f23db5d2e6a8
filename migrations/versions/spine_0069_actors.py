"""Who acts, and on every row that an act writes who wrote it."""

import sqlalchemy as sa
from alembic import op

from migrations.department_tables import ACTOR

revision = "spine_0069"
down_revision = "spine_0068"
branch_labels = None
depends_on = None

TABLES = (
    "access_log",
    "assistance_records",
    "batches",
    "chain_links",
    "data_sets",
    "day_lists",
    "determinations",
    "download_links",
    "household_merges",
    "household_versions",
    "identity_decisions",
    "identity_joins",
    "imports",
    "jobs",
    "joined_reports",
    "lookups",
    "matter_steps",
    "memberships",
    "parameters",
    "payments",
    "person_corrections",
    "person_merges",
    "provisional_identities",
    "target_snapshots",
    "webhooks",
)
FACTS = r"""SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname LIKE '%\_facts' ORDER BY 1"""


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid()),
        sa.Column("subject", sa.Text()),
        sa.Column("name", sa.Text()),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column(
            "first_seen", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")
        ),
    )
    what = ["client", "kind", "department", "officer_id", "subject", "name"]
    op.create_index("uq_actors", "actors", what, unique=True, postgresql_nulls_not_distinct=True)
    for table in (*TABLES, *_facts()):
        op.execute(f"ALTER TABLE {table} ADD COLUMN actor_id uuid")
        # Apart, so that it holds for what comes and is not worked out for what is there.
        op.execute(f"ALTER TABLE {table} ALTER COLUMN actor_id SET DEFAULT {ACTOR}")


def downgrade() -> None:
    for table in (*TABLES, *_facts()):
        op.drop_column(table, "actor_id")
    op.drop_table("actors")


def _facts() -> list[str]:
    return [name for (name,) in op.get_bind().execute(sa.text(FACTS))]
