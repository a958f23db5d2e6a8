"""Heads of households (户主): one at a time; when the head has left, there may be none for a while."""

from collections.abc import Sequence
from uuid import UUID

from registry.store.connection import Connection

HEAD = "02"
"""The relation to the head of who is the head, GB/T 4761."""


async def heads_of(connection: Connection, households: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Who is the head of each of these households; a household without one is left out."""
    rows = await (await connection.execute(HEADS, [list(households)], prepare=True)).fetchall()
    return {household: frozenset(persons) for household, persons in rows}


async def headless(connection: Connection, households: Sequence[UUID]) -> set[UUID]:
    """Those of these households that have members now, and no head among them."""
    return set(await connection.fetch(lambda household: household, HEADLESS, [list(households)]))


HEADS = f"""SELECT household_id, array_agg(person_id) FROM memberships
WHERE household_id = ANY($1) AND relation = '{HEAD}' AND valid_to IS NULL AND superseded_at IS NULL
GROUP BY household_id"""

HEADLESS = f"""SELECT household_id FROM memberships
WHERE household_id = ANY($1) AND valid_to IS NULL AND superseded_at IS NULL
GROUP BY household_id HAVING NOT bool_or(relation = '{HEAD}')"""
