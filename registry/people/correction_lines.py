"""Lines of a correction (更正明细): what stood under the old number moves along with the person, or stays behind."""

import datetime
import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.identities import NUMBER_AND_NAME
from registry.identity.vault import Vault
from registry.journal import chain
from registry.people.current_facts import facts_anew, replace
from registry.people.facts import fact_table_name
from registry.people.joining import fact_columns_of
from registry.people.newly_registered import take_over
from registry.people.person_locks import LockedPerson
from registry.people.registered_persons import RegisteredPerson, changed, lock_registered
from registry.people.relocation import settle
from registry.store.connection import Connection
from registry.store.database import new_id
from registry.store.widened_ranges import everywhere


class OpenLine(NamedTuple):
    """A line in the caller's divisions, and how it was decided."""

    id: UUID
    department: str
    record: UUID | None
    programme: str | None
    entity: str | None
    fact: UUID | None
    decision: str | None


async def decide(
    connection: Connection,
    catalogue: Catalogue,
    vault: Vault,
    department: str,
    today: datetime.date,
    correction: UUID,
    moves: Mapping[UUID, bool],
) -> tuple[RegisteredPerson, list[UUID]]:
    """Decide for each line whether it moves along; what stays is the person's no more (二（二）).

    What stays is of whoever bears the old number meanwhile, or waits as a mismatch of theirs. Answered are the person,
    and the households to be recomputed, which may lie in other divisions. Raises UNKNOWN_CORRECTION, UNKNOWN_LINE,
    PERSON_MERGED, and CHANGED_SINCE where somebody else has decided one of them otherwise.
    """
    corrected = await connection.fetch_one(Corrected, CORRECTION, [correction])
    if corrected is None:
        raise Refusal("UNKNOWN_CORRECTION", "correction")
    old = bytes(corrected.old_index)
    (person,), held = await lock_registered(connection, vault, [corrected.person], [old])
    if person.merged_into:
        raise Refusal("PERSON_MERGED", "correction", value=person.merged_into)
    decided = await _decided(connection, correction, moves, person)
    await connection.execute(DECIDE, [[line.id for line, _ in decided], [way for _, way in decided]], prepare=True)
    staying, homes = [line for line, way in decided if way == "STAYS"], _homes(person.household)
    if staying:
        waiting = new_id()
        # Found by the number's identity when its bearer is registered, and by nobody before.
        await connection.execute(WAITING, [waiting, os.urandom(16), corrected.old, corrected.name], prepare=True)
        async with everywhere(connection):
            await _records_stay(connection, [line.record for line in staying if line.record], waiting)
            await _facts_stay(connection, catalogue, staying, person, waiting)
            homes = await _belong(connection, catalogue, department, person, held[old])
        await chain.append(connection, [_link(line, department, person, today) for line in staying])
    return person, homes


def _homes(*households: UUID | None) -> list[UUID]:
    return list(dict.fromkeys(household for household in households if household))


async def _belong(
    connection: Connection, catalogue: Catalogue, department: str, person: RegisteredPerson, bearer: LockedPerson
) -> list[UUID]:
    """What stays joins whoever is registered under the old number now, or is listed for their county."""
    homes = _homes(person.household, bearer.household)
    if bearer.person:
        await take_over(connection, catalogue, department, [bearer.person])
        await settle(connection, homes)
    return homes


class Corrected(NamedTuple):
    """A correction of a number: whose, from which identity, and under which name."""

    person: UUID
    old: UUID
    name: str
    old_index: bytes


async def _decided(
    connection: Connection, correction: UUID, moves: Mapping[UUID, bool], person: RegisteredPerson
) -> list[tuple[OpenLine, str]]:
    """The lines that are decided now; one that was decided so before stays so."""
    lines = {line.id: line for line in await connection.fetch(OpenLine, LINES, [correction])}
    decided = []
    for n, (id, moves_along) in enumerate(moves.items()):
        way = "MOVES" if moves_along else "STAYS"
        if id not in lines:
            raise Refusal("UNKNOWN_LINE", f"lines[{n}].id", value=id)
        if lines[id].decision not in (None, way):
            raise changed(person)
        if lines[id].decision is None:
            decided.append((lines[id], way))
    return decided


async def _records_stay(connection: Connection, records: Sequence[UUID], waiting: UUID) -> None:
    for statement in (LINKS_STAY, RECORDS_STAY):
        await connection.execute(statement, [list(records), waiting] if "$2" in statement else [list(records)])


async def _facts_stay(
    connection: Connection, catalogue: Catalogue, lines: Sequence[OpenLine], person: RegisteredPerson, waiting: UUID
) -> None:
    """The facts stand under the old number again, and what they had replaced of the person stands in their place."""
    for department, entities in fact_columns_of(catalogue).items():
        for entity, columns in entities.items():
            facts = [line.fact for line in lines if (line.department, line.entity) == (department, entity)]
            if not facts:
                continue
            table = fact_table_name(department, entity)
            rows = await facts_anew(connection, FACTS_STAY, [facts, person.identity, waiting], table, columns)
            await replace(connection, table, columns, [], rows)


def _link(line: OpenLine, department: str, person: RegisteredPerson, today: datetime.date) -> chain.Link:
    return chain.Link(
        "DETACHED", person.identity, person.household, person.person, person.position, today, department,
        programme=line.programme, content=line.id.bytes,
    )  # fmt: skip # who, where, when, what


CORRECTION = """SELECT c.person_id, c.old_identity_id, c.old_name, i.index
FROM person_corrections c JOIN identities i ON i.id = c.old_identity_id WHERE c.id = $1"""

LINES = """SELECT l.id, l.department, l.record_id, r.programme, l.entity, l.fact_id, l.decision
FROM person_correction_lines l LEFT JOIN assistance_records r ON r.id = l.record_id
WHERE l.correction_id = $1"""

DECIDE = """UPDATE person_correction_lines l SET decision = d.decision, decided_at = clock_timestamp()
FROM unnest($1::uuid[], $2::text[]) d(id, decision) WHERE l.id = d.id"""

WAITING = f"""INSERT INTO identities (id, kind, index, number_id, name)
VALUES ($1, '{NUMBER_AND_NAME}', $2, $3, $4)"""

LINKS_STAY = """UPDATE chain_links SET household_id = NULL, person_id = NULL, position = NULL
WHERE id = ANY(ARRAY(SELECT l.id FROM assistance_records r
    CROSS JOIN LATERAL (SELECT * FROM chain_links l WHERE l.household_id = r.household_id OFFSET 0) l
  WHERE r.id = ANY($1::uuid[]) AND l.record_id = r.id))"""

RECORDS_STAY = """UPDATE assistance_records SET identity_id = $2, subject_id = $2, household_id = NULL,
  person_id = NULL, position = NULL WHERE id = ANY($1::uuid[])"""

# The row that was taken in anew is withdrawn if it still stands.
FACTS_STAY = """WITH old AS (SELECT * FROM {table} WHERE id = ANY($1::uuid[])),
withdrawn AS (
  UPDATE {table} t SET superseded_at = clock_timestamp() FROM old
  WHERE t.identity_id = $2 AND t.superseded_at IS NULL
    AND (t.as_of, t.source_record_id) = (old.as_of, old.source_record_id)
  RETURNING t.recorded_at)
SELECT r.identity_id, r.position, r.source_record_id, r.as_of, {columns}
FROM withdrawn w JOIN {table} r ON r.identity_id = $2 AND r.superseded_at = w.recorded_at
UNION ALL
SELECT $3, NULL, r.source_record_id, r.as_of, {columns} FROM old r"""
