"""No category of a person overlaps itself. Of several that do, the one that was told of last stands."""

from alembic import op

revision = "spine_0030"
down_revision = "spine_0029"
branch_labels = None
depends_on = None

STANDS = "{0}.superseded_at IS NULL AND {0}.valid_from IS DISTINCT FROM {0}.valid_to"

OVERLAPS = """{1}.person_id = {0}.person_id AND {1}.category = {0}.category AND {stands}
    AND ({1}.recorded_at, {1}.id) > ({0}.recorded_at, {0}.id)
    AND daterange({1}.valid_from, {1}.valid_to) && daterange({0}.valid_from, {0}.valid_to)"""

# What overlaps one that surely stands. What overlaps only one that falls away itself stands: so it is asked again until
# there is none. What was known stays known.
OTHERS = f"""UPDATE determinations d SET superseded_at = clock_timestamp()
WHERE {STANDS.format("d")} AND EXISTS (SELECT FROM determinations o
  WHERE {OVERLAPS.format("d", "o", stands=STANDS.format("o"))} AND NOT EXISTS (SELECT FROM determinations p
    WHERE {OVERLAPS.format("o", "p", stands=STANDS.format("p"))}))"""

# Equality as an overlap of ranges of one: btree_gist is not everywhere.
APART = """ALTER TABLE determinations ADD CONSTRAINT determinations_apart EXCLUDE USING gist (
  uuidrange(person_id, person_id, '[]') WITH &&, textrange(category, category, '[]') WITH &&,
  daterange(valid_from, valid_to) WITH &&)
WHERE (superseded_at IS NULL AND valid_from IS DISTINCT FROM valid_to)"""


def upgrade() -> None:
    # The owner is bound by row level security too, and sees no row while it migrates.
    op.execute("ALTER TABLE determinations NO FORCE ROW LEVEL SECURITY")
    while op.get_bind().exec_driver_sql(OTHERS).rowcount:
        pass
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
