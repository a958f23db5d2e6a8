"""Acts on sharing agreements: asked for, decided, ended; one is in force at a time for each way that it goes out."""

from dataclasses import astuple, dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from policy.sharing import rules
from registry.errors import Refusal
from registry.reference.agreements import Terms
from registry.store.acting import CALLER_ACTOR
from registry.store.arrays import array
from registry.store.connection import Connection
from registry.store.database import new_id

EVERYWHERE = "{(,)}"


@dataclass(frozen=True)
class Decision:
    """What is decided of a request, by whom, and why."""

    agreement: UUID
    granted: bool
    by: str
    on: date
    reason: str
    replace: bool = False
    """Whether what is in force for the same ways ends as it begins."""
    ranges: str = EVERYWHERE
    """Where its maker may decide."""


class Standing(NamedTuple):
    """What is to be decided."""

    department: str
    ways: list[str]
    valid_from: date
    valid_to: date | None
    granted: bool | None
    ended: bool
    beyond: list[str]
    """Divisions in which it holds, outside those of whoever acts upon it."""


async def request(connection: Connection, terms: Terms, by: str, on: date, ranges: str = EVERYWHERE) -> UUID:
    """Ask for one; it is answered within the regulation's working days. Raises OUTSIDE_DIVISIONS."""
    id = new_id()
    values = [list_ if not isinstance(list_, list | tuple) else array(list_) for list_ in astuple(terms)]
    await connection.execute(REQUEST, [id, *values, by, on, rules().due(on)])
    await _standing(connection, id, ranges)
    return id


async def decide(connection: Connection, decision: Decision) -> None:
    """Grant or refuse what was asked for; raises UNKNOWN_AGREEMENT, OUTSIDE_DIVISIONS and what is in the way.

    That is AGREEMENT_DECIDED, AGREEMENT_OVER, AGREEMENT_OVERLAPS.
    """
    one = await _standing(connection, decision.agreement, decision.ranges)
    if one.granted is not None or one.ended:
        raise Refusal("AGREEMENT_DECIDED", "id")
    if decision.granted:
        if one.valid_to is not None and one.valid_to <= decision.on:  # it would end another and hold on no day
            raise Refusal("AGREEMENT_OVER", "id", value=one.valid_to)
        await _make_room(connection, decision, one)
    given = [decision.agreement, decision.granted, decision.by, decision.on, decision.reason]
    await connection.execute(DECIDE, given)


async def end(
    connection: Connection,
    agreement: UUID,
    by: str,
    reason: str,
    department: str | None = None,
    ranges: str = EVERYWHERE,
) -> None:
    """End one at once, or take a request back; raises UNKNOWN_AGREEMENT, OUTSIDE_DIVISIONS and AGREEMENT_ENDED.

    Of a `department` alone, where it is not the registrar who ends it.
    """
    one = await _standing(connection, agreement, ranges, department)
    if one.ended or one.granted is False:
        raise Refusal("AGREEMENT_ENDED", "id")
    await connection.execute(END, [agreement, by, reason])


async def _standing(connection: Connection, agreement: UUID, ranges: str, department: str | None = None) -> Standing:
    """It as it stands, while nobody else decides anything of its department's.

    Who acts upon it may act everywhere where it holds.
    """
    await connection.execute(LOCK, [agreement])
    one = await connection.fetch_one(Standing, STANDING, [agreement, ranges])
    if one is None or department not in (None, one.department):
        raise Refusal("UNKNOWN_AGREEMENT", "id")
    if one.beyond:
        raise Refusal("OUTSIDE_DIVISIONS", "divisions", value=", ".join(one.beyond))
    return one


async def _make_room(connection: Connection, decision: Decision, one: Standing) -> None:
    """End what would be in force beside it, from the day on which it begins; raises AGREEMENT_OVERLAPS."""
    beside = [one.department, array(one.ways), one.valid_from, one.valid_to]
    found = await connection.fetch(str, BESIDE, beside)
    if found and not decision.replace:
        raise Refusal("AGREEMENT_OVERLAPS", "id", value=", ".join(found))
    await connection.execute(GIVE_WAY, [*beside, decision.on, decision.by, decision.reason])


REQUEST = """INSERT INTO sharing_agreements (id, department, basis, quote, scenario, fields, programmes, divisions,
  ways, quota, valid_from, valid_to, requested_by, requested_on, due_on)
VALUES ($1, $2, $3, $4, $5, $6::text[], $7::text[], $8::text[], $9::text[], $10, $11, $12, $13, $14, $15)"""

LOCK = """SELECT pg_advisory_xact_lock(hashtext('aidhub agreements ' || department))
FROM sharing_agreements WHERE id = $1"""

STANDING = """SELECT a.department, a.ways, a.valid_from, a.valid_to, a.granted, a.ended_at IS NOT NULL,
  ARRAY(SELECT v.code FROM divisions v WHERE NOT int8range(v.lo, v.hi) <@ $2::int8multirange
    AND CASE WHEN a.divisions IS NULL THEN v.parent IS NULL ELSE v.code = ANY(a.divisions) END ORDER BY v.lo)
FROM sharing_agreements a WHERE a.id = $1"""

DECIDE = f"""UPDATE sharing_agreements SET granted = $2, decided_by = $3, decided_on = $4, decision = $5,
  decided_actor_id = {CALLER_ACTOR}
WHERE id = $1"""

END = f"""UPDATE sharing_agreements SET ended_at = clock_timestamp(), ended_by = $2, end_reason = $3,
  ended_actor_id = {CALLER_ACTOR}
WHERE id = $1"""

OVERLAPS = """department = $1 AND granted AND ended_at IS NULL AND ways && $2::text[]
  AND (valid_to IS NULL OR $3::date < valid_to) AND ($4::date IS NULL OR valid_from < $4::date)"""

BESIDE = f"SELECT id::text FROM sharing_agreements WHERE {OVERLAPS} ORDER BY id"

# What begins today or has begun takes the place at once; what is to begin, on its day.
GIVE_WAY = f"""UPDATE sharing_agreements SET
  valid_to = CASE WHEN $5::date < $3::date THEN $3::date ELSE valid_to END,
  ended_at = CASE WHEN $5::date < $3::date AND valid_from < $3::date THEN NULL ELSE clock_timestamp() END,
  ended_by = $6, end_reason = $7, ended_actor_id = {CALLER_ACTOR}
WHERE {OVERLAPS}"""
