"""Counts of sources (来源质量计数): what came of the rows of each, by county and day, counted as they are taken in.

Each batch writes rows of its own, so that no writer waits for another; `fold` makes one of those of the same day, and
the sum is true at every moment. What is asked of them does not grow with the register.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import orjson
from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata
from registry.store.widened_ranges import everywhere

NUMBERS = ("received", "taken", "unchanged", "refused", "odd", "age_days", "late", "unattached", "contradicted")
SEEN = ("day", "department", "source", "position", "home", "said")

source_counts = Table(
    "source_counts",
    metadata,
    Column("day", Date, nullable=False),
    Column("department", Text, nullable=False),
    Column("source", Text, nullable=False),
    # The county of the rows: that which they name, else that of whom they name, else the division of who sent them.
    Column("position", BigInteger, nullable=False),
    # The division of who sent them, as which a department sees what only the register places.
    Column("home", BigInteger, nullable=False),
    Column("said", Boolean, nullable=False),
    *(Column(name, BigInteger, nullable=False) for name in NUMBERS),
    # How often each refusal or rule was met, and each column told, by their names.
    Column("rules", JSONB, nullable=False),
    Column("told", JSONB, nullable=False),
    Index(None, "department", "day"),
    Index(None, "day"),
    info={
        "rls": "own or position",
        "grants": {"app": "SELECT, INSERT, DELETE"},
        "actor": "its batch",
    },
)


class Where(NamedTuple):
    """Where rows belong, where who sent them does, and whether the rows themselves say it."""

    position: int
    home: int
    said: bool


@dataclass
class Counts:
    """What came of rows of one place; all but the first four are of those that stand, taken in or known already."""

    received: int = 0
    taken: int = 0
    unchanged: int = 0
    refused: int = 0
    odd: int = 0
    age_days: int = 0
    late: int = 0
    unattached: int = 0
    contradicted: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)


Counted = tuple[Where, Counts]


async def write(
    connection: Connection, day: date, department: str, source: str, counted: Mapping[Where, Counts]
) -> None:
    """Write down what came of a batch, in the transaction in which it was taken in."""
    if counted:
        await connection.execute(WRITE, [day, department, source, *ROWS.arrays(list(counted.items()))], prepare=True)


def _text(counts: Mapping[str, int]) -> str:
    return orjson.dumps(counts).decode()


ROWS = Rows[Counted](
    position=("bigint", lambda one: one[0].position),
    home=("bigint", lambda one: one[0].home),
    said=("boolean", lambda one: one[0].said),
    received=("bigint", lambda one: one[1].received),
    taken=("bigint", lambda one: one[1].taken),
    unchanged=("bigint", lambda one: one[1].unchanged),
    refused=("bigint", lambda one: one[1].refused),
    odd=("bigint", lambda one: one[1].odd),
    age_days=("bigint", lambda one: one[1].age_days),
    late=("bigint", lambda one: one[1].late),
    unattached=("bigint", lambda one: one[1].unattached),
    contradicted=("bigint", lambda one: one[1].contradicted),
    rules=("jsonb", lambda one: _text(one[1].rules)),
    told=("jsonb", lambda one: _text(one[1].told)),
)

WRITE = f"""INSERT INTO source_counts (day, department, source, {ROWS.names})
SELECT $1, $2, $3, {ROWS.names} FROM {ROWS.unnest("c", first=4)}"""


def summed(rows: str, by: Sequence[str]) -> str:
    """The rows of a table or subquery as one for each value of `by`, with all that is counted added up.

    `rules` and `told` are taken apart, added up by name and put together again.
    """
    keys = ", ".join(f"c.{name}" for name in by)
    same = " AND ".join(f"{{0}}.{name} = s.{name}" for name in by)
    maps = " ".join(
        f"""LEFT JOIN (SELECT {", ".join(by)}, jsonb_object_agg(key, n) AS {name} FROM (
      SELECT {keys}, e.key, sum(e.value::bigint) AS n FROM {rows} c CROSS JOIN LATERAL jsonb_each_text(c.{name}) e
      GROUP BY {keys}, e.key) x GROUP BY {", ".join(by)}) {name} ON {same.format(name)}"""
        for name in ("rules", "told")
    )
    numbers = ", ".join(f"sum(c.{name})::bigint AS {name}" for name in NUMBERS)
    return f"""SELECT s.*, coalesce(rules.rules, jsonb_build_object()) AS rules,
      coalesce(told.told, jsonb_build_object()) AS told
    FROM (SELECT {keys}, {numbers} FROM {rows} c GROUP BY {keys}) s {maps}"""


async def fold(connection: Connection) -> None:
    """Make one row of those of the same day, source and place. Who writes meanwhile is not waited for, nor waits."""
    row = await (await connection.execute(ALONE)).fetchone()
    if row == (True,):
        async with everywhere(connection):
            await connection.execute(FOLD)


ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('aidhub source counts'))"

KEYS = ", ".join(SEEN)

# Something may come for the day before as long as its last transactions are open, and for no earlier one.
FOLD = f"""WITH several AS (
  SELECT {KEYS} FROM source_counts WHERE day >= (SELECT max(day) - 1 FROM source_counts)
  GROUP BY {KEYS} HAVING count(*) > 1),
gone AS (DELETE FROM source_counts c USING several s
  WHERE {" AND ".join(f"c.{name} = s.{name}" for name in SEEN)} RETURNING c.*)
INSERT INTO source_counts ({KEYS}, {", ".join(NUMBERS)}, rules, told) {summed("gone", SEEN)}"""
