"""Totals (汇总): what was given by programme, counted piece by piece so that each subject counts once.

Records and amounts add up over any pieces. So do subjects, where of the records of one subject and programme only the
first is counted, whatever piece it is in.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from registry.aid.records import NET
from registry.errors import Refusal
from registry.journal.jobs import Stand
from registry.journal.work import Work
from registry.store.connection import Connection
from registry.store.database import WALKED

MOST_COUNTED = 150_000
"""Records that are counted in a request; a job has no limit."""
TOO_MANY = "AH001"
"""The SQLSTATE under which `within_bound` refuses more."""
PIECE = 2_000
"""Records that are counted in one statement."""


class Wanted(NamedTuple):
    """What is counted: help of a programme, or of all, that was given in these days, both of which are in."""

    programme: str | None
    first: datetime.date | None
    last: datetime.date | None


class Counting(Work):
    """Records counted place by place, of one paying department after the other."""

    price = 2 * PIECE
    """What a piece of it costs: each record and its payments."""

    def __init__(
        self,
        departments: Sequence[str],
        places: Sequence[tuple[int, int]],
        ranges: str,
        wanted: Wanted,
        piece: int = PIECE,
    ) -> None:
        self._runs = [(department, lo, hi) for department in sorted(departments) for lo, hi in sorted(places)]
        self._ranges, self._wanted, self._piece = ranges, wanted, piece

    async def size(self, connection: Connection) -> int:
        """How many records there are to look at."""
        size = 0
        for run in self._runs:
            row = await (await connection.execute(COUNT, run, prepare=True)).fetchone()
            size += row[0] if row else 0
        return size

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Count the next piece; it goes on behind the last record of it."""
        for department, lo, hi in self._runs:
            begin = max((department, lo, str(UUID(int=0))), _cursor(stand))
            if begin[0] > department or begin[1] >= hi:
                continue
            await connection.execute(WALKING, [*WALKED.values()])
            values = [*begin, hi, self._piece, self._ranges, *self._wanted]
            row = await (await connection.execute(STEP, values, prepare=True)).fetchone()
            if row and row[0]:
                looked, position, id, counts = row
                found = _added(stand.found, counts or {})
                return Stand(stand.done + looked, [department, position, str(id)], found)
        return stand._replace(after=None)

    @staticmethod
    def result(stand: Stand) -> dict[str, Any]:
        """What it has come to: counts and amounts by programme."""
        names = ("records", "subjects", "granted", "paid")
        return {"programmes": [{"code": code, **dict(zip(names, of, strict=True))} for code, of in stand.found.items()]}


def refusal(error: psycopg.Error) -> Refusal | None:
    """ASK_AS_JOB, where a statement refused to count so many records."""
    if error.sqlstate != TOO_MANY:
        return None
    return Refusal("ASK_AS_JOB", "division", most=MOST_COUNTED, name="records", act="startTotals")


def _added(found: Mapping[str, list[int]], counts: Mapping[str, list[int]]) -> dict[str, list[int]]:
    nothing = [0, 0, 0, 0]
    codes = [*found, *(code for code in counts if code not in found)]
    return {
        code: [one + other for one, other in zip(found.get(code, nothing), counts.get(code, nothing), strict=True)]
        for code in codes
    }


def _cursor(stand: Stand) -> tuple[str, int, str]:
    department, position, id = stand.after or ("", -1, "")
    return str(department), int(position), str(id)


# A piece is found by its index, and of each of its records what belongs to it, whatever the statistics say.
WALKING = "SELECT " + ", ".join(f"set_config('{name}', ${n}, true)" for n, name in enumerate(WALKED, 1))

GIVEN = """{0}.status = 'GRANTED' AND ($7::text IS NULL OR {0}.programme = $7)
    AND ($8::date IS NULL OR {0}.happened_on >= $8) AND ($9::date IS NULL OR {0}.happened_on <= $9)"""

STEP = f"""WITH piece AS MATERIALIZED (
  SELECT r.* FROM assistance_records r
  WHERE r.department = $1 AND (r.paying_position, r.id) > ($2::bigint, $3::uuid) AND r.paying_position < $4
  ORDER BY r.paying_position, r.id LIMIT $5),
counted AS (
  SELECT r.programme, count(*) AS records, sum(coalesce(r.amount, 0)) AS granted, sum(coalesce(l.paid, 0)) AS paid,
    count(*) FILTER (WHERE NOT EXISTS (SELECT FROM assistance_records o
      WHERE o.subject_id = r.subject_id AND o.programme = r.programme AND o.id < r.id
        AND o.paying_position <@ $6::int8multirange AND {GIVEN.format("o")})) AS subjects
  FROM piece r LEFT JOIN LATERAL (SELECT sum({NET}) AS paid FROM payments p
    WHERE p.record_id = r.id AND p.superseded_at IS NULL) l ON true
  WHERE {GIVEN.format("r")} GROUP BY r.programme)
SELECT (SELECT count(*) FROM piece), last.paying_position, last.id,
  (SELECT jsonb_object_agg(programme, jsonb_build_array(records, subjects, granted, paid)) FROM counted)
FROM (SELECT paying_position, id FROM piece ORDER BY paying_position DESC, id DESC LIMIT 1) last"""

COUNT = """SELECT count(*) FROM assistance_records
WHERE department = $1 AND $2 <= paying_position AND paying_position < $3"""
