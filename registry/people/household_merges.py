"""Merges of households (重复户归并): one household entered under two numbers goes on under one; it can be taken apart.

The duplicate is closed and says where it went. Its members come over on the day of the merge, so that both chains can
be read as they were.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, Date, DateTime, ForeignKey, Index, Table, Text, Uuid, func, text

from registry.errors import Refusal
from registry.journal import chain
from registry.people.heads import HEAD, heads_of
from registry.people.household_merge_statements import (
    BEYOND,
    BEYOND_ENDS,
    COME_OVER,
    CURRENT_MEMBERS,
    GO_BACK,
    HELP_BACK,
    LINEAGE,
    LINEAGE_ENDS,
    MATTERS_BACK,
    MATTERS_OVER,
    MEMBERS,
    MERGE,
    MERGED,
    RECORD,
    RESTORED,
    STANDING,
    UNDONE,
)  # fmt: skip # each step
from registry.people.person_locks import lock_people
from registry.people.relocation import settle
from registry.store.acting import actor
from registry.store.connection import Connection
from registry.store.database import metadata, new_id
from registry.store.widened_ranges import everywhere

household_merges = Table(
    "household_merges",
    metadata,
    Column("id", Uuid, primary_key=True),
    # The one that is kept.
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("duplicate_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    # Where the duplicate lay, and what came over from it.
    Column("old_division", Text, nullable=False),
    Column("old_position", BigInteger, nullable=False),
    Column("persons", ARRAY(Uuid), nullable=False),
    Column("matters", ARRAY(Uuid), nullable=False),
    Column("department", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("merged_on", Date, nullable=False),
    Column("merged_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("undone_at", DateTime(timezone=True)),
    Column("undone_because", Text),
    actor(),
    Index(None, "household_id"),
    Index("uq_household_merges_standing", "duplicate_id", unique=True, postgresql_where=text("undone_at IS NULL")),
    info={
        "rls": "position",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, undone_at, undone_because)"},
    },
)


class Officer(NamedTuple):
    """Who merges or takes apart, when and why."""

    department: str
    today: datetime.date
    reason: str


@dataclass(frozen=True)
class Duplicate:
    """Which household is one with another that is kept, on which paper."""

    keep: UUID
    duplicate: UUID
    basis: str
    relations: Mapping[UUID, str] = field(default_factory=dict)
    """What who comes over is to the head of the one that is kept, where it is not as it was."""
    seen: datetime.datetime | None = None


class LockedHousehold(NamedTuple):
    """A household as locked, with an identity under which its links are written."""

    id: UUID
    number: str
    division: str
    position: int
    merged_into: str | None
    changed_at: datetime.datetime
    identity: UUID


async def merge(connection: Connection, officer: Officer, one: Duplicate) -> None:
    """Let the duplicate's members, chain and open matters be the kept household's (二（一）).

    Afterwards both are recomputed. Raises SAME_HOUSEHOLD, UNKNOWN_HOUSEHOLD, HOUSEHOLD_MERGED, CHANGED_SINCE,
    NOT_A_MEMBER and TWO_HEADS.
    """
    if one.keep == one.duplicate:
        raise Refusal("SAME_HOUSEHOLD", "duplicate")
    keep, duplicate = await _locked(connection, {"keep": one.keep, "duplicate": one.duplicate})
    for path, household in (("keep", keep), ("duplicate", duplicate)):
        if household.merged_into:
            raise Refusal("HOUSEHOLD_MERGED", path, value=household.merged_into)
        if one.seen and household.changed_at > one.seen:
            raise Refusal("CHANGED_SINCE", "seen", state=household.changed_at.isoformat())
    await _one_head(connection, one)
    async with everywhere(connection):
        over = [one.duplicate, one.keep, keep.position, officer.today]
        relations = [list(one.relations), list(one.relations.values())]
        came = await connection.fetch(_id, COME_OVER, [*over, *relations])
        matters = await _carry(connection, MATTERS_OVER, over[:3])
        await connection.execute(LINEAGE, over, prepare=True)
        await connection.execute(MERGE, over[:2], prepare=True)
        await connection.execute(RECORD, [
            new_id(), keep.id, duplicate.id, keep.position, duplicate.division, duplicate.position, came, matters,
            officer.department, officer.reason, one.basis, officer.today,
        ], prepare=True)  # fmt: skip # in the order of the columns
        await _tell(connection, "MERGED", officer, (keep, duplicate))
        await settle(connection, [keep.id, duplicate.id])


class Standing(NamedTuple):
    """A merge that stands."""

    id: UUID
    keep: UUID
    old_division: str
    old_position: int
    persons: list[UUID]
    matters: list[UUID]
    merged_on: datetime.date
    merged_at: datetime.datetime


class Undone(NamedTuple):
    """What a merge taken apart concerns: the household kept, and whom it left where they have gone since."""

    keep: UUID
    elsewhere: list[UUID]
    beyond: list[UUID]
    """The households, perhaps in other divisions, into which people of either have moved since."""


async def unmerge(connection: Connection, officer: Officer, household: UUID) -> Undone:
    """Take a merge apart: who has not moved since is where they were, and so are open matters; all of it stays told.

    What was told of them meanwhile goes back with them, and so does who left without coming into another household.

    Afterwards both are recomputed. Raises UNKNOWN_HOUSEHOLD, NOT_MERGED and HOUSEHOLD_MERGED (the kept one, since).
    """
    found = await connection.fetch_one(Standing, STANDING, [household])
    if found is None:
        raise Refusal("NOT_MERGED", "duplicate")
    async with everywhere(connection):
        beyond = await connection.fetch(_id, BEYOND, [found.keep, found.merged_at])
    keep, duplicate = await _locked(connection, {"keep": found.keep, "duplicate": household}, beyond)
    merged = await connection.fetch_one(Standing, STANDING, [household])
    if merged is None or merged.id != found.id:
        raise Refusal("NOT_MERGED", "duplicate")
    if keep.merged_into:
        raise Refusal("HOUSEHOLD_MERGED", "duplicate", value=keep.merged_into)
    async with everywhere(connection):
        back = await connection.fetch(_id, RESTORED, [keep.id, merged.persons, merged.merged_on])
        await connection.execute(
            GO_BACK, [keep.id, duplicate.id, merged.old_position, back, merged.merged_on], prepare=True
        )
        apart = [keep.id, duplicate.id, merged.merged_at, merged.persons, beyond]
        await connection.execute(BEYOND_ENDS, apart, prepare=True)
        await connection.execute(LINEAGE_ENDS, [keep.id, duplicate.id, merged.merged_at], prepare=True)
        place = [duplicate.id, merged.old_position]
        await _carry(connection, MATTERS_BACK, [keep.id, *place, merged.matters, back])
        for statement in HELP_BACK:
            await connection.execute(statement, [keep.id, duplicate.id, merged.persons, merged.merged_at], prepare=True)
        await connection.execute(UNDONE, [merged.id, officer.reason, *place, merged.old_division], prepare=True)
        await _tell(connection, "UNMERGED", officer, (keep, duplicate._replace(position=merged.old_position)))
        await settle(connection, [keep.id, duplicate.id])
    return Undone(keep.id, [person for person in merged.persons if person not in back], beyond)


def _id(id: UUID) -> UUID:
    return id


async def _locked(
    connection: Connection, households: Mapping[str, UUID], beside: Sequence[UUID] = ()
) -> list[LockedHousehold]:
    """The households in the caller's divisions, locked with all who belong to them; `households` by their path."""
    ids = list(households.values())
    indexes = [bytes(index) for index in await connection.fetch(_bytes, MEMBERS, [ids])]
    await lock_people(connection, indexes, [*ids, *beside])
    rows = {row.id: row for row in await connection.fetch(LockedHousehold, MERGED, [ids])}
    for path, id in households.items():
        if id not in rows:
            raise Refusal("UNKNOWN_HOUSEHOLD", path)
    return [rows[id] for id in ids]


def _bytes(index: bytes) -> bytes:
    return index


async def _one_head(connection: Connection, one: Duplicate) -> None:
    """Raises NOT_A_MEMBER, and TWO_HEADS where a head comes over to another without being called something else."""
    members = await connection.fetch(_id, CURRENT_MEMBERS, [one.duplicate])
    if one.relations.keys() - set(members):
        raise Refusal("NOT_A_MEMBER", "relations")
    heads = await heads_of(connection, [one.keep, one.duplicate])
    coming = {person for person in heads.get(one.duplicate, ()) if one.relations.get(person, HEAD) == HEAD}
    coming |= {person for person, relation in one.relations.items() if relation == HEAD}
    count = len(heads.get(one.keep, ())) + len(coming)
    if count > 1:
        raise Refusal("TWO_HEADS", "relations", count=count)


async def _carry(connection: Connection, statements: tuple[str, ...], values: list[object]) -> list[UUID]:
    """Open matters change households, with their lines and steps; which ones."""
    for statement in statements[:-1]:
        await connection.execute(statement, values, prepare=True)
    return await connection.fetch(_id, statements[-1], values)


async def _tell(
    connection: Connection, kind: str, officer: Officer, households: tuple[LockedHousehold, LockedHousehold]
) -> None:
    """In both chains, each naming the other by its number."""
    keep, duplicate = households
    await chain.append(connection, [
        chain.Link(kind, one.identity, one.id, None, one.position, officer.today, officer.department,
                   note=f"{other.number}: {officer.reason}")
        for one, other in ((keep, duplicate), (duplicate, keep))
    ])  # fmt: skip # one for each
