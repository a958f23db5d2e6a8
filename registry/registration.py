"""Registration (录入): households and their members enter the register, or what is known of them is brought up to date."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from registry import chain
from registry.connection import Connection
from registry.database import new_id
from registry.errors import Refusal
from registry.households import Held, hold
from registry.identity_numbers import masked
from registry.names import masked_name
from registry.settling import settle
from registry.vault import Vault


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
class Entry:
    """A household as reported, checked and with its division's position."""

    number: str
    division: str
    position: int
    residence: str | None
    subsistence_type: str | None
    hukou_type: str | None
    address: str | None
    per_capita_income: int | None
    dwelling: str | None
    as_of: datetime.date
    source: str | None
    channel: str
    members: tuple[Member, ...]


Outcome = UUID | Refusal


async def register(
    connection: Connection, vault: Vault, department: str, entries: Sequence[Entry]
) -> tuple[list[Outcome], list[UUID]]:
    """Take in households with their members (二（二）); one outcome each, and whose targets must be recomputed.

    A household known by its number is brought up to date; a member not named stays a member, since nobody is ended
    by silence. A member of another household comes over only with `change`, and the chain follows by `lineage`.
    """
    known = await _known(connection, entries)
    held = await hold(connection, [m.index for e in entries for m in e.members], list(known.values()))
    known = await _known(connection, entries)
    outcomes: list[Outcome] = []
    touched: list[UUID] = []
    taken: set[bytes] = set()
    for number, entry in enumerate(entries):
        refusal = _refused(entry, held, known, taken)
        if refusal:
            outcomes.append(refusal.under(f"items[{number}]"))
            continue
        taken.update(member.index for member in entry.members)
        household = await _write(connection, vault, department, entry, known.get(entry.number), held)
        known[entry.number] = household
        outcomes.append(household)
        left = [held[member.index].household for member in entry.members]
        touched += [household, *(former for former in left if former)]
    await settle(connection, touched)
    return outcomes, touched


async def _known(connection: Connection, entries: Sequence[Entry]) -> dict[str, UUID]:
    numbers = [entry.number for entry in entries]
    rows = await connection.execute("SELECT number, id FROM households WHERE number = ANY($1)", [numbers])
    return dict(await rows.fetchall())


def _refused(
    entry: Entry, held: Mapping[bytes, Held], known: Mapping[str, UUID], taken: set[bytes]
) -> Refusal | None:
    here = known.get(entry.number)
    for n, member in enumerate(entry.members):
        now = held[member.index]
        if member.index in taken:
            return Refusal("MEMBER_TWICE", f"members[{n}].idNumber")
        if now.name is not None and now.name != member.name:
            return Refusal("NAME_DIFFERS", f"members[{n}].name")
        if now.person and now.household != here and not member.change:
            return Refusal("MEMBER_ELSEWHERE", f"members[{n}]")
    return None


async def _write(
    connection: Connection,
    vault: Vault,
    department: str,
    entry: Entry,
    known: UUID | None,
    held: Mapping[bytes, Held],
) -> UUID:
    household = known or new_id()
    header = (
        entry.number, entry.division, entry.position, entry.residence, entry.subsistence_type, entry.hukou_type,
        entry.address, entry.per_capita_income, entry.dwelling, entry.as_of, entry.source, entry.channel,
    )  # fmt: skip # in the order of the columns below
    await connection.execute(UPDATE if known else INSERT, [household, *header], prepare=True)
    changes = [
        await _join(connection, vault, entry, household, member, held[member.index])
        for member in entry.members
    ]
    links = [_link(entry, household, department, held, change) for change in changes if change]
    await chain.append(connection, [link for pair in links for link in pair])
    return household


@dataclass(frozen=True)
class Change:
    """Someone came from another household."""

    member: Member
    person: UUID
    left: UUID
    left_position: int


async def _join(
    connection: Connection, vault: Vault, entry: Entry, household: UUID, member: Member, now: Held
) -> Change | None:
    person = now.person or new_id()
    if not now.person:
        await connection.execute(
            INSERT_PERSON,
            [person, now.identity, entry.position, member.name, masked_name(member.name),
             masked(member.id_number), member.sex, member.birth_date],
            prepare=True,
        )  # fmt: skip # in the order of the columns
        sealed = vault.seal("id_number", now.identity, member.id_number)
        await connection.execute(SEAL, [now.identity, sealed, entry.position], prepare=True)
    elif now.household == household:
        await connection.execute(RELATION, [household, person, member.relation], prepare=True)
        return None
    if now.household:
        await connection.execute(LEAVE, [person, member.since, new_id()], prepare=True)
        await connection.execute(
            LINEAGE, [household, now.household, person, entry.position, member.since, member.change]
        )
    await connection.execute(
        JOIN, [new_id(), household, person, entry.position, member.relation, member.since], prepare=True
    )
    if not (now.household and now.person and now.position is not None):
        return None
    return Change(member, now.person, now.household, now.position)


def _link(
    entry: Entry, household: UUID, department: str, held: Mapping[bytes, Held], change: Change
) -> list[chain.Link]:
    """The change of household is told in both chains."""
    identity = held[change.member.index].identity
    return [
        chain.Link(
            "HOUSEHOLD_CHANGED",
            identity,
            where,
            change.person,
            position,
            change.member.since,
            department,
            note=change.member.change,
        )  # fmt: skip # who, where, when
        for where, position in ((change.left, change.left_position), (household, entry.position))
    ]


INSERT = """INSERT INTO households (id, number, division, position, residence, subsistence_type, hukou_type, address,
  per_capita_income, dwelling, as_of, source, channel)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"""

UPDATE = """UPDATE households SET number = $2, division = $3, position = $4, residence = coalesce($5, residence),
  subsistence_type = coalesce($6, subsistence_type), hukou_type = coalesce($7, hukou_type),
  address = coalesce($8, address), per_capita_income = coalesce($9, per_capita_income),
  dwelling = coalesce($10, dwelling), as_of = $11, source = coalesce($12, source), channel = $13
WHERE id = $1"""

INSERT_PERSON = """INSERT INTO persons (id, identity_id, position, name, name_masked, id_number_masked, sex, birth_date)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"""

SEAL = "INSERT INTO vault (id, attribute, sealed, position) VALUES ($1, 'id_number', $2, $3)"

RELATION = """UPDATE memberships SET relation = $3
WHERE household_id = $1 AND person_id = $2 AND valid_to IS NULL AND superseded_at IS NULL AND relation <> $3"""

# What was known of the membership stays known: the open row is superseded by a closed one.
LEAVE = """WITH was AS (
  UPDATE memberships SET superseded_at = clock_timestamp()
  WHERE person_id = $1 AND valid_to IS NULL AND superseded_at IS NULL
  RETURNING household_id, person_id, position, relation, valid_from)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to)
SELECT $3, household_id, person_id, position, relation, valid_from, greatest($2::date, valid_from) FROM was"""

JOIN = """INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from)
VALUES ($1, $2, $3, $4, $5, $6)"""

# What the household left had come from reaches on into the new one, up to the day it was left.
LINEAGE = """INSERT INTO lineage (household_id, ancestor_id, person_id, position, until, kind)
SELECT $1::uuid, $2::uuid, $3::uuid, $4::bigint, $5::date, $6::text
UNION
SELECT $1, l.ancestor_id, $3, $4, l.until, l.kind FROM lineage l WHERE l.household_id = $2
ON CONFLICT DO NOTHING"""
