"""Jobs: what takes too long for a request, and procrastinate's queue of them in a schema of its own."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "spine_0042"
down_revision = "spine_0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", postgresql.JSONB(), nullable=False),
        sa.Column("ranges", postgresql.INT8MULTIRANGE(), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger()),
        sa.Column("stand", postgresql.JSONB()),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("result", postgresql.JSONB()),
        sa.Column("refusal", sa.Text()),
        sa.Column("refusal_en", sa.Text()),
        sa.Column("refusal_zh", sa.Text()),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("kept_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("jobs_pkey")),
        sa.UniqueConstraint("client", "key", name=op.f("jobs_client_key_key")),
    )
    op.create_index(op.f("jobs_client_id_idx"), "jobs", ["client", "id"])
    op.create_index(
        op.f("jobs_kept_until_idx"), "jobs", ["kept_until"], postgresql_where=sa.text("kept_until IS NOT NULL")
    )
    op.execute("CREATE SCHEMA procrastinate")
    op.execute("SET LOCAL search_path = procrastinate")
    _raw(SchemaManager.get_schema())
    op.execute("SET LOCAL search_path = public")


def downgrade() -> None:
    op.execute("DROP SCHEMA procrastinate CASCADE")
    op.drop_table("jobs")


NOW = sa.text("clock_timestamp()")


def _raw(script: str) -> None:
    """Run several statements as they stand: they hold percent signs and no parameters."""
    connection = op.get_bind().connection.driver_connection
    connection.execute(script)
