"""Feedback items, checked: each becomes an entry once it is known whom it names."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, cast

from policy.catalogue import Department as Declared
from policy.catalogue import Programme
from policy.clauses import Value
from policy.departments import FORMS
from policy.periods import Span, span
from policy.quality_findings import Finding, Said
from policy.vocabulary import words
from registry import parsing
from registry.aid.feedback import Entry, Payment, Status
from registry.aid.known_entries import Sent
from registry.aid.payment_lines import UNDOES, Ledger
from registry.errors import Refusal
from registry.identity.identity_numbers import birth_date
from registry.identity.names import plain_name, read_name
from registry.people.person_locks import LockedPerson
from registry.reference.divisions import Division
from schema.fields import item_checks
from schema.fields.naming import camel
from schema.fields.without_hearing import waived
from schema.intake.content_hashes import as_typed, content_hash, earlier_hashes, trimmed
from schema.intake.declared_values import declared_values
from schema.intake.item_quality import aged, found, of_feedback
from schema.requests.context import Context
from schema.requests.source_tally import CYCLE

STATUSES = words("feedback_status")
OF_EARLIER = ("PAID", *UNDOES, "ADJUSTED", "ENDED", "VOIDED")
ANEW = ("GRANTED", "REFUSED")


class Draft(NamedTuple):
    """An item whose every field has been checked."""

    number: str
    name: str
    entry: Callable[[LockedPerson], Entry]
    findings: list[Finding]
    """What is odd about it."""
    sent: Sent
    cites: bool
    """It answers a list of targets."""
    happened_on: datetime.date
    division: str


class Frame(NamedTuple):
    """What thousands of items of a batch say alike, checked: which help, when, where, of which days."""

    status: Status
    programme: Programme
    happened_on: datetime.date
    division: Division
    period_from: datetime.date | None
    period_to: datetime.date | None
    papers_due: datetime.date | None
    term: str | None
    event: str | None
    span: Span
    form: str


FRAME = [
    "status",
    "programme",
    "happened_on",
    "division",
    "period_from",
    "period_to",
    "papers_due",
    "term",
    "event",
    "form",
]
KEPT = 1024
"""What is kept checked of a batch: frames, and what rules of quality say of days, amounts and ages."""


class Drafting:
    """The checks of a batch's items: what many of them say alike is checked once."""

    def __init__(self, context: Context, department: Declared) -> None:
        self._context, self._department, self._today = context, department, context.caller.today
        self._details = [detail.name for detail in department.details]
        self._quality = of_feedback(context)
        self._framed = lru_cache(maxsize=KEPT)(self._frame)
        self._judged = lru_cache(maxsize=KEPT)(self._findings)

    def __call__(self, item: Any) -> Draft:  # a generated input
        """Check one item; raises the first thing that is wrong with it."""
        today = self._today
        number = item_checks.id_number(item.id_number, "idNumber", today, item.id_kind)
        name = read_name(item.name)
        told = [getattr(item, field) for field in FRAME]
        try:
            frame = self._framed(*told)
        except TypeError:  # something is no text, and cannot be looked up
            frame = self._frame(*told)
        born = birth_date(number)
        item_checks.after_birth(born, frame.happened_on, "happenedOn")
        _fits(frame.status, item)
        why_not_heard = waived(item.without_hearing, "withoutHearing", today)
        reason = item_checks.text(item.reason, "reason")
        if why_not_heard:
            reason = why_not_heard.told(self._context.hub.catalogue.procedures.hearing.waivers, reason)
        fields: dict[str, Any] = {
            "external_id": parsing.words(item.external_id, "externalId", 100),
            "status": frame.status,
            "programme": frame.programme.code,
            "unit": frame.programme.unit,
            "division": frame.division.code,
            "paying_position": frame.division.lo,
            "happened_on": frame.happened_on,
            "span": frame.span,
            "amount": item_checks.fen(item.amount, "amount"),
            "form": frame.form,
            "period_from": frame.period_from,
            "period_to": frame.period_to,
            "term": frame.term,
            "event": frame.event,
            "reason": reason,
            "waived": why_not_heard,
            "second": item_checks.text(item.second, "second"),
            "provisional": item.provisional or (frame.programme.aid_first and frame.status == "GRANTED"),
            "papers_due": frame.papers_due,
            "record": item_checks.text(item.record, "record", 100),
            "replaces": item_checks.text(item.replaces, "replaces", 100),
            "snapshot": item_checks.id(item.snapshot, "snapshot") if item.snapshot is not None else None,
            "payments": tuple(
                [_payment(frame.status, payment, f"payments[{n}]", today) for n, payment in enumerate(item.payments)]
            ),
            "detail": self._detail(item, born),
        }
        if fields["payments"] and frame.status == "GRANTED":
            # What is wrong with payments that come with a grant is wrong whoever it is for.
            ledger = Ledger(frame.happened_on)
            ledger.take(fields["external_id"], frame.status, frame.happened_on, None, fields["payments"])
        age = tuple(aged(born, frame.happened_on).items())
        days = frame.happened_on, frame.period_from, frame.period_to
        findings = list(self._judged(frame.programme.code, frame.status, days, fields["amount"], age))
        # Only now is all of it known to be spelled in a way that can be written down.
        codes = {"programme": frame.programme.code, "division": frame.division.code, "name": plain_name(name)}
        fields["content"] = content_hash(trimmed(item, number, frame.term) | codes)
        fields["before"] = partial(self._before, item, number, frame.term, codes)
        sent = Sent(frame.division.code[:6], fields["external_id"], fields["content"])
        cites = fields["snapshot"] is not None
        of = frame.happened_on, frame.division.code
        return Draft(number, name, lambda person: Entry(person=person, **fields), findings, sent, cites, *of)

    def _findings(
        self,
        programme: str,
        status: Status,
        days: Sequence[datetime.date | None],
        amount: int | None,
        age: Sequence[tuple[str, Value]],
    ) -> list[Finding]:
        """What is odd about an item that says so, as rules of quality name it."""
        own: dict[str, Value] = dict(zip(("happened_on", "period_from", "period_to"), days, strict=True))
        own |= {"amount": amount, "programme": programme}
        told = {name: value for name, value in own.items() if value is not None}
        chosen = self._context.hub.catalogue.programmes[programme]
        return found(self._quality, Said({**told, "today": self._today, **dict(age)}, CYCLE, chosen, status))

    def _before(self, item: Any, number: str, term: str | None, codes: dict[str, str]) -> Iterator[bytes]:
        """The hashes by which earlier versions knew the content."""
        plain = trimmed(item, number, term)
        spellings = (plain | codes, plain, as_typed(item, number))
        return earlier_hashes(self._department.code, self._details, spellings)

    def _frame(
        self,
        status: object,
        programme: str,
        happened_on: object,
        division: object,
        period_from: object,
        period_to: object,
        papers_due: object,
        term: object,
        event: object,
        form: object,
    ) -> Frame:
        today = self._today
        kind = cast(Status, item_checks.needed_code(status, "status", STATUSES))
        chosen = _programme(self._context, self._department, programme)
        day = item_checks.past(happened_on, "happenedOn", today)
        place = item_checks.division(self._context.hub.divisions, division, "division", today)
        if not any(lo <= place.lo < hi for lo, hi in self._context.caller.grant.ranges):
            raise Refusal("OUTSIDE_DIVISIONS", "division", value=division)
        first, last = (
            item_checks.ahead(period_from, "periodFrom", today),
            item_checks.ahead(period_to, "periodTo", today),
        )
        item_checks.ordered(first or day, last, "periodTo")
        papers = item_checks.ahead(papers_due, "papersDue", today)
        item_checks.ordered(day, papers, "papersDue")
        named = item_checks.term(term, "term", chosen.period, today)
        what = item_checks.text(event, "event", 100)
        days = span(chosen.period, day, first, last, named, what)
        given = item_checks.code(form, "form", FORMS) or chosen.form
        return Frame(kind, chosen, day, place, first, last, papers, named, what, days, given)

    def _detail(self, item: Any, born: datetime.date | None) -> Mapping[str, object]:
        given = {name: getattr(item, name, None) for name in self._details}
        told = {name: value for name, value in given.items() if value is not None}
        return declared_values(self._department.details, told, camel, self._today, born)


def _programme(context: Context, department: Declared, given: str) -> Programme:
    found = item_checks.programme(context.hub.catalogue, given, department.code, "programme")
    if found.department != department.code:
        raise Refusal("PROGRAMME_OF_ANOTHER_DEPARTMENT", "programme", value=found.code, department=found.department)
    return found


def _fits(status: str, item: Any) -> None:
    """What each status needs, and what does not belong to it."""
    if status in OF_EARLIER and not item.record:
        raise Refusal("MISSING", "record", name="record")
    if status not in OF_EARLIER and item.record:
        raise Refusal("NOT_EXPECTED", "record", name="record")
    if status not in ANEW and item.replaces:
        raise Refusal("NOT_EXPECTED", "replaces", name="replaces")
    if status not in ("ENDED", "ADJUSTED") and item.without_hearing:
        raise Refusal("NOT_EXPECTED", "withoutHearing", name="withoutHearing")
    if (status in ("REFUSED", *UNDOES, "ADJUSTED", "ENDED", "VOIDED") or item.replaces) and not item.reason:
        raise Refusal("REASON_NEEDED", "reason")
    if status in ("PAID", *UNDOES) and not item.payments:
        raise Refusal("MISSING", "payments", name="payments")
    if status not in ("GRANTED", "PAID", *UNDOES) and item.payments:
        raise Refusal("NOT_EXPECTED", "payments", name="payments")


def _payment(status: str, payment: Any, path: str, today: datetime.date) -> Payment:
    """One line, checked; which payment it undoes is said only where it undoes one, and why again only where it pays."""
    amount = item_checks.fen(payment.amount, f"{path}.amount")
    if not amount:
        raise Refusal("NO_AMOUNT", f"{path}.amount")
    for name in ("second", "arrears") if status in UNDOES else ("of",):
        if getattr(payment, name):
            raise Refusal("NOT_EXPECTED", f"{path}.{name}", name=name)
    return Payment(
        item_checks.past(payment.paid_on, f"{path}.paidOn", today),
        amount,
        external_id=item_checks.text(payment.external_id, f"{path}.externalId", 100),
        of=item_checks.text(payment.of, f"{path}.of", 110),
        second=item_checks.text(payment.second, f"{path}.second"),
        arrears=item_checks.text(payment.arrears, f"{path}.arrears"),
    )
