"""Counts of targets: whom a programme has to help and whom it helps, by place, kept with every change of a target."""

import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "spine_0003"
down_revision = "spine_0002"
branch_labels = None
depends_on = None

READ = ("targets", "assistance_records", "households")


def upgrade() -> None:
    op.add_column("targets", sa.Column("helped", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    for name in ("target_counts", "target_deltas"):
        op.create_table(
            name,
            *([sa.Column("grain", sa.Integer(), nullable=False)] if name == "target_counts" else []),
            sa.Column("position", sa.BigInteger(), nullable=False),
            sa.Column("programme", sa.Text(), nullable=False),
            sa.Column("met", sa.Integer(), nullable=False),
            sa.Column("unknown", sa.Integer(), nullable=False),
            sa.Column("helped", sa.Integer(), nullable=False),
        )
    op.create_primary_key(op.f("target_counts_pkey"), "target_counts", ["grain", "position", "programme"])
    op.create_index(op.f("target_deltas_position_idx"), "target_deltas", ["position"])
    _fill()
    op.execute(COUNT)
    for event, tables in EVENTS.items():
        op.execute(
            f"CREATE TRIGGER count_{event} AFTER {event} ON targets REFERENCING {tables}"
            " FOR EACH STATEMENT EXECUTE FUNCTION count_targets()"
        )
        # A load that leaves references unchecked (session_replication_role) is counted all the same.
        op.execute(f"ALTER TABLE targets ENABLE ALWAYS TRIGGER count_{event}")


def downgrade() -> None:
    for event in EVENTS:
        op.execute(f"DROP TRIGGER count_{event} ON targets")
    op.execute("DROP FUNCTION count_targets")
    op.drop_table("target_deltas")
    op.drop_table("target_counts")
    op.drop_column("targets", "helped")


def _fill() -> None:
    """What has been recorded until now is counted, and looked at again when its help begins or ends."""
    today = f"'{datetime.datetime.now(ZoneInfo('Asia/Shanghai')).date()}'::date"
    for table in READ:  # an owner who is no superuser would see no row
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(HELPED.format(today=today))
    op.execute(DUE.format(today=today))
    op.execute(FILL)
    for table in READ:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


HELPED = """UPDATE targets t SET helped = true WHERE t.until IS NULL AND EXISTS (
  SELECT FROM assistance_records r WHERE r.household_id = t.household_id AND r.programme = t.programme
    AND r.person_id IS NOT DISTINCT FROM t.person_id AND r.status = 'GRANTED' AND r.starts <= {today}
    AND (r.ends IS NULL OR {today} < r.ends) AND (r.ended_on IS NULL OR {today} < r.ended_on))"""

DUE = """UPDATE households h SET recompute_on = s.day FROM (
  SELECT r.household_id, min(x.day) AS day
  FROM assistance_records r CROSS JOIN LATERAL (VALUES (r.starts), (r.ends), (r.ended_on)) x(day)
  WHERE r.status = 'GRANTED' AND x.day > {today} GROUP BY r.household_id) s
WHERE h.id = s.household_id AND (h.recompute_on IS NULL OR s.day < h.recompute_on)"""

FILL = """INSERT INTO target_deltas (position, programme, met, unknown, helped)
SELECT position, programme, count(*) FILTER (WHERE certainty = 'MET'), count(*) FILTER (WHERE certainty = 'UNKNOWN'),
  count(*) FILTER (WHERE certainty = 'MET' AND helped)
FROM targets WHERE until IS NULL GROUP BY position, programme"""

EVENTS = {
    "insert": "NEW TABLE AS added",
    "update": "OLD TABLE AS gone NEW TABLE AS added",
    "delete": "OLD TABLE AS gone",
}

ROWS = """SELECT position, programme, certainty, helped, {sign} AS n FROM {table} WHERE until IS NULL"""
DELTA = """INSERT INTO target_deltas (position, programme, met, unknown, helped)
    SELECT position, programme, coalesce(sum(n) FILTER (WHERE certainty = 'MET'), 0),
      coalesce(sum(n) FILTER (WHERE certainty = 'UNKNOWN'), 0),
      coalesce(sum(n) FILTER (WHERE certainty = 'MET' AND helped), 0)
    FROM ({rows}) x GROUP BY position, programme
    HAVING sum(n) FILTER (WHERE certainty = 'MET') <> 0 OR sum(n) FILTER (WHERE certainty = 'UNKNOWN') <> 0
      OR sum(n) FILTER (WHERE certainty = 'MET' AND helped) <> 0;"""
ADDED, GONE = ROWS.format(sign="1", table="added"), ROWS.format(sign="-1", table="gone")
COUNT = f"""CREATE FUNCTION count_targets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {DELTA.format(rows=ADDED)}
  ELSIF TG_OP = 'UPDATE' THEN
    {DELTA.format(rows=f"{GONE} UNION ALL {ADDED}")}
  ELSE
    {DELTA.format(rows=GONE)}
  END IF;
  RETURN NULL;
END $$"""
