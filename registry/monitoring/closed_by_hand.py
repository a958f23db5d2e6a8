"""Closing by hand (关闭预警): what an officer has looked into, one warning or many, with one outcome and reason."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.journal import chain
from registry.monitoring.unpaid_sql import look_again
from registry.people.households import BELONGS
from registry.people.person_locks import lock_people
from registry.store.connection import Connection


@dataclass(frozen=True)
class Closing:
    """What was found, CONFIRMED, DECIDED_OTHERWISE or FALSE_POSITIVE, why, by whom and on which day."""

    outcome: str
    reason: str
    department: str
    today: datetime.date


class Standing(NamedTuple):
    """A warning as locked."""

    id: UUID
    household: UUID
    state: str
    outcome: str | None
    reason: str | None
    closed_by: str | None


@dataclass(frozen=True)
class Closed:
    """A warning that is closed so, now or by the same act before."""

    household: UUID
    replayed: bool


async def close(connection: Connection, ids: Sequence[UUID], closing: Closing) -> dict[UUID, Closed | Refusal]:
    """Close warnings, locked with their households; each by its id, or why not: UNKNOWN_WARNING, WARNING_CLOSED.

    Each newly closed has a link in the chain. What was closed so before is as it was.
    """
    asked = list(dict.fromkeys(ids))
    homes = await (await connection.execute(HOUSEHOLDS, [asked], prepare=True)).fetchall()
    await lock_people(connection, (), [home for (home,) in homes])
    standing = {row.id: row for row in await connection.fetch(Standing, LOCK, [asked])}
    found = {id: _decided(standing.get(id), closing) for id in asked}
    new = [id for id, one in found.items() if isinstance(one, Closed) and not one.replayed]
    if new:
        values = [new, closing.outcome, closing.reason, closing.today, closing.department]
        closed = await connection.fetch(ClosedWarning, CLOSE, values)
        await look_again(connection, new)
        await chain.append(connection, [_link(warning, closing) for warning in closed if warning.identity])
    return found


def _decided(warning: Standing | None, closing: Closing) -> Closed | Refusal:
    if warning is None:
        return Refusal("UNKNOWN_WARNING", value="–")
    if warning.state != "CLOSED":
        return Closed(warning.household, replayed=False)
    so = (closing.outcome, closing.reason, closing.department)
    same = (warning.outcome, warning.reason, warning.closed_by) == so
    return Closed(warning.household, replayed=True) if same else Refusal("WARNING_CLOSED")


class ClosedWarning(NamedTuple):
    """A warning that has just been closed, and in whose chain that stands."""

    id: UUID
    household: UUID
    person: UUID | None
    position: int
    identity: UUID | None


def _link(warning: ClosedWarning, closing: Closing) -> chain.Link:
    return chain.Link(
        "WARNING_CLOSED", warning.identity or warning.id, warning.household, warning.person, warning.position,
        closing.today, closing.department, note=closing.reason, content=warning.id.bytes + closing.outcome.encode(),
    )  # fmt: skip # who, where, when, what


HOUSEHOLDS = "SELECT DISTINCT household_id FROM early_warnings WHERE id = ANY($1::uuid[])"

LOCK = """SELECT id, household_id, state, outcome, reason, closed_by FROM early_warnings
WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"""

CLOSE = f"""UPDATE early_warnings w SET state = 'CLOSED', outcome = $2, reason = $3, closed_on = $4, closed_by = $5,
  closed_through = 'HAND', changed_xid = pg_current_xact_id()
WHERE w.id = ANY($1::uuid[]) RETURNING w.id, w.household_id, w.person_id, w.position, coalesce(
  (SELECT p.identity_id FROM persons p WHERE p.id = w.person_id),
  (SELECT p.identity_id FROM memberships m JOIN persons p ON p.id = m.person_id
   WHERE m.household_id = w.household_id AND {BELONGS.format("m")}
   ORDER BY m.valid_to IS NOT NULL, m.relation <> '02', p.id LIMIT 1))"""
