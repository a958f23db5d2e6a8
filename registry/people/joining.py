"""Joining (归并): what was reported under one identity becomes another's, and can be taken apart again.

Identities and links are never rewritten: a link's commitment holds its identity. The joined identity becomes an alias;
its records go to the other identity, its facts are taken in anew under it, and its links follow the household.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, DateTime, ForeignKey, Index, Table, Text, Uuid, func, text

from policy.catalogue import Catalogue
from registry.people.current_facts import current_facts, facts_anew, replace
from registry.people.fact_reporting import Report, report
from registry.people.facts import fact_columns, fact_table_name
from registry.people.person_locks import LockedPerson
from registry.store.arrays import Rows, array
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

identity_joins = Table(
    "identity_joins",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("from_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("to_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("department", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("joined_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("undone_at", DateTime(timezone=True)),
    Column("undone_because", Text),
    # An identity is joined to one other at a time.
    Index("uq_identity_joins_standing", "from_id", unique=True, postgresql_where=text("undone_at IS NULL")),
    Index(None, "to_id", postgresql_where=text("undone_at IS NULL")),
    info={"rls": "open", "grants": {"app": "SELECT, INSERT, UPDATE"}},
)


class Join(NamedTuple):
    """An identity and the person whose it is from now on."""

    identity: UUID
    person: LockedPerson


async def join(
    connection: Connection, catalogue: Catalogue, department: str, joins: Sequence[Join], reason: str
) -> None:
    """Let what was reported under these identities be the persons', who are locked.

    Afterwards the households must be settled (`relocation.settle`) and recomputed; the connection sees the province.
    """
    if not joins:
        return
    rows = JOINS.arrays(joins)
    await connection.execute(ALIAS, rows[1:], prepare=True)
    await connection.execute(INSERT, [*rows, department, reason], prepare=True)
    await carry(connection, catalogue, joins)


async def carry(connection: Connection, catalogue: Catalogue, joins: Sequence[Join]) -> None:
    """Let the records and facts of these identities be the persons', whatever becomes of the identities themselves."""
    await connection.execute(RECORDS, PAIRS.arrays(joins), prepare=True)
    persons = {each.identity: each.person for each in joins}
    for code, columns in fact_columns_of(catalogue).items():
        await _facts(connection, catalogue, code, columns, persons)


def fact_columns_of(catalogue: Catalogue) -> dict[str, dict[str, Mapping[str, str]]]:
    """The columns of every table of facts: department → entity → name → SQL type."""
    return {
        code: {e: fact_columns(declared, e) for e in dict.fromkeys(fact.entity for fact in declared.facts)}
        for code, declared in catalogue.departments.items()
    }


async def _facts(
    connection: Connection,
    catalogue: Catalogue,
    department: str,
    columns: Mapping[str, Mapping[str, str]],
    persons: Mapping[UUID, LockedPerson],
) -> None:
    """What a department knows of the joined identities is reported of the persons, in the order of its days."""
    rows = [
        (entity, row)
        for entity, of_entity in columns.items()
        for row in await current_facts(connection, fact_table_name(department, entity), of_entity, list(persons))
    ]
    rows.sort(key=lambda pair: pair[1].as_of)
    reports = [
        Report(n, entity, catalogue.entities[entity].repeats, persons[row.identity], row.source_record_id, row.as_of,
               row.values)
        for n, (entity, row) in enumerate(rows)
    ]  # fmt: skip # in the order of its fields
    if reports:
        await report(connection, department, columns, reports)


async def undo(connection: Connection, catalogue: Catalogue, identities: Sequence[UUID], reason: str) -> None:
    """Take apart what stands joined: records and links wait under their own identity again, and facts are withdrawn.

    The persons are locked; afterwards their households must be recomputed. The connection sees the province.
    """
    named = array(identities)
    for code, entities in fact_columns_of(catalogue).items():
        for entity, columns in entities.items():
            await _withdraw(connection, fact_table_name(code, entity), columns, named)
    for statement in (APART_LINKS, APART_RECORDS, APART):
        await connection.execute(statement, [named], prepare=True)
    await connection.execute(APART_ALIASES, [named], prepare=True)
    await connection.execute(UNDONE, [named, reason], prepare=True)


async def _withdraw(connection: Connection, table: str, columns: Mapping[str, str], identities: str) -> None:
    """The facts that the joins brought stand no more, and those that they replaced stand again."""
    earlier = await facts_anew(connection, WITHDRAW, [identities], table, columns)
    await replace(connection, table, columns, [], earlier)


JOINS = Rows[Join](
    id=("uuid", lambda _: new_id()),
    from_id=("uuid", lambda join: join.identity),
    to_id=("uuid", lambda join: join.person.identity),
)
PAIRS = Rows[Join](
    from_id=("uuid", lambda join: join.identity),
    to_id=("uuid", lambda join: join.person.identity),
)

INSERT = f"""INSERT INTO identity_joins ({JOINS.names}, department, reason)
SELECT j.*, $4, $5 FROM {JOINS.unnest("j")}"""

# What was an alias of the joined one is one of the other now.
ALIAS = f"""UPDATE identities i SET alias_of = j.to_id
FROM {PAIRS.unnest("j")} WHERE i.id = j.from_id OR i.alias_of = j.from_id"""

# The household takes them over when it is settled.
RECORDS = f"""UPDATE assistance_records r SET identity_id = j.to_id,
  subject_id = CASE WHEN r.subject_id = j.from_id THEN j.to_id ELSE r.subject_id END
FROM {PAIRS.unnest("j")} WHERE r.identity_id = j.from_id"""

# A record's links say under which identity it was reported.
APART_LINKS = """UPDATE chain_links t SET household_id = NULL, person_id = NULL, position = NULL
FROM identity_joins j JOIN assistance_records r ON r.identity_id = j.to_id
WHERE j.undone_at IS NULL AND j.from_id = ANY($1::uuid[])
  AND t.household_id = r.household_id AND t.record_id = r.id AND t.identity_id = j.from_id"""

# Links that wait are found by their identity.
APART_RECORDS = """UPDATE assistance_records t SET identity_id = l.identity_id, subject_id = l.identity_id,
  household_id = NULL, person_id = NULL, position = NULL
FROM chain_links l
WHERE l.identity_id = ANY($1::uuid[]) AND l.position IS NULL AND l.record_id = t.id"""

APART = "UPDATE identities SET alias_of = NULL WHERE id = ANY($1::uuid[])"

# What was an alias of theirs before is so again.
APART_ALIASES = """UPDATE identities i SET alias_of = j.to_id FROM identity_joins j
WHERE j.to_id = ANY($1::uuid[]) AND j.undone_at IS NULL AND i.id = j.from_id"""

UNDONE = """UPDATE identity_joins SET undone_at = clock_timestamp(), undone_because = $2
WHERE from_id = ANY($1::uuid[]) AND undone_at IS NULL"""

# A fact that a join brought says what still stands under the joined identity; what it replaced ended in its instant.
WITHDRAW = """WITH withdrawn AS (
  UPDATE {table} t SET superseded_at = clock_timestamp()
  FROM identity_joins j JOIN {table} o ON o.identity_id = j.from_id AND o.superseded_at IS NULL
  WHERE j.from_id = ANY($1::uuid[]) AND j.undone_at IS NULL AND t.identity_id = j.to_id AND t.superseded_at IS NULL
    AND (t.as_of, t.source_record_id) = (o.as_of, o.source_record_id) AND t.recorded_at >= j.joined_at
  RETURNING t.identity_id, t.recorded_at)
SELECT r.identity_id, r.position, r.source_record_id, r.as_of, {columns}
FROM withdrawn w JOIN {table} r ON r.identity_id = w.identity_id AND r.superseded_at = w.recorded_at"""
