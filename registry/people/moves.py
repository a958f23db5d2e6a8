"""Moves (分户、并户、迁移): people come into a household, new to the register or from another household."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.identity.identity_numbers import masked
from registry.identity.names import masked_name
from registry.identity.vault import Vault
from registry.journal import chain
from registry.people.households import Held
from registry.store.connection import Connection
from registry.store.database import new_id


@dataclass(frozen=True)
class Member:
    """A member as reported; `change` says how someone registered elsewhere comes to be here."""

    index: bytes
    id_number: str
    name: str
    sex: str
    birth_date: datetime.date
    relation: str
    since: datetime.date
    change: str | None


@dataclass(frozen=True)
class Arrival:
    """A member of a household that was just registered, and where they are as yet."""

    household: UUID
    position: int
    member: Member
    now: Held

    @property
    def stays(self) -> bool:
        return self.now.household == self.household


async def arrive(connection: Connection, vault: Vault, department: str, arrivals: Sequence[Arrival]) -> None:
    """Everyone is a member where they were reported, and what was known before can still be read."""
    persons = {arrival.now.identity: arrival.now.person or new_id() for arrival in arrivals}
    await _enter(connection, vault, persons, [arrival for arrival in arrivals if not arrival.now.person])
    await _relate(connection, persons, [arrival for arrival in arrivals if arrival.stays])
    leaving = [arrival for arrival in arrivals if arrival.now.household and not arrival.stays]
    await _leave(connection, persons, leaving)
    await _join(connection, persons, [arrival for arrival in arrivals if not arrival.stays])
    await chain.append(connection, [link for arrival in leaving for link in _links(arrival, department)])


Persons = dict[UUID, UUID]
"""The person of each identity."""


async def _enter(connection: Connection, vault: Vault, persons: Persons, new: Sequence[Arrival]) -> None:
    """People the register has not known: the number goes into the vault, its mask into the row."""
    sealed = vault.seal_all("id_number", [(a.now.identity, a.member.id_number) for a in new])
    await _write(connection, ENTER, (
        (persons[a.now.identity], a.now.identity, a.position, a.member.name, masked_name(a.member.name),
         masked(a.member.id_number), a.member.sex, a.member.birth_date)
        for a in new
    ))  # fmt: skip # in the order of the columns
    rows = ((a.now.identity, value, a.position) for a, value in zip(new, sealed, strict=True))
    await _write(connection, SEAL, rows)


async def _relate(connection: Connection, persons: Persons, staying: Sequence[Arrival]) -> None:
    rows = ((persons[a.now.identity], a.member.relation, new_id()) for a in staying)
    await _write(connection, RELATE, rows)


async def _leave(connection: Connection, persons: Persons, leaving: Sequence[Arrival]) -> None:
    await _write(connection, LEAVE, ((persons[a.now.identity], a.member.since, new_id()) for a in leaving))
    await _write(connection, LINEAGE, (
        (a.household, a.now.household, persons[a.now.identity], a.position, a.member.since, a.member.change)
        for a in leaving
    ))  # fmt: skip # in the order of the columns
    # What is being done about somebody goes on where they live now, and about a household where all of it has gone.
    moved = [(persons[a.now.identity], a.now.household, a.household, a.position) for a in leaving]
    for statement in (*FOLLOW, EMPTIED):
        await _write(connection, statement, moved)


async def _join(connection: Connection, persons: Persons, joining: Sequence[Arrival]) -> None:
    await _write(connection, JOIN, (
        (new_id(), a.household, persons[a.now.identity], a.position, a.member.relation, a.member.since)
        for a in joining
    ))  # fmt: skip # in the order of the columns


def _links(arrival: Arrival, department: str) -> list[chain.Link]:
    """The change of household is told in both chains."""
    now, on, why = arrival.now, arrival.member.since, arrival.member.change
    places = ((now.household, now.position), (arrival.household, arrival.position))
    return [
        chain.Link("HOUSEHOLD_CHANGED", now.identity, household, now.person, position, on, department, note=why)
        for household, position in places
    ]


async def _write(connection: Connection, statement: str, rows: Iterable[Sequence[object]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        await connection.execute(statement, columns, prepare=True)


ENTER = """INSERT INTO persons (id, identity_id, position, name, name_masked, id_number_masked, sex, birth_date)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::date[])"""

SEAL = """INSERT INTO vault (id, attribute, sealed, position)
SELECT id, 'id_number', sealed, position FROM unnest($1::uuid[], $2::bytea[], $3::bigint[]) n(id, sealed, position)"""

# The open row is superseded by another, and both say the same instant: at every instant exactly one was known.
SUPERSEDE = """WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
was AS (
  UPDATE memberships m SET superseded_at = instant.at
  FROM instant, unnest($1::uuid[], $2::{type}[], $3::uuid[]) n(person_id, value, id)
  WHERE m.person_id = n.person_id AND m.valid_to IS NULL AND m.superseded_at IS NULL {changed}
  RETURNING m.*, n.id AS new_id, n.value)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, recorded_at)
SELECT new_id, household_id, person_id, position, {relation}, valid_from, {valid_to}, superseded_at FROM was"""

RELATE = SUPERSEDE.format(type="text", changed="AND m.relation <> n.value", relation="value", valid_to="NULL::date")
LEAVE = SUPERSEDE.format(type="date", changed="", relation="relation", valid_to="greatest(value, valid_from)")

MOVED = "unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) n(person_id, old_id, household_id, position)"
FOLLOWS = """m.household_id = n.old_id AND m.closed_on IS NULL AND (m.person_id = n.person_id
  OR m.person_id IS NULL AND NOT EXISTS (SELECT FROM memberships s WHERE s.household_id = n.old_id
    AND s.valid_to IS NULL AND s.superseded_at IS NULL))"""
FOLLOW = [
    f"""UPDATE {table} t SET household_id = n.household_id, position = n.position
FROM matters m JOIN {MOVED} ON {FOLLOWS} WHERE t.{key} = m.id"""
    for table, key in (("matter_lines", "matter_id"), ("matter_steps", "matter_id"), ("matters", "id"))
]

# A household that all have left goes along with its chain: the county they came to answers for it now.
EMPTIED = f"""UPDATE households h SET position = n.position,
  division = (SELECT o.division FROM households o WHERE o.id = n.household_id)
FROM {MOVED}
WHERE h.id = n.old_id AND h.position <> n.position AND NOT EXISTS (SELECT FROM memberships s
  WHERE s.household_id = n.old_id AND s.valid_to IS NULL AND s.superseded_at IS NULL)"""

JOIN = """INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::date[])"""

# What the household left had come from reaches on into the new one, up to the day it was left.
LINEAGE = """WITH n AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::date[], $6::text[])
    n(household_id, ancestor_id, person_id, position, until, kind))
INSERT INTO lineage (household_id, ancestor_id, person_id, position, until, kind)
SELECT * FROM n
UNION
SELECT n.household_id, l.ancestor_id, n.person_id, n.position, l.until, l.kind
FROM n JOIN lineage l ON l.household_id = n.ancestor_id AND l.ancestor_id <> n.household_id
ON CONFLICT DO NOTHING"""
