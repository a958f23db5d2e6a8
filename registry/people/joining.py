"""Joining (归并): what was reported under one identity becomes another's, and can be taken apart again.

Identities and links are never rewritten: a link's commitment holds its identity. The joined identity becomes an alias;
its records go to the other identity, its facts are taken in anew under it, and its links follow the household.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, DateTime, ForeignKey, Index, Table, Text, Uuid, func, text

from policy.catalogue import Catalogue
from registry.people.current_facts import FactRow, current_facts, facts_anew
from registry.people.fact_reporting import Key, Report, key_of, report, report_anew
from registry.people.facts import fact_columns, fact_table_name
from registry.people.joined_reports import JoinedReport, read, reported_under
from registry.people.person_locks import OWN, LockedPerson
from registry.store.acting import actor
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
    actor(),
    # An identity is joined to one other at a time. Who asks by the other one does not say the key.
    Index(
        "uq_identity_joins_standing",
        "from_id",
        unique=True,
        postgresql_where=text("undone_at IS NULL AND from_id IS NOT NULL"),
    ),
    Index(None, "to_id"),
    info={
        "rls": "open",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (to_id, undone_at, undone_because)"},
    },
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
    await carry(connection, catalogue, [Join(one.identity, one.person._replace(alias=one.identity)) for one in joins])


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
    """What a department knows of the joined identities is reported of the persons, in the order of its days.

    What it does not know of them takes nothing from what it knows of the persons.
    """
    rows = [
        (entity, row)
        for entity, of_entity in columns.items()
        for row in await current_facts(connection, fact_table_name(department, entity), of_entity, list(persons))
    ]
    rows.sort(key=lambda pair: pair[1].as_of)
    reports = [
        Report(n, entity, catalogue.entities[entity].repeats, persons[row.identity], row.source_record_id, row.as_of,
               {name: value for name, value in row.values.items() if value is not None},
               carried=persons[row.identity].alias == row.identity)
        for n, (entity, row) in enumerate(rows)
    ]  # fmt: skip # in the order of its fields
    if reports:
        await report(connection, department, columns, reports)


class Apart(NamedTuple):
    """A join that is taken apart: both identities, and where each of them lies."""

    joined: UUID
    joined_position: int | None
    kept: UUID
    kept_position: int | None


async def undo(connection: Connection, catalogue: Catalogue, identities: Sequence[UUID], reason: str) -> None:
    """Take apart what stands joined: records, links and facts are their own identity's again, those since too.

    The persons are locked; afterwards their households must be recomputed. The connection sees the province.
    """
    named = array(identities)
    apart = await connection.fetch(Apart, STANDING, [named])
    for statement in (APART, APART_ALIASES, APART_LINKS, APART_RECORDS):
        await connection.execute(statement, [named], prepare=True)
    for one in apart:
        await _facts_apart(connection, catalogue, one)
    await connection.execute(UNDONE, [named, reason], prepare=True)


async def _facts_apart(connection: Connection, catalogue: Catalogue, apart: Apart) -> None:
    """Each of the two knows what came under its own numbers: the one who is kept anew, from before its first join."""
    kept = LockedPerson(apart.kept, None, None, apart.kept_position, None)
    joined = LockedPerson(apart.joined, None, None, apart.joined_position, None)
    stayed = await _stayed(connection, apart.kept)
    own = [row for row in await reported_under(connection, apart.kept, apart.kept) if Stayed.key(row) not in stayed]
    theirs = _reports(catalogue, kept, own)
    came = await reported_under(connection, apart.kept, apart.joined)
    since = _reports(catalogue, joined, [report for report in came if not report.carried])
    for code, columns in fact_columns_of(catalogue).items():
        base: dict[Key, FactRow] = {}
        for entity, of_entity in columns.items():
            rows = await facts_anew(connection, BEFORE, [apart.kept], fact_table_name(code, entity), of_entity)
            repeats = catalogue.entities[entity].repeats
            base |= {key_of(entity, row, repeats): replace(row, position=apart.kept_position) for row in rows}
        await report_anew(connection, code, columns, base, theirs.get(code, ()), apart.kept)
        if code in since:
            await report(connection, code, columns, since[code])


class Stayed(NamedTuple):
    """Facts that were left with an old number of a person: nothing brings them back to that person."""

    department: str
    entity: str
    as_of: datetime.date
    source_record_id: str

    @classmethod
    def key(cls, row: JoinedReport) -> "Stayed":
        """By what a report is known among them."""
        return cls(row.department, row.entity, row.as_of, row.source_record_id)


async def _stayed(connection: Connection, identity: UUID) -> set[Stayed]:
    found: set[Stayed] = set()
    for department, entity in await connection.fetch(lambda *line: line, STAYED_OF, [identity]):
        statement = (
            f"SELECT as_of, source_record_id FROM ({STAYED.format(table=fact_table_name(department, entity))}) s"
        )
        found |= {
            Stayed(department, entity, *row) for row in await connection.fetch(lambda *row: row, statement, [identity])
        }
    return found


def _reports(catalogue: Catalogue, person: LockedPerson, rows: Sequence[JoinedReport]) -> dict[str, list[Report]]:
    """What was reported, by department, to be reported of this person, each as an item of its own."""
    columns, reports = fact_columns_of(catalogue), dict[str, list[Report]]()
    for n, row in enumerate(rows):
        of_entity = columns.get(row.department, {}).get(row.entity)
        if of_entity:
            named = person._replace(alias=row.named if row.named != person.identity else None)
            reports.setdefault(row.department, []).append(
                Report(n, row.entity, catalogue.entities[row.entity].repeats, named, row.source_record_id, row.as_of,
                       read(row.facts, of_entity))
            )  # fmt: skip # in the order of its fields
    return reports


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
FROM {PAIRS.unnest("j")} WHERE r.identity_id = ANY($1::uuid[]) AND r.identity_id = j.from_id"""

# The identities that are these, and those that are aliases of them again.
THEIRS = "SELECT i.id FROM identities i WHERE i.id = ANY($1::uuid[]) OR i.alias_of = ANY($1::uuid[])"

# The link of a record's grant says under which identity it was reported; who else is named by what changed it since
# makes it nobody else's.
APART_LINKS = f"""UPDATE chain_links SET household_id = NULL, person_id = NULL, position = NULL
WHERE id = ANY(ARRAY(SELECT t.id
  FROM identity_joins j
    CROSS JOIN LATERAL (SELECT * FROM assistance_records r WHERE r.identity_id = j.to_id OFFSET 0) r
    CROSS JOIN LATERAL (SELECT * FROM chain_links t WHERE t.household_id = r.household_id OFFSET 0) t
  WHERE j.undone_at IS NULL AND j.from_id = ANY($1::uuid[]) AND t.record_id = r.id AND t.identity_id IN ({THEIRS})
    AND (SELECT true FROM chain_links g WHERE g.household_id = r.household_id AND g.happened_on = r.happened_on
      AND g.record_id = r.id AND g.kind IN ('ASSISTED', 'REFUSED') AND g.identity_id IN ({THEIRS}) LIMIT 1)))"""

# Links that wait are found by their identity.
APART_RECORDS = f"""UPDATE assistance_records t SET identity_id = {OWN}, subject_id = {OWN},
  household_id = NULL, person_id = NULL, position = NULL
FROM chain_links l JOIN identities i ON i.id = l.identity_id
WHERE l.identity_id IN ({THEIRS}) AND l.position IS NULL AND l.record_id = t.id AND l.kind IN ('ASSISTED', 'REFUSED')"""

APART = "UPDATE identities SET alias_of = NULL WHERE id = ANY($1::uuid[])"

# What was an alias of theirs before is so again.
APART_ALIASES = """WITH j AS MATERIALIZED (
  SELECT from_id, to_id FROM identity_joins WHERE to_id = ANY($1::uuid[]) AND undone_at IS NULL)
UPDATE identities i SET alias_of = j.to_id FROM j WHERE i.id = ANY(ARRAY(SELECT from_id FROM j)) AND i.id = j.from_id"""

UNDONE = """UPDATE identity_joins SET undone_at = clock_timestamp(), undone_because = $2
WHERE from_id = ANY($1::uuid[]) AND undone_at IS NULL"""

STANDING = """SELECT j.from_id, f.position, j.to_id, t.position FROM identity_joins j
LEFT JOIN persons f ON f.identity_id = j.from_id LEFT JOIN persons t ON t.identity_id = j.to_id
WHERE j.from_id = ANY($1::uuid[]) AND j.undone_at IS NULL"""

STAYED_OF = """SELECT DISTINCT l.department, l.entity
FROM persons p CROSS JOIN LATERAL (SELECT * FROM person_correction_lines l WHERE l.person_id = p.id OFFSET 0) l
WHERE p.identity_id = $1 AND l.decision = 'STAYS' AND l.entity IS NOT NULL"""

# What of this table was left with an old number of the person, and when that number was corrected.
STAYED = """SELECT f.as_of, f.source_record_id, c.recorded_at AS corrected_at
  FROM persons p CROSS JOIN LATERAL (SELECT * FROM person_correction_lines l WHERE l.person_id = p.id OFFSET 0) l
  JOIN person_corrections c ON c.id = l.correction_id JOIN {table} f ON f.id = l.fact_id
  WHERE p.identity_id = $1 AND l.decision = 'STAYS'"""

# What stood when the first identity was joined to this one; what was left with an old number since gives its place
# back to what it had replaced of the person.
BEFORE = f"""WITH stayed AS MATERIALIZED ({STAYED}),
stood AS MATERIALIZED (
  SELECT r.*, s.corrected_at, s.as_of IS NOT NULL AS stayed
  FROM (SELECT min(joined_at) AS at FROM identity_joins WHERE to_id = $1) first
  JOIN {{table}} r ON r.identity_id = $1 AND r.recorded_at < first.at
    AND (r.superseded_at IS NULL OR first.at <= r.superseded_at)
  LEFT JOIN stayed s ON (s.as_of, s.source_record_id) = (r.as_of, r.source_record_id))
SELECT r.identity_id, r.position, r.source_record_id, r.as_of, {{columns}} FROM stood r WHERE NOT r.stayed
UNION ALL
SELECT r.identity_id, r.position, r.source_record_id, r.as_of, {{columns}}
FROM stood s JOIN {{table}} r ON r.identity_id = $1 AND r.superseded_at = s.recorded_at
WHERE s.stayed AND s.corrected_at <= s.recorded_at"""
