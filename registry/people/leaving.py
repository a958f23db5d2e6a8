"""Leaving (离开家庭): a membership ends without another household; nobody's chain is lost, and they can come back."""

import datetime
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from policy.spine import registrar
from registry.errors import Refusal
from registry.journal import chain
from registry.people.current_facts import current_facts
from registry.people.fact_reporting import Report, report
from registry.people.facts import fact_columns, fact_table_name
from registry.people.move_statements import SUPERSEDE
from registry.people.person_locks import LockedPerson, lock_people
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id

DEATH = "DEATH"


class Leaving(NamedTuple):
    """Who leaves, from which day on they are no member, and why."""

    person: UUID
    household: UUID | None
    """The household that the caller means, where they say it."""
    on: datetime.date
    reason: str
    note: str | None
    seen: datetime.datetime | None
    """When the caller read the membership: what was changed since is not overwritten."""


async def leave(connection: Connection, catalogue: Catalogue, department: str, leaving: Leaving) -> UUID:
    """End a membership, tell it in the chain, and tell a death to whom reads deaths; the household.

    Determinations and matters stay as they are: what no longer fits them is a lead for a person (二（四）). Afterwards
    the household is recomputed. Raises UNKNOWN_PERSON, NOT_A_MEMBER, ALREADY_LEFT, CHANGED_SINCE and
    BEFORE_MEMBERSHIP.
    """
    held = await _locked(connection, leaving.person)
    household = _household(held, leaving)
    await _unchanged(connection, leaving)
    if held.since and leaving.on < held.since:
        await _leave_before_merge(connection, leaving, held.since)
    else:
        await connection.execute(LEAVE_ALTOGETHER, LEAVINGS.arrays([leaving]), prepare=True)
    why = f"{leaving.reason}: {leaving.note}" if leaving.note else leaving.reason
    link = chain.Link("LEFT", held.identity, household, held.person, held.position, leaving.on, department, note=why)
    await chain.append(connection, [link])
    if leaving.reason == DEATH:
        await _report_death(connection, catalogue, held, leaving.on)
    return household


async def _locked(connection: Connection, person: UUID) -> LockedPerson:
    row = await (await connection.execute(INDEX, [person], prepare=True)).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_PERSON", "person")
    index = bytes(row[0])
    return (await lock_people(connection, [index]))[index]


def _household(held: LockedPerson, leaving: Leaving) -> UUID:
    """The household that is left."""
    if held.left_on:
        raise Refusal("ALREADY_LEFT", "person", value=held.left_on)
    if held.household is None or leaving.household not in (None, held.household):
        raise Refusal("NOT_A_MEMBER", "household")
    return held.household


async def _leave_before_merge(connection: Connection, leaving: Leaving, since: datetime.date) -> None:
    """Who left before the day on which two households were merged never came over, and belongs to the kept one still.

    Raises BEFORE_MEMBERSHIP where the membership did not begin so, or where they were no member before it either.
    """
    left = [leaving.person, leaving.on, leaving.reason]
    if not await connection.fetch(lambda household: household, LEFT_BEFORE_MERGE, left):
        raise Refusal("BEFORE_MEMBERSHIP", "on", value=leaving.on, since=since)


async def _unchanged(connection: Connection, leaving: Leaving) -> None:
    """Raises CHANGED_SINCE where the membership is not the one that the caller has seen."""
    if leaving.seen is None:
        return
    changed = await connection.fetch_one(datetime.datetime.isoformat, CHANGED, [leaving.person, leaving.seen])
    if changed is not None:
        raise Refusal("CHANGED_SINCE", "seen", state=changed)


async def _report_death(connection: Connection, catalogue: Catalogue, held: LockedPerson, on: datetime.date) -> None:
    """The registrar's own fact, where it supplies deaths; it does not make what else it knows look newer."""
    own = registrar()
    if own not in catalogue.facts["person", "deceased_on"].suppliers:
        return
    columns = fact_columns(catalogue.departments[own], "person")
    known = await current_facts(connection, fact_table_name(own, "person"), columns, [held.identity])
    as_of = max([on, *(row.as_of for row in known)])
    source = known[0].source_record_id if known else "leaving"
    death = Report(0, "person", False, held, source, as_of, {"deceased_on": on})
    await report(connection, own, {"person": columns}, [death])


LEAVINGS = Rows[Leaving](
    person_id=("uuid", lambda leaving: leaving.person),
    left_on=("date", lambda leaving: leaving.on),
    reason=("text", lambda leaving: leaving.reason),
    new_id=("uuid", lambda _: new_id()),
)
LEAVE_ALTOGETHER = SUPERSEDE.format(
    rows=LEAVINGS.unnest("new"), changed="", relation="old_relation", valid_to="left_on", reason="reason"
)

# Both are as if the person had left where they were: the place in the kept household has no day.
LEFT_BEFORE_MERGE = """WITH over AS MATERIALIZED (
  SELECT d.id AS duplicate, k.id AS kept
  FROM memberships k
  JOIN household_merges g ON g.household_id = k.household_id AND g.merged_on = k.valid_from AND g.undone_at IS NULL
    AND k.person_id = ANY(g.persons)
  JOIN memberships d ON d.person_id = k.person_id AND d.household_id = g.duplicate_id AND d.valid_to = k.valid_from
    AND d.superseded_at IS NULL AND d.valid_from <= $2
  WHERE k.person_id = $1 AND k.valid_to IS NULL AND k.superseded_at IS NULL),
superseded AS (
  UPDATE memberships m SET superseded_at = clock_timestamp() FROM over
  WHERE m.id IN (over.duplicate, over.kept) RETURNING m.*, m.id = over.kept AS is_kept)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, end_reason, recorded_at)
SELECT gen_random_uuid(), household_id, person_id, position, relation, CASE WHEN is_kept THEN $2 ELSE valid_from END,
  $2, CASE WHEN is_kept THEN $3 END, max(superseded_at) OVER ()
FROM superseded WHERE (SELECT count(*) FROM superseded) >= 0
RETURNING household_id"""

INDEX = "SELECT i.index FROM persons p JOIN identities i ON i.id = p.identity_id WHERE p.id = $1"

CHANGED = """SELECT recorded_at FROM memberships
WHERE person_id = $1 AND superseded_at IS NULL AND valid_to IS NULL AND recorded_at > $2"""
