"""The audit log: a Merkle tree over the journal, its checkpoints, and the moves of links."""

import sqlalchemy as sa
from alembic import op

from migrations.department_tables import ACTOR

revision = "spine_0072"
down_revision = "spine_0071"
branch_labels = None
depends_on = None

BOUND = {
    "chain_links": "recorded_at",
    "assistance_records": "recorded_at",
    "payments": "recorded_at",
    "determinations": "recorded_at",
    "access_log": "id",
}

# An index in the order of time would tempt every page of the newest rows; of blocks it only says which to look into.
INDEX = """CREATE INDEX {table}_{column}_idx ON {table} USING brin ({column})
WITH (pages_per_range = 32, autosummarize = on)"""

MOVED = """CREATE FUNCTION hub_link_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO link_moves (link_id, from_household, from_person, to_household, to_person)
  SELECT n.id, o.household_id, o.person_id, n.household_id, n.person_id FROM new_links n JOIN old_links o USING (id)
  WHERE (n.household_id, n.person_id) IS DISTINCT FROM (o.household_id, o.person_id);
  RETURN NULL;
END $$"""

TRIGGER = """CREATE TRIGGER link_moved AFTER UPDATE ON chain_links
REFERENCING OLD TABLE AS old_links NEW TABLE AS new_links FOR EACH STATEMENT EXECUTE FUNCTION hub_link_moved()"""


def upgrade() -> None:
    now = sa.text("clock_timestamp()")
    op.create_table(
        "audit_leaves",
        sa.Column("index", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("index", name=op.f("audit_leaves_pkey")),
        sa.UniqueConstraint("source", "row_id", name=op.f("audit_leaves_source_row_id_key")),
    )
    op.create_table(
        "audit_subtrees",
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("index", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "index", name=op.f("audit_subtrees_pkey")),
    )
    op.create_table(
        "audit_checkpoints",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("at", name=op.f("audit_checkpoints_pkey")),
    )
    op.create_table(
        "audit_keys",
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("kid", name=op.f("audit_keys_pkey")),
    )
    op.execute("""CREATE TABLE audit_state ("one" boolean NOT NULL DEFAULT true CONSTRAINT audit_state_pkey PRIMARY KEY,
      origin uuid NOT NULL DEFAULT gen_random_uuid(), floor timestamptz NOT NULL DEFAULT '-infinity',
      marked_at timestamptz, marked_xid xid8)""")
    op.create_table(
        "link_moves",
        sa.Column("id", sa.Uuid(), nullable=False, server_default=sa.text("gen_random_uuid()")),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid()) for name in ("from_household", "from_person", "to_household", "to_person")),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("moved_by", sa.Text(), nullable=False, server_default=sa.text("current_user")),
        sa.Column(
            "department",
            sa.Text(),
            server_default=sa.text("NULLIF(current_setting('hub.department'::text, true), ''::text)"),
        ),
        sa.Column("actor_id", sa.Uuid(), server_default=sa.text(ACTOR)),
        sa.PrimaryKeyConstraint("id", name=op.f("link_moves_pkey")),
    )
    op.create_index(op.f("link_moves_link_id_moved_at_idx"), "link_moves", ["link_id", "moved_at"])
    op.create_index(op.f("link_moves_moved_at_idx"), "link_moves", ["moved_at"])
    for table, column in BOUND.items():
        op.execute(INDEX.format(table=table, column=column))
    op.execute(MOVED)
    op.execute(TRIGGER)


def downgrade() -> None:
    op.execute("DROP TRIGGER link_moved ON chain_links")
    op.execute("DROP FUNCTION hub_link_moved()")
    for table, column in BOUND.items():
        op.drop_index(op.f(f"{table}_{column}_idx"), table)
    for table in ("link_moves", "audit_state", "audit_keys", "audit_checkpoints", "audit_subtrees", "audit_leaves"):
        op.drop_table(table)
