"""Persons of a determination (认定对象): the living members of a household, with the categories in force for each."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from policy.catalogue import Catalogue
from registry.people.facts import fact_table_name
from registry.store.connection import Connection


@dataclass(frozen=True)
class DeterminedPerson:
    """Whom a determination is about, as locked."""

    person: UUID
    identity: UUID
    household: UUID
    position: int
    in_force: frozenset[str]
    born: datetime.date | None = None
    died: datetime.date | None = None


async def living_members(
    connection: Connection, catalogue: Catalogue, household: UUID, person: UUID | None, today: datetime.date
) -> list[DeterminedPerson]:
    """The living members of a household in the caller's slice, or the one named."""
    return await connection.fetch(_person, _living_members(catalogue), [household, person, today])


def _person(
    person: UUID,
    identity: UUID,
    household: UUID,
    position: int,
    in_force: Sequence[str],
    born: datetime.date | None,
    died: datetime.date | None,
) -> DeterminedPerson:
    return DeterminedPerson(person, identity, household, position, frozenset(in_force), born, died)


def _living_members(catalogue: Catalogue) -> str:
    deaths = " UNION ALL ".join(
        f"""SELECT f.deceased_on FROM {fact_table_name(supplier, "person")} f
    WHERE f.identity_id = p.identity_id AND f.superseded_at IS NULL"""
        for supplier in catalogue.facts["person", "deceased_on"].suppliers
    )
    return f"""SELECT p.id, p.identity_id, m.household_id, p.position,
  ARRAY(SELECT d.category FROM determinations d WHERE d.person_id = p.id AND d.superseded_at IS NULL
        AND (d.valid_to IS NULL OR $3 < d.valid_to)), p.birth_date, died.day
FROM memberships m JOIN persons p ON p.id = m.person_id
CROSS JOIN LATERAL (SELECT min(d.deceased_on) AS day FROM ({deaths}) d) died
WHERE m.household_id = $1 AND m.valid_to IS NULL AND m.superseded_at IS NULL
  AND (p.id = $2::uuid OR $2 IS NULL AND (died.day <= $3) IS NOT TRUE)
ORDER BY p.id"""
