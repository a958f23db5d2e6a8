"""Published figures (公布数据): coverage of a month and totals of a quarter, counted once, small cells left out.

They are what is told to who does not read the register. Nobody's days, places below a county or later corrections are
in them, so that no two answers differ by a few persons.
"""

import datetime
from collections.abc import Iterator

from sqlalchemy import BigInteger, Column, Date, Table, Text

from policy.statistics import statistics
from registry.aid.records import NET
from registry.monitoring.suppression_sql import shown
from registry.reference.calendar import ZONE
from registry.store.connection import Connection
from registry.store.database import metadata
from registry.targets import counts

published_figures = Table(
    "published_figures",
    metadata,
    # COVERAGE or TOTALS
    Column("kind", Text, primary_key=True),
    # The day they stand for, or the first day of the quarter.
    Column("since", Date, primary_key=True),
    Column("division", Text, primary_key=True),
    Column("programme", Text, primary_key=True),
    *(
        Column(name, BigInteger)
        for name in (
            "targets", "unknown", "helped", "missed", "duplicates", "records", "subjects", "granted", "paid",
        )
    ),
    info={"rls": "open", "grants": {"app": "SELECT, INSERT"}, "actor": "nobody: the hub itself"},
)  # fmt: skip # the figures in one line


async def publish(connection: Connection, today: datetime.date, whole: bool = False) -> None:
    """Publish what is due and not yet published; the connection sees the province.

    A quarter is published that the hub was there for: what came of it later may still be coming. With `whole` all are,
    since all that there is of them has come.
    """
    await connection.execute(
        "SELECT set_config(name, '0', true) FROM unnest($1::text[]) n(name)", [list(counts.TIMEOUTS)]
    )
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub published figures'))")
    if not await _published(connection, "COVERAGE", month := today.replace(day=1)):
        await connection.execute(COVERAGE, [month])
    begun = datetime.date.min if whole else await _begun(connection)
    for first in quarters(today):
        if begun <= last_day(first) and not await _published(connection, "TOTALS", first):
            await connection.execute(TOTALS, [first, last_day(first)])


def quarters(today: datetime.date) -> Iterator[datetime.date]:
    """The first days of the quarters whose figures are published by a day, the latest first."""
    first = quarter(today)
    for _ in range(statistics().published_quarters + 1):
        if last_day(first) + datetime.timedelta(days=statistics().settled_after_days) < today:
            yield first
        first = quarter(first - datetime.timedelta(days=1))


def quarter(day: datetime.date) -> datetime.date:
    """The first day of the quarter of a day."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def last_day(first: datetime.date) -> datetime.date:
    """The last day of a quarter."""
    return quarter(first + datetime.timedelta(days=95)) - datetime.timedelta(days=1)


async def _begun(connection: Connection) -> datetime.date:
    """The day of the first record, by its id."""
    row = await (await connection.execute("SELECT id FROM assistance_records ORDER BY id LIMIT 1")).fetchone()
    return datetime.datetime.fromtimestamp((row[0].int >> 80) / 1000, ZONE).date() if row else datetime.date.max


async def _published(connection: Connection, kind: str, since: datetime.date) -> bool:
    row = await (await connection.execute(PUBLISHED, [kind, since])).fetchone()
    return row is not None and row[0] is True


PUBLISHED = "SELECT EXISTS (SELECT FROM published_figures WHERE kind = $1 AND since = $2)"

LEAST = statistics().smallest_cell
LEVELS = ", ".join(f"'{level}'" for level in statistics().published_levels)
# The divisions that figures are of, each below the nearest of them around it.
PLACES = f"""places AS MATERIALIZED (
  SELECT v.code, v.lo, v.hi, (SELECT a.code FROM divisions a WHERE a.valid_to IS NULL AND a.level IN ({LEVELS})
    AND a.lo <= v.lo AND v.hi <= a.hi AND a.code <> v.code ORDER BY a.hi - a.lo LIMIT 1) AS parent
  FROM divisions v WHERE v.valid_to IS NULL AND v.level IN ({LEVELS}))"""
GRID = "places v CROSS JOIN (SELECT code FROM programmes WHERE entitlement <> 'screening') g"

WARNED = """SELECT n.code AS programme, count(*) FILTER (WHERE w.rule = 'unfulfilled') AS missed,
      count(*) FILTER (WHERE w.rule = 'duplicate') AS duplicates
    FROM early_warnings w CROSS JOIN LATERAL unnest(w.programmes) n(code)
    WHERE w.rule IN ('unfulfilled', 'duplicate') AND w.state <> 'CLOSED'
      AND w.position >= 0 AND w.position >= v.lo AND w.position < v.hi GROUP BY n.code"""


def _rest(*names: str) -> str:
    """What lies in a division and in none of its parts."""
    return ", ".join(f"p.{name} - sum(c.{name}) AS {name}" for name in names)


def _values(table: str, *names: str) -> str:
    """The figures where their tree shows them."""
    return ", ".join(f"CASE WHEN {table}.node IS NOT NULL THEN c.{name} END" for name in names)


MEASURES = ("targets", "unknown", "helped", "unhelped", "missed", "duplicates")
TREES = {
    "of_targets": (("targets",), None),
    "of_unknown": (("unknown",), None),
    "of_helped": (("helped", "unhelped"), "of_targets"),
    "of_missed": (("missed",), None),
    "of_duplicates": (("duplicates",), None),
}


def _joins(*trees: str) -> str:
    return " ".join(f"LEFT JOIN {tree} ON {tree}.node = c.node AND {tree}.programme = c.programme" for tree in trees)


COVERAGE = f"""WITH RECURSIVE {PLACES}, counted AS MATERIALIZED (
  SELECT v.code AS node, v.parent, v.lo, g.code AS programme, {
    ", ".join(
        f"coalesce({source}, 0)::bigint AS {name}"
        for name, source in {
            "targets": "n.met",
            "unknown": "n.unknown",
            "helped": "n.helped",
            "unhelped": "n.met - n.helped",
            "missed": "w.missed",
            "duplicates": "w.duplicates",
        }.items()
    )
}
  FROM {GRID}
  LEFT JOIN LATERAL ({counts.counted("int8multirange(int8range(v.lo, v.hi))")}) n ON n.programme = g.code
  LEFT JOIN LATERAL ({WARNED}) w ON w.programme = g.code),
raw AS MATERIALIZED (
  SELECT *, true AS named FROM counted
  UNION ALL SELECT * FROM (SELECT p.node || '~', p.node, p.lo, p.programme, {_rest(*MEASURES)}, false
    FROM counted p JOIN counted c ON c.parent = p.node AND c.programme = p.programme
    GROUP BY p.node, p.lo, p.programme, {", ".join(f"p.{name}" for name in MEASURES)}) rest
  WHERE {" OR ".join(f"rest.{name} <> 0" for name in MEASURES)}),
{", ".join(shown(name, *tree).format(least=LEAST) for name, tree in TREES.items())}
INSERT INTO published_figures (kind, since, division, programme, targets, unknown, helped, missed, duplicates)
SELECT 'COVERAGE', $1::date, c.node, c.programme, {_values("of_targets", "targets")}, {
    _values("of_unknown", "unknown")
},
  {_values("of_helped", "helped")}, {_values("of_missed", "missed")}, {_values("of_duplicates", "duplicates")}
FROM raw c {_joins(*TREES)} WHERE c.named AND EXISTS (SELECT FROM counted f WHERE f.targets + f.unknown > 0)"""

# A record lies in the nearest division around its position, and so in all around that one; in none of the parts of one
# that has some where the nearest has parts.
TOTALS = f"""WITH RECURSIVE {PLACES}, placed AS MATERIALIZED (
  SELECT a.position, v.code AS leaf FROM (SELECT DISTINCT r.paying_position AS position FROM assistance_records r
    WHERE r.happened_on BETWEEN $1 AND $2) a
  CROSS JOIN LATERAL (SELECT v.code FROM places v WHERE v.lo <= a.position AND a.position < v.hi
    ORDER BY v.hi - v.lo LIMIT 1) v),
above AS (SELECT code AS leaf, code AS node, parent FROM places
  UNION ALL SELECT a.leaf, v.code, v.parent FROM above a JOIN places v ON v.code = a.parent),
given AS MATERIALIZED (
  SELECT p.leaf, r.programme, r.subject_id, r.amount, l.paid
  FROM assistance_records r JOIN placed p ON p.position = r.paying_position
  LEFT JOIN LATERAL (SELECT sum({NET}) AS paid FROM payments p
    WHERE p.record_id = r.id AND p.superseded_at IS NULL) l ON true
  WHERE r.status = 'GRANTED' AND r.happened_on BETWEEN $1 AND $2),
counted AS (
  SELECT a.node, g.programme, count(*) AS records, count(DISTINCT g.subject_id) AS subjects,
    coalesce(sum(g.amount), 0)::bigint AS granted, coalesce(sum(g.paid), 0)::bigint AS paid
  FROM given g JOIN above a ON a.leaf = g.leaf GROUP BY a.node, g.programme
  UNION ALL SELECT g.leaf || '~', g.programme, count(*), count(DISTINCT g.subject_id), 0, 0
  FROM given g WHERE EXISTS (SELECT FROM places v WHERE v.parent = g.leaf) GROUP BY g.leaf, g.programme),
raw AS MATERIALIZED (
  SELECT v.code AS node, v.parent, v.lo, true AS named, g.code AS programme, coalesce(c.records, 0) AS records,
    coalesce(c.subjects, 0) AS subjects, coalesce(c.granted, 0) AS granted, coalesce(c.paid, 0) AS paid
  FROM {GRID} LEFT JOIN counted c ON c.node = v.code AND c.programme = g.code
  UNION ALL SELECT c.node, rtrim(c.node, '~'), 0, false, c.programme, c.records, c.subjects, 0, 0
  FROM counted c WHERE c.node LIKE '%~'),
{shown("of_subjects", ("subjects",)).format(least=LEAST)}
INSERT INTO published_figures (kind, since, division, programme, records, subjects, granted, paid)
SELECT 'TOTALS', $1::date, c.node, c.programme, {_values("of_subjects", "records", "subjects", "granted", "paid")}
FROM raw c {_joins("of_subjects")} WHERE c.named"""
