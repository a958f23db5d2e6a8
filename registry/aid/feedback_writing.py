"""Writing of feedback: a batch with its records, payments, clashes and links, set by set, and whom they help."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Accepted, Clash, Entry, subject
from registry.aid.repetition import Decided
from registry.journal import chain
from registry.journal.batches import Batch
from registry.journal.chain import Link, Receipt
from registry.store.arrays import array, columns
from registry.store.connection import FEW, Connection, Question, planned_once
from registry.store.database import new_id
from registry.targets.helped import following

LINKS = {"GRANTED": "ASSISTED", "REFUSED": "REFUSED", "ADJUSTED": "ADJUSTED", "ENDED": "TERMINATED"}


class Fresh(NamedTuple):
    """An entry that is written, and the record that it makes or changes."""

    entry: Entry
    record: UUID
    period_key: str | None
    clashes: Sequence[Clash]


async def write(
    connection: Connection,
    batch: Batch,
    entries: Sequence[Entry],
    decided: Sequence[Decided],
    clashes: Mapping[int, list[Clash]],
    details: Sequence[str],
    today: datetime.date,
) -> dict[int, Accepted]:
    """All of a batch, sent at once; what became of those entries that are new."""
    fresh = {
        n: Fresh(entries[n], one.record, one.period_key, tuple(clashes.get(n, ())))
        for n, one in enumerate(decided)
        if one.outcome == "ACCEPTED"
    }
    receipts = await _of_grants(connection, {n: one.record for n, one in fresh.items() if one.entry.status == "PAID"})
    again = sum(one.outcome == "REPLAYED" for one in decided)
    statements = _statements(batch, again, fresh, receipts, details, today)
    await connection.together(planned_once(statements) if len(fresh) <= FEW else statements)
    return {n: Accepted(one.record, receipts[n], False, tuple(one.clashes)) for n, one in fresh.items()}


def _statements(
    batch: Batch,
    again: int,
    fresh: Mapping[int, Fresh],
    receipts: dict[int, Receipt],
    details: Sequence[str],
    today: datetime.date,
) -> Iterator[Question]:
    """Each is made while PostgreSQL does the one before it; `receipts` are completed with the links."""
    yield batch.went(len(fresh), again)
    every = list(fresh.values())
    new = [one for one in every if one.entry.status in ("GRANTED", "REFUSED")]
    if new:
        yield _records(batch, new)
    if new and details:
        yield _details(batch.department, new, details)
    yield from _where(INSERT_PAYMENTS, _payments(every))
    yield from _where(INSERT_CLASHES, _clashes(every))
    yield from _where(CHANGE_RECORDS, _changes(every))
    linked = [n for n in fresh if n not in receipts]
    if linked:
        made, links = chain.appended([_link(batch.department, fresh[n]) for n in linked])
        receipts.update(zip(linked, made, strict=True))
        yield links
    if fresh:
        rows = ((one.entry.external_id, one.entry.content, one.record, receipts[n].link) for n, one in fresh.items())
        yield Question(INSERT_ENTRIES, [batch.department, batch.id, *columns(rows)])
        changed = [one.record for one in every if one.entry.record]
        yield from following([one.record for one in every], changed, today)


def _where(statement: str, rows: Sequence[Sequence[object]]) -> Iterator[Question]:
    """The statement where there are rows for it."""
    if rows:
        yield Question(statement, columns(rows))


def _link(department: str, one: Fresh) -> Link:
    entry, person = one.entry, one.entry.person
    return Link(
        LINKS[entry.status], person.identity, person.household, person.person if entry.unit == "person" else None,
        person.position, entry.happened_on, department, programme=entry.programme, record=one.record,
        note=entry.reason, paying_position=entry.paying_position, content=entry.content,
    )  # fmt: skip # who, where, when, what


async def _of_grants(connection: Connection, records: Mapping[int, UUID]) -> dict[int, Receipt]:
    """A payment belongs to the link of its record's grant; its own content is committed to by its entry."""
    if not records:
        return {}
    rows = await connection.rows(Question(GRANT_LINKS, [array(list(records.values()))]), len(records) <= FEW)
    links = {record: Receipt(link, bytes(hash)) for record, link, hash in rows}
    return {n: links[record] for n, record in records.items()}


# Links are looked up by whose they are: by their record they have no index.
GRANT_LINKS = """WITH r AS (SELECT id, household_id, identity_id FROM assistance_records WHERE id = ANY($1::uuid[])),
l AS (
  SELECT l.record_id, l.id, l.hash FROM r
  JOIN chain_links l ON l.household_id = r.household_id AND l.record_id = r.id
  UNION ALL
  SELECT l.record_id, l.id, l.hash FROM r
  JOIN chain_links l ON l.identity_id = r.identity_id AND l.position IS NULL AND l.record_id = r.id
  WHERE r.household_id IS NULL)
SELECT DISTINCT ON (record_id) record_id, id, hash FROM l ORDER BY record_id, id"""

INSERT_ENTRIES = """INSERT INTO feedback_entries (department, batch_id, external_id, content_hash, record_id, link_id)
SELECT $1::text, $2::uuid, * FROM unnest($3::text[], $4::bytea[], $5::uuid[], $6::uuid[])"""


def _records(batch: Batch, new: Sequence[Fresh]) -> Question:
    rows = []
    for one in new:
        e, person = one.entry, one.entry.person
        rows.append((
            one.record, e.programme, person.identity, person.household,
            person.person if e.unit == "person" else None, subject(e), person.position, e.division,
            e.paying_position, e.status, e.happened_on, e.span.starts, e.span.ends, e.span.label, e.amount, e.form,
            e.period_from, e.period_to, e.term, e.event, e.reason, e.second, e.provisional, e.papers_due,
            e.external_id, one.period_key, e.snapshot,
        ))  # fmt: skip # in the order of the columns
    return Question(INSERT_RECORDS, [batch.department, batch.id, *columns(rows)])


INSERT_RECORDS = """INSERT INTO assistance_records (department, batch_id, id, programme, identity_id, household_id,
  person_id, subject_id, position, division, paying_position, status, happened_on, starts, ends, label, amount, form,
  period_from, period_to, term, event, reason, second, provisional, papers_due, external_id, period_key, snapshot_id)
SELECT $1::text, $2::uuid, * FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[],
  $9::bigint[], $10::text[], $11::bigint[], $12::text[], $13::date[], $14::date[], $15::date[], $16::text[],
  $17::bigint[], $18::text[], $19::date[], $20::date[], $21::text[], $22::text[], $23::text[], $24::text[],
  $25::boolean[], $26::date[], $27::text[], $28::text[], $29::uuid[])"""


def _details(department: str, new: Sequence[Fresh], details: Sequence[str]) -> Question:
    """`details` are the detail columns as `name type`, in the department's order."""
    names = [detail.split()[0] for detail in details]
    types = ["uuid", "bigint", "bigint", *(detail.split()[1] for detail in details)]
    values: list[list[object]] = [
        [one.record for one in new],
        [one.entry.person.position for one in new],
        [one.entry.paying_position for one in new],
        *([one.entry.detail.get(name) for one in new] for name in names),
    ]
    arrays = ", ".join(f"${n}::{type}[]" for n, type in enumerate(types, 1))
    return Question(
        f"INSERT INTO {department}_records (id, position, paying_position, {', '.join(names)})"
        f" SELECT * FROM unnest({arrays})",
        [array(column) for column in values],
    )


def _payments(fresh: Sequence[Fresh]) -> list[tuple[object, ...]]:
    return [
        (new_id(), one.record, one.entry.person.position, one.entry.paying_position, p.paid_on, p.amount,
         one.entry.external_id)
        for one in fresh
        for p in one.entry.payments
    ]  # fmt: skip # in the order of the columns


INSERT_PAYMENTS = """INSERT INTO payments (id, record_id, position, paying_position, paid_on, amount, external_id)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::date[], $6::bigint[], $7::text[])"""


def _clashes(fresh: Sequence[Fresh]) -> list[tuple[object, ...]]:
    return [
        (one.record, c.record, one.entry.person.position, one.entry.paying_position, c.same)
        for one in fresh
        for c in one.clashes
    ]


INSERT_CLASHES = """INSERT INTO record_clashes (record_id, other_id, position, paying_position, same)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[]) ON CONFLICT DO NOTHING"""


def _changes(fresh: Sequence[Fresh]) -> list[tuple[object, ...]]:
    return [
        (one.record, one.entry.happened_on if one.entry.status == "ENDED" else None, one.entry.amount,
         one.entry.reason)
        for one in fresh
        if one.entry.status in ("ADJUSTED", "ENDED")
    ]  # fmt: skip # in the order of the columns


# The chain holds every step; the record shows how it stands.
CHANGE_RECORDS = """UPDATE assistance_records r
SET ended_on = coalesce(c.ended_on, r.ended_on), amount = coalesce(c.amount, r.amount), reason = c.reason
FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::text[]) c(id, ended_on, amount, reason) WHERE r.id = c.id"""
