"""Merges of persons (重复登记合并): one human registered twice goes on as one, and can be taken apart again.

The duplicate's row stays and says into whom it was merged; every row that went along is remembered.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid, text

from policy.catalogue import Catalogue
from policy.spine import Category
from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.journal import chain
from registry.people import identity_candidates
from registry.people.blocking_matters import BlockingMatter, listed
from registry.people.corrections import Officer
from registry.people.joining import Join, join, undo
from registry.people.merge_statements import (
    APART,
    COME_BACK,
    DETERMINATIONS,
    DETERMINATIONS_APART,
    ENDING,
    EXCLUDED,
    HEAD_THERE,
    HOME_MERGED,
    LEAVE,
    LESSENED,
    LINEAGE,
    LINEAGE_ENDS,
    LINKS_APART,
    LIVED,
    MERGED_INTO,
    MOVE,
    MOVE_MATTERS,
    MOVE_MISMATCHES,
    NAMES,
    NAMES_BACK,
    OPEN_LINES,
    RECORD,
    REMEMBER,
    RETURN,
    STANDING,
)  # fmt: skip # each step
from registry.people.person_locks import LockedPerson
from registry.people.registered_persons import RegisteredPerson, changed, lock_registered, looked_at
from registry.people.relocation import settle
from registry.store.acting import actor
from registry.store.connection import Connection
from registry.store.database import metadata, new_id
from registry.store.widened_ranges import everywhere

person_merges = Table(
    "person_merges",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("duplicate_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("merged_at", DateTime(timezone=True), nullable=False),
    Column("undone_at", DateTime(timezone=True)),
    Column("undone_because", Text),
    actor(),
    Index(None, "person_id"),
    # Nobody goes on as two others.
    Index("uq_person_merges_standing", "duplicate_id", unique=True, postgresql_where=text("undone_at IS NULL")),
    info={
        "rls": "position",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, undone_at, undone_because)"},
    },
)

person_merge_rows = Table(
    "person_merge_rows",
    metadata,
    # What went along, and where it was.
    Column("merge_id", Uuid, ForeignKey("person_merges.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("row_id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id")),
    Column("of_person", Uuid, ForeignKey("persons.id")),
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT"},
        "actor": "its merge",
    },
)


class Merged(NamedTuple):
    """A merge, and the households that are to be recomputed."""

    id: UUID
    kept: UUID
    households: list[UUID]


async def merge(
    connection: Connection,
    catalogue: Catalogue,
    vault: Vault,
    officer: Officer,
    keep: UUID,
    duplicate: UUID,
    seen: datetime.datetime,
) -> Merged:
    """Let what is the duplicate's be the kept person's (二（二）).

    Raises SAME_PERSON, UNKNOWN_PERSON, PERSON_MERGED, CHANGED_SINCE, LINES_OPEN, CATEGORIES_EXCLUDE, ENDING_OPEN and
    MERGE_WOULD_END.
    """
    if keep == duplicate:
        raise Refusal("SAME_PERSON", "duplicate")
    (kept, other), _ = await lock_registered(connection, vault, [keep, duplicate])
    looked_at(kept, seen)
    looked_at(other, seen)
    await _mergeable(connection, catalogue.categories, kept, other)
    await _takes_nothing_away(connection, catalogue, officer, kept, other)
    id, homes = new_id(), _homes(kept, other)
    async with everywhere(connection):
        now = await _now(connection)
        await connection.execute(
            RECORD, [id, keep, duplicate, kept.position, officer.department, officer.client, officer.reason,
                     officer.basis, now], prepare=True
        )  # fmt: skip # in the order of the columns
        await connection.execute(REMEMBER, [id, duplicate, other.identity, other.household], prepare=True)
        person = LockedPerson(kept.identity, keep, kept.household, kept.position, kept.name)
        await join(connection, catalogue, officer.department, [Join(other.identity, person)], officer.reason)
        await _carry(connection, id, kept)
        await connection.execute(LEAVE, [duplicate, new_id(), officer.today, now], prepare=True)
        if kept.household and other.household:
            lines = [duplicate, keep, other.household, kept.household, now, officer.today]
            await connection.execute(LINEAGE, lines, prepare=True)
        await connection.execute(DETERMINATIONS, [duplicate, keep, kept.household, kept.position, now], prepare=True)
        await connection.execute(MERGED_INTO, [keep, duplicate], prepare=True)
        await identity_candidates.merged(connection, keep, duplicate, officer)
        await settle(connection, homes)
    await chain.append(connection, _links("MERGED", id, officer, kept, other))
    return Merged(id, keep, homes)


async def _now(connection: Connection) -> datetime.datetime:
    """The instant of a merge: all that it ends and begins says it."""
    now: list[datetime.datetime] = await connection.fetch(lambda now: now, "SELECT clock_timestamp()")
    return now[0]


async def _carry(connection: Connection, id: UUID, kept: RegisteredPerson) -> None:
    for statement in MOVE:
        await connection.execute(statement, [id, kept.person], prepare=True)
    for statement in MOVE_MATTERS:
        values = [id, kept.person, kept.household] if "$3" in statement else [id, kept.household]
        await connection.execute(statement, values, prepare=True)
    await connection.execute(MOVE_MISMATCHES, [id, kept.person, kept.identity], prepare=True)


async def _mergeable(
    connection: Connection,
    categories: Mapping[str, Category],
    kept: RegisteredPerson,
    other: RegisteredPerson,
) -> None:
    if await connection.fetch_one(lambda *_: True, OPEN_LINES, [[kept.person, other.person]]):
        raise Refusal("LINES_OPEN", "keep")
    pairs = [(c.code, excluded) for c in categories.values() for excluded in c.excludes]
    both = [[code for code, _ in pairs], [excluded for _, excluded in pairs]]
    clash = await connection.fetch_one(Clash, EXCLUDED, [*both, kept.person, other.person])
    if clash:
        raise Refusal("CATEGORIES_EXCLUDE", "duplicate", **clash._asdict())


async def _takes_nothing_away(
    connection: Connection, catalogue: Catalogue, officer: Officer, kept: RegisteredPerson, other: RegisteredPerson
) -> None:
    """What the kept person has is as much and lasts as long; what is decided of the duplicate's is done before."""
    await _no_ending_open(connection, catalogue, officer, other.person)
    supports = list(catalogue.procedures.hearing.supports)
    lessened = await connection.fetch_one(Lessened, LESSENED, [kept.person, other.person, supports])
    if lessened:
        raise Refusal("MERGE_WOULD_END", "keep", **lessened._asdict())


async def _no_ending_open(connection: Connection, catalogue: Catalogue, officer: Officer, person: UUID) -> None:
    """A procedure about one row of a person's would find another after the merge, or none. Raises ENDING_OPEN."""
    procedure = catalogue.procedures.by_code[catalogue.procedures.hearing.procedure]
    open = await connection.fetch(BlockingMatter, ENDING, [person, procedure.code])
    if open:
        raise Refusal("ENDING_OPEN", "duplicate", steps=listed(catalogue, open, officer.department))


async def unmerge(
    connection: Connection, catalogue: Catalogue, vault: Vault, officer: Officer, duplicate: UUID
) -> Merged:
    """Take a merge apart: what went along comes back, and what came under the duplicate's number since is its own.

    Raises UNKNOWN_PERSON, NOT_MERGED, CHANGED_SINCE, ENDING_OPEN and TWO_HEADS; PERSON_MERGED and HOUSEHOLD_MERGED
    where the kept person, or the household to come back to, has been merged since: that is to be taken apart first.
    """
    standing = await connection.fetch_one(Standing, STANDING, [duplicate])
    if standing is None:
        raise Refusal("NOT_MERGED", "duplicate")
    async with everywhere(connection):
        lived = await connection.fetch(_id, LIVED, [standing.kept])
    (kept, other), _ = await lock_registered(connection, vault, [standing.kept, duplicate], households=lived)
    if other.merged_into != kept.person:
        raise changed(other)
    if kept.merged_into:
        raise Refusal("PERSON_MERGED", "duplicate", value=kept.merged_into)
    await _no_ending_open(connection, catalogue, officer, kept.person)
    homes = list(dict.fromkeys([*_homes(kept, other), *lived]))
    async with everywhere(connection):
        gone = await connection.fetch_one(str, HOME_MERGED, [duplicate])
        if gone:
            raise Refusal("HOUSEHOLD_MERGED", "duplicate", value=gone)
        if await connection.fetch_one(lambda *_: True, HEAD_THERE, [duplicate]):
            raise Refusal("TWO_HEADS", "duplicate", count=2)
        for statement in RETURN:
            values = [standing.id, other.identity] if "$2" in statement else [standing.id]
            await connection.execute(statement, values, prepare=True)
        names = await connection.fetch(_id, NAMES, [kept.identity, other.identity])
        await undo(connection, catalogue, [other.identity, *names], officer.reason)
        await connection.execute(COME_BACK, [duplicate, new_id()], prepare=True)
        await connection.execute(LINEAGE_ENDS, [homes, kept.person, standing.merged_at], prepare=True)
        await connection.execute(DETERMINATIONS_APART, [duplicate, kept.person, standing.merged_at], prepare=True)
        await connection.execute(APART, [standing.id, officer.reason], prepare=True)
        await identity_candidates.apart(connection, kept.person, duplicate, officer)
        person = LockedPerson(other.identity, duplicate, other.household, other.position, other.name)
        await join(connection, catalogue, officer.department, [Join(name, person) for name in names], officer.reason)
        await connection.execute(NAMES_BACK, [kept.identity, other.identity, duplicate], prepare=True)
        await settle(connection, homes)
        await connection.execute(LINKS_APART, [other.identity, homes, standing.merged_at], prepare=True)
    await chain.append(connection, _links("UNMERGED", standing.id, officer, kept, other))
    return Merged(standing.id, kept.person, homes)


class Clash(NamedTuple):
    """A category of the one that excludes one of the other, and for which days they share."""

    category: str
    period: str


class Lessened(NamedTuple):
    """A category of which the duplicate has more, or for longer, than who is kept."""

    category: str
    kept: str
    more: str


class Standing(NamedTuple):
    """A merge that stands."""

    id: UUID
    kept: UUID
    merged_at: datetime.datetime


def _id(id: UUID) -> UUID:
    return id


def _homes(*persons: RegisteredPerson) -> list[UUID]:
    return list(dict.fromkeys(person.household for person in persons if person.household))


def _links(kind: str, id: UUID, officer: Officer, *persons: RegisteredPerson) -> Sequence[chain.Link]:
    """Told in both chains."""
    links = []
    for one in persons:
        link = chain.Link(
            kind, one.identity, one.household, one.person, one.position, officer.today, officer.department
        )
        links.append(link._replace(content=id.bytes))
    return links
