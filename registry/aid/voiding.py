"""Voiding (作废): a record that was entered in error stays, with who said so and why, and counts no more."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.record_writing import NewEntry
from registry.journal.batches import Batch
from registry.journal.chain import Link
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question


class VoidedRecord(NamedTuple):
    """A record that is voided: whom it was said to help, where, when, and by what."""

    id: UUID
    identity: UUID
    household: UUID | None
    person: UUID | None
    position: int | None
    paying_position: int
    programme: str
    happened_on: datetime.date


async def named(connection: Connection, records: Sequence[UUID]) -> dict[UUID, VoidedRecord]:
    """These records by their ids, locked by `repetition.decide`."""
    if not records:
        return {}
    rows = await connection.rows(VoidedRecord, Question(NAMED, [array(records)]), len(records) <= FEW)
    return {row.id: row for row in rows}


def void(batch: Batch, entries: Sequence[NewEntry], today: datetime.date) -> Question:
    """The statement that voids the records of entries, yet to be sent; their links tell what they were before."""
    return Question(VOID, [batch.id, today, *VOIDS.arrays(entries)])


def link(department: str, new: NewEntry, of: VoidedRecord) -> Link:
    """The link that stands beside those of the voided record, on the day that they speak of.

    Nothing happened on the day of the correction: whoever reads the chain as of a day before it, and knows what is
    known now, is not to be told of help that never was.
    """
    return Link(
        "VOIDED", of.identity, of.household, of.person, of.position, of.happened_on, department,
        programme=of.programme, record=of.id, note=new.entry.reason, paying_position=of.paying_position,
        content=new.entry.content, status="VOIDED",
    )  # fmt: skip # who, where, when, what


NAMED = """SELECT id, identity_id, household_id, person_id, position, paying_position, programme, happened_on
FROM assistance_records WHERE id = ANY($1::uuid[])"""

VOIDS = Rows[NewEntry](
    id=("uuid", lambda new: new.voids),
    # The day of an entry that replaces a record is that of the right help.
    on_day=("date", lambda new: None if new.entry.replaces else new.entry.happened_on),
    because=("text", lambda new: new.entry.reason),
)

VOID = f"""UPDATE assistance_records r
SET status = 'VOIDED', period_key = NULL, voided_on = coalesce(v.on_day, $2::date),
  voided_because = v.because, voided_in = $1::uuid
FROM {VOIDS.unnest("v", first=3)} WHERE r.id = v.id"""
