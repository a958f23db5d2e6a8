"""Corrections of numbers (身份证号更正): a person goes on under another identity, and what lay under the old is listed.

A number that was mistyped may be somebody else's: it names the person no more. A provisional number goes on naming
whom it was given to.
"""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.identity.identities import PROVISIONAL
from registry.identity.vault import ID_NUMBER, Vault
from registry.people.current_facts import current_facts
from registry.people.facts import fact_table_name
from registry.people.joining import Join, carry, fact_columns_of, join
from registry.people.person_locks import LockedPerson
from registry.people.registered_persons import RegisteredPerson
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id

REPLACED = "the provisional number was replaced"
CORRECTED = "the number was corrected"


class NewNumber(NamedTuple):
    """A number as it was checked, and what it says of its bearer."""

    blind_index: bytes
    id_number: str
    sex: str | None
    birth_date: datetime.date | None


class Line(NamedTuple):
    """What stood under the old number: a record, or the facts of an entity."""

    kind: str
    department: str
    record: UUID | None
    entity: str | None
    fact: UUID | None
    as_of: datetime.date


async def renumber(
    connection: Connection,
    catalogue: Catalogue,
    vault: Vault,
    department: str,
    correction: UUID,
    before: RegisteredPerson,
    after: RegisteredPerson,
    number: NewNumber,
) -> None:
    """Let the person's records and facts go along to the new number, and list them unless it replaces a provisional.

    Both numbers are locked; the connection sees the province. The person's row still has the old identity.
    """
    sealed = vault.seal(ID_NUMBER, after.identity, number.id_number)
    await connection.execute(SEAL, [after.identity, sealed, before.position], prepare=True)
    person = LockedPerson(after.identity, before.person, before.household, before.position, after.name)
    joins = [Join(before.identity, person)]
    if before.identity_kind == PROVISIONAL:
        await join(connection, catalogue, department, joins, REPLACED)
        await connection.execute(REPLACE, [before.person], prepare=True)
        return
    lines = await _lines(connection, catalogue, before)
    await _leave(connection, catalogue, joins)
    values = [*LINES.arrays(lines), correction, before.person, before.position]
    await connection.execute(INSERT, values, prepare=True)


async def _leave(connection: Connection, catalogue: Catalogue, joins: Sequence[Join]) -> None:
    """Nothing is left under the old number: whoever bears it is somebody else."""
    (join,) = joins
    old, new = join.identity, join.person.identity
    ((now,),) = await connection.fetch(lambda now: (now,), "SELECT clock_timestamp()")
    await carry(connection, catalogue, joins)
    for department, entities in fact_columns_of(catalogue).items():
        for entity in entities:
            table = fact_table_name(department, entity)
            await connection.execute(FACTS.format(table=table), [old, new, now], prepare=True)
    await connection.execute(UNJOINED, [old, CORRECTED], prepare=True)
    await connection.execute(JOINED, [old, new], prepare=True)
    await connection.execute(ALIASES, [old, new], prepare=True)
    await connection.execute(MISMATCHES, [old, CORRECTED], prepare=True)


async def _lines(connection: Connection, catalogue: Catalogue, person: RegisteredPerson) -> list[Line]:
    """What stood under the number, but for what waits already to be decided of an earlier one."""
    records = await connection.fetch(
        lambda department, record, on: Line("RECORD", department, record, None, None, on),
        RECORDS,
        [person.identity, person.person],
    )
    facts = []
    for department, entities in fact_columns_of(catalogue).items():
        for entity, columns in entities.items():
            table = fact_table_name(department, entity)
            waiting = await connection.fetch(lambda *key: key, WAITING.format(table=table), [person.person])
            facts += [
                Line("FACTS", department, None, entity, row.id, row.as_of)
                for row in await current_facts(connection, table, columns, [person.identity])
                if (row.as_of, row.source_record_id) not in waiting
            ]
    return [*records, *facts]


# The evidence stays, as what was known until then.
REPLACE = """UPDATE provisional_identities SET superseded_at = clock_timestamp()
WHERE person_id = $1 AND superseded_at IS NULL"""

LINES = Rows[Line](
    id=("uuid", lambda _: new_id()),
    kind=("text", lambda line: line.kind),
    department=("text", lambda line: line.department),
    record_id=("uuid", lambda line: line.record),
    entity=("text", lambda line: line.entity),
    fact_id=("uuid", lambda line: line.fact),
    as_of=("date", lambda line: line.as_of),
)

INSERT = f"""INSERT INTO person_correction_lines ({LINES.names}, correction_id, person_id, position)
SELECT line.*, $8, $9, $10 FROM {LINES.unnest("line")}"""

# Somebody may have been corrected to this number before.
SEAL = f"""INSERT INTO vault (id, attribute, sealed, position) VALUES ($1, '{ID_NUMBER}', $2, $3)
ON CONFLICT DO NOTHING"""

RECORDS = """SELECT department, id, happened_on FROM assistance_records WHERE identity_id = $1
  AND id NOT IN (SELECT l.record_id FROM person_correction_lines l
    WHERE l.person_id = $2 AND l.decision IS NULL AND l.record_id IS NOT NULL)
ORDER BY happened_on, id"""

WAITING = """SELECT f.as_of, f.source_record_id FROM person_correction_lines l JOIN {table} f ON f.id = l.fact_id
WHERE l.person_id = $1 AND l.decision IS NULL"""

# What was known goes along; what stands has been taken in anew.
FACTS = """UPDATE {table} SET identity_id = $2,
  superseded_at = CASE WHEN superseded_at IS NULL THEN $3::timestamptz ELSE superseded_at END
WHERE identity_id = $1"""

# What was reported under the old number with a name is nobody's again; a merged person's number stays the person's.
UNJOINED = """UPDATE identity_joins j SET undone_at = clock_timestamp(), undone_because = $2
FROM identities i WHERE j.to_id = $1 AND j.undone_at IS NULL AND i.id = j.from_id AND i.number_id = $1"""
JOINED = "UPDATE identity_joins SET to_id = $2 WHERE to_id = $1 AND undone_at IS NULL"
ALIASES = """UPDATE identities SET alias_of = CASE WHEN number_id = $1 THEN NULL ELSE $2::uuid END
WHERE alias_of = $1"""

# Who was reported under the old number and another name is not this person.
MISMATCHES = """UPDATE mismatches SET state = 'ANOTHER_PERSON', reason = $2, decided_at = clock_timestamp()
WHERE identity_id = $1 AND state IN ('OPEN', 'UNKNOWN')"""
