"""Persons of a determination (认定对象): whom it is about, with what bounds and what excludes it, as locked."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from policy.catalogue import Catalogue
from registry.people.facts import fact_table_name
from registry.people.person_locks import LAST_HOME
from registry.reference.parameters import number_at
from registry.store.connection import Connection


@dataclass(frozen=True)
class DeterminedPerson:
    """Whom a determination is about, as locked."""

    person: UUID
    identity: UUID
    household: UUID
    position: int
    birth_date: datetime.date
    died_on: datetime.date | None
    days_ahead: int
    """How many days before its day a determination may be entered where the person lives."""
    in_force: Mapping[str, str]
    """The categories that stand on some day of the period asked about, each with its own period."""


async def by_number(connection: Connection, numbers: Sequence[str]) -> dict[str, UUID]:
    """The households of these numbers in the caller's slice."""
    rows = await (await connection.execute(BY_NUMBER, [list(numbers)], prepare=True)).fetchall()
    return dict(rows)


BY_NUMBER = "SELECT number, id FROM households WHERE number = ANY($1)"


async def living_members(
    connection: Connection,
    catalogue: Catalogue,
    household: UUID,
    person: UUID | None,
    today: datetime.date,
    period: tuple[datetime.date, datetime.date | None],
) -> list[DeterminedPerson]:
    """The living members of a household in the caller's slice, or the one named; `period` is to be determined."""
    statement = _persons(catalogue, MEMBERS)
    return await connection.fetch(_person, statement, [today, *period, None, household, person])


async def person_of(
    connection: Connection,
    catalogue: Catalogue,
    determination: UUID,
    today: datetime.date,
    period: tuple[datetime.date, datetime.date | None],
) -> DeterminedPerson:
    """Whom a determination is about, living or not; what stands beside that determination in `period`."""
    statement = _persons(catalogue, DETERMINED)
    (found,) = await connection.fetch(_person, statement, [today, *period, determination])
    return found


def _person(
    person: UUID,
    identity: UUID,
    household: UUID,
    position: int,
    birth_date: datetime.date,
    died_on: datetime.date | None,
    days_ahead: int,
    categories: Sequence[str],
    periods: Sequence[str],
) -> DeterminedPerson:
    in_force = dict(zip(categories, periods, strict=True))
    return DeterminedPerson(person, identity, household, position, birth_date, died_on, days_ahead, in_force)


MEMBERS = """(SELECT * FROM memberships WHERE household_id = $5 OFFSET 0) m
CROSS JOIN LATERAL (SELECT * FROM persons p WHERE p.id = m.person_id OFFSET 0) p {deaths}
WHERE m.valid_to IS NULL AND m.superseded_at IS NULL
  AND (p.id = $6::uuid OR $6 IS NULL AND (f.died_on IS NULL OR $1 < f.died_on))"""

# Somebody may have left every household since, and belongs to the last one.
DETERMINED = f"""(SELECT coalesce(m.household_id, c.household_id) AS household_id, c.person_id
  FROM determinations c LEFT JOIN LATERAL ({LAST_HOME.format("c.person_id")}) m ON true
  WHERE c.id = $4) m JOIN persons p ON p.id = m.person_id {{deaths}}"""

# One that ended on the day it began was never in force.
STANDING = """FROM determinations d WHERE d.person_id = p.id AND d.superseded_at IS NULL
    AND d.id IS DISTINCT FROM $4::uuid
    AND (d.valid_to IS NULL OR greatest(d.valid_from, $2::date) < d.valid_to)
    AND ($3::date IS NULL OR greatest(d.valid_from, $2::date) < $3::date)"""


def _persons(catalogue: Catalogue, whom: str) -> str:
    """`$1` is today, `$2` and `$3` the period, `$4` the determination that is left out of account."""
    deaths = ", ".join(
        f"""(SELECT min(f.deceased_on) FROM {fact_table_name(supplier, "person")} f
  WHERE f.identity_id = p.identity_id AND f.superseded_at IS NULL)"""
        for supplier in catalogue.facts["person", "deceased_on"].suppliers
    )
    died = f"CROSS JOIN LATERAL (SELECT least({deaths}) AS died_on) f"
    ahead = number_at("'determination_days_ahead'", "p.position", "$1::date")
    return f"""SELECT p.id, p.identity_id, m.household_id, p.position, p.birth_date, f.died_on,
  coalesce({ahead}, 0)::int,
  ARRAY(SELECT d.category {STANDING} ORDER BY d.id),
  ARRAY(SELECT concat_ws(' – ', d.valid_from, coalesce(d.valid_to::text, '…')) {STANDING} ORDER BY d.id)
FROM {whom.format(deaths=died)}
ORDER BY p.id"""
