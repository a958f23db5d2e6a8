"""Record writing: the statements by which a batch of feedback writes records, detail, payments and clashes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Clash, Entry, subject
from registry.aid.payment_lines import Line
from registry.journal.batches import Batch
from registry.store.arrays import Rows
from registry.store.connection import Question
from registry.store.pieces import in_pieces


class NewEntry(NamedTuple):
    """An entry that is written, and the record that it makes or changes."""

    entry: Entry
    record: UUID
    period_key: str | None
    clashes: Sequence[Clash]
    lines: Sequence[Line] = ()
    voids: UUID | None = None
    """The record that it voids."""


class NewLine(NamedTuple):
    """A payment line, and the record that it stands in."""

    record: UUID
    line: Line


class NewClash(NamedTuple):
    """One clash of a new entry."""

    of: NewEntry
    clash: Clash


def record_statements(batch: Batch, entries: Sequence[NewEntry], details: Mapping[str, str]) -> Iterator[Question]:
    """What new entries write of records; `details` are the department's detail columns, name → SQL type."""
    made = [new for new in entries if new.entry.status in ("GRANTED", "REFUSED")]
    for some in in_pieces(made):
        yield Question(INSERT_RECORDS, [batch.department, batch.id, *RECORDS.arrays(some)])
        if details:
            yield _details(batch.department, some, details)
    if lines := [NewLine(new.record, line) for new in entries for line in new.lines]:
        yield line_statement(lines)
    if clashes := [NewClash(new, clash) for new in entries for clash in new.clashes]:
        yield Question(INSERT_CLASHES, CLASHES.arrays(clashes))


RECORDS = Rows[NewEntry](
    id=("uuid", lambda new: new.record),
    programme=("text", lambda new: new.entry.programme),
    identity_id=("uuid", lambda new: new.entry.person.identity),
    household_id=("uuid", lambda new: new.entry.person.household),
    person_id=("uuid", lambda new: new.entry.person.person if new.entry.unit == "person" else None),
    subject_id=("uuid", lambda new: subject(new.entry)),
    position=("bigint", lambda new: new.entry.person.position),
    division=("text", lambda new: new.entry.division),
    paying_position=("bigint", lambda new: new.entry.paying_position),
    status=("text", lambda new: new.entry.status),
    happened_on=("date", lambda new: new.entry.happened_on),
    starts=("date", lambda new: new.entry.span.starts),
    ends=("date", lambda new: new.entry.span.ends),
    label=("text", lambda new: new.entry.span.label),
    amount=("bigint", lambda new: new.entry.amount),
    form=("text", lambda new: new.entry.form),
    period_from=("date", lambda new: new.entry.period_from),
    period_to=("date", lambda new: new.entry.period_to),
    term=("text", lambda new: new.entry.term),
    event=("text", lambda new: new.entry.event),
    reason=("text", lambda new: new.entry.reason),
    second=("text", lambda new: new.entry.second),
    provisional=("boolean", lambda new: new.entry.provisional),
    papers_due=("date", lambda new: new.entry.papers_due),
    county=("text", lambda new: new.entry.county),
    external_id=("text", lambda new: new.entry.external_id),
    period_key=("text", lambda new: new.period_key),
    snapshot_id=("uuid", lambda new: new.entry.snapshot),
)

INSERT_RECORDS = f"""INSERT INTO assistance_records (department, batch_id, {RECORDS.names})
SELECT $1::text, $2::uuid, * FROM {RECORDS.unnest("record", first=3)}"""

PAYMENTS = Rows[NewLine](
    record_id=("uuid", lambda row: row.record),
    id=("uuid", lambda row: row.line.id),
    external_id=("text", lambda row: row.line.external_id),
    kind=("text", lambda row: row.line.kind),
    paid_on=("date", lambda row: row.line.day),
    amount=("bigint", lambda row: row.line.amount),
    undoes=("uuid", lambda row: row.line.undoes),
    second=("text", lambda row: row.line.second),
    arrears=("text", lambda row: row.line.arrears),
    reason=("text", lambda row: row.line.reason),
)

# A payment stands where its record stands, whoever of the household was named with it.
INSERT_PAYMENTS = f"""INSERT INTO payments ({PAYMENTS.names}, department, county, position, paying_position)
SELECT payment.*, r.department, left(r.division, 6), r.position, r.paying_position
FROM {PAYMENTS.unnest("payment")} JOIN assistance_records r ON r.id = payment.record_id"""

CLASHES = Rows[NewClash](
    record_id=("uuid", lambda row: row.of.record),
    other_id=("uuid", lambda row: row.clash.record),
    position=("bigint", lambda row: row.of.entry.person.position),
    paying_position=("bigint", lambda row: row.of.entry.paying_position),
    same=("text", lambda row: row.clash.same),
)

INSERT_CLASHES = f"""INSERT INTO record_clashes ({CLASHES.names})
SELECT * FROM {CLASHES.unnest("clash")} ON CONFLICT DO NOTHING"""


def line_statement(lines: Sequence[NewLine]) -> Question:
    """The statement that writes payment lines, a line before what undoes it."""
    return Question(INSERT_PAYMENTS, PAYMENTS.arrays(lines))


def _details(department: str, made: Sequence[NewEntry], details: Mapping[str, str]) -> Question:
    """The row beside each record in the department's own table."""
    rows = Rows[NewEntry](
        id=("uuid", lambda new: new.record),
        position=("bigint", lambda new: new.entry.person.position),
        paying_position=("bigint", lambda new: new.entry.paying_position),
        **{name: (type, _detail(name)) for name, type in details.items()},
    )
    statement = f"INSERT INTO {department}_records ({rows.names}) SELECT * FROM {rows.unnest('detail')}"
    return Question(statement, rows.arrays(made))


def _detail(name: str) -> Callable[[NewEntry], object]:
    return lambda new: new.entry.detail.get(name)
