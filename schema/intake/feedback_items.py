"""Feedback items, checked: each becomes an entry once it is known whom it names."""

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple, cast

from policy.catalogue import Department as Declared
from policy.catalogue import Programme
from policy.departments import FORMS
from policy.periods import span
from policy.quality_findings import Finding, Quality, Said
from policy.statistics import statistics
from policy.vocabulary import words
from registry import parsing
from registry.aid.feedback import Entry, Payment, Status
from registry.aid.payment_lines import UNDOES, Ledger
from registry.errors import Refusal
from registry.identity.identity_numbers import birth_date
from registry.identity.names import plain_name, read_name
from registry.people.person_locks import LockedPerson
from schema.fields import item_checks
from schema.fields.naming import camel
from schema.fields.without_hearing import waived
from schema.intake.content_hashes import as_typed, content_hash, earlier_hashes, trimmed
from schema.intake.declared_values import declared_values
from schema.intake.item_quality import aged, found
from schema.requests.context import Context

STATUSES = words("feedback_status")
OF_EARLIER = ("PAID", *UNDOES, "ADJUSTED", "ENDED", "VOIDED")
ANEW = ("GRANTED", "REFUSED")
CYCLE = statistics().renewed_within_days
"""In how many days what was done is to be fed back."""


class Draft(NamedTuple):
    """An item whose every field has been checked."""

    number: str
    name: str
    entry: Callable[[LockedPerson], Entry]
    findings: list[Finding]
    """What is odd about it."""


def drafted(context: Context, department: Declared, quality: Quality, item: Any) -> Draft:  # a generated input
    """Check one item; raises the first thing that is wrong with it."""
    today = context.caller.today
    number = item_checks.id_number(item.id_number, "idNumber", today, item.id_kind)
    name = read_name(item.name)
    status = cast(Status, item_checks.needed_code(item.status, "status", STATUSES))
    programme = _programme(context, department, item.programme)
    happened_on = item_checks.past(item.happened_on, "happenedOn", today)
    born = birth_date(number)
    item_checks.after_birth(born, happened_on, "happenedOn")
    division = item_checks.division(context.hub.divisions, item.division, "division", today)
    if not any(lo <= division.lo < hi for lo, hi in context.caller.grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=item.division)
    period_from, period_to = (
        item_checks.ahead(item.period_from, "periodFrom", today),
        item_checks.ahead(item.period_to, "periodTo", today),
    )
    item_checks.ordered(period_from or happened_on, period_to, "periodTo")
    papers_due = item_checks.ahead(item.papers_due, "papersDue", today)
    item_checks.ordered(happened_on, papers_due, "papersDue")
    term = item_checks.term(item.term, "term", programme.period, today)
    event = item_checks.text(item.event, "event", 100)
    _fits(status, item)
    why_not_heard = waived(item.without_hearing, "withoutHearing", today)
    reason = item_checks.text(item.reason, "reason")
    if why_not_heard:
        reason = why_not_heard.told(context.hub.catalogue.procedures.hearing.waivers, reason)
    fields: dict[str, Any] = {
        "external_id": parsing.words(item.external_id, "externalId", 100),
        "status": status,
        "programme": programme.code,
        "unit": programme.unit,
        "division": division.code,
        "paying_position": division.lo,
        "happened_on": happened_on,
        "span": span(programme.period, happened_on, period_from, period_to, term, event),
        "amount": item_checks.fen(item.amount, "amount"),
        "form": item_checks.code(item.form, "form", FORMS) or programme.form,
        "period_from": period_from,
        "period_to": period_to,
        "term": term,
        "event": event,
        "reason": reason,
        "waived": why_not_heard,
        "second": item_checks.text(item.second, "second"),
        "provisional": item.provisional or (programme.aid_first and status == "GRANTED"),
        "papers_due": papers_due,
        "record": item_checks.text(item.record, "record", 100),
        "replaces": item_checks.text(item.replaces, "replaces", 100),
        "snapshot": item_checks.id(item.snapshot, "snapshot") if item.snapshot is not None else None,
        "payments": tuple(
            _payment(status, payment, f"payments[{n}]", today) for n, payment in enumerate(item.payments)
        ),
        "detail": _detail(department, item, today, born),
    }
    if status == "GRANTED":
        # What is wrong with payments that come with a grant is wrong whoever it is for.
        Ledger(happened_on).take(fields["external_id"], status, happened_on, None, fields["payments"])
    own = {name: fields[name] for name in ("happened_on", "period_from", "period_to", "amount", "programme")}
    told = {name: value for name, value in own.items() if value is not None}
    said = Said({**told, "today": today, **aged(born, happened_on)}, CYCLE, programme, status)
    findings = found(quality, said)
    # Only now is all of it known to be spelled in a way that can be written down.
    typed = as_typed(item, number)
    plain = trimmed(typed, term)
    spelled = plain | {"programme": programme.code, "division": division.code, "name": plain_name(name)}
    details = [detail.name for detail in department.details]
    fields["content"] = content_hash(spelled)
    fields["before"] = partial(earlier_hashes, department.code, details, (spelled, plain, typed))
    return Draft(number, name, lambda person: Entry(person=person, **fields), findings)


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


def _detail(department: Declared, item: Any, today: datetime.date, born: datetime.date | None) -> Mapping[str, object]:
    given = {detail.name: getattr(item, detail.name, None) for detail in department.details}
    return declared_values(department.details, given, camel, today, born)
