"""Moves (分户、并户、迁移): people come into a household, new to the register or from another household."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.identity.identity_numbers import masked
from registry.identity.names import masked_name
from registry.identity.vault import ID_NUMBER, Vault
from registry.journal import chain
from registry.people.households import Held
from registry.store.arrays import Item, Rows
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
    held: Held
    person: UUID
    """The person as registered, or as about to be."""

    @property
    def stays(self) -> bool:
        return self.held.household == self.household


async def arrive(connection: Connection, vault: Vault, department: str, arrivals: Sequence[Arrival]) -> None:
    """Everyone is a member where they were reported, and what was known before can still be read (二（二）)."""
    await _enter(connection, vault, [arrival for arrival in arrivals if not arrival.held.person])
    await _write(connection, RELATE, RELATIONS, [arrival for arrival in arrivals if arrival.stays])
    leaving = [arrival for arrival in arrivals if arrival.held.household and not arrival.stays]
    await _leave(connection, leaving)
    await _write(connection, JOIN, JOINED, [arrival for arrival in arrivals if not arrival.stays])
    await chain.append(connection, [link for arrival in leaving for link in _links(arrival, department)])


async def _enter(connection: Connection, vault: Vault, new: Sequence[Arrival]) -> None:
    """People the register has not known: the number goes into the vault, its mask into the row."""
    sealed = vault.seal_all(ID_NUMBER, [(arrival.held.identity, arrival.member.id_number) for arrival in new])
    await _write(connection, ENTER, PERSONS, new)
    await _write(connection, SEAL, SEALED, list(zip(new, sealed, strict=True)))


async def _leave(connection: Connection, leaving: Sequence[Arrival]) -> None:
    await _write(connection, LEAVE, LEFT, leaving)
    await _write(connection, LINEAGE, ANCESTORS, leaving)
    # What is being done about somebody goes on where they live now, and about a household where all of it has gone.
    for statement in (*FOLLOW, EMPTIED):
        await _write(connection, statement, MOVED, leaving)


def _links(arrival: Arrival, department: str) -> list[chain.Link]:
    """The change of household is told in both chains."""
    held, on, why = arrival.held, arrival.member.since, arrival.member.change
    places = ((held.household, held.position), (arrival.household, arrival.position))
    return [
        chain.Link("HOUSEHOLD_CHANGED", held.identity, household, held.person, position, on, department, note=why)
        for household, position in places
    ]


async def _write(connection: Connection, statement: str, rows: Rows[Item], items: Sequence[Item]) -> None:
    if items:
        await connection.execute(statement, rows.arrays(items), prepare=True)


PERSONS = Rows[Arrival](
    id=("uuid", lambda arrival: arrival.person),
    identity_id=("uuid", lambda arrival: arrival.held.identity),
    position=("bigint", lambda arrival: arrival.position),
    name=("text", lambda arrival: arrival.member.name),
    name_masked=("text", lambda arrival: masked_name(arrival.member.name)),
    id_number_masked=("text", lambda arrival: masked(arrival.member.id_number)),
    sex=("text", lambda arrival: arrival.member.sex),
    birth_date=("date", lambda arrival: arrival.member.birth_date),
)

ENTER = f"INSERT INTO persons ({PERSONS.names}) SELECT * FROM {PERSONS.unnest('person')}"

SEALED = Rows[tuple[Arrival, bytes]](
    id=("uuid", lambda row: row[0].held.identity),
    sealed=("bytea", lambda row: row[1]),
    position=("bigint", lambda row: row[0].position),
)

SEAL = f"INSERT INTO vault ({SEALED.names}, attribute) SELECT *, '{ID_NUMBER}' FROM {SEALED.unnest('number')}"

RELATIONS = Rows[Arrival](
    person_id=("uuid", lambda arrival: arrival.person),
    relation=("text", lambda arrival: arrival.member.relation),
    new_id=("uuid", lambda _: new_id()),
)

LEFT = Rows[Arrival](
    person_id=("uuid", lambda arrival: arrival.person),
    left_on=("date", lambda arrival: arrival.member.since),
    new_id=("uuid", lambda _: new_id()),
)

# The open row is superseded by another, and both say the same instant: at every instant exactly one was known.
SUPERSEDE = """WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
superseded AS (
  UPDATE memberships m SET superseded_at = instant.at
  FROM instant, {rows}
  WHERE m.person_id = new.person_id AND m.valid_to IS NULL AND m.superseded_at IS NULL {changed}
  RETURNING m.household_id, m.valid_from, m.superseded_at, m.position, m.relation AS old_relation, new.*)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, recorded_at)
SELECT new_id, household_id, person_id, position, {relation}, valid_from, {valid_to}, superseded_at FROM superseded"""

RELATE = SUPERSEDE.format(
    rows=RELATIONS.unnest("new"), changed="AND m.relation <> new.relation", relation="relation", valid_to="NULL::date"
)
LEAVE = SUPERSEDE.format(
    rows=LEFT.unnest("new"), changed="", relation="old_relation", valid_to="greatest(left_on, valid_from)"
)

MOVED = Rows[Arrival](
    person_id=("uuid", lambda arrival: arrival.person),
    old_id=("uuid", lambda arrival: arrival.held.household),
    household_id=("uuid", lambda arrival: arrival.household),
    position=("bigint", lambda arrival: arrival.position),
)
FOLLOWS = """m.household_id = n.old_id AND m.closed_on IS NULL AND (m.person_id = n.person_id
  OR m.person_id IS NULL AND NOT EXISTS (SELECT FROM memberships s WHERE s.household_id = n.old_id
    AND s.valid_to IS NULL AND s.superseded_at IS NULL))"""
FOLLOW = [
    f"""UPDATE {table} t SET household_id = n.household_id, position = n.position
FROM matters m JOIN {MOVED.unnest("n")} ON {FOLLOWS} WHERE t.{key} = m.id"""
    for table, key in (("matter_lines", "matter_id"), ("matter_steps", "matter_id"), ("matters", "id"))
]

# A household that all have left goes along with its chain: the county they came to answers for it now.
EMPTIED = f"""UPDATE households h SET position = n.position,
  division = (SELECT o.division FROM households o WHERE o.id = n.household_id)
FROM {MOVED.unnest("n")}
WHERE h.id = n.old_id AND h.position <> n.position AND NOT EXISTS (SELECT FROM memberships s
  WHERE s.household_id = n.old_id AND s.valid_to IS NULL AND s.superseded_at IS NULL)"""

JOINED = Rows[Arrival](
    id=("uuid", lambda _: new_id()),
    household_id=("uuid", lambda arrival: arrival.household),
    person_id=("uuid", lambda arrival: arrival.person),
    position=("bigint", lambda arrival: arrival.position),
    relation=("text", lambda arrival: arrival.member.relation),
    valid_from=("date", lambda arrival: arrival.member.since),
)

JOIN = f"INSERT INTO memberships ({JOINED.names}) SELECT * FROM {JOINED.unnest('member')}"

ANCESTORS = Rows[Arrival](
    household_id=("uuid", lambda arrival: arrival.household),
    ancestor_id=("uuid", lambda arrival: arrival.held.household),
    person_id=("uuid", lambda arrival: arrival.person),
    position=("bigint", lambda arrival: arrival.position),
    until=("date", lambda arrival: arrival.member.since),
    kind=("text", lambda arrival: arrival.member.change),
)

# What the household left had come from reaches on into the new one, up to the day it was left.
LINEAGE = f"""WITH n AS MATERIALIZED (SELECT * FROM {ANCESTORS.unnest("ancestor")})
INSERT INTO lineage ({ANCESTORS.names})
SELECT * FROM n
UNION
SELECT n.household_id, l.ancestor_id, n.person_id, n.position, l.until, l.kind
FROM n JOIN lineage l ON l.household_id = n.ancestor_id AND l.ancestor_id <> n.household_id
ON CONFLICT DO NOTHING"""
