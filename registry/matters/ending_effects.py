"""What steps do to help and categories that end (终止): what is to end is named, proposed, and ended once decided."""

import datetime
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.journal import chain
from registry.matters.proceedings import begin
from registry.matters.taken_steps import Matter, Subject, TakenStep
from registry.people import determinations
from registry.people.households import BELONGS
from registry.store.database import new_id
from registry.targets.helped import follow

LEADS_TO_ENDING = ("END", "ADJUST")


async def propose_endings(taken: TakenStep) -> None:
    """What is verified as no longer due is not ended by that: its ending is proposed (社会救助法 47–48)."""
    for line in taken.answered:
        if line.answer not in LEADS_TO_ENDING:
            continue
        if line.record is not None:
            await _propose(taken, line.person, {"record": str(line.record), "facts_found": line.reason or ""})
        elif line.person is not None and line.answer == "END":
            values = [line.person, taken.actor.department, taken.actor.today]
            for (id,) in await (await taken.connection.execute(DETERMINED, values, prepare=True)).fetchall():
                await _propose(taken, line.person, {"determination": str(id), "facts_found": line.reason or ""})


async def _propose(taken: TakenStep, person: UUID | None, content: dict[str, str]) -> None:
    named = [content.get("record"), content.get("determination"), taken.matter.id]
    if await (await taken.connection.execute(ENDING, named, prepare=True)).fetchone():
        return  # two lines may be about the same help
    if await (await taken.connection.execute(VOIDED, [content.get("record")], prepare=True)).fetchone():
        return  # what was entered in error meanwhile has nothing to end
    procedure, step = taken.catalogue.procedures.of_step("propose_ending")
    own, subject = taken.actor.department, taken.matter.subject
    concerned = Subject(subject.position, subject.household, person or subject.person, subject.identity)
    matter = Matter(new_id(), procedure, "", concerned, taken.matter.handling, own, own, {}, parent=taken.matter.id)
    await begin(taken.opening(matter, step, {**content, "ground": "OTHER"}))


async def name_what_ends(taken: TakenStep) -> None:
    """A record or a determination of one's own, which no other open procedure is to end.

    Raises MISSING, RECORD_NOT_FOUND, NO_DETERMINATION, NOT_THE_OWNER and ENDING_OPEN.
    """
    matter, content = taken.matter, taken.content
    record, determination = content.get("record"), content.get("determination")
    if (record is None) == (determination is None):
        raise Refusal("MISSING", "record", name="record / determination")
    matter.record = UUID(record) if record else None
    matter.determination = UUID(determination) if determination else None
    values = [matter.record, matter.determination, matter.subject.household, taken.actor.today]
    row = await (await taken.connection.execute(OWNER, values, prepare=True)).fetchone()
    if row is None:
        raise Refusal("RECORD_NOT_FOUND" if record else "NO_DETERMINATION", "record" if record else "determination")
    if row[0] != taken.actor.department:
        raise Refusal("NOT_THE_OWNER", "record", value=record or determination, department=row[0])
    ending = [matter.record, matter.determination, matter.id]
    other = await (await taken.connection.execute(ENDING, ending, prepare=True)).fetchone()
    if other is not None:
        raise Refusal("ENDING_OPEN", "record", value=str(other[0]))


async def end_what_was_decided(taken: TakenStep) -> None:
    """End-date what was decided to end; nothing is erased, and what is reduced is fed back by who pays it."""
    matter = taken.matter
    if matter.content.get("decision") != "END":
        return
    on = datetime.date.fromisoformat(taken.content["effective_on"])
    reasons = str(matter.content.get("reasons", ""))
    if matter.determination:
        today, own = taken.actor.today, taken.actor.department
        await determinations.end(taken.connection, own, matter.determination, on, reasons, today)
    elif matter.record:
        await _end_record(taken, matter.record, on, reasons)


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
    link = chain.Link(
        "TERMINATED", ended.identity, ended.household, ended.person, ended.position, on, taken.actor.department,
        programme=ended.programme, record=record, note=reasons, paying_position=ended.paying_position,
        content=taken.matter.id.bytes, status="ENDED",
    )  # fmt: skip # who, where, when, what
    await chain.append(taken.connection, [link])
    await follow(taken.connection, [record], taken.actor.today)


DETERMINED = """SELECT id FROM determinations
WHERE person_id = $1 AND agency = $2 AND superseded_at IS NULL AND valid_from <= $3
  AND (valid_to IS NULL OR $3 < valid_to) ORDER BY id"""

OWNER = f"""SELECT department FROM assistance_records
WHERE id = $1 AND status = 'GRANTED' AND ended_on IS NULL AND household_id = $3
UNION ALL
SELECT d.agency FROM determinations d JOIN memberships m ON m.person_id = d.person_id
WHERE d.id = $2 AND d.superseded_at IS NULL AND (d.valid_to IS NULL OR $4::date < d.valid_to)
  AND m.household_id = $3 AND {BELONGS.format("m")}"""

VOIDED = "SELECT FROM assistance_records WHERE id = $1::uuid AND status = 'VOIDED'"

ENDING = """SELECT id FROM matters
WHERE procedure = 'ending' AND closed_on IS NULL AND id <> $3::uuid
  AND (record_id = $1::uuid OR determination_id = $2::uuid)"""

END_RECORD = """UPDATE assistance_records SET ended_on = $2, reason = $3
WHERE id = $1 AND status = 'GRANTED' AND ended_on IS NULL
RETURNING identity_id, household_id, person_id, position, paying_position, programme, starts"""
