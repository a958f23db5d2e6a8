"""Determinations (认定): a category as a dated fact about a person, with its basis, support and citation."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Table, Text, Uuid, text

from policy.spine import Category
from registry.errors import Refusal
from registry.journal import chain
from registry.people.determined_persons import DeterminedPerson
from registry.people.households import WRITES, recorded
from registry.store.arrays import Rows
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
    *recorded(),
    Index(None, "household_id"),
    Index(None, "person_id"),
    # The same category is in force once; a second one is a correction of the first.
    Index(
        "uq_determinations_open",
        "person_id",
        "category",
        unique=True,
        postgresql_where=text("valid_to IS NULL AND superseded_at IS NULL"),
    ),
    info={"rls": "position", "grants": WRITES},
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


async def determine(
    connection: Connection,
    categories: Mapping[str, Category],
    department: str,
    about: Sequence[DeterminedPerson],
    decision: Decision,
) -> list[UUID]:
    """Record a determination (一) and tell it in the chain, of everyone in `about` or of nobody; the new rows' ids.

    Raises CATEGORY_IN_FORCE, CATEGORIES_EXCLUDE, BEFORE_BIRTH and AFTER_DEATH.
    """
    category = categories[decision.category]
    others = {c.code for c in categories.values() if category.code in c.excludes} | set(category.excludes)
    for subject in about:
        if subject.born and decision.valid_from < subject.born:
            raise Refusal("BEFORE_BIRTH", "validFrom", value=decision.valid_from)
        if subject.died and subject.died <= decision.valid_from:
            raise Refusal("AFTER_DEATH", "validFrom", value=subject.died)
        if decision.category in subject.in_force:
            raise Refusal("CATEGORY_IN_FORCE", "category")
        if subject.in_force & others:
            raise Refusal("CATEGORIES_EXCLUDE", "category")
    made = [(new_id(), subject) for subject in about]
    shared = [
        decision.category, decision.basis, decision.support, category.rule, department, decision.number,
        decision.valid_from, decision.valid_to,
    ]  # fmt: skip # in the order of the columns
    await connection.execute(INSERT, [*DETERMINED.arrays(made), *shared], prepare=True)
    starts, code = decision.valid_from, decision.category
    await chain.append(connection, [_link("DETERMINED", department, s, code, id, starts) for id, s in made])
    return [id for id, _ in made]


async def end(
    connection: Connection, department: str, determination: UUID, on: datetime.date, reason: str
) -> tuple[UUID, UUID]:
    """End a determination on a day, with its reason; the row stays (二（四）). The new row's id and the household.

    Raises NO_DETERMINATION, NOT_THE_AGENCY and REVERSED_DATES.
    """
    row = await connection.fetch_one(OpenDetermination, OPEN, [determination, on])
    if row is None:
        raise Refusal("NO_DETERMINATION", "determination")
    if row.agency != department:
        raise Refusal(
            "NOT_THE_AGENCY", "determination", category=row.category, agency=row.agency, department=department
        )
    if on < row.valid_from:
        raise Refusal("REVERSED_DATES", "on", earlier=row.valid_from, later=on)
    new = new_id()
    await connection.execute(END, [determination, new, on, reason], prepare=True)
    subject = DeterminedPerson(row.person, row.identity, row.household, row.position, frozenset())
    await chain.append(connection, [_link("DETERMINATION_ENDED", department, subject, row.category, new, on, reason)])
    return new, row.household


class OpenDetermination(NamedTuple):
    """A determination in force, and where its person lives now."""

    agency: str
    category: str
    valid_from: datetime.date
    person: UUID
    identity: UUID
    household: UUID
    position: int


def _link(
    kind: str,
    department: str,
    subject: DeterminedPerson,
    category: str,
    determination: UUID,
    on: datetime.date,
    note: str | None = None,
) -> chain.Link:
    return chain.Link(
        kind, subject.identity, subject.household, subject.person, subject.position, on, department,
        category=category, determination=determination, note=note,
    )  # fmt: skip # who, where, when


DETERMINED = Rows[tuple[UUID, DeterminedPerson]](
    id=("uuid", lambda row: row[0]),
    person_id=("uuid", lambda row: row[1].person),
    household_id=("uuid", lambda row: row[1].household),
    position=("bigint", lambda row: row[1].position),
)

INSERT = f"""INSERT INTO determinations ({DETERMINED.names}, category, basis, support, cites, agency, number,
  valid_from, valid_to)
SELECT n.*, $5, $6, $7, $8, $9, $10, $11, $12 FROM {DETERMINED.unnest("n")}"""

OPEN = """SELECT d.agency, d.category, d.valid_from, d.person_id, p.identity_id, m.household_id, p.position
FROM determinations d JOIN persons p ON p.id = d.person_id
JOIN memberships m ON m.person_id = p.id AND m.valid_to IS NULL AND m.superseded_at IS NULL
WHERE d.id = $1 AND (d.valid_to IS NULL OR $2 < d.valid_to) AND d.superseded_at IS NULL"""

# What was known of it stays known: the open row is superseded by a closed one.
END = """WITH old AS (UPDATE determinations SET superseded_at = clock_timestamp() WHERE id = $1 RETURNING *)
INSERT INTO determinations (id, person_id, household_id, position, category, basis, support, cites, agency, number,
  valid_from, valid_to, end_reason, recorded_at)
SELECT $2, person_id, household_id, position, category, basis, support, cites, agency, number, valid_from, $3, $4,
  superseded_at
FROM old"""
