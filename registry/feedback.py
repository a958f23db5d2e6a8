"""Feedback (反馈): what a department did for someone comes back and becomes a link of the chain (二（一）)."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from policy.periods import Span
from registry import chain
from registry.chain import Link, Receipt
from registry.connection import Connection
from registry.database import new_id
from registry.errors import Refusal
from registry.households import Held

Status = Literal["GRANTED", "REFUSED", "PAID", "ADJUSTED", "ENDED"]
LINKS = {"GRANTED": "ASSISTED", "REFUSED": "REFUSED", "ADJUSTED": "ADJUSTED", "ENDED": "TERMINATED"}


@dataclass(frozen=True)
class Payment:
    """One payment of a recurring help, in fen."""

    paid_on: datetime.date
    amount: int


@dataclass(frozen=True)
class Entry:
    """One thing a department did, checked, with whom it concerns as locked."""

    external_id: str
    content: bytes
    status: Status
    person: Held
    programme: str
    unit: str
    division: str
    paying_position: int
    happened_on: datetime.date
    span: Span
    amount: int | None
    form: str | None
    period_from: datetime.date | None
    period_to: datetime.date | None
    term: str | None
    event: str | None
    reason: str | None
    second: str | None
    provisional: bool
    papers_due: datetime.date | None
    record: str | None
    payments: tuple[Payment, ...]
    detail: Mapping[str, object]


@dataclass(frozen=True)
class Clash:
    """Help by someone else that the policy does not mean to be given together with this; kind and month only."""

    department: str
    programme: str
    month: str
    same: str
    record: UUID


@dataclass(frozen=True)
class Accepted:
    """An entry that stands: its record, its receipt, and what it clashes with."""

    record: UUID | None
    receipt: Receipt | None
    replayed: bool
    clashes: tuple[Clash, ...]


Outcome = Accepted | Refusal


async def accept(
    connection: Connection, department: str, batch: UUID, entries: Sequence[Entry], details: Sequence[str]
) -> list[Outcome]:
    """Take in a batch: one outcome per entry; a bad one loses nothing of the others.

    What has been given is always recorded, whoever else gave it too; only the department's own repetition is
    refused, unless `second` says why. The persons are locked by `households.hold` before.
    """
    decided = await decide(connection, department, entries)
    clashes = await clashing(connection, department, entries, decided)
    fresh = [n for n, d in enumerate(decided) if d.outcome == "ACCEPTED"]
    written = await _write(connection, department, batch, entries, decided, clashes, fresh, details)
    return [_outcome(n, d, clashes, written) for n, d in enumerate(decided)]


async def check(connection: Connection, department: str, entries: Sequence[Entry]) -> list[Outcome]:
    """What would happen, before it is granted: the same decision, and nothing is written."""
    decided = await decide(connection, department, entries)
    clashes = await clashing(connection, department, entries, decided)
    return [_outcome(n, d, clashes, {}) for n, d in enumerate(decided)]


@dataclass(frozen=True)
class Decided:
    """How one entry stands to what is recorded already."""

    outcome: str
    ordinal: int
    known: Accepted | None
    record: UUID | None
    period_key: str | None


async def decide(connection: Connection, department: str, entries: Sequence[Entry]) -> list[Decided]:
    """Each entry against the department's own records and against the batch itself, in one statement."""
    columns = list(zip(*(_compared(entry) for entry in entries), strict=True))
    rows = await connection.execute(DECIDE, [department, *(list(c) for c in columns)], prepare=True)
    return [_decided(entry, *row) for entry, row in zip(entries, await rows.fetchall(), strict=True)]


def _compared(entry: Entry) -> tuple[object, ...]:
    return (
        entry.external_id, entry.content, entry.status, entry.programme, entry.division, _subject(entry),
        entry.span.starts, entry.span.ends, entry.span.label, entry.second, entry.record,
    )  # fmt: skip # in the order of DECIDE's columns


def _subject(entry: Entry) -> UUID:
    """Whom the help is for: the household where the programme's unit is the household and it is registered."""
    household = entry.person.household if entry.unit == "household" else None
    return household or entry.person.identity


def _decided(
    entry: Entry,
    outcome: str,
    ordinal: int,
    record: UUID | None,
    known_record: UUID | None,
    link: UUID | None,
    hash: bytes | None,
) -> Decided:
    known = (
        Accepted(known_record, Receipt(link, bytes(hash)), True, ()) if link and hash is not None else None
    )
    key = None
    if entry.status == "GRANTED" and entry.span.label:
        key = f"{entry.programme}|{_subject(entry)}|{entry.division}|{entry.span.label}|{ordinal}"
    return Decided(outcome, ordinal, known, record, key)


# Two grants are the same help when period name, or for open-ended help any day, is shared.
SAME_PERIOD = """CASE WHEN i.label IS NOT NULL THEN {0}.label = i.label
  ELSE {0}.starts < coalesce(i.ends, 'infinity') AND i.starts < coalesce({0}.ends, 'infinity') END"""

DECIDE = f"""WITH i AS MATERIALIZED (
  SELECT * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::date[], $9::date[],
    $10::text[], $11::text[], $12::text[]) WITH ORDINALITY
    u(ext, content, status, programme, division, subject, starts, ends, label, second, record, n)),
own AS MATERIALIZED (
  SELECT r.*, coalesce(least(r.ended_on, r.ends), r.ends, r.ended_on) AS stops FROM assistance_records r
  WHERE r.department = $1 AND r.subject_id IN (SELECT subject FROM i) AND r.status = 'GRANTED'),
seen AS (
  SELECT i.*,
    (SELECT count(*) FROM (SELECT label, starts, stops AS ends FROM own o WHERE o.programme = i.programme
       AND o.division = i.division AND o.subject_id = i.subject) o WHERE {SAME_PERIOD.format("o")})
    + (SELECT count(*) FROM i e WHERE e.n < i.n AND e.status = 'GRANTED' AND e.ext <> i.ext
       AND e.programme = i.programme AND e.division = i.division AND e.subject = i.subject
       AND {SAME_PERIOD.format("e")}) AS repeats,
    row_number() OVER (PARTITION BY i.ext ORDER BY i.n) AS time
  FROM i)
SELECT CASE
    WHEN f.content_hash = s.content THEN 'REPLAYED'
    WHEN f.content_hash IS NOT NULL THEN 'EXTERNAL_ID_REUSED'
    WHEN s.time > 1 THEN 'TWICE_IN_BATCH'
    WHEN s.record IS NOT NULL AND t.id IS NULL THEN 'RECORD_NOT_FOUND'
    WHEN s.record IS NOT NULL AND t.ended_on IS NOT NULL AND s.status <> 'PAID' THEN 'RECORD_ENDED'
    WHEN s.status = 'GRANTED' AND s.repeats > 0 AND s.second IS NULL THEN 'ALREADY_REPORTED'
    ELSE 'ACCEPTED' END,
  s.repeats::int, t.id, f.record_id, f.link_id, l.hash
FROM seen s
LEFT JOIN feedback_entries f ON f.department = $1 AND f.external_id = s.ext
LEFT JOIN chain_links l ON l.id = f.link_id
LEFT JOIN assistance_records t ON t.department = $1 AND t.external_id = s.record AND t.programme = s.programme
  AND t.subject_id = s.subject AND t.status = 'GRANTED'
ORDER BY s.n"""


async def clashing(
    connection: Connection, department: str, entries: Sequence[Entry], decided: Sequence[Decided]
) -> dict[int, list[Clash]]:
    """Standing help that excludes the granted one (`excludes` of the catalogue), or is the same given elsewhere."""
    granted = [n for n, d in enumerate(decided) if d.outcome == "ACCEPTED" and entries[n].status == "GRANTED"]
    found: dict[int, list[Clash]] = {}
    if not granted:
        return found
    chosen = [entries[n] for n in granted]
    columns = [
        granted,
        [e.programme for e in chosen],
        [e.unit for e in chosen],
        [e.division for e in chosen],
        [e.person.identity for e in chosen],
        [e.person.household for e in chosen],
        [e.span.starts for e in chosen],
        [e.span.ends for e in chosen],
        [e.span.label for e in chosen],
        [e.event for e in chosen],
    ]
    rows = await connection.execute(CLASHES, [department, *columns], prepare=True)
    for n, *clash in await rows.fetchall():
        found.setdefault(n, []).append(Clash(*clash))
    return found


# A household's record covers its members. One house and one event are helped once, whenever; the rest while both stand.
CLASHES = """WITH i AS MATERIALIZED (
  SELECT * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::date[], $9::date[],
    $10::text[], $11::text[]) u(n, programme, unit, division, identity, household, starts, ends, label, event))
SELECT DISTINCT i.n, r.department, r.programme, to_char(r.happened_on, 'YYYY-MM'), x.same, r.id
FROM i
JOIN assistance_records r ON r.status = 'GRANTED' AND (r.identity_id = i.identity OR r.household_id = i.household)
JOIN LATERAL (
  SELECT e.same FROM programme_exclusions e WHERE e.programme = i.programme AND e.other = r.programme
  UNION ALL
  SELECT i.unit WHERE r.programme = i.programme AND (r.department, r.division) IS DISTINCT FROM ($1, i.division)) x ON true
WHERE CASE x.same
    WHEN 'event' THEN r.event = i.event
    WHEN 'house' THEN r.household_id = i.household
    WHEN 'term' THEN r.identity_id = i.identity AND r.label = i.label
    WHEN 'household' THEN coalesce(r.household_id = i.household, r.identity_id = i.identity)
    ELSE r.identity_id = i.identity
      OR (r.person_id IS NULL OR i.unit = 'household') AND r.household_id = i.household END
  AND (x.same IN ('event', 'house', 'term')
    OR r.starts < coalesce(i.ends, 'infinity') AND i.starts < coalesce(least(r.ended_on, r.ends), r.ends, r.ended_on, 'infinity'))
ORDER BY i.n, r.id"""


def _outcome(
    n: int, decided: Decided, clashes: Mapping[int, list[Clash]], written: Mapping[int, Accepted]
) -> Outcome:
    if decided.outcome == "REPLAYED" and decided.known:
        return decided.known
    if decided.outcome != "ACCEPTED":
        path = {"ALREADY_REPORTED": "", "RECORD_NOT_FOUND": "record", "RECORD_ENDED": "record"}
        return Refusal(decided.outcome, path.get(decided.outcome, "externalId"))
    return written.get(n) or Accepted(None, None, False, tuple(clashes.get(n, ())))


async def _write(
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
    records = {n: decided[n].record or new_id() for n in fresh}
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
        columns = [list(column) for column in zip(*rows, strict=True)]
        await connection.execute(INSERT_ENTRIES, [department, batch, *columns], prepare=True)
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
            person.person if e.unit == "person" else None, _subject(e), person.position, e.division,
            e.paying_position, e.status, e.happened_on, e.span.starts, e.span.ends, e.span.label, e.amount, e.form,
            e.period_from, e.period_to, e.term, e.event, e.reason, e.second, e.provisional, e.papers_due,
            e.external_id, decided[n].period_key,
        ))  # fmt: skip # in the order of the columns
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        await connection.execute(INSERT_RECORDS, [department, batch, *columns], prepare=True)


INSERT_RECORDS = """INSERT INTO assistance_records (department, batch_id, id, programme, identity_id, household_id,
  person_id, subject_id, position, division, paying_position, status, happened_on, starts, ends, label, amount, form,
  period_from, period_to, term, event, reason, second, provisional, papers_due, external_id, period_key)
SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::bigint[],
  $10::text[], $11::bigint[], $12::text[], $13::date[], $14::date[], $15::date[], $16::text[], $17::bigint[],
  $18::text[], $19::date[], $20::date[], $21::text[], $22::text[], $23::text[], $24::text[], $25::boolean[],
  $26::date[], $27::text[], $28::text[])"""


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
        values,
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
        columns = [list(column) for column in zip(*rows, strict=True)]
        await connection.execute(INSERT_PAYMENTS, columns, prepare=True)


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
        columns = [list(column) for column in zip(*rows, strict=True)]
        await connection.execute(INSERT_CLASHES, columns, prepare=True)


INSERT_CLASHES = """INSERT INTO record_clashes (record_id, other_id, position, paying_position, same)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[]) ON CONFLICT DO NOTHING"""


async def _change_records(
    connection: Connection, entries: Sequence[Entry], records: Mapping[int, UUID], fresh: Sequence[int]
) -> None:
    changed = [n for n in fresh if entries[n].status in ("ADJUSTED", "ENDED")]
    columns: list[list[object]] = [
        [records[n] for n in changed],
        [entries[n].happened_on if entries[n].status == "ENDED" else None for n in changed],
        [entries[n].amount for n in changed],
        [entries[n].reason for n in changed],
    ]
    if changed:
        await connection.execute(CHANGE_RECORDS, columns, prepare=True)


# The chain holds every step; the record shows how it stands.
CHANGE_RECORDS = """UPDATE assistance_records r
SET ended_on = coalesce(c.ended_on, r.ended_on), amount = coalesce(c.amount, r.amount), reason = c.reason
FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::text[]) c(id, ended_on, amount, reason) WHERE r.id = c.id"""
