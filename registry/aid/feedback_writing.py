"""Writing of feedback: a batch with its records and links, set by set, and whom they help."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid import voiding
from registry.aid.entries import Accepted, Clash, Entry
from registry.aid.payment_lines import UNDOES
from registry.aid.record_changes import change
from registry.aid.record_writing import NewEntry, record_statements
from registry.aid.repetition import Decided
from registry.aid.voiding import VoidedRecord
from registry.journal import chain
from registry.journal.batches import Batch
from registry.journal.chain import Link, Receipt
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question, planned_once
from registry.store.pieces import in_pieces
from registry.targets.helped import following

LINKS = {
    "GRANTED": "ASSISTED", "REFUSED": "REFUSED", "ADJUSTED": "ADJUSTED", "ENDED": "TERMINATED",
    "RETURNED": "PAYMENT_RETURNED", "RECOVERED": "PAYMENT_RECOVERED", "PAYMENT_VOIDED": "PAYMENT_VOIDED",
}  # fmt: skip # what an entry tells, and the link that it makes


async def write(
    connection: Connection,
    batch: Batch,
    entries: Sequence[Entry],
    decided: Sequence[Decided],
    clashes: Mapping[int, list[Clash]],
    details: Mapping[str, str],
    today: datetime.date,
) -> dict[int, Accepted]:
    """Write all of a batch, sent at once; what became of those entries that are new, by their place in the batch.

    `decided` has one decision per entry, `clashes` those of an entry by its place, `details` the department's detail
    columns, name → SQL type.
    """
    new = {
        n: NewEntry(
            entries[n], decision.record, decision.period_key, tuple(clashes.get(n, ())), decision.lines, decision.voids
        )
        for n, decision in enumerate(decided)
        if decision.outcome == "ACCEPTED"
    }
    paid = {n: entry.record for n, entry in new.items() if entry.entry.status == "PAID"}
    receipts = await _receipts_of_grants(connection, paid)
    voided = await voiding.named(connection, [entry.voids for entry in new.values() if entry.voids])
    replayed = sum(decision.outcome == "REPLAYED" for decision in decided)
    statements = _statements(batch, replayed, new, receipts, voided, details, today)
    await connection.together(planned_once(statements) if len(new) <= FEW else statements)
    return {
        n: Accepted(entry.record, receipts[n], False, tuple(entry.clashes), entry.voids) for n, entry in new.items()
    }


def _statements(
    batch: Batch,
    replayed: int,
    new: Mapping[int, NewEntry],
    receipts: dict[int, Receipt],
    voided: Mapping[UUID, VoidedRecord],
    details: Mapping[str, str],
    today: datetime.date,
) -> Iterator[Question]:
    """Each is made while PostgreSQL does the one before it; `receipts` are completed with the links."""
    yield batch.row(len(new), replayed, batch.items - len(new) - replayed)
    entries = list(new.values())
    voids = [entry for entry in entries if entry.voids]
    if voids:
        # Before the right entry, which may be of the same period.
        yield voiding.void(batch, voids, today)
    yield from record_statements(batch, entries, details)
    linked = [n for n in new if n not in receipts]
    for some in in_pieces(linked):
        made, links = chain.appending([_link(batch.department, new[n], voided) for n in some])
        receipts.update(zip(some, made, strict=True))
        yield links
    replaced = [voiding.link(batch.department, e, voided[e.voids]) for e in voids if e.voids and e.entry.replaces]
    if replaced:
        yield chain.appending(replaced)[1]
    if changed := [entry.record for entry in entries if entry.entry.status in ("ADJUSTED", "ENDED")]:
        yield change(changed)
    if new:
        for some in in_pieces(list(new)):
            rows = [EntryRow(new[n], receipts[n].link) for n in some]
            yield Question(INSERT_ENTRIES, [batch.department, batch.id, *ENTRIES.arrays(rows)])
        before = [entry.record for entry in entries if entry.entry.record]
        before += [entry.voids for entry in voids if entry.voids]
        yield from following([*(entry.record for entry in entries), *before], before, today)


def _link(department: str, new: NewEntry, voided: Mapping[UUID, VoidedRecord]) -> Link:
    if new.entry.status == "VOIDED":
        return voiding.link(department, new, voided[new.record])
    entry, person = new.entry, new.entry.person
    undone = sum(line.amount for line in new.lines) if entry.status in UNDOES else None
    return Link(
        LINKS[entry.status], person.named_by, person.household, person.person if entry.unit == "person" else None,
        person.position, entry.happened_on, department, programme=entry.programme, record=new.record,
        note=entry.reason, paying_position=entry.paying_position, content=entry.content, status=entry.status,
        amount=entry.amount if undone is None else undone, period_from=entry.period_from,
        period_to=entry.period_to, term=entry.term,
    )  # fmt: skip # who, where, when, what


class GrantLink(NamedTuple):
    """The link that a record's grant made."""

    record: UUID
    link: UUID
    hash: bytes


async def _receipts_of_grants(connection: Connection, records: Mapping[int, UUID]) -> dict[int, Receipt]:
    """A payment belongs to the link of its record's grant; its own content is committed to by its entry."""
    if not records:
        return {}
    question = Question(GRANT_LINKS, [array(list(records.values()))])
    rows = await connection.rows(GrantLink, question, len(records) <= FEW)
    receipts = {row.record: Receipt(row.link, bytes(row.hash)) for row in rows}
    return {n: receipts[record] for n, record in records.items()}


# Links are looked up by whose they are: by their record they have no index.
GRANT_LINKS = """WITH
-- the records that were paid
r AS (SELECT id, household_id, identity_id FROM assistance_records WHERE id = ANY($1::uuid[])),
-- their links, in the chain of the household, or of the identity while nobody has registered it
l AS (
  SELECT l.record_id, l.id, l.hash FROM r
  CROSS JOIN LATERAL (SELECT * FROM chain_links l WHERE l.household_id = r.household_id OFFSET 0) l
  WHERE l.record_id = r.id
  UNION ALL
  SELECT l.record_id, l.id, l.hash FROM r
  CROSS JOIN LATERAL (SELECT * FROM chain_links l WHERE l.identity_id = r.identity_id AND l.position IS NULL OFFSET 0) l
  WHERE r.household_id IS NULL AND l.record_id = r.id)
SELECT DISTINCT ON (record_id) record_id, id, hash FROM l ORDER BY record_id, id"""


class EntryRow(NamedTuple):
    """What is remembered of an entry, so that it is known when it comes again."""

    new: NewEntry
    link: UUID


ENTRIES = Rows[EntryRow](
    county=("text", lambda row: row.new.entry.county),
    external_id=("text", lambda row: row.new.entry.external_id),
    content_hash=("bytea", lambda row: row.new.entry.content),
    record_id=("uuid", lambda row: row.new.record),
    link_id=("uuid", lambda row: row.link),
)

INSERT_ENTRIES = f"""INSERT INTO feedback_entries (department, batch_id, {ENTRIES.names})
SELECT $1::text, $2::uuid, * FROM {ENTRIES.unnest("entry", first=3)}"""
