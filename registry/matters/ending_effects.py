"""What steps do to help and categories that end (终止): what is to end is named, proposed, and ended once decided."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from policy.periods import months_after
from registry.aid.record_changes import change
from registry.errors import Refusal
from registry.journal import chain
from registry.matters import ending_lines
from registry.matters.ending_lines import (
    IN_ENDING,
    RECORD_IN_ENDING,
    DecidedLine,
    EndingLine,
    Reduction,
    reduced_by_its_agency,
)
from registry.matters.hearings import after_notice
from registry.matters.matter_locks import household_of
from registry.matters.proceedings import begin
from registry.matters.taken_steps import Matter, TakenStep
from registry.people import determinations
from registry.people.person_locks import LAST_HOME
from registry.people.reduced_determinations import Less, reduce
from registry.store.arrays import array
from registry.store.database import new_id
from registry.targets.helped import follow

LEADS_TO_ENDING = ("END", "ADJUST")


class Endable(NamedTuple):
    """What an answer wants to end, whose it is, and the household to which that belongs."""

    record: UUID | None
    determination: UUID | None
    person: UUID | None
    household: UUID


async def propose_endings(taken: TakenStep) -> None:
    """What is verified as no longer due is not ended by that: it is proposed, all of it at once (社会救助法 47–48)."""
    wanted = [line for line in taken.answered if line.answer in LEADS_TO_ENDING]
    records = [line.record for line in wanted if line.record is not None]
    persons = [line.person for line in wanted if line.record is None and line.answer == "END"]
    values = [array(records), array(persons), taken.actor.department, taken.actor.today]
    found = "；".join(dict.fromkeys(line.reason for line in wanted if line.reason))
    lines = await taken.connection.fetch(Endable, ENDABLE, values)
    for household, own in groupby(lines, key=lambda line: line.household):
        await _propose(taken, household, list(own), found)


async def _propose(taken: TakenStep, household: UUID, lines: list[Endable], found: str) -> None:
    """One procedure is about one household: who has left since is heard in the one to which they belong now."""
    procedure, step = taken.catalogue.procedures.of_step("propose_ending")
    own, subject = taken.actor.department, taken.matter.subject
    person = lines[0].person if len(lines) == 1 else None
    if household == subject.household:
        concerned = replace(subject, person=person or subject.person)
    elif (elsewhere := await household_of(taken.connection, household, person)) is not None:
        concerned = elsewhere
        taken.touched.add(household)
    else:
        return
    matter = Matter(new_id(), procedure, "", concerned, taken.matter.handling, own, own, {}, parent=taken.matter.id)
    opening = taken.opening(matter, step, {"ground": "OTHER", "facts_found": found})
    await begin(replace(opening, endings=[EndingLine(line.record, line.determination) for line in lines]))


async def name_what_ends(taken: TakenStep) -> None:
    """Records and determinations of one's own, which no other open procedure is to end; one hearing is about all.

    Raises NO_LINE, MISSING, RECORD_NOT_FOUND, NO_DETERMINATION, NOT_THE_OWNER and ENDING_OPEN.
    """
    matter, content = taken.matter, taken.content
    record, determination = (UUID(content[name]) if name in content else None for name in ("record", "determination"))
    named = [EndingLine(record, determination)] if record or determination or not taken.endings else []
    lines = [*named, *taken.endings]
    if len(lines) == 1:
        matter.record, matter.determination = lines[0]
    own, today = taken.actor.department, taken.actor.today
    await ending_lines.name(taken.connection, taken.catalogue, matter.id, own, matter.location, lines, today)


async def decide_what_ends(taken: TakenStep) -> None:
    """Of each line; the matter says what goes furthest. Raises UNKNOWN_LINE, MISSING, NOT_REDUCED, NOTHING_TO_END."""
    said, today, hearing = taken.content, taken.actor.today, taken.catalogue.procedures.hearing
    reduced = Reduction(*(said.get(name) for name in ("reduced_to", "reduced_support", "reduced_basis")))
    said["decision"] = await ending_lines.decide(
        taken.connection, hearing, taken.matter.id, said["decision"], reduced, taken.decisions, today
    )


async def say_until_when_to_appeal(taken: TakenStep) -> None:
    """The day of delivery is the first on which the decision is known (行政复议法 20、行政诉讼法 46).

    Raises REVERSED_DATES where it lies before the decision.
    """
    hearing = taken.catalogue.procedures.hearing
    delivered = datetime.date.fromisoformat(taken.content["notified_on"])
    row = await (await taken.connection.execute(DECIDED_ON, [taken.matter.id], prepare=True)).fetchone()
    if row and row[0] and delivered < row[0]:
        raise Refusal("REVERSED_DATES", "notifiedOn", earlier=row[0], later=delivered)
    by = delivered + datetime.timedelta(days=hearing.reconsideration_days)
    taken.content["reconsideration_by"] = by.isoformat()
    taken.content["lawsuit_by"] = months_after(delivered, hearing.lawsuit_months).isoformat()


async def end_what_was_decided(taken: TakenStep) -> None:
    """Do to every line what was decided of it, in links that name the procedure; nothing is erased.

    What has ended meanwhile stays as it is, and so does what its agency has reduced as far already.
    Raises BEFORE_THE_NOTICE, REDUCTION_OPEN and what endings raise.
    """
    matter, connection = taken.matter, taken.connection
    on, today = datetime.date.fromisoformat(taken.content["effective_on"]), taken.actor.today
    after_notice(matter.content, on, "effectiveOn")
    number, reasons = matter.content.get("decision_number", ""), matter.content.get("reasons", "")
    why = f"{matter.procedure.zh}（{number}）：{reasons}"
    for line in await ending_lines.decided(connection, matter.id, on):
        if line.answer == "END" and line.determination:
            with placed():
                _, home = await determinations.end(
                    connection, taken.actor.department, line.determination, on, why, today
                )
            taken.touched.add(home)
        elif line.answer == "REDUCE" and line.determination:
            await _reduce_determination(taken, line.determination, line, on, why)
        elif line.answer == "END" and line.record:
            await _end_record(taken, line.record, on, why)
        elif line.answer == "REDUCE" and line.record and line.reduced_to is not None:
            await _reduce_record(taken, line.record, line.reduced_to, on, why)


async def _reduce_determination(
    taken: TakenStep, determination: UUID, line: DecidedLine, on: datetime.date, why: str
) -> None:
    """Raises REDUCTION_OPEN where the decision does not say to what: then its agency has to say it first."""
    hearing, actor = taken.catalogue.procedures.hearing, taken.actor
    if line.reduced_support is None and line.reduced_basis is None:
        if reduced_by_its_agency(hearing, line):
            return
        raise Refusal("REDUCTION_OPEN", "id", value=str(determination))
    less = Less(line.reduced_support, line.reduced_basis, taken.matter.content.get("decision_number"))
    with placed():
        home = await reduce(taken.connection, hearing, actor.department, determination, less, on, why, actor.today)
    if home is not None:
        taken.touched.add(home)


@contextmanager
def placed() -> Iterator[None]:
    """Refusals of an ending name the fields of `carryOut`."""
    try:
        yield
    except Refusal as refusal:
        refusal.path = PLACES.get(refusal.path, refusal.path)
        raise


PLACES = {"on": "effectiveOn", "determination": "id"}


async def _reduce_record(taken: TakenStep, record: UUID, amount: int, on: datetime.date, why: str) -> None:
    reduced = await taken.connection.fetch_one(EndedRecord, RECORD, [record])
    if reduced is None:
        return
    await chain.append(taken.connection, [_told(taken, "ADJUSTED", record, reduced, on, why, amount)])
    await taken.connection.together([change([record])])
    await follow(taken.connection, [record], taken.actor.today)


class EndedRecord(NamedTuple):
    """A record that has just been ended."""

    identity: UUID
    household: UUID | None
    person: UUID | None
    position: int | None
    paying_position: int
    programme: str
    starts: datetime.date


async def _end_record(taken: TakenStep, record: UUID, on: datetime.date, reasons: str) -> None:
    ended = await taken.connection.fetch_one(EndedRecord, END_RECORD, [record, on, reasons])
    if ended is None:
        raise Refusal("RECORD_ENDED", "effectiveOn")
    if on < ended.starts:
        raise Refusal("BEFORE_THE_GRANT", "effectiveOn")
    await chain.append(taken.connection, [_told(taken, "TERMINATED", record, ended, on, reasons)])
    await follow(taken.connection, [record], taken.actor.today)


def _told(
    taken: TakenStep, kind: str, id: UUID, record: EndedRecord, on: datetime.date, why: str, amount: int | None = None
) -> chain.Link:
    return chain.Link(
        kind, record.identity, record.household, record.person, record.position, on, taken.actor.department,
        programme=record.programme, record=id, note=why, paying_position=record.paying_position,
        content=taken.matter.id.bytes, status="ENDED" if kind == "TERMINATED" else kind, amount=amount,
    )  # fmt: skip # who, where, when, what


# What answered lines are about, that stands and is in no open procedure: their records, and the categories of persons.
ENDABLE = f"""SELECT r.id, NULL::uuid, r.person_id, r.household_id FROM assistance_records r
WHERE r.id = ANY($1::uuid[]) AND r.status = 'GRANTED' AND r.ended_on IS NULL AND r.department = $3
  AND ({RECORD_IN_ENDING.format(record="r.id")} LIMIT 1) IS NULL
UNION ALL
SELECT NULL, d.id, d.person_id, m.household_id
FROM determinations d CROSS JOIN LATERAL ({LAST_HOME.format("d.person_id")}) m
WHERE d.person_id = ANY($2::uuid[]) AND d.agency = $3 AND d.superseded_at IS NULL AND d.valid_from <= $4
  AND (d.valid_to IS NULL OR $4 < d.valid_to)
  AND ({IN_ENDING.format(determination="d.id")} LIMIT 1) IS NULL
ORDER BY 4"""

DECIDED_ON = "SELECT max(happened_on) FROM matter_steps WHERE matter_id = $1 AND step = 'decide_ending'"

RECORD = """SELECT identity_id, household_id, person_id, position, paying_position, programme, starts
FROM assistance_records WHERE id = $1 AND status = 'GRANTED' AND ended_on IS NULL FOR UPDATE"""

END_RECORD = """UPDATE assistance_records SET ended_on = $2, reason = $3
WHERE id = $1 AND status = 'GRANTED' AND ended_on IS NULL
RETURNING identity_id, household_id, person_id, position, paying_position, programme, starts"""
