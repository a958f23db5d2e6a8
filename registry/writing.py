"""Writing of feedback: records, details, payments, clashes and links, each set by set."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from registry import chain
from registry.chain import Link, Receipt
from registry.columns import array, columns
from registry.connection import Connection
from registry.database import new_id
from registry.entries import Accepted, Clash, Entry, subject
from registry.repetition import Decided

LINKS = {"GRANTED": "ASSISTED", "REFUSED": "REFUSED", "ADJUSTED": "ADJUSTED", "ENDED": "TERMINATED"}


async def write(
    connection: Connection,
    department: str,
    batch: UUID,
    entries: Sequence[Entry],
    decided: Sequence[Decided],
    clashes: Mapping[int, list[Clash]],
    fresh: Sequence[int],
    details: Sequence[str],
) -> dict[int, Accepted]:
    """Records, details, payments, clashes, links and entries, each set by set."""
    records = {n: decided[n].record for n in fresh}
    new = [n for n in fresh if entries[n].status in ("GRANTED", "REFUSED")]
    await _insert_records(connection, department, batch, entries, decided, records, new)
    await _insert_details(connection, department, entries, records, new, details)
    await _insert_payments(connection, entries, records, fresh)
    await _insert_clashes(connection, entries, records, clashes)
    await _change_records(connection, entries, records, fresh)
    linked = [n for n in fresh if entries[n].status != "PAID"]
    receipts = dict(
        zip(
            linked,
            await chain.append(connection, [_link(department, entries[n], records[n]) for n in linked]),
            strict=True,
        )
    )
    receipts |= await _receipts_of(connection, {n: records[n] for n in fresh if n not in receipts})
    rows = [(entries[n].external_id, entries[n].content, records[n], receipts[n].link) for n in fresh]
    if rows:
        await connection.execute(INSERT_ENTRIES, [department, batch, *columns(rows)], prepare=True)
    return {n: Accepted(records[n], receipts[n], False, tuple(clashes.get(n, ()))) for n in fresh}


def _link(department: str, entry: Entry, record: UUID) -> Link:
    person = entry.person
    return Link(
        LINKS[entry.status], person.identity, person.household, person.person if entry.unit == "person" else None,
        person.position, entry.happened_on, department, programme=entry.programme, record=record,
        note=entry.reason, paying_position=entry.paying_position, content=entry.content,
    )  # fmt: skip # who, where, when, what


async def _receipts_of(connection: Connection, records: Mapping[int, UUID]) -> dict[int, Receipt]:
    """A payment belongs to the link of its record's grant; its own content is committed to by its entry."""
    rows = await connection.execute(GRANT_LINKS, [list(records.values())])
    links = {record: Receipt(link, bytes(hash)) for record, link, hash in await rows.fetchall()}
    return {n: links[record] for n, record in records.items()}


GRANT_LINKS = """SELECT DISTINCT ON (record_id) record_id, id, hash FROM chain_links
WHERE record_id = ANY($1) ORDER BY record_id, id"""

INSERT_ENTRIES = """INSERT INTO feedback_entries (department, batch_id, external_id, content_hash, record_id, link_id)
SELECT $1, $2, * FROM unnest($3::text[], $4::bytea[], $5::uuid[], $6::uuid[])"""


async def _insert_records(
    connection: Connection,
    department: str,
    batch: UUID,
    entries: Sequence[Entry],
    decided: Sequence[Decided],
    records: Mapping[int, UUID],
    new: Sequence[int],
) -> None:
    rows = []
    for n in new:
        e, person = entries[n], entries[n].person
        rows.append((
            records[n], e.programme, person.identity, person.household,
            person.person if e.unit == "person" else None, subject(e), person.position, e.division,
            e.paying_position, e.status, e.happened_on, e.span.starts, e.span.ends, e.span.label, e.amount, e.form,
            e.period_from, e.period_to, e.term, e.event, e.reason, e.second, e.provisional, e.papers_due,
            e.external_id, decided[n].period_key, e.snapshot,
        ))  # fmt: skip # in the order of the columns
    if rows:
        await connection.execute(INSERT_RECORDS, [department, batch, *columns(rows)], prepare=True)


INSERT_RECORDS = """INSERT INTO assistance_records (department, batch_id, id, programme, identity_id, household_id,
  person_id, subject_id, position, division, paying_position, status, happened_on, starts, ends, label, amount, form,
  period_from, period_to, term, event, reason, second, provisional, papers_due, external_id, period_key, snapshot_id)
SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::bigint[],
  $10::text[], $11::bigint[], $12::text[], $13::date[], $14::date[], $15::date[], $16::text[], $17::bigint[],
  $18::text[], $19::date[], $20::date[], $21::text[], $22::text[], $23::text[], $24::text[], $25::boolean[],
  $26::date[], $27::text[], $28::text[], $29::uuid[])"""


async def _insert_details(
    connection: Connection,
    department: str,
    entries: Sequence[Entry],
    records: Mapping[int, UUID],
    new: Sequence[int],
    details: Sequence[str],
) -> None:
    """`details` are the detail columns as `name type`, in the department's order."""
    if not new or not details:
        return
    names = [detail.split()[0] for detail in details]
    types = ["uuid", "bigint", "bigint", *(detail.split()[1] for detail in details)]
    values: list[list[object]] = [
        [records[n] for n in new],
        [entries[n].person.position for n in new],
        [entries[n].paying_position for n in new],
        *([entries[n].detail.get(name) for n in new] for name in names),
    ]
    arrays = ", ".join(f"${n}::{type}[]" for n, type in enumerate(types, 1))
    await connection.execute(
        f"INSERT INTO {department}_records (id, position, paying_position, {', '.join(names)})"
        f" SELECT * FROM unnest({arrays})",
        [array(column) for column in values],
        prepare=True,
    )


async def _insert_payments(
    connection: Connection, entries: Sequence[Entry], records: Mapping[int, UUID], fresh: Sequence[int]
) -> None:
    rows = [
        (new_id(), records[n], entries[n].person.position, entries[n].paying_position, p.paid_on, p.amount,
         entries[n].external_id)
        for n in fresh
        for p in entries[n].payments
    ]  # fmt: skip # in the order of the columns
    if rows:
        await connection.execute(INSERT_PAYMENTS, columns(rows), prepare=True)


INSERT_PAYMENTS = """INSERT INTO payments (id, record_id, position, paying_position, paid_on, amount, external_id)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::date[], $6::bigint[], $7::text[])"""


async def _insert_clashes(
    connection: Connection,
    entries: Sequence[Entry],
    records: Mapping[int, UUID],
    clashes: Mapping[int, list[Clash]],
) -> None:
    rows = [
        (records[n], c.record, entries[n].person.position, entries[n].paying_position, c.same)
        for n, found in clashes.items()
        for c in found
    ]
    if rows:
        await connection.execute(INSERT_CLASHES, columns(rows), prepare=True)


INSERT_CLASHES = """INSERT INTO record_clashes (record_id, other_id, position, paying_position, same)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[]) ON CONFLICT DO NOTHING"""


async def _change_records(
    connection: Connection, entries: Sequence[Entry], records: Mapping[int, UUID], fresh: Sequence[int]
) -> None:
    changed = [n for n in fresh if entries[n].status in ("ADJUSTED", "ENDED")]
    rows = [
        (records[n], entries[n].happened_on if entries[n].status == "ENDED" else None, entries[n].amount,
         entries[n].reason)
        for n in changed
    ]  # fmt: skip # in the order of the columns
    if rows:
        await connection.execute(CHANGE_RECORDS, columns(rows), prepare=True)


# The chain holds every step; the record shows how it stands.
CHANGE_RECORDS = """UPDATE assistance_records r
SET ended_on = coalesce(c.ended_on, r.ended_on), amount = coalesce(c.amount, r.amount), reason = c.reason
FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::text[]) c(id, ended_on, amount, reason) WHERE r.id = c.id"""
