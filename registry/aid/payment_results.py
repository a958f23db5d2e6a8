"""Payment results (发放结果): finance says of payments, batch by batch, that they were paid out or came back."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from uuid import UUID

from registry.aid.payment_lines import Ledger, Line, Paid, lock_ledgers
from registry.aid.record_writing import NewLine, line_statement
from registry.errors import Refusal
from registry.journal import chain
from registry.journal.batches import Batch
from registry.journal.chain import Link
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question, planned_once
from registry.store.database import new_id
from registry.targets.helped import CHECK


class Result(NamedTuple):
    """What became of one payment, which its department, county and external id name; `content` is what was sent."""

    department: str
    county: str
    external_id: str
    result: Literal["PAID", "RETURNED"]
    on: datetime.date
    reason: str | None
    content: bytes


class Named(NamedTuple):
    """The payment that the nth result, from 1, is about."""

    n: int
    payment: UUID
    record: UUID


@dataclass
class Changes:
    """What results change: payments that are confirmed, and those that came back with the results that said so."""

    confirmed: dict[UUID, datetime.date] = field(default_factory=dict)
    returned: list[tuple[NewLine, Result]] = field(default_factory=list)


async def report_results(
    connection: Connection, batch: Batch, ranges: str, results: Sequence[Result]
) -> list[Refusal | bool]:
    """Take in results of payments made within these ranges: for each whether it was new, or why not (二（一）).

    The same result again changes nothing. Nobody is named, and nobody is told of: a payment outside the ranges is
    UNKNOWN_PAYMENT as one that there is not.
    """
    question = Question(NAMED, [ranges, *RESULTS.arrays(results)])
    named = {row.n - 1: row for row in await connection.rows(Named, question, len(results) <= FEW)}
    ledgers = await lock_ledgers(connection, {row.record for row in named.values()})
    changes = Changes()
    outcomes = [_outcome(result, named.get(n), ledgers, changes) for n, result in enumerate(results)]
    statements = [*_statements(batch, outcomes, changes, await _records(connection, changes))]
    await connection.together(planned_once(statements) if len(results) <= FEW else statements)
    return outcomes


def _outcome(result: Result, named: Named | None, ledgers: Mapping[UUID, Ledger], changes: Changes) -> Refusal | bool:
    """Whether a result is new, noted among the changes and in the ledger of its record; or why it cannot be."""
    if named is None:
        return Refusal("UNKNOWN_PAYMENT", "paymentExternalId", value=result.external_id)
    ledger = ledgers[named.record]
    paid = ledger.paid
    payment = paid[named.payment]
    if result.result == "RETURNED":
        return _returned(result, payment, paid, changes)
    if not payment.standing:
        return Refusal("PAYMENT_UNDONE", "paymentExternalId")
    if payment.confirmed_on:
        same = payment.confirmed_on == result.on
        return False if same else Refusal("PAYMENT_CONFIRMED", "on", value=payment.confirmed_on)
    if result.on < ledger.granted_on:
        return Refusal("BEFORE_THE_GRANT", "on")
    if result.on < payment.day:
        return Refusal("PAID_BEFORE_ITS_DAY", "on", value=payment.day)
    paid[payment.id] = payment._replace(confirmed_on=result.on)
    changes.confirmed[payment.id] = result.on
    return True


def _returned(result: Result, payment: Paid, paid: dict[UUID, Paid], changes: Changes) -> Refusal | bool:
    if not payment.standing:
        same = payment.returned_on == result.on
        return False if same else Refusal("PAYMENT_UNDONE", "paymentExternalId")
    if result.on < payment.day:
        return Refusal("BEFORE_THE_PAYMENT", "on", value=payment.day)
    id = new_id()
    # An id that no department gives: what finance reports takes none from theirs.
    line = Line(id, str(id), "RETURNED", result.on, payment.standing, undoes=payment.id, reason=result.reason)
    changes.returned.append((NewLine(payment.record, line), result))
    paid[payment.id] = payment._replace(standing=0, returned_on=result.on)
    return True


class Record(NamedTuple):
    """Whose record it is, and what a link about it says."""

    id: UUID
    identity: UUID
    household: UUID | None
    person: UUID | None
    position: int | None
    paying_position: int
    programme: str


async def _records(connection: Connection, changes: Changes) -> dict[UUID, Record]:
    ids = sorted({new.record for new, _ in changes.returned})
    return {r.id: r for r in await connection.rows(Record, Question(RECORDS, [array(ids)]), True)} if ids else {}


def _statements(
    batch: Batch, outcomes: Sequence[Refusal | bool], changes: Changes, records: Mapping[UUID, Record]
) -> Iterator[Question]:
    refused = sum(isinstance(outcome, Refusal) for outcome in outcomes)
    fresh = sum(outcome is True for outcome in outcomes)
    yield batch.row(fresh, len(outcomes) - fresh - refused, batch.items - len(outcomes) + refused)
    if changes.confirmed:
        yield Question(CONFIRM, CONFIRMED.arrays(changes.confirmed.items()))
    if changes.returned:
        yield line_statement([new for new, _ in changes.returned])
        _, links = chain.appending([_link(batch.department, records[n.record], n, r) for n, r in changes.returned])
        yield links
        yield Question(CHECK, [array(list(records))])


def _link(department: str, record: Record, new: NewLine, result: Result) -> Link:
    return Link(
        "PAYMENT_RETURNED", record.identity, record.household, record.person, record.position, result.on, department,
        programme=record.programme, record=record.id, note=result.reason, paying_position=record.paying_position,
        content=result.content, status="RETURNED", amount=new.line.amount,
    )  # fmt: skip # who, where, when, what


RESULTS = Rows[Result](
    department=("text", lambda result: result.department),
    county=("text", lambda result: result.county),
    external_id=("text", lambda result: result.external_id),
)

NAMED = f"""SELECT sent.n, p.id, p.record_id FROM {RESULTS.unnest("sent", first=2, ordinality="n")}
JOIN payments p ON p.department = sent.department AND p.county = sent.county AND p.external_id = sent.external_id
WHERE p.kind = 'PAID' AND p.superseded_at IS NULL AND p.paying_position <@ $1::int8multirange"""

CONFIRMED = Rows[tuple[UUID, datetime.date]](id=("uuid", lambda one: one[0]), on_day=("date", lambda one: one[1]))

CONFIRM = f"""UPDATE payments p SET confirmed_on = c.on_day, confirmed_at = clock_timestamp()
FROM {CONFIRMED.unnest("c")} WHERE p.id = c.id"""

RECORDS = """SELECT id, identity_id, household_id, person_id, position, paying_position, programme
FROM assistance_records WHERE id = ANY($1::uuid[])"""
