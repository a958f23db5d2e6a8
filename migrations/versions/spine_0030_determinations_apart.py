"""No category of a person overlaps itself. Of several that do, the one that was told of last stands."""

from alembic import op

revision = "spine_0030"
down_revision = "spine_0029"
branch_labels = None
depends_on = None

STANDS = "{0}.superseded_at IS NULL AND {0}.valid_from IS DISTINCT FROM {0}.valid_to"

# What was known stays known.
OTHERS = f"""UPDATE determinations d SET superseded_at = clock_timestamp()
WHERE {STANDS.format("d")} AND EXISTS (SELECT FROM determinations o
  WHERE o.person_id = d.person_id AND o.category = d.category AND {STANDS.format("o")}
    AND (o.recorded_at, o.id) > (d.recorded_at, d.id)
    AND daterange(o.valid_from, o.valid_to) && daterange(d.valid_from, d.valid_to))"""

# Equality as an overlap of ranges of one: btree_gist is not everywhere.
APART = """ALTER TABLE determinations ADD CONSTRAINT determinations_apart EXCLUDE USING gist (
  uuidrange(person_id, person_id, '[]') WITH &&, textrange(category, category, '[]') WITH &&,
  daterange(valid_from, valid_to) WITH &&)
WHERE (superseded_at IS NULL AND valid_from IS DISTINCT FROM valid_to)"""


def upgrade() -> None:
    # The owner is bound by row level security too, and sees no row while it migrates.
    op.execute("ALTER TABLE determinations NO FORCE ROW LEVEL SECURITY")
    op.execute(OTHERS)
    op.execute("ALTER TABLE determinations FORCE ROW LEVEL SECURITY")
    op.execute("CREATE TYPE uuidrange AS RANGE (subtype = uuid)")
    op.execute('CREATE TYPE textrange AS RANGE (subtype = text, collation = "C")')
    op.execute(APART)
    op.execute("DROP INDEX uq_determinations_open")


def downgrade() -> None:
    op.execute("""CREATE UNIQUE INDEX uq_determinations_open ON determinations (person_id, category)
WHERE valid_to IS NULL AND superseded_at IS NULL""")
    op.execute("ALTER TABLE determinations DROP CONSTRAINT determinations_apart")
    op.execute("DROP TYPE textrange")
    op.execute("DROP TYPE uuidrange")
