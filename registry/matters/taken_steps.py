"""Taken steps (办理步骤): a matter, the step that is being taken on it, who takes it, and what the step says."""

import datetime
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from policy.catalogue import Catalogue
from policy.procedures import Procedure, Step
from registry.journal.outbox import Location, Told
from registry.matters.ending_lines import EndingLine, LineDecision
from registry.matters.line_answers import AnsweredLine, LineAnswer
from registry.matters.lines import LineRequest
from registry.matters.warning_outcomes import WarningOutcome
from registry.store.connection import Connection

Content = dict[str, Any]  # what a step says, by its fields: JSON


@dataclass(frozen=True)
class Actor:
    """Who acts, on which day."""

    department: str
    today: datetime.date


@dataclass(frozen=True)
class Subject:
    """What a matter is about: a household and perhaps one person of it, somebody in none, or a division; and where."""

    position: int
    household: UUID | None = None
    person: UUID | None = None
    identity: UUID | None = None
    follows: bool = True
    """Somebody in no household is followed into the one in which they are registered."""


@dataclass
class Matter:
    """A matter as locked, or as it is being opened."""

    id: UUID
    procedure: Procedure
    state: str
    subject: Subject
    handling: int | None
    from_department: str
    to_department: str
    content: Content
    record: UUID | None = None
    determination: UUID | None = None
    parent: UUID | None = None
    external_id: str | None = None
    due_on: datetime.date | None = None
    due_from: datetime.date | None = None
    """From which day it was counted, and how many working days, where it was."""
    due_days: int | None = None

    @property
    def location(self) -> Location:
        """Where its rows lie."""
        return Location(self.subject.household, self.subject.position, self.handling)

    @property
    def sides(self) -> list[Told]:
        """Who hears of its steps: the sender where the household lives, and the receiver where it is handled."""
        sender = Told(self.from_department, self.location._replace(handling_position=None))
        receiver = Told(self.to_department, self.location)
        return list(dict.fromkeys((sender, receiver)))


@dataclass
class TakenStep:
    """A step in the course of being taken; effects read it, and may add to its content."""

    connection: Connection
    catalogue: Catalogue
    effects: "Effects"
    actor: Actor
    matter: Matter
    step: Step
    content: Content
    requests: Sequence[LineRequest] = ()
    answers: Sequence[LineAnswer] = ()
    answered: Sequence[AnsweredLine] = ()
    """The lines of these answers."""
    endings: Sequence[EndingLine] = ()
    """What is proposed to end, besides what the content names."""
    decisions: Sequence[LineDecision] = ()
    """What is decided of lines that the content does not decide of."""
    outcomes: Sequence[WarningOutcome] = ()
    """What is said of single warnings otherwise than of the others."""
    touched: set[UUID] = field(default_factory=set)
    """Households whose derived rows must be made true again, also by the matters that this step opens."""

    def opening(
        self, matter: Matter, step: Step, content: Content, requests: Sequence[LineRequest] = ()
    ) -> "TakenStep":
        """The first step of another matter, which this one opens."""
        return replace(
            self, matter=matter, step=step, content=content, requests=requests, answers=(), answered=(), endings=(),
            outcomes=(),
        )  # fmt: skip # the rest is shared, `touched` too


Effect = Callable[[TakenStep], Awaitable[None]]
Effects = Mapping[str, Effect]
"""What steps do beyond their own matter, by the names that `procedures.toml` gives."""
