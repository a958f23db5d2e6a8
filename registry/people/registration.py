"""Registration (录入): households and their members enter the register, or are brought up to date in it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.errors import Refusal
from registry.identity.names import same_name
from registry.identity.vault import Vault
from registry.people import moves
from registry.people.households import Held, hold
from registry.people.moves import Arrival, Member
from registry.people.relocation import settle
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id
from registry.store.widened_ranges import everywhere

__all__ = ["Entry", "Member", "Outcome", "register"]


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


@dataclass(frozen=True)
class Standing:
    """What the register holds of those an entry names, wherever they live, locked."""

    persons: Mapping[bytes, Held]
    households: Mapping[str, UUID]
    outside: frozenset[UUID]
    """The households that lie outside the caller's divisions."""


Outcome = UUID | Refusal


async def register(
    connection: Connection, vault: Vault, department: str, entries: Sequence[Entry]
) -> tuple[list[Outcome], list[UUID]]:
    """Take in households with their members (二（二）); one outcome each, and whose targets must be recomputed.

    A household known by its number is brought up to date; a member not named stays a member, since nobody is ended
    by silence. A member of another household comes over only with `change`, and the chain follows by `lineage`.
    """
    async with everywhere(connection) as own:
        standing = await _standing(connection, vault, own, entries)
        outcomes = _decide(entries, standing)
        accepted = [(e, id) for e, id in zip(entries, outcomes, strict=True) if isinstance(id, UUID)]
        arrivals = [
            Arrival(household, entry.position, member, held, held.person or new_id())
            for entry, household in accepted
            for member in entry.members
            for held in (standing.persons[member.index],)
        ]
        await _write(connection, standing, accepted)
        await moves.arrive(connection, vault, department, arrivals)
        left = [arrival.held.household for arrival in arrivals if arrival.held.household]
        touched = list(dict.fromkeys([*(household for _, household in accepted), *left]))
        await settle(connection, touched)
    return outcomes, touched


async def _standing(connection: Connection, vault: Vault, own: str, entries: Sequence[Entry]) -> Standing:
    numbers = [entry.number for entry in entries]
    await connection.execute(LOCK_NUMBERS, [numbers], prepare=True)
    known = await (await connection.execute(KNOWN, [numbers], prepare=True)).fetchall()
    households: dict[str, UUID] = dict(known)
    indexes = [member.index for entry in entries for member in entry.members]
    persons = await hold(connection, indexes, list(households.values()), vault.following(indexes))
    concerned = [*households.values(), *(held.household for held in persons.values() if held.household)]
    outside = await (await connection.execute(OUTSIDE, [concerned, own], prepare=True)).fetchall()
    return Standing(persons, households, frozenset(id for (id,) in outside))


# Two batches may bring the same new number at once; sixty-four locks are enough to keep them apart.
LOCK_NUMBERS = """SELECT pg_advisory_xact_lock(hashtext('household numbers'), bucket)
FROM (SELECT DISTINCT abs(hashtext(number) % 64) AS bucket FROM unnest($1::text[]) number ORDER BY 1) buckets"""

KNOWN = "SELECT number, id FROM households WHERE number = ANY($1)"

OUTSIDE = """SELECT id FROM households
WHERE id = ANY($1::uuid[]) AND (position <@ nullif($2, '')::int8multirange) IS NOT TRUE"""


def _decide(entries: Sequence[Entry], standing: Standing) -> list[Outcome]:
    outcomes: list[Outcome] = []
    numbers: set[str] = set()
    taken: set[bytes] = set()
    for entry in entries:
        here = standing.households.get(entry.number)
        refusal = _refused(entry, here, numbers, standing) or _refused_member(entry, here, taken, standing)
        if refusal:
            outcomes.append(refusal)
            continue
        numbers.add(entry.number)
        taken.update(member.index for member in entry.members)
        outcomes.append(here or new_id())
    return outcomes


def _refused(entry: Entry, here: UUID | None, numbers: set[str], standing: Standing) -> Refusal | None:
    if entry.number in numbers:
        return Refusal("NUMBER_TWICE", "number")
    if here in standing.outside:
        return Refusal("NUMBER_IN_USE", "number")
    return None


def _refused_member(entry: Entry, here: UUID | None, taken: set[bytes], standing: Standing) -> Refusal | None:
    named = set(taken)
    for n, member in enumerate(entry.members):
        now = standing.persons[member.index]
        if member.index in named:
            return Refusal("MEMBER_TWICE", f"members[{n}].idNumber")
        named.add(member.index)
        if now.name is not None and not same_name(now.name, member.name):
            return Refusal("NAME_DIFFERS", f"members[{n}].name")
        if now.household and now.household != here:
            if now.household in standing.outside:
                return Refusal("MEMBER_OUTSIDE", f"members[{n}]")
            if not member.change:
                return Refusal("MEMBER_ELSEWHERE", f"members[{n}]")
    return None


async def _write(connection: Connection, standing: Standing, accepted: Sequence[tuple[Entry, UUID]]) -> None:
    present = set(standing.households.values())
    for statement, rows in (
        (UPDATE, [row for row in accepted if row[1] in present]),
        (INSERT, [row for row in accepted if row[1] not in present]),
    ):
        if rows:
            await connection.execute(statement, HOUSEHOLDS.arrays(rows), prepare=True)


HOUSEHOLDS = Rows[tuple[Entry, UUID]](
    id=("uuid", lambda row: row[1]),
    number=("text", lambda row: row[0].number),
    division=("text", lambda row: row[0].division),
    position=("bigint", lambda row: row[0].position),
    residence=("text", lambda row: row[0].residence),
    subsistence_type=("text", lambda row: row[0].subsistence_type),
    hukou_type=("text", lambda row: row[0].hukou_type),
    address=("text", lambda row: row[0].address),
    per_capita_income=("bigint", lambda row: row[0].per_capita_income),
    dwelling=("text", lambda row: row[0].dwelling),
    as_of=("date", lambda row: row[0].as_of),
    source=("text", lambda row: row[0].source),
    channel=("text", lambda row: row[0].channel),
)

INSERT = f"INSERT INTO households ({HOUSEHOLDS.names}) SELECT * FROM {HOUSEHOLDS.unnest('n')}"

# What is not told this time stays as it is known.
UPDATE = f"""UPDATE households h SET division = n.division, position = n.position,
  residence = coalesce(n.residence, h.residence), subsistence_type = coalesce(n.subsistence_type, h.subsistence_type),
  hukou_type = coalesce(n.hukou_type, h.hukou_type), address = coalesce(n.address, h.address),
  per_capita_income = coalesce(n.per_capita_income, h.per_capita_income), dwelling = coalesce(n.dwelling, h.dwelling),
  as_of = n.as_of, source = coalesce(n.source, h.source), channel = n.channel
FROM {HOUSEHOLDS.unnest("n")} WHERE h.id = n.id"""
