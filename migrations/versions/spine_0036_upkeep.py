"""The access log by months, so that old ones can be taken out whole; when upkeep was last done; trims of the outbox."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0036"
down_revision = "spine_0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upkeep",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("milliseconds", sa.Integer()),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("job", name=op.f("upkeep_pkey")),
    )
    op.create_table(
        "outbox_trims",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("changed_xid", Xid8(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "trimmed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("topic", "department", name=op.f("outbox_trims_pkey")),
    )
    op.execute(BY_MONTHS)


def downgrade() -> None:
    op.execute(TOGETHER)
    op.drop_table("outbox_trims")
    op.drop_table("upkeep")


# What is there becomes one partition up to the next month, without a row being moved; the default is empty from then
# on, so that months are put beside it without a look through it.
BY_MONTHS = """DO $$
DECLARE
  cut timestamptz;
  name text;
BEGIN
  PERFORM set_config('TimeZone', 'UTC', true);
  cut := date_trunc('month', clock_timestamp()) + interval '1 month';
  name := 'access_log_to_' || to_char(cut, 'YYYY_MM');
  ALTER TABLE access_log DETACH PARTITION access_log_default;
  EXECUTE format('ALTER TABLE access_log_default RENAME TO %I', name);
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT until CHECK (at < %L)', name, cut);
  EXECUTE format('ALTER TABLE access_log ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', name, cut);
  EXECUTE format('ALTER TABLE %I DROP CONSTRAINT until', name);
  CREATE TABLE access_log_default PARTITION OF access_log DEFAULT;
END $$"""

TOGETHER = """DO $$
DECLARE
  part regclass;
BEGIN
  ALTER TABLE access_log NO FORCE ROW LEVEL SECURITY;
  FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'access_log'::regclass LOOP
    EXECUTE format('ALTER TABLE access_log DETACH PARTITION %s', part);
  END LOOP;
  CREATE TABLE access_log_together PARTITION OF access_log DEFAULT;
  FOR part IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname ~ '^access_log_(to_|default$|[0-9])' LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('INSERT INTO access_log OVERRIDING SYSTEM VALUE SELECT * FROM %s', part);
    EXECUTE format('DROP TABLE %s', part);
  END LOOP;
  ALTER TABLE access_log_together RENAME TO access_log_default;
  ALTER TABLE access_log_default ENABLE ROW LEVEL SECURITY;
  ALTER TABLE access_log_default FORCE ROW LEVEL SECURITY;
  ALTER TABLE access_log FORCE ROW LEVEL SECURITY;
END $$"""
