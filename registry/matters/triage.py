"""Triage (分类处置): what a person makes of the warnings of one household (二（四））."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.matters.lines import LineRequest
from registry.matters.matter_locks import about
from registry.matters.proceedings import begin
from registry.matters.step_effects import EFFECTS
from registry.matters.taken_steps import Actor, Content, Matter, Subject, TakenStep
from registry.matters.warning_lines import COMPLEX, Disposed, place_of_event, requests_of
from registry.monitoring import warnings
from registry.people.blocking_matters import COLUMNS, BlockingMatter, listed
from registry.store.connection import Connection
from registry.store.database import new_id


@dataclass(frozen=True)
class Meeting:
    """When a case conference meets about what is complex, and who is invited."""

    on: datetime.date
    topic: str
    invited: Sequence[str] = ()


@dataclass
class Triaged:
    """The household of a triage, the matters that came of it, and whose derived rows they touch."""

    household: UUID
    matters: list[UUID] = field(default_factory=list)
    touched: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Officer:
    """Who triages the warnings of which household."""

    connection: Connection
    catalogue: Catalogue
    actor: Actor
    subject: Subject
    triaged: Triaged

    async def open(
        self, code: str, to: str, content: Content, lines: Sequence[LineRequest] = (), handling: int | None = None
    ) -> None:
        """Open a matter by the step of this code, for the department `to`."""
        procedure, step = self.catalogue.procedures.of_step(code)
        matter = Matter(new_id(), procedure, "", self.subject, handling, self.actor.department, to, {})
        taken = TakenStep(self.connection, self.catalogue, EFFECTS, self.actor, matter, step, content, lines)
        self.triaged.matters.append(await begin(taken))
        self.triaged.touched |= taken.touched


async def triage(
    connection: Connection, catalogue: Catalogue, actor: Actor, items: Sequence[Disposed], meeting: Meeting | None
) -> Triaged:
    """Turn warnings into referrals, one for each department, and into a conference where they are complex (二（四）).

    Raises UNKNOWN_WARNING, WARNING_CLOSED, WARNING_TRIAGED, WARNING_ELSEWHERE, WRONG_DISPOSITION, NOT_AN_OPTION and
    MISSING (a conference without a day).
    """
    household = await _household(connection, items[0].warning)
    subject = await about(connection, actor.department, household, None)
    await _lock(connection, catalogue, actor, household, items)
    officer = Officer(connection, catalogue, actor, subject, Triaged(household))
    await _refer(officer, items)
    if hard := [item.warning for item in items if item.disposition == COMPLEX]:
        await _confer(officer, meeting, hard)
    for item in items:
        await warnings.triage(connection, [item.warning], item.disposition, actor.today)
    return officer.triaged


async def _household(connection: Connection, warning: UUID) -> UUID:
    rows = await connection.execute("SELECT household_id FROM early_warnings WHERE id = $1", [warning])
    row = await rows.fetchone()
    if row is None:
        raise Refusal("UNKNOWN_WARNING", "items[0].warning", value=str(warning))
    household: UUID = row[0]
    return household


async def _lock(
    connection: Connection, catalogue: Catalogue, actor: Actor, household: UUID, items: Sequence[Disposed]
) -> None:
    """Of two officers at one warning the second finds it triaged."""
    locked = await warnings.locked(connection, [item.warning for item in items])
    for n, item in enumerate(items):
        warning = locked[item.warning]
        at = f"items[{n}].warning"
        if warning.household != household:
            raise Refusal("WARNING_ELSEWHERE", at)
        if warning.state == "CLOSED":
            raise Refusal("WARNING_CLOSED", at)
        if warning.state == "TRIAGED":
            made = await connection.fetch(BlockingMatter, MADE, [item.warning, household, str(item.warning)])
            steps = listed(catalogue, made, actor.department)
            raise Refusal("WARNING_TRIAGED", at, disposition=warning.disposition, steps=steps)
        if item.disposition not in (warning.kind, COMPLEX):
            raise Refusal("WRONG_DISPOSITION", f"items[{n}].disposition", kind=warning.kind, value=item.disposition)


async def _refer(officer: Officer, items: Sequence[Disposed]) -> None:
    """One referral for each department; what is urgent is handled where the event was."""
    connection, catalogue = officer.connection, officer.catalogue
    lines = {n: await requests_of(connection, catalogue, officer.actor, item) for n, item in enumerate(items)}
    plain = [line for n, item in enumerate(items) if item.disposition != COMPLEX for line in lines[n]]
    emergency = await place_of_event(connection, catalogue, officer.triaged.household) if plain else None
    referrals: dict[tuple[str, int | None], list[LineRequest]] = {}
    for line in plain:
        urgent = line.programme is not None and catalogue.programmes[line.programme].kind == "emergency"
        referrals.setdefault((line.department, emergency if urgent else None), []).append(line)
    for department, handling in sorted(referrals, key=lambda referral: (referral[0], referral[1] or 0)):
        await officer.open("refer", department, {}, referrals[department, handling], handling)


async def _confer(officer: Officer, meeting: Meeting | None, concerned: Sequence[UUID]) -> None:
    """The conference decides on lines of its own; what it is about stays with its warnings. Raises MISSING."""
    if meeting is None:
        raise Refusal("MISSING", "conference", name="conference")
    content: Content = {
        "planned_for": meeting.on.isoformat(),
        "topic": meeting.topic,
        "warnings": [str(id) for id in concerned],
    }
    if meeting.invited:
        content["invited"] = list(meeting.invited)
    await officer.open("convene", officer.actor.department, content)


# What is open about a triaged warning: the referrals of its lines, or the conference that it is a matter of.
MADE = f"""SELECT {COLUMNS} FROM matters m JOIN matter_lines l ON l.matter_id = m.id
WHERE l.warning_id = $1 AND m.closed_on IS NULL
UNION
SELECT {COLUMNS} FROM matters m CROSS JOIN LATERAL json_array_elements_text(m.content->'warnings') w(id)
WHERE m.household_id = $2 AND m.procedure = 'conference' AND m.closed_on IS NULL AND w.id = $3
ORDER BY 1"""
