"""Feedback (反馈): what a department did for someone comes back and becomes a link of the chain (二（一）)."""

import datetime
from collections.abc import Mapping, Sequence

from registry.aid.clashes import clashing
from registry.aid.entries import Accepted, Clash, Entry, Outcome, Payment, Status
from registry.aid.feedback_writing import write
from registry.aid.repetition import Decided, decide
from registry.aid.rounds import rounds
from registry.errors import Refusal
from registry.journal.batches import Batch
from registry.store.connection import Connection, Question

__all__ = ["Accepted", "Clash", "Entry", "Outcome", "Payment", "Status", "accept", "check"]


async def accept(
    connection: Connection,
    batch: Batch,
    entries: Sequence[Entry],
    details: Mapping[str, str],
    ranges: str,
    today: datetime.date,
) -> list[Outcome]:
    """Take in a batch and whom it helps: one outcome per entry; a bad one loses nothing of the others (二（一）).

    `details` are the department's detail columns, name → SQL type (`records.detail_columns`); `ranges`, an
    int8multirange, is where the caller may replace records.
    What has been given is always recorded, whoever else gave it too; only the department's own repetition is
    refused, unless `second` says why. The persons are locked by `person_locks.lock_people` before.
    """
    outcomes: dict[int, Outcome] = {}
    for places in rounds(entries):
        # What was wrong before counts with the first round.
        part = batch.part(len(places) if outcomes else batch.items - len(entries) + len(places))
        found = await _take(connection, part, [entries[n] for n in places], details, ranges, today)
        outcomes.update(zip(places, found, strict=True))
    return [outcomes[n] for n in range(len(entries))]


async def _take(
    connection: Connection,
    batch: Batch,
    entries: Sequence[Entry],
    details: Mapping[str, str],
    ranges: str,
    today: datetime.date,
) -> list[Outcome]:
    decided = await decide(connection, batch.department, entries, ranges)
    clashes = await clashing(connection, batch.department, entries, decided)
    written = await write(connection, batch, entries, decided, clashes, details, today)
    return [_outcome(n, entries[n], decision, clashes, written) for n, decision in enumerate(decided)]


async def check(
    connection: Connection,
    batch: Batch,
    entries: Sequence[Entry],
    details: Mapping[str, str],
    ranges: str,
    today: datetime.date,
) -> list[Outcome]:
    """What would happen, before it is granted: the same decision, and nothing stays written.

    Where entries are about records that the batch itself would make, it is taken in and taken back.
    """
    if len(rounds(entries)) == 1:
        decided = await decide(connection, batch.department, entries, ranges)
        clashes = await clashing(connection, batch.department, entries, decided)
        return [_outcome(n, entries[n], decision, clashes, {}) for n, decision in enumerate(decided)]
    await connection.execute("SAVEPOINT tried")
    found = await accept(connection, batch, entries, details, ranges, today)
    # psycopg's own rollback would forget what is prepared.
    await connection.together([Question("ROLLBACK TO SAVEPOINT tried", prepare=False)])
    return [
        outcome._replace(record=None, receipt=None, voided=None)
        if isinstance(outcome, Accepted) and not outcome.replayed else outcome
        for outcome in found
    ]  # fmt: skip # as if only asked


def _outcome(
    n: int, entry: Entry, decided: Decided, clashes: Mapping[int, list[Clash]], written: Mapping[int, Accepted]
) -> Outcome:
    if decided.outcome == "REPLAYED" and decided.earlier:
        return decided.earlier
    if decided.refusal:
        return decided.refusal
    if decided.outcome != "ACCEPTED":
        named = "replaces" if entry.replaces else "record"
        path = {
            "ALREADY_REPORTED": "",
            "RECORD_NOT_FOUND": named,
            "RECORD_ENDED": named,
            "RECORD_VOIDED": named,
            "RECORD_REFUSED": named,
            "NOTHING_ADJUSTED": "amount",
            "BEFORE_THE_GRANT": "happenedOn",
            "PERIOD_DOES_NOT_FIT": "periodTo" if entry.period_to else "periodFrom",
        }
        return Refusal(decided.outcome, path.get(decided.outcome, "externalId"))
    return written.get(n) or Accepted(None, None, False, tuple(clashes.get(n, ())))
