"""Persons in no household whom facts name, listed for their county; visits to them."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0040"
down_revision = "spine_0039"
branch_labels = None
depends_on = None

# What was reported before goes to the province, since who reported it is not kept. A number that somebody is
# registered under with another name waits in another list.
KNOWN = """DO $$
DECLARE facts record;
BEGIN
  FOR facts IN SELECT c.relname, replace(c.relname, '_facts', '') AS of_entity FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname LIKE '%\\_facts'
  LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', facts.relname);
    EXECUTE format($f$INSERT INTO unregistered_persons AS u (id, identity_id, position, division, departments)
      SELECT gen_random_uuid(), f.identity_id, d.lo, d.code, ARRAY[g.code]
      FROM (SELECT DISTINCT identity_id FROM %I WHERE position IS NULL AND superseded_at IS NULL) f
      JOIN identities r ON r.id = f.identity_id AND r.alias_of IS NULL JOIN identities i ON i.id = r.number_id
      JOIN divisions d ON d.level = 'PROVINCE'
      CROSS JOIN LATERAL (SELECT g.code FROM departments g
        WHERE starts_with(%L, g.code || '_') ORDER BY length(g.code) DESC LIMIT 1) g
      WHERE NOT EXISTS (SELECT FROM persons p WHERE p.identity_id = CASE WHEN i.alias_of IS NULL THEN i.id
        ELSE i.alias_of END)
      ON CONFLICT (identity_id) DO UPDATE SET departments = ARRAY(
        SELECT DISTINCT d FROM unnest(u.departments || excluded.departments) d ORDER BY d)$f$,
      facts.relname, facts.of_entity);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', facts.relname);
  END LOOP;
END $$"""
BOUND = ("persons", "identities", "divisions", "departments")


def upgrade() -> None:
    now = sa.text("clock_timestamp()")
    op.create_table(
        "unregistered_persons",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False, unique=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("division", sa.Text(), sa.ForeignKey("divisions.code"), nullable=False),
        sa.Column("departments", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default="OPEN"),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
    )
    op.create_index("ix_unregistered_persons_queue", "unregistered_persons", ["state", "position", "id"])
    op.add_column("matters", sa.Column("identity_id", sa.Uuid(), sa.ForeignKey("identities.id")))
    some = sa.text("identity_id IS NOT NULL")
    op.create_index("matters_identity_id_idx", "matters", ["identity_id"], postgresql_where=some)
    for table in BOUND:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(KNOWN)
    for table in BOUND:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_column("matters", "identity_id")
    op.drop_table("unregistered_persons")
