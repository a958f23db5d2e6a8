"""Reduced determinations (减少的认定): a category goes on from a day with less, beside what it was until then."""

import datetime
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.journal import chain
from registry.people.determinations import OPEN, OpenDetermination, ahead, link
from registry.store.connection import Connection
from registry.store.database import new_id


class Less(NamedTuple):
    """What a category gives from now on, as far as it changes; and the number of the decision that says so."""

    support: str | None
    basis: str | None
    number: str | None


async def reduce(
    connection: Connection,
    department: str,
    determination: UUID,
    less: Less,
    on: datetime.date,
    reason: str,
    today: datetime.date,
) -> UUID:
    """Let a category give less from a day on; until that day it stays what it was. The household.

    Raises NO_DETERMINATION, NOT_THE_AGENCY, TOO_FAR_AHEAD and REVERSED_DATES.
    """
    row = await connection.fetch_one(OpenDetermination, OPEN, [determination, on, today])
    if row is None:
        raise Refusal("NO_DETERMINATION", "determination")
    if row.agency != department:
        values = {"category": row.category, "agency": row.agency, "department": department}
        raise Refusal("NOT_THE_AGENCY", "determination", **values)
    ahead(row.days_ahead, on, today, "on")
    if on < row.valid_from:
        raise Refusal("REVERSED_DATES", "on", earlier=row.valid_from, later=on)
    until, since = new_id(), new_id()
    await connection.execute(REDUCE, [determination, until, since, on, reason, *less], prepare=True)
    links = [("DETERMINATION_ENDED", until), ("DETERMINED", since)]
    await chain.append(connection, [link(kind, department, row, row.category, id, on, reason) for kind, id in links])
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
