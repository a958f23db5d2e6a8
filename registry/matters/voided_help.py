"""Voided help (作废救助): what is being done about a record that was entered in error falls away with it."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.matters.matter_locks import locked
from registry.matters.proceedings import proceed
from registry.matters.step_effects import EFFECTS
from registry.matters.taken_steps import Actor, TakenStep
from registry.store.connection import Connection

DROPPED_BY = {"papers": "drop_papers", "ending": "drop_ending"}


class OpenMatter(NamedTuple):
    """A matter that is open about a record."""

    id: UUID
    procedure: str


async def drop_matters(connection: Connection, catalogue: Catalogue, actor: Actor, records: Sequence[UUID]) -> None:
    """No papers are owed for what was voided, and there is nothing to end. The actor's department has voided them."""
    if not records:
        return
    for matter in await connection.fetch(OpenMatter, OPEN, [list(records), list(DROPPED_BY)]):
        _, step = catalogue.procedures.of_step(DROPPED_BY[matter.procedure])
        held = await locked(connection, catalogue, matter.id, step, actor)
        await proceed(TakenStep(connection, catalogue, EFFECTS, actor, held, step, {}))


# An ending that is about other things too goes on about these.
OPEN = """SELECT m.id, m.procedure FROM (SELECT * FROM matters WHERE id = ANY(ARRAY(
    SELECT id FROM matters WHERE record_id = ANY($1::uuid[])
    UNION SELECT l.matter_id FROM matter_lines l WHERE l.record_id = ANY($1::uuid[]) AND l.action = 'END')) OFFSET 0) m
WHERE m.closed_on IS NULL AND m.procedure = ANY($2)
  AND coalesce((
    SELECT bool_and(coalesce((SELECT r.status FROM assistance_records r WHERE r.id = l.record_id), '') = 'VOIDED')
    FROM matter_lines l WHERE l.matter_id = m.id AND l.action = 'END'), true)
ORDER BY m.id"""
