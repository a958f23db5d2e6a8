"""Reduced determinations (减少的认定): a category goes on from a day with less, beside what it was until then."""

import datetime
from typing import NamedTuple
from uuid import UUID

from policy.hearings import Hearing
from registry.errors import Refusal
from registry.journal import chain
from registry.people.determinations import OPEN, Following, OpenDetermination, ahead, link, onward
from registry.store.connection import Connection
from registry.store.database import new_id


class Less(NamedTuple):
    """What a category gives from now on, as far as it changes; and the number of the decision that says so."""

    support: str | None
    basis: str | None
    number: str | None

    def of(self, hearing: Hearing, one: Following) -> "Less":
        """What becomes less of one determination; what it gives is never more by it."""
        lower = self.support if hearing.lowers(one.support, self.support) else None
        return Less(lower, self.basis if self.basis != one.basis else None, self.number)


async def reduce(
    connection: Connection,
    hearing: Hearing,
    department: str,
    determination: UUID,
    less: Less,
    on: datetime.date,
    reason: str,
    today: datetime.date,
) -> UUID | None:
    """Let a category give less from a day on; until that day it stays what it was. The household.

    So does all by which it goes on without a gap, as after a reduction that lies ahead. None where all of it gives as
    little already. Raises NO_DETERMINATION, NOT_THE_AGENCY, TOO_FAR_AHEAD and REVERSED_DATES.
    """
    cut = [(one, left) for one in await onward(connection, determination) if any((left := less.of(hearing, one))[:2])]
    if not cut:
        return None
    row = await connection.fetch_one(OpenDetermination, OPEN, [determination, on, today])
    if row is None:
        raise Refusal("NO_DETERMINATION", "determination")
    if row.agency != department:
        values = {"category": row.category, "agency": row.agency, "department": department}
        raise Refusal("NOT_THE_AGENCY", "determination", **values)
    ahead(row.days_ahead, on, today, "on")
    if on < row.valid_from:
        raise Refusal("REVERSED_DATES", "on", earlier=row.valid_from, later=on)
    for one, left in cut:
        if one.id == determination:
            until, since = new_id(), new_id()
            await connection.execute(REDUCE, [one.id, until, since, on, reason, *left], prepare=True)
            told = [("DETERMINATION_ENDED", until, on, b""), ("DETERMINED", since, on, b"")]
        else:
            since = new_id()
            await connection.execute(REDUCE_LATER, [one.id, since, *left], prepare=True)
            told = [("DETERMINATION_CORRECTED", since, one.valid_from, one.id.bytes)]
        links = [link(kind, department, row, row.category, id, day, reason, was) for kind, id, day, was in told]
        await chain.append(connection, links)
    return row.household


# Both rows begin in the instant in which the one before them stood no more: that tells what it was before.
REDUCE = """WITH old AS (
  UPDATE determinations SET superseded_at = clock_timestamp() WHERE id = $1 RETURNING *),
until AS (
  INSERT INTO determinations (id, person_id, household_id, position, category, basis, support, cites, agency, number,
    valid_from, valid_to, end_reason, recorded_at)
  SELECT $2, person_id, household_id, position, category, basis, support, cites, agency, number, valid_from, $4::date,
    $5, superseded_at
  FROM old)
INSERT INTO determinations (id, person_id, household_id, position, category, basis, support, cites, agency, number,
  valid_from, valid_to, end_reason, review_due, recorded_at)
SELECT $3, person_id, household_id, position, category, coalesce($7, basis), coalesce($6, support), cites, agency,
  coalesce($8, number), $4::date, valid_to, end_reason, review_due, superseded_at
FROM old"""

# What lies ahead holds no day yet: it gives less from its first.
REDUCE_LATER = """WITH old AS (
  UPDATE determinations SET superseded_at = clock_timestamp() WHERE id = $1 RETURNING *)
INSERT INTO determinations (id, person_id, household_id, position, category, basis, support, cites, agency, number,
  valid_from, valid_to, end_reason, review_due, recorded_at)
SELECT $2, person_id, household_id, position, category, coalesce($4, basis), coalesce($3, support), cites, agency,
  coalesce($5, number), valid_from, valid_to, end_reason, review_due, superseded_at
FROM old"""
