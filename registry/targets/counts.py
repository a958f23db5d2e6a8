"""Counts of targets by programme and place, for `coverage`: what it costs does not grow with the number of persons.

A trigger on `targets` writes what each statement changes into `target_deltas`, which no writer waits for; `fold` adds
them to `target_counts`. The sum of both is true at every moment.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from registry.store.connection import Connection
from registry.store.database import metadata
from registry.store.widened_ranges import everywhere

GRAINS = (1, 1_000, 1_000_000)
"""Blocks of so many positions, each beginning at a multiple: in Gansu's tree a village, a township, a county.

Any range is a few runs of them, so that a count is exact wherever the borders of divisions lie.
"""

target_counts = Table(
    "target_counts",
    metadata,
    Column("grain", Integer, primary_key=True, autoincrement=False),
    # Where the block begins.
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("programme", Text, primary_key=True),
    Column("met", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    # Of those that are met, how many have help in force.
    Column("helped", Integer, nullable=False),
    info={
        "rls": "block",
        "grants": {"app": "SELECT, INSERT, UPDATE (met, unknown, helped), DELETE"},
        "actor": "nobody: derived",
    },
)

target_deltas = Table(
    "target_deltas",
    metadata,
    Column("position", BigInteger, nullable=False),
    Column("programme", Text, nullable=False),
    Column("met", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("helped", Integer, nullable=False),
    Index(None, "position"),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, DELETE"},
        "actor": "nobody: derived",
    },
)


def counted(ranges: str) -> str:
    """The rows `programme, met, unknown, helped` of all positions in `ranges`, an int8multirange without open ends."""
    return f"""SELECT n.programme, sum(n.met)::bigint AS met, sum(n.unknown)::bigint AS unknown,
    sum(n.helped)::bigint AS helped
  FROM unnest({ranges}) r CROSS JOIN LATERAL ({RUNS}) runs CROSS JOIN LATERAL ({PIECES}) n
  GROUP BY n.programme HAVING sum(n.met) <> 0 OR sum(n.unknown) <> 0"""


async def fold(connection: Connection) -> None:
    """Add up what has come since the last time. Who writes meanwhile is not waited for and does not wait."""
    if await _alone("pg_try_advisory_xact_lock", connection):
        async with everywhere(connection):
            await connection.execute(FOLD)


async def recount(connection: Connection) -> int:
    """Count all targets anew, beside whoever writes; in how many places of a programme the count was wrong."""
    await _alone("pg_advisory_xact_lock", connection)
    async with everywhere(connection):
        wrong = await connection.execute(CORRECT)
        corrections = wrong.rowcount
        # The larger blocks are made of the smallest.
        await connection.execute("DELETE FROM target_counts WHERE grain > 1")
        await connection.execute(REGROUP)
        await connection.execute(FOLD)
    return corrections


# After a load there is much to add up, and who counts anew waits for it.
TIMEOUTS = ("statement_timeout", "lock_timeout")


async def _alone(lock: str, connection: Connection) -> bool:
    await connection.execute("SELECT set_config(name, '0', true) FROM unnest($1::text[]) n(name)", [list(TIMEOUTS)])
    row = await (await connection.execute(f"SELECT {lock}(hashtext('aidhub counts'))")).fetchone()
    return row is not None and row[0] is not False


# From both borders inwards: the smallest blocks, then the larger, and in the middle the largest. Aggregated within,
# each run is read by its index whatever PostgreSQL thinks of the number of runs.
RUNS = """SELECT lower(r) AS lo, a, c, d, b, upper(r) AS hi
    FROM (SELECT least((lower(r) + 999) / 1000 * 1000, upper(r)) AS a) a
    CROSS JOIN LATERAL (SELECT greatest(upper(r) / 1000 * 1000, a) AS b) b
    CROSS JOIN LATERAL (SELECT least((a + 999999) / 1000000 * 1000000, b) AS c) c
    CROSS JOIN LATERAL (SELECT greatest(b / 1000000 * 1000000, c) AS d) d"""

SUMS = "sum(t.met) AS met, sum(t.unknown) AS unknown, sum(t.helped) AS helped"
PIECES = f"""SELECT s.* FROM (VALUES (1, lo, a), (1000, a, c), (1000000, c, d), (1000, d, b), (1, b, hi))
      p(grain, lo, hi) CROSS JOIN LATERAL (
        SELECT t.programme, {SUMS} FROM target_counts t
        WHERE t.grain = p.grain AND t.position >= p.lo AND t.position < p.hi GROUP BY t.programme) s
    UNION ALL
    SELECT t.programme, {SUMS} FROM target_deltas t WHERE t.position >= lo AND t.position < hi GROUP BY t.programme"""

ADD = """INSERT INTO target_counts AS c (grain, position, programme, met, unknown, helped)
SELECT g.grain, t.position - t.position % g.grain, t.programme, sum(t.met), sum(t.unknown), sum(t.helped)
FROM {rows} t CROSS JOIN unnest(ARRAY{grains}) g(grain)
GROUP BY 1, 2, 3 HAVING sum(t.met) <> 0 OR sum(t.unknown) <> 0 OR sum(t.helped) <> 0
ON CONFLICT (grain, position, programme) DO UPDATE
SET met = c.met + excluded.met, unknown = c.unknown + excluded.unknown, helped = c.helped + excluded.helped"""

FOLD = f"WITH gone AS (DELETE FROM target_deltas RETURNING *)\n{ADD.format(rows='gone', grains=list(GRAINS))}"
REGROUP = ADD.format(rows="(SELECT * FROM target_counts WHERE grain = 1)", grains=list(GRAINS[1:]))

# One statement sees one moment: what is true in it, less what the counts of that moment say. Nothing of it is undone by
# who commits later.
CORRECT = """INSERT INTO target_deltas (position, programme, met, unknown, helped)
SELECT position, programme, sum(met), sum(unknown), sum(helped) FROM (
  SELECT position, programme, (certainty = 'MET')::int AS met, (certainty = 'UNKNOWN')::int AS unknown,
    (certainty = 'MET' AND helped)::int AS helped FROM targets WHERE until IS NULL
  UNION ALL SELECT position, programme, -met, -unknown, -helped FROM target_counts WHERE grain = 1
  UNION ALL SELECT position, programme, -met, -unknown, -helped FROM target_deltas) x
GROUP BY position, programme HAVING sum(met) <> 0 OR sum(unknown) <> 0 OR sum(helped) <> 0"""
