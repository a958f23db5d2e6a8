"""Decisions on identity candidates (甄别): two are told apart, or that is taken back; both chains say it."""

import datetime
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.journal import chain
from registry.people.corrections import Officer
from registry.people.identity_decisions import DECIDE
from registry.people.registered_persons import RegisteredPerson, lock_registered
from registry.store.connection import Connection

LINKS = {"NOT_THE_SAME": "TOLD_APART", "OPEN": "IN_DOUBT"}


class Candidate(NamedTuple):
    """Two who may be one, both in the caller's divisions."""

    kind: str
    person: UUID
    other: UUID
    state: str
    changed_at: datetime.datetime
    """When its findings or its state became others."""
    open: bool
    """Whether both are still there to be decided upon: neither was merged, nor the report settled."""
    reported: UUID | None
    """Of a report, the identity of number and name under which it lies, and where it waits."""
    position: int | None


async def decide(
    connection: Connection, vault: Vault, officer: Officer, id: UUID, decision: str, seen: datetime.datetime
) -> Candidate:
    """Tell two apart, or take that back (二（二）: 避免救助遗漏或重复救助), upon the findings that the officer saw.

    Raises UNKNOWN_CANDIDATE, CHANGED_SINCE (somebody has decided since `seen`, or a run has found other evidence), and
    CANDIDATE_SETTLED where they were merged, or the report was settled by its own act.
    """
    named = await _read(connection, id)
    persons = [named.person, named.other] if named.kind == "PERSON" else [named.person]
    locked, _ = await lock_registered(connection, vault, persons)
    # Of two who have waited for the same persons the second reads what the first has decided; a run of the linkage
    # holds the pair alone.
    found = await _read(connection, id, " FOR NO KEY UPDATE OF c")
    if seen < found.changed_at:
        raise Refusal("CHANGED_SINCE", "seen", state=_stands(found))
    if found.state == "MERGED" or not found.open:
        raise Refusal("CANDIDATE_SETTLED", "id", state=found.state)
    values = [decision, officer.department, officer.client, officer.reason, id]
    await connection.execute(DECIDED, values, prepare=True)
    await chain.append(connection, [*_links(officer, id, decision, locked), *_of_report(officer, id, decision, found)])
    return found


def _stands(found: Candidate) -> str:
    return f"{found.state}, {found.changed_at.astimezone(datetime.UTC).isoformat(timespec='seconds')}"


async def _read(connection: Connection, id: UUID, held: str = "") -> Candidate:
    found = await connection.fetch_one(Candidate, CANDIDATE + held, [id])
    if found is None:
        raise Refusal("UNKNOWN_CANDIDATE", "id")
    return found


def _links(officer: Officer, id: UUID, decision: str, persons: list[RegisteredPerson]) -> list[chain.Link]:
    return [
        chain.Link(
            LINKS[decision], one.identity, one.household, one.person, one.position, officer.today, officer.department,
            note=officer.reason, content=id.bytes,
        )
        for one in persons
    ]  # fmt: skip # who, where, when, what


def _of_report(officer: Officer, id: UUID, decision: str, found: Candidate) -> list[chain.Link]:
    """In the chain of whom the report means, once they are registered."""
    if found.reported is None:
        return []
    link = chain.Link(LINKS[decision], found.reported, None, None, None, officer.today, officer.department)
    return [link._replace(note=officer.reason, paying_position=found.position, content=id.bytes)]


# Under row level security both sides are found in the caller's divisions alone.
CANDIDATE = """SELECT c.kind, c.person_id, c.other_id, c.state, c.changed_at,
  p.merged_into IS NULL AND CASE c.kind WHEN 'PERSON' THEN o.merged_into IS NULL
    WHEN 'UNREGISTERED' THEN u.state = 'OPEN' ELSE m.state IN ('OPEN', 'UNKNOWN') END,
  CASE c.kind WHEN 'UNREGISTERED' THEN u.identity_id WHEN 'MISMATCH' THEN m.reported_id END,
  CASE c.kind WHEN 'UNREGISTERED' THEN u.position WHEN 'MISMATCH' THEN m.position END
FROM identity_candidates c JOIN persons p ON p.id = c.person_id
LEFT JOIN persons o ON c.kind = 'PERSON' AND o.id = c.other_id
LEFT JOIN unregistered_persons u ON c.kind = 'UNREGISTERED' AND u.id = c.other_id
LEFT JOIN mismatches m ON c.kind = 'MISMATCH' AND m.id = c.other_id
WHERE c.id = $1 AND CASE c.kind WHEN 'PERSON' THEN o.id WHEN 'UNREGISTERED' THEN u.id ELSE m.id END IS NOT NULL"""

DECIDED = DECIDE.format("id = $5")
