"""Decisions on mismatches (身份认定): the same person, another one, or still unknown; each can be changed later."""

from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.names import same_name
from registry.journal import chain
from registry.matters.proceedings import begin
from registry.matters.step_effects import EFFECTS
from registry.matters.taken_steps import Actor, Matter, Subject, TakenStep
from registry.people.households import BELONGS
from registry.people.joining import Join, join, undo
from registry.people.mismatches import withdraw
from registry.people.person_locks import LockedPerson, lock_people
from registry.people.relocation import settle
from registry.store.connection import Connection
from registry.store.database import new_id
from registry.store.widened_ranges import everywhere


class LockedMismatch(NamedTuple):
    """A mismatch in the caller's divisions, and whose number it is."""

    reported: UUID
    identity: UUID
    person: UUID
    household: UUID | None
    position: int
    registered_name: str
    reported_name: str
    state: str


async def decide(
    connection: Connection, catalogue: Catalogue, actor: Actor, id: UUID, decision: str, seen: str, reason: str
) -> LockedMismatch:
    """Decide whose it is what came under another name; the household is to be recomputed (二（一）).

    `seen` is the state that the officer saw. Raises UNKNOWN_MISMATCH, CHANGED_SINCE (of two who decide at once the
    second finds another state), NOTHING_REPORTED, and NAME_REGISTERED where the name is by now the person's.
    """
    mismatch = await _locked(connection, id)
    if mismatch.state != seen:
        raise Refusal("CHANGED_SINCE", "seen", state=mismatch.state)
    if mismatch.state == "WITHDRAWN":
        raise Refusal("NOTHING_REPORTED", "id")
    if decision != "SAME_PERSON" and same_name(mismatch.registered_name, mismatch.reported_name):
        raise Refusal("NAME_REGISTERED", "decision")
    async with everywhere(connection):
        if mismatch.state == "SAME_PERSON" != decision:
            await undo(connection, catalogue, [mismatch.reported], reason)
        elif decision == "SAME_PERSON" != mismatch.state:
            await join(connection, catalogue, actor.department, [_join(mismatch)], reason)
        if mismatch.household:
            await settle(connection, [mismatch.household])
        if decision == "ANOTHER_PERSON" != mismatch.state:
            await _send_back(connection, catalogue, actor, mismatch, reason)
        await connection.execute(DECIDED, [id, decision, reason], prepare=True)
        if decision == "UNKNOWN":
            # Help that waits has no position: beyond these ranges only its payer sees it.
            await withdraw(connection, catalogue, (), [mismatch.reported])
    await chain.append(connection, [_link(actor, mismatch, decision, reason)])
    return mismatch


async def _locked(connection: Connection, id: UUID) -> LockedMismatch:
    named = await connection.fetch_one(LockedMismatch, MISMATCH, [id])
    if named is None:
        raise Refusal("UNKNOWN_MISMATCH", "id")
    await connection.execute(LOCK_IDENTITIES, [[named.reported, named.identity]], prepare=True)
    await lock_people(connection, (), [named.household] if named.household else [])
    return await connection.fetch_one(LockedMismatch, MISMATCH, [id]) or named


def _join(mismatch: LockedMismatch) -> Join:
    person = LockedPerson(
        mismatch.identity, mismatch.person, mismatch.household, mismatch.position, mismatch.registered_name
    )
    return Join(mismatch.reported, person)


def _link(actor: Actor, mismatch: LockedMismatch, decision: str, reason: str) -> chain.Link:
    return chain.Link(
        "IDENTIFIED", mismatch.identity, mismatch.household, mismatch.person, mismatch.position, actor.today,
        actor.department, note=reason, content=mismatch.reported.bytes + decision.encode(),
    )  # fmt: skip # who, where, when, what


async def _send_back(
    connection: Connection, catalogue: Catalogue, actor: Actor, mismatch: LockedMismatch, reason: str
) -> None:
    """Ask each reporter to check the number. The matter names no household: whose number it is stays untold."""
    procedure, step = catalogue.procedures.of_step("request_correction")
    for report in await connection.fetch(Report, REPORTS, [mismatch.reported]):
        position = mismatch.position if report.position is None else report.position
        subject = Subject(position, identity=mismatch.reported, follows=False)
        matter = Matter(
            new_id(), procedure, "", subject, None, actor.department, report.department, {}, record=report.record
        )
        content = {"fact": "idNumber", "doubt": reason}
        await begin(TakenStep(connection, catalogue, EFFECTS, actor, matter, step, content))


class Report(NamedTuple):
    """A department that reported under the name, and one of its records where it gave help."""

    department: str
    record: UUID | None
    position: int | None


MISMATCH = f"""SELECT m.reported_id, m.identity_id, m.person_id, s.household_id, m.position, p.name,
  m.reported_name, m.state
FROM mismatches m JOIN persons p ON p.id = m.person_id
LEFT JOIN memberships s ON s.person_id = p.id AND {BELONGS.format("s")}
WHERE m.id = $1"""

LOCK_IDENTITIES = "SELECT id FROM identities WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"

DECIDED = """UPDATE mismatches SET state = $2, reason = $3, decided_at = clock_timestamp() WHERE id = $1"""

REPORTS = """SELECT DISTINCT ON (d) d, r.id, r.paying_position
FROM mismatches m CROSS JOIN unnest(m.departments) d
LEFT JOIN assistance_records r ON r.identity_id = m.reported_id AND r.department = d
WHERE m.reported_id = $1 ORDER BY d, r.id"""
