"""Payment lines (发放明细): what entries pay or take back of their records, each line against those before it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Entry, Payment
from registry.errors import Refusal
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question, planned_once
from registry.store.database import new_id

UNDOES = {"RETURNED": "RETURNED", "RECOVERED": "RECOVERED", "PAYMENT_VOIDED": "VOIDED"}
"""The statuses of entries that undo payments, and the kinds of their lines."""


class Line(NamedTuple):
    """A line that is to be written: a payment, or what undoes one."""

    id: UUID
    external_id: str
    kind: str
    day: datetime.date
    amount: int
    undoes: UUID | None = None
    second: str | None = None
    arrears: str | None = None
    reason: str | None = None


class Paid(NamedTuple):
    """A payment as it stands: how much of it has not been undone, in fen."""

    record: UUID
    id: UUID
    external_id: str
    day: datetime.date
    amount: int
    standing: int
    confirmed_on: datetime.date | None = None
    returned_on: datetime.date | None = None
    """The day on which the bank last returned of it."""


class PaidRecord(NamedTuple):
    """A record of which something is paid or taken back, as locked."""

    id: UUID
    granted_on: datetime.date
    ended_on: datetime.date | None


class OwnId(NamedTuple):
    """An external id of a payment, in the county that pays it."""

    county: str
    external_id: str


@dataclass
class Ledger:
    """What has been paid of one record, as the entries before in the batch leave it."""

    granted_on: datetime.date
    ended_on: datetime.date | None = None
    paid: dict[UUID, Paid] = field(default_factory=dict)

    def take(self, entry_id: str, status: str, happened_on: datetime.date, reason: str | None,
             payments: Sequence[Payment]) -> list[Line]:  # fmt: skip # what an entry says of payments
        """The lines of an entry, one after the other; raises what is wrong with the first bad one, by its place."""
        lines: list[Line] = []
        for n, payment in enumerate(payments):
            own = own_id(entry_id, payments, n)
            if any(line.external_id == own for line in lines):
                raise Refusal("EXTERNAL_ID_REUSED", f"payments[{n}].externalId")
            try:
                if kind := UNDOES.get(status):
                    lines.append(self._undo(own, kind, happened_on, reason, payment))
                else:
                    lines.append(self._pay(own, payment))
            except Refusal as refusal:
                raise refusal.under(f"payments[{n}]") from None
        return lines

    def _pay(self, own: str, payment: Payment) -> Line:
        if payment.paid_on < self.granted_on:
            raise Refusal("BEFORE_THE_GRANT", "paidOn")
        if self.ended_on and payment.paid_on > self.ended_on and not payment.arrears:
            raise Refusal("RECORD_ENDED", "paidOn")
        same = (p for p in self.paid.values() if (p.day, p.amount) == (payment.paid_on, payment.amount) and p.standing)
        if not payment.second and any(same):
            raise Refusal("ALREADY_REPORTED")
        line = Line(
            new_id(), own, "PAID", payment.paid_on, payment.amount, second=payment.second, arrears=payment.arrears
        )
        self.paid[line.id] = Paid(line.id, line.id, own, line.day, line.amount, line.amount)
        return line

    def _undo(self, own: str, kind: str, day: datetime.date, reason: str | None, payment: Payment) -> Line:
        undone = self._meant(payment)
        if day < undone.day:
            raise Refusal("BEFORE_THE_PAYMENT", value=undone.day)
        if kind == "VOIDED" and undone.confirmed_on:
            raise Refusal("PAYMENT_CONFIRMED", value=undone.confirmed_on)
        if payment.amount > undone.standing:
            raise Refusal("MORE_THAN_PAID", "amount", value=undone.standing)
        self.paid[undone.id] = undone._replace(standing=undone.standing - payment.amount)
        return Line(new_id(), own, kind, day, payment.amount, undoes=undone.id, reason=reason)

    def _meant(self, payment: Payment) -> Paid:
        """The payment that a line undoes: the one it names, or the only one of its day and amount that stands."""
        if payment.of:
            fitting = [p for p in self.paid.values() if p.external_id == payment.of]
        else:
            fitting = [
                p for p in self.paid.values()
                if (p.day, p.amount) == (payment.paid_on, payment.amount) and p.standing
            ]  # fmt: skip # of that day and amount
        if not fitting:
            raise Refusal("PAYMENT_NOT_FOUND", "of")
        if len(fitting) > 1:
            raise Refusal("AMBIGUOUS_PAYMENT", "of", codes=", ".join(p.external_id for p in fitting))
        return fitting[0]

    def copy(self) -> "Ledger":
        """The same, for an entry that may turn out wrong at its last line."""
        return replace(self, paid=dict(self.paid))


async def settled(
    connection: Connection, department: str, entries: Sequence[Entry], records: Mapping[int, UUID]
) -> dict[int, tuple[Line, ...] | Refusal]:
    """The lines of those entries that have payments, or why not, by their place, in the order of the batch (二（一）).

    `records` are the records of the entries that may stand, by their place. The records that are paid are locked: two
    who bring the same payment at once are answered one after the other.
    """
    paying = [n for n in records if entries[n].payments]
    if not paying:
        return {}
    existing = {records[n] for n in paying if entries[n].status != "GRANTED"}
    ledgers = await lock_ledgers(connection, existing) if existing else {}
    taken = await _taken(connection, department, [entries[n] for n in paying])
    found: dict[int, tuple[Line, ...] | Refusal] = {}
    for n, record in records.items():
        entry = entries[n]
        if entry.status == "ENDED" and (ledger := ledgers.get(record)):
            ledger.ended_on = min(entry.happened_on, ledger.ended_on or entry.happened_on)
        if entry.payments:
            found[n] = _lines(entry, record, ledgers, taken)
    return found


def _lines(entry: Entry, record: UUID, ledgers: dict[UUID, Ledger], taken: set[OwnId]) -> tuple[Line, ...] | Refusal:
    """The lines of one entry, noted in its ledger and among the ids that are taken, or nothing of it."""
    ledger = ledgers[record].copy() if record in ledgers else Ledger(entry.happened_on)
    try:
        lines = ledger.take(entry.external_id, entry.status, entry.happened_on, entry.reason, entry.payments)
    except Refusal as refusal:
        return refusal
    for n, line in enumerate(lines):
        if OwnId(entry.county, line.external_id) in taken:
            return Refusal("EXTERNAL_ID_REUSED", f"payments[{n}].externalId")
    taken.update(OwnId(entry.county, line.external_id) for line in lines)
    ledgers[record] = ledger
    return tuple(lines)


def own_id(entry_id: str, payments: Sequence[Payment], n: int) -> str:
    """The external id of the nth payment of an entry: its own, else the entry's, numbered from 1 where it has more."""
    return payments[n].external_id or (entry_id if len(payments) == 1 else f"{entry_id}#{n + 1}")


async def lock_ledgers(connection: Connection, records: Iterable[UUID]) -> dict[UUID, Ledger]:
    """What has been paid of these records, which stay locked."""
    ids = array(list(records))
    # Two statements: the second sees what was written by whoever held the records before.
    _, locked, paid, _ = await connection.together(planned_once([Question(LOCK, [ids]), Question(PAID, [ids])]))
    ledgers = {record.id: Ledger(record.granted_on, record.ended_on) for record in connection.read(PaidRecord, locked)}
    for payment in connection.read(Paid, paid):
        ledgers[payment.record].paid[payment.id] = payment
    return ledgers


OWN_IDS = Rows[OwnId](county=("text", lambda own: own.county), external_id=("text", lambda own: own.external_id))


async def _taken(connection: Connection, department: str, entries: Sequence[Entry]) -> set[OwnId]:
    """Those ids of these entries' lines that are other payments' already."""
    ids = {OwnId(e.county, own_id(e.external_id, e.payments, n)) for e in entries for n in range(len(e.payments))}
    question = Question(TAKEN, [department, *OWN_IDS.arrays(ids)])
    return set(await connection.rows(OwnId, question, len(ids) <= FEW))


LOCK = """SELECT id, happened_on, ended_on FROM assistance_records WHERE id = ANY($1::uuid[])
ORDER BY id FOR NO KEY UPDATE"""

PAID = """SELECT p.record_id, p.id, p.external_id, p.paid_on, p.amount, p.amount - u.undone,
  p.confirmed_on, u.returned_on
FROM payments p CROSS JOIN LATERAL (
  SELECT coalesce(sum(u.amount), 0)::bigint AS undone, max(u.paid_on) FILTER (WHERE u.kind = 'RETURNED') AS returned_on
  FROM payments u WHERE u.record_id = p.record_id AND u.undoes = p.id AND u.superseded_at IS NULL) u
WHERE p.record_id = ANY($1::uuid[]) AND p.kind = 'PAID' AND p.superseded_at IS NULL
ORDER BY p.paid_on, p.id"""

TAKEN = f"""SELECT p.county, p.external_id FROM {OWN_IDS.unnest("own", first=2)}
CROSS JOIN LATERAL (SELECT x.county, x.external_id FROM payments x
  WHERE x.department = $1::text AND x.county = own.county AND x.external_id = own.external_id OFFSET 0) p"""
