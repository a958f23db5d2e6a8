"""Day's lists (当日清单): the worst of a place as they stood when its list was first asked for that day.

What is closed stays in its place; what comes in the meantime is counted beside it, warning by warning, so that a
household on the list hides nothing that happens to it later. Whoever asks again, also for more, finds the same lines in
front.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, Date, DateTime, ForeignKey, Index, Integer, Table, Text, Uuid, func

from registry.store.acting import actor
from registry.store.connection import Connection
from registry.store.database import metadata, new_id
from registry.store.row_security import CALLER_RANGES
from registry.targets.household_groups import BLOCK

MOST = 200
"""Lines of a list; nobody sees to more in a day."""

day_lists = Table(
    "day_lists",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    Column("day", Date, nullable=False),
    Column("lo", BigInteger, nullable=False),
    Column("hi", BigInteger, nullable=False),
    Column("taken_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    # Colleagues of one office work through one list.
    Index("uq_day_lists_place", "department", "division", "day", unique=True),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT, UPDATE (day)"},
    },
)

day_list_lines = Table(
    "day_list_lines",
    metadata,
    Column("list_id", Uuid, ForeignKey("day_lists.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    # That of its worst warning, and which it had, when the line was made.
    Column("rank", Integer, nullable=False),
    Column("warnings", ARRAY(Uuid), nullable=False),
    Index(None, "list_id", "household_id"),
    Index(None, "household_id"),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (household_id, position)"},
        "actor": "its list",
    },
)


@dataclass(frozen=True)
class Place:
    """Whose list of which place."""

    department: str
    division: str
    lo: int
    hi: int


async def take(connection: Connection, place: Place, size: int, day: datetime.date) -> UUID:
    """The list of a place for the day, made where there is none, and lengthened where it is shorter; its id (二（四）).

    Of two who ask at once the second finds what the first has made.
    """
    own = [new_id(), place.department, place.division, day, place.lo, place.hi]
    id: UUID
    ((id,),) = await (await connection.execute(TAKE, own, prepare=True)).fetchall()
    await connection.execute(LINES, [id, place.lo, place.hi, size], prepare=True)
    return id


async def households(connection: Connection, id: UUID) -> Sequence[UUID]:
    """The households of a list's lines in the caller's ranges."""
    rows = await (await connection.execute(HOUSEHOLDS, [id], prepare=True)).fetchall()
    return [household for (household,) in rows]


HOUSEHOLDS = f"""SELECT DISTINCT household_id FROM day_list_lines
WHERE list_id = $1 AND position <@ {CALLER_RANGES}"""

# Updated, though nothing changes: so it is locked, and told.
TAKE = """INSERT INTO day_lists (id, department, division, day, lo, hi) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (department, division, day) DO UPDATE SET day = excluded.day RETURNING id"""

LISTED = "SELECT FROM lines l WHERE l.household_id = {warning}.household_id AND {warning}.id = ANY(l.warnings)"

# The worst of each county by their index, put together, each household at the worst of its warnings not listed yet.
LINES = f"""WITH
lines AS MATERIALIZED (SELECT household_id, warnings FROM day_list_lines WHERE list_id = $1),
worst AS (
  SELECT w.* FROM generate_series($2::bigint / {BLOCK}, ($3::bigint - 1) / {BLOCK}) b(n) CROSS JOIN LATERAL (
    SELECT w.household_id, w.position, w.rank, w.raised_on FROM early_warnings w
    WHERE w.state = 'OPEN' AND w.block = b.n AND $2 <= w.position AND w.position < $3 AND w.position <@ {CALLER_RANGES}
      AND NOT EXISTS ({LISTED.format(warning="w")})
      AND NOT EXISTS (SELECT FROM early_warnings o WHERE o.household_id = w.household_id AND o.state = 'OPEN'
        AND (o.rank > w.rank OR o.rank = w.rank AND (
          o.raised_on < w.raised_on OR o.raised_on = w.raised_on AND o.id < w.id))
        AND NOT EXISTS ({LISTED.format(warning="o")}))
    ORDER BY w.rank DESC, w.raised_on, w.position, w.household_id LIMIT $4) w
  ORDER BY w.rank DESC, w.raised_on, w.position, w.household_id
  LIMIT greatest($4 - (SELECT count(*) FROM lines), 0))
INSERT INTO day_list_lines (list_id, place, household_id, position, rank, warnings)
SELECT $1, (SELECT count(*) FROM lines)
    + row_number() OVER (ORDER BY w.rank DESC, w.raised_on, w.position, w.household_id),
  w.household_id, w.position, w.rank,
  ARRAY(SELECT o.id FROM early_warnings o WHERE o.household_id = w.household_id AND o.state = 'OPEN'
    AND NOT EXISTS ({LISTED.format(warning="o")}))
FROM worst w"""
