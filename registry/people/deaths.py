"""Deaths (死亡): the day of death of registered persons, by whichever department supplies it."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from policy.catalogue import Catalogue
from registry.people.facts import fact_table_name
from registry.store.connection import Connection


async def died_on(connection: Connection, catalogue: Catalogue, persons: Sequence[UUID]) -> dict[UUID, datetime.date]:
    """Of these persons those who are recorded as dead, with the day."""
    if not persons:
        return {}
    days = [
        row
        for supplier in catalogue.facts["person", "deceased_on"].suppliers
        for row in await connection.fetch(_day, DAYS.format(table=fact_table_name(supplier, "person")), [list(persons)])
    ]
    return dict(sorted(days, key=lambda row: row[1], reverse=True))


def _day(person: UUID, day: datetime.date) -> tuple[UUID, datetime.date]:
    return person, day


DAYS = """SELECT p.id, f.deceased_on FROM persons p JOIN {table} f ON f.identity_id = p.identity_id
WHERE p.id = ANY($1::uuid[]) AND f.superseded_at IS NULL AND f.deceased_on IS NOT NULL"""
