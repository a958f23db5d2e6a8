"""Feedback entries: what a department reports of one help, checked, and what becomes of it."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple
from uuid import UUID

from policy.hearings import Waived
from policy.periods import Span
from registry.errors import Refusal
from registry.journal.chain import Receipt
from registry.people.person_locks import LockedPerson

Status = Literal["GRANTED", "REFUSED", "PAID", "RETURNED", "RECOVERED", "PAYMENT_VOIDED", "ADJUSTED", "ENDED", "VOIDED"]


@dataclass(frozen=True)
class Payment:
    """One payment of a record, in fen; or in an entry that undoes payments, which it undoes and how much of it."""

    paid_on: datetime.date
    amount: int
    external_id: str | None = None
    of: str | None = None
    """The external id of the payment that it undoes; else its day and amount say which."""
    second: str | None = None
    arrears: str | None = None


class Entry(NamedTuple):
    """One thing a department did, checked, with whom it concerns as locked. A tuple is made in a third of the time."""

    external_id: str
    content: bytes
    status: Status
    person: LockedPerson
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
    snapshot: UUID | None = None
    replaces: str | None = None
    """The external id of the record that was entered in error, for which this one is entered."""
    waived: Waived | None = None
    """Why basic living is ended or reduced without a hearing."""
    before: Callable[[], Iterable[bytes]] = tuple
    """The hashes by which earlier versions knew the same content; made only where its id is known with another."""

    @property
    def county(self) -> str:
        """The county that pays, within which a department gives an external id once."""
        return self.division[:6]

    @property
    def of_record(self) -> str | None:
        """The external id of the record that it changes, ends or voids."""
        return self.record or self.replaces

    @property
    def voids(self) -> bool:
        """Whether the record that it names was entered in error."""
        return self.status == "VOIDED" or self.replaces is not None


@dataclass(frozen=True)
class Clash:
    """Help by someone else that the policy does not mean to be given together with this; kind and month only."""

    department: str
    programme: str
    month: str
    same: str
    record: UUID


class Accepted(NamedTuple):
    """An entry that stands: its record, its receipt, and what it clashes with."""

    record: UUID | None
    receipt: Receipt | None
    replayed: bool
    clashes: tuple[Clash, ...]
    voided: UUID | None = None
    """The record that it voids."""


Outcome = Accepted | Refusal


def subject(entry: Entry) -> UUID:
    """Whom the help is for: the household where the programme's unit is the household and it is registered."""
    household = entry.person.household if entry.unit == "household" else None
    return household or entry.person.identity
