"""Papers (补办手续): aid was given first, where the emergency was; what is missing follows by a day (三（三）)."""

from collections.abc import Iterable
from uuid import UUID

from policy.catalogue import Catalogue
from registry.aid.entries import Accepted, Entry, Outcome
from registry.identity.names import masked_name
from registry.matters.proceedings import begin
from registry.matters.step_effects import EFFECTS
from registry.matters.taken_steps import Actor, Matter, Subject, TakenStep
from registry.people.person_locks import LockedPerson
from registry.store.connection import Connection
from registry.store.database import new_id


async def owe(
    connection: Connection, catalogue: Catalogue, actor: Actor, reported: Iterable[tuple[Entry, Outcome]]
) -> None:
    """Open a matter for each provisional help: handled where it was paid, seen where the person lives.

    Somebody who is not registered anywhere may be helped first too; then it lies where it was paid.
    """
    for entry, outcome in reported:
        if not (entry.provisional and entry.status == "GRANTED"):
            continue
        if isinstance(outcome, Accepted) and outcome.record and not outcome.replayed:
            await _open(connection, catalogue, actor, entry, outcome.record)


async def _open(connection: Connection, catalogue: Catalogue, actor: Actor, entry: Entry, record: UUID) -> None:
    procedure, step = catalogue.procedures.of_step("owe_papers")
    person = entry.person
    position = entry.paying_position if person.position is None else person.position
    subject = Subject(position, person.household, person.person if person.household else None, person.identity)
    own = actor.department
    matter = Matter(new_id(), procedure, "", subject, entry.paying_position, own, own, {}, record=record)
    matter.due_on = entry.papers_due
    content: dict[str, object] = {"missing": list(catalogue.programmes[entry.programme].papers)}
    content |= {"helped": masked_name(name)} if (name := await _name(connection, person)) else {}
    await begin(TakenStep(connection, catalogue, EFFECTS, actor, matter, step, content))


async def _name(connection: Connection, person: LockedPerson) -> str | None:
    """The registered name, or of somebody nobody has registered the reported one."""
    return person.name or await connection.fetch_one(str, REPORTED, [person.identity])


REPORTED = "SELECT name FROM identities WHERE id = $1 AND name IS NOT NULL"
