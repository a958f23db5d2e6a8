"""Determinations (认定): a category as a dated fact about a person, with its basis, support and citation."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from policy.spine import Category
from registry.errors import Refusal
from registry.journal import chain
from registry.people.determined_persons import DeterminedPerson
from registry.people.households import recorded
from registry.people.person_locks import LAST_HOME
from registry.reference.parameters import number_at
from registry.store.acting import actor
from registry.store.arrays import Rows
from registry.store.block_index import by_block
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

determinations = Table(
    "determinations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("category", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("support", Text),
    Column("cites", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("number", Text),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("end_reason", Text),
    # The day by which it is to be looked at again (复核).
    Column("review_due", Date),
    *recorded(),
    actor(),
    Index(None, "household_id"),
    Index(None, "person_id"),
    Index(None, "review_due", "id", postgresql_where=text("superseded_at IS NULL AND review_due IS NOT NULL")),
    # The same category is in force once on any day; a second one is a correction of the first. One that ended on the
    # day it began was never in force. That the condition says so too keeps it from being read for `superseded_at`.
    ExcludeConstraint(
        (text("uuidrange(person_id, person_id, '[]')"), "&&"),
        (text("textrange(category, category, '[]')"), "&&"),
        (text("daterange(valid_from, valid_to)"), "&&"),
        name="determinations_apart",
        where=text("superseded_at IS NULL AND valid_from IS DISTINCT FROM valid_to"),
    ),
    by_block("determinations"),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, superseded_at)", "auth": "SELECT"},
        "instants": ("recorded_at",),
    },
)


@dataclass(frozen=True)
class Decision:
    """A category as its agency decided it, for one person or for all living members of a household."""

    category: str
    basis: str
    support: str | None
    valid_from: datetime.date
    valid_to: datetime.date | None
    number: str | None
    entered_on: datetime.date


async def determine(
    connection: Connection,
    categories: Mapping[str, Category],
    department: str,
    about: Sequence[DeterminedPerson],
    decision: Decision,
) -> list[UUID]:
    """Record a determination (一) and tell it in the chain, of everyone in `about` or of nobody; the new rows' ids.

    Raises TOO_FAR_AHEAD, NEVER_IN_FORCE, BEFORE_BIRTH, AFTER_DEATH, CATEGORY_IN_FORCE and CATEGORIES_EXCLUDE.
    """
    category = categories[decision.category]
    for subject in about:
        check(categories, subject, decision)
    made = [(new_id(), subject) for subject in about]
    shared = [
        decision.category, decision.basis, decision.support, category.rule, department, decision.number,
        decision.valid_from, decision.valid_to, decision.entered_on,
    ]  # fmt: skip # in the order of the columns
    await connection.execute(INSERT, [*DETERMINED.arrays(made), *shared], prepare=True)
    starts, code = decision.valid_from, decision.category
    await chain.append(connection, [link("DETERMINED", department, s, code, id, starts) for id, s in made])
    return [id for id, _ in made]


async def stands(connection: Connection, persons: Sequence[UUID], decision: Decision) -> bool:
    """Whether just this stands there of each of them already."""
    told = [decision.category, decision.basis, decision.support, decision.valid_from, decision.valid_to]
    row = await (await connection.execute(STANDS, [list(persons), *told, decision.number], prepare=True)).fetchone()
    return row == (len(set(persons)),)


STANDS = """SELECT count(DISTINCT person_id) FROM determinations
WHERE person_id = ANY($1::uuid[]) AND superseded_at IS NULL AND category = $2 AND basis = $3
  AND support IS NOT DISTINCT FROM $4 AND valid_from = $5 AND valid_to IS NOT DISTINCT FROM $6::date
  AND number IS NOT DISTINCT FROM $7"""


def check(categories: Mapping[str, Category], subject: DeterminedPerson, decision: Decision) -> None:
    """Whether the person's life and what else is determined for the same days allow it; raises as `determine` does."""
    starts, code = decision.valid_from, decision.category
    ahead(subject.days_ahead, starts, decision.entered_on, "validFrom")
    if decision.valid_to == starts:
        raise Refusal("NEVER_IN_FORCE", "validTo", value=starts)
    if starts < subject.birth_date:
        raise Refusal("BEFORE_BIRTH", "validFrom", value=starts)
    if subject.died_on and subject.died_on <= starts:
        raise Refusal("AFTER_DEATH", "validFrom", value=subject.died_on)
    if code in subject.in_force:
        raise Refusal("CATEGORY_IN_FORCE", "category", period=subject.in_force[code])
    excluding = {c.code for c in categories.values() if code in c.excludes} | set(categories[code].excludes)
    if others := sorted(excluding & subject.in_force.keys()):
        raise Refusal("CATEGORIES_EXCLUDE", "category", category=others[0], period=subject.in_force[others[0]])


def ahead(days: int, day: datetime.date, today: datetime.date, path: str) -> None:
    """What begins or ends soon can be entered before its day; raises TOO_FAR_AHEAD."""
    if day > today + datetime.timedelta(days=days):
        raise Refusal("TOO_FAR_AHEAD", path, value=day, days=days)


async def end(
    connection: Connection,
    department: str,
    determination: UUID,
    on: datetime.date,
    reason: str,
    today: datetime.date,
) -> tuple[UUID, UUID]:
    """End a determination on a day, with its reason; the row stays (二（四）). The new row's id and the household.

    What would have followed it without a gap, as after a reduction that lies ahead, never comes into force.
    Raises NO_DETERMINATION, NOT_THE_AGENCY, TOO_FAR_AHEAD and REVERSED_DATES.
    """
    row = await connection.fetch_one(OpenDetermination, OPEN, [determination, on, today])
    if row is None:
        raise Refusal("NO_DETERMINATION", "determination")
    if row.agency != department:
        raise Refusal(
            "NOT_THE_AGENCY", "determination", category=row.category, agency=row.agency, department=department
        )
    ahead(row.days_ahead, on, today, "on")
    if on < row.valid_from:
        raise Refusal("REVERSED_DATES", "on", earlier=row.valid_from, later=on)
    _, *following = await onward(connection, determination)
    ended = [Ended(determination, new_id(), on), *never(following)]
    await close(connection, department, row, row.category, ended, reason)
    return ended[0].new, row.household


async def close(
    connection: Connection, department: str, subject: "Subject", category: str, ended: "Sequence[Ended]", reason: str
) -> None:
    """Let each end on its day, and tell it; the determinations stand and are of one category."""
    await connection.execute(END, [*ENDED.arrays(ended), reason], prepare=True)
    told = [link("DETERMINATION_ENDED", department, subject, category, one.new, one.on, reason) for one in ended]
    await chain.append(connection, told)


def never(following: "Sequence[Following]") -> "list[Ended]":
    """Each ends on the day on which it would begin: it never comes into force."""
    return [Ended(one.id, new_id(), one.valid_from) for one in following]


class Following(NamedTuple):
    """A determination by which the same category goes on when another has run out."""

    id: UUID
    valid_from: datetime.date
    support: str | None
    basis: str


async def onward(connection: Connection, determination: UUID) -> list[Following]:
    """A determination that stands, and those by which its category goes on without a gap."""
    return await connection.fetch(Following, FOLLOWING, [determination])


class OpenDetermination(NamedTuple):
    """A determination in force, and where its person lives now."""

    agency: str
    category: str
    valid_from: datetime.date
    person: UUID
    identity: UUID
    household: UUID
    position: int
    days_ahead: int
    valid_to: datetime.date | None


class Ended(NamedTuple):
    """A determination, the row that says it has ended, and the day."""

    determination: UUID
    new: UUID
    on: datetime.date


class Subject(Protocol):
    """Whom a link is about, and where they live now."""

    @property
    def person(self) -> UUID: ...
    @property
    def identity(self) -> UUID: ...
    @property
    def household(self) -> UUID: ...
    @property
    def position(self) -> int: ...


def link(
    kind: str,
    department: str,
    subject: Subject,
    category: str,
    determination: UUID,
    on: datetime.date,
    note: str | None = None,
    content: bytes = b"",
) -> chain.Link:
    """What happened to a determination, as the chain tells it."""
    return chain.Link(
        kind, subject.identity, subject.household, subject.person, subject.position, on, department,
        category=category, determination=determination, note=note, content=content,
    )  # fmt: skip # who, where, when


DETERMINED = Rows[tuple[UUID, DeterminedPerson]](
    id=("uuid", lambda row: row[0]),
    person_id=("uuid", lambda row: row[1].person),
    household_id=("uuid", lambda row: row[1].household),
    position=("bigint", lambda row: row[1].position),
)

# Local policy says after how many months a category is looked at again, and where it says nothing nobody is asked.
REVIEW_MONTHS = number_at("'review_months_' || {category}", "{position}", "{day}")
REVIEW_DUE = "({day} + make_interval(months => {months}::int))::date"


def review_due(category: str, position: str, day: str) -> str:
    """The day on which what was decided or looked at on `day` is due again, as SQL of SQL."""
    return REVIEW_DUE.format(day=day, months=REVIEW_MONTHS.format(category=category, position=position, day=day))


INSERT = f"""INSERT INTO determinations ({DETERMINED.names}, category, basis, support, cites, agency, number,
  valid_from, valid_to, review_due)
SELECT n.*, $5, $6, $7, $8, $9, $10, $11::date, $12::date,
  {review_due("$5::text", "n.position", "greatest($11::date, $13::date)")}
FROM {DETERMINED.unnest("n")}"""

OPEN = f"""SELECT d.agency, d.category, d.valid_from, d.person_id, p.identity_id,
  coalesce(m.household_id, d.household_id), p.position,
  coalesce({number_at("'determination_days_ahead'", "p.position", "$3::date")}, 0)::int, d.valid_to
FROM determinations d JOIN persons p ON p.id = d.person_id
LEFT JOIN LATERAL ({LAST_HOME.format("p.id")}) m ON true
WHERE d.id = $1 AND (d.valid_to IS NULL OR $2::date < d.valid_to) AND d.valid_from IS DISTINCT FROM d.valid_to
  AND d.superseded_at IS NULL"""

# Each begins on the day on which the one before it would have run out.
FOLLOWING = """WITH RECURSIVE following AS (
  SELECT id, person_id, category, valid_from, valid_to, support, basis, 0 AS n FROM determinations WHERE id = $1
  UNION ALL
  SELECT d.id, d.person_id, d.category, d.valid_from, d.valid_to, d.support, d.basis, f.n + 1
  FROM following f CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = f.person_id OFFSET 0) d
  WHERE d.category = f.category AND d.valid_from = f.valid_to AND d.superseded_at IS NULL
    AND d.valid_from IS DISTINCT FROM d.valid_to)
SELECT id, valid_from, support, basis FROM following ORDER BY n"""

ENDED = Rows[Ended](
    id=("uuid", lambda one: one.determination), new=("uuid", lambda one: one.new), ends=("date", lambda one: one.on)
)

# What was known of it stays known: the open row is superseded by a closed one.
END = f"""WITH old AS (
  UPDATE determinations d SET superseded_at = clock_timestamp() FROM {ENDED.unnest("e")} WHERE d.id = e.id
  RETURNING d.*, e.new, e.ends)
INSERT INTO determinations (id, person_id, household_id, position, category, basis, support, cites, agency, number,
  valid_from, valid_to, end_reason, review_due, recorded_at)
SELECT new, person_id, household_id, position, category, basis, support, cites, agency, number, valid_from, ends, $4,
  review_due, superseded_at
FROM old"""
