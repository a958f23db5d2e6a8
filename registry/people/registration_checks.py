"""Checks of a registration (录入校验): what the register holds of those an entry names, and whether it may come in."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.names import same_name
from registry.identity.vault import Vault
from registry.people.arrivals import Member
from registry.people.deaths import died_on
from registry.people.earlier_stays import is_earlier_stay
from registry.people.heads import HEAD, heads_of
from registry.people.person_locks import LockedPerson, lock_people
from registry.store.connection import Connection
from registry.store.database import new_id

Outcome = UUID | Refusal


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
class LockedRegister:
    """What the register holds of those the entries name, wherever they live: persons by index, households by number."""

    persons: Mapping[bytes, LockedPerson]
    households: Mapping[str, UUID]
    as_of: Mapping[UUID, datetime.date]
    """The day that each household's data stand for."""
    outside: frozenset[UUID]
    """The households that lie outside the caller's divisions."""
    heads: Mapping[UUID, frozenset[UUID]]
    """Who is the head of each household as yet."""
    merged: Mapping[UUID, str]
    """Of a household that was merged into another the number of that one."""
    dead: Mapping[UUID, datetime.date]
    """Who left and is recorded as dead, since when."""


async def lock_register(
    connection: Connection, catalogue: Catalogue, vault: Vault, own: str, entries: Sequence[Entry]
) -> LockedRegister:
    """Lock whom the entries name, by their numbers and their members; `own` are the caller's ranges."""
    numbers = [entry.number for entry in entries]
    await connection.execute(LOCK_NUMBERS, [numbers], prepare=True)
    rows = await (await connection.execute(HOUSEHOLDS, [numbers], prepare=True)).fetchall()
    households: dict[str, UUID] = {number: id for number, id, _ in rows}
    as_of = {id: day for _, id, day in rows}
    indexes = [member.index for entry in entries for member in entry.members]
    persons = await lock_people(connection, indexes, list(households.values()), vault.following(indexes))
    concerned = [*households.values(), *(person.household for person in persons.values() if person.household)]
    outside = await (await connection.execute(OUTSIDE, [concerned, own], prepare=True)).fetchall()
    heads = await heads_of(connection, list(households.values()))
    merged = await (await connection.execute(MERGED_INTO, [list(households.values())], prepare=True)).fetchall()
    left = [held.person for held in persons.values() if held.person and held.left_on]
    dead = await died_on(connection, catalogue, left)
    return LockedRegister(persons, households, as_of, frozenset(id for (id,) in outside), heads, dict(merged), dead)


# Two batches may bring the same new number at once; sixty-four locks are enough to keep them apart.
LOCK_NUMBERS = """SELECT pg_advisory_xact_lock(hashtext('household numbers'), bucket)
FROM (SELECT DISTINCT abs(hashtext(number) % 64) AS bucket FROM unnest($1::text[]) number ORDER BY 1) buckets"""

HOUSEHOLDS = "SELECT number, id, as_of FROM households WHERE number = ANY($1)"

MERGED_INTO = """SELECT h.id, k.number FROM households h JOIN households k ON k.id = h.merged_into
WHERE h.id = ANY($1::uuid[])"""

OUTSIDE = """SELECT id FROM households
WHERE id = ANY($1::uuid[]) AND (position <@ nullif($2, '')::int8multirange) IS NOT TRUE"""


def decide(entries: Sequence[Entry], register: LockedRegister) -> list[Outcome]:
    """The id under which each entry comes in, or why it does not; of two with one number or member the first does."""
    outcomes: list[Outcome] = []
    numbers: set[str] = set()
    taken: set[bytes] = set()
    persons: set[UUID | None] = set()
    for entry in entries:
        household = register.households.get(entry.number)
        refusal = (
            _refused(entry, household, numbers, register)
            or _refused_member(entry, household, taken, register)
            or _refused_head(entry, household, persons, register)
        )
        if refusal:
            outcomes.append(refusal)
            continue
        numbers.add(entry.number)
        taken.update(member.index for member in entry.members)
        persons.update(register.persons[member.index].person for member in entry.members)
        outcomes.append(household or new_id())
    return outcomes


def _refused(entry: Entry, household: UUID | None, numbers: set[str], register: LockedRegister) -> Refusal | None:
    if entry.number in numbers:
        return Refusal("NUMBER_TWICE", "number")
    if household in register.outside:
        return Refusal("NUMBER_IN_USE", "number")
    if household and household in register.merged:
        return Refusal("HOUSEHOLD_MERGED", "number", value=register.merged[household])
    if household is None and not entry.members:
        return Refusal("NO_MEMBER", "members")
    return None


def _refused_head(
    entry: Entry, household: UUID | None, taken: set[UUID | None], register: LockedRegister
) -> Refusal | None:
    """One head of the household as it will stand: who is head as yet may be named otherwise, or come away before."""
    named = {register.persons[member.index].person for member in entry.members}
    heads = register.heads.get(household, frozenset()) if household else frozenset()
    count = sum(head not in named and head not in taken for head in heads) + sum(
        member.relation == HEAD and not is_earlier_stay(entry.as_of, household, member, register.persons[member.index])
        for member in entry.members
    )
    return Refusal("TWO_HEADS", "members", count=count) if count > 1 else None


def _refused_member(
    entry: Entry, household: UUID | None, taken: set[bytes], register: LockedRegister
) -> Refusal | None:
    named: set[bytes] = set()
    for n, member in enumerate(entry.members):
        locked = register.persons[member.index]
        if member.index in taken or member.index in named:
            return Refusal("MEMBER_TWICE", f"members[{n}].idNumber")
        named.add(member.index)
        if locked.name is not None and not same_name(locked.name, member.name):
            return Refusal("NAME_DIFFERS", f"members[{n}].name")
        earlier = is_earlier_stay(entry.as_of, household, member, locked)
        if locked.lives_in and locked.lives_in != household:
            if locked.lives_in in register.outside:
                return Refusal("MEMBER_OUTSIDE", f"members[{n}]")
            if not member.change and not earlier:
                return Refusal("MEMBER_ELSEWHERE", f"members[{n}]")
        if differs := _differs(member, locked, f"members[{n}]"):
            return differs
        if earlier:
            continue
        if locked.left_on and member.since < locked.left_on:
            return Refusal("BEFORE_LEAVING", f"members[{n}].since", value=member.since, left=locked.left_on)
        if locked.person and locked.person in register.dead:
            return Refusal("RECORDED_DEAD", f"members[{n}]", value=register.dead[locked.person])
    return None


def _differs(member: Member, locked: LockedPerson, path: str) -> Refusal | None:
    """What was told beside the number is as it is registered, or of who is new as the number tells."""
    if member.told_sex not in (None, locked.sex or member.sex):
        return Refusal("SEX_DIFFERS", f"{path}.sex")
    if member.told_birth_date not in (None, locked.birth_date or member.birth_date):
        return Refusal("BIRTH_DATE_DIFFERS", f"{path}.bornOn")
    return None
