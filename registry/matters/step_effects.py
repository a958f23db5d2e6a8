"""Consequences (办理效果): what a step does beyond its own matter, by the names that `procedures.toml` gives."""

import datetime
import re
from itertools import groupby
from uuid import UUID

from policy.periods import months_after
from registry.errors import Refusal
from registry.journal import chain
from registry.matters.lines import Asked
from registry.matters.proceedings import Doing, Effects, Matter, Subject, begin, parameter
from registry.monitoring import warnings
from registry.people import determinations
from registry.store.database import new_id
from registry.targets.helped import follow

LEADS_TO_ENDING = {"END": "END", "ADJUST": "REDUCE"}
EARLIEST = "2000-01"
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


async def refer_lines(doing: Doing) -> None:
    """The lines become referrals, one for each department (二（四）: 转交（办）相关社会救助管理部门)."""
    by_department = sorted(doing.asked, key=lambda line: line.department)
    for department, lines in groupby(by_department, key=lambda line: line.department):
        await _refer(doing, department, list(lines))


async def _refer(doing: Doing, department: str, lines: list[Asked]) -> None:
    procedure, step = doing.catalogue.procedures.of_step("refer")
    matter = doing.matter
    referral = Matter(
        new_id(), procedure, "", matter.subject, matter.handling, doing.actor.department, department, {},
        parent=matter.id,
    )  # fmt: skip # in the order of the fields
    opened = Doing(doing.connection, doing.catalogue, referral, step, doing.actor, {}, asked=lines)
    await begin(opened, EFFECTS)
    doing.touched |= opened.touched


async def answer_warnings(doing: Doing) -> None:
    """A warning is closed once it is answered: confirmed where help was due, given or lapses, else a false positive."""
    about = [line.warning for line in doing.answered if line.warning]
    await warnings.answered(doing.connection, about, doing.actor.department, doing.actor.today)


async def release_warnings(doing: Doing) -> None:
    """What is taken back leaves its warnings to be triaged anew."""
    await warnings.release(doing.connection, doing.matter.id)


async def propose_endings(doing: Doing) -> None:
    """What is verified as no longer due is not ended by that: its ending is proposed (社会救助法 47–48)."""
    for line in doing.answered:
        if line.answer not in LEADS_TO_ENDING:
            continue
        if line.record is not None:
            await _propose(doing, line.person, {"record": str(line.record), "facts_found": line.reason or ""})
        elif line.person is not None and line.answer == "END":
            values = [line.person, doing.actor.department, doing.actor.today]
            for (id,) in await (await doing.connection.execute(DETERMINED, values, prepare=True)).fetchall():
                await _propose(doing, line.person, {"determination": str(id), "facts_found": line.reason or ""})


async def _propose(doing: Doing, person: UUID | None, said: dict[str, str]) -> None:
    about = [said.get("record"), said.get("determination"), doing.matter.id]
    if await (await doing.connection.execute(ENDING, about, prepare=True)).fetchone():
        return  # two lines may be about the same help
    procedure, step = doing.catalogue.procedures.of_step("propose_ending")
    own, subject = doing.actor.department, doing.matter.subject
    concerned = Subject(subject.position, subject.household, person or subject.person, subject.identity)
    matter = Matter(new_id(), procedure, "", concerned, doing.matter.handling, own, own, {}, parent=doing.matter.id)
    opened = Doing(doing.connection, doing.catalogue, matter, step, doing.actor, {**said, "ground": "OTHER"})
    await begin(opened, EFFECTS)
    doing.touched |= opened.touched


async def name_what_ends(doing: Doing) -> None:
    """A record or a determination of one's own, which no other open procedure is to end.

    Raises MISSING, RECORD_NOT_FOUND, NO_DETERMINATION, NOT_THE_OWNER and ENDING_OPEN.
    """
    matter, said = doing.matter, doing.said
    record, determination = said.get("record"), said.get("determination")
    if (record is None) == (determination is None):
        raise Refusal("MISSING", "record", name="record / determination")
    matter.record = UUID(record) if record else None
    matter.determination = UUID(determination) if determination else None
    values = [matter.record, matter.determination, matter.subject.household]
    row = await (await doing.connection.execute(OWNER, values, prepare=True)).fetchone()
    if row is None:
        raise Refusal("RECORD_NOT_FOUND" if record else "NO_DETERMINATION", "record" if record else "determination")
    if row[0] != doing.actor.department:
        raise Refusal("NOT_THE_OWNER", "record", value=record or determination, department=row[0])
    ending = [matter.record, matter.determination, matter.id]
    other = await (await doing.connection.execute(ENDING, ending, prepare=True)).fetchone()
    if other is not None:
        raise Refusal("ENDING_OPEN", "record", value=str(other[0]))


async def end_what_was_decided(doing: Doing) -> None:
    """End-date what was decided to end; nothing is erased, and what is reduced is fed back by who pays it."""
    matter = doing.matter
    if matter.content.get("decision") != "END":
        return
    on = datetime.date.fromisoformat(doing.said["effective_on"])
    reasons = str(matter.content.get("reasons", ""))
    if matter.determination:
        await determinations.end(doing.connection, doing.actor.department, matter.determination, on, reasons)
    elif matter.record:
        await _end_record(doing, matter.record, on, reasons)


async def _end_record(doing: Doing, record: UUID, on: datetime.date, reasons: str) -> None:
    row = await (await doing.connection.execute(END_RECORD, [record, on, reasons], prepare=True)).fetchone()
    if row is None:
        raise Refusal("RECORD_ENDED", "effectiveOn")
    identity, household, person, position, paying, programme, starts = row
    if on < starts:
        raise Refusal("BEFORE_THE_GRANT", "effectiveOn")
    link = chain.Link(
        "TERMINATED", identity, household, person, position, on, doing.actor.department, programme=programme,
        record=record, note=reasons, paying_position=paying, content=doing.matter.id.bytes,
    )  # fmt: skip # who, where, when, what
    await chain.append(doing.connection, [link])
    await follow(doing.connection, [record], doing.actor.today)


async def check_phase_out(doing: Doing) -> None:
    """At most as long as local policy says, once the income after necessary employment costs is over the standard.

    Raises REVERSED_DATES, PHASE_OUT_TOO_LONG, PHASE_OUT_RUNNING, NOT_ON_ALLOWANCE and NOT_OVER_STANDARD
    (三（二）就业救助: 扣减必要的就业成本; 原则上不超过6个月的渐退期).
    """
    said = doing.said
    starts, ends = (datetime.date.fromisoformat(said[name]) for name in ("starts_on", "ends_on"))
    if ends < starts:
        raise Refusal("REVERSED_DATES", "endsOn", earlier=starts, later=ends)
    months = await parameter(doing, "phase_out_months")
    if ends >= (latest := months_after(starts, months)):
        raise Refusal("PHASE_OUT_TOO_LONG", "endsOn", months=months, value=latest - datetime.timedelta(days=1))
    values = [doing.matter.subject.household, doing.matter.id, doing.actor.today]
    row = await (await doing.connection.execute(ALLOWANCE, values, prepare=True)).fetchone()
    running, allowed, kind = row or (False, False, None)
    if running:
        raise Refusal("PHASE_OUT_RUNNING", "household")
    if not allowed:
        raise Refusal("NOT_ON_ALLOWANCE", "household")
    standard = await parameter(doing, f"subsistence_standard_{kind or 'rural'}")
    income = said["income"] - said["employment_cost"]
    if income <= standard:
        raise Refusal("NOT_OVER_STANDARD", "income", income=income, standard=standard)


async def all_referrals_answered(doing: Doing) -> None:
    """An application is not closed over a referral without an answer. Raises REFERRALS_OPEN."""
    row = await (await doing.connection.execute(UNANSWERED, [doing.matter.id], prepare=True)).fetchone()
    if row and row[0]:
        raise Refusal("REFERRALS_OPEN", "id", count=row[0])


async def name_a_person(doing: Doing) -> None:
    """A notice goes to a person. Raises MISSING."""
    if doing.matter.subject.person is None:
        raise Refusal("MISSING", "person", name="person")


async def count_determinations(doing: Doing) -> None:
    """The hub counts what was in force in the month, so that the level above gets what the register holds."""
    month = str(doing.said.get("month") or doing.matter.content.get("month", ""))
    if not MONTH.fullmatch(month) or not EARLIEST <= month <= f"{doing.actor.today:%Y-%m}":
        raise Refusal("BAD_MONTH", "month")
    first = datetime.date.fromisoformat(f"{month}-01")
    values = [doing.matter.subject.position, first, months_after(first, 1)]
    row = await (await doing.connection.execute(COUNT, values, prepare=True)).fetchone()
    doing.said["count"], doing.said["hash"] = row or (0, "")


async def cross_off_papers(doing: Doing) -> None:
    """The record is provisional until no paper is missing (三（三）)."""
    matter = doing.matter
    missing = [paper for paper in matter.content["missing"] if paper not in doing.said["papers"]]
    doing.said["missing"] = missing
    if missing:
        matter.state = "DUE"
    else:
        await doing.connection.execute(COMPLETE, [matter.record], prepare=True)


EFFECTS: Effects = {
    effect.__name__: effect
    for effect in (
        refer_lines,
        answer_warnings,
        release_warnings,
        propose_endings,
        name_what_ends,
        end_what_was_decided,
        check_phase_out,
        all_referrals_answered,
        name_a_person,
        count_determinations,
        cross_off_papers,
    )
}


DETERMINED = """SELECT id FROM determinations
WHERE person_id = $1 AND agency = $2 AND superseded_at IS NULL AND valid_from <= $3
  AND (valid_to IS NULL OR $3 < valid_to) ORDER BY id"""

OWNER = """SELECT department FROM assistance_records
WHERE id = $1 AND status = 'GRANTED' AND ended_on IS NULL AND household_id = $3
UNION ALL
SELECT d.agency FROM determinations d JOIN memberships m ON m.person_id = d.person_id
WHERE d.id = $2 AND d.superseded_at IS NULL AND d.valid_to IS NULL
  AND m.household_id = $3 AND m.valid_to IS NULL AND m.superseded_at IS NULL"""

ENDING = """SELECT id FROM matters
WHERE procedure = 'ending' AND closed_on IS NULL AND id <> $3::uuid
  AND (record_id = $1::uuid OR determination_id = $2::uuid)"""

END_RECORD = """UPDATE assistance_records SET ended_on = $2, reason = $3 WHERE id = $1 AND ended_on IS NULL
RETURNING identity_id, household_id, person_id, position, paying_position, programme, starts"""

ALLOWANCE = """SELECT
  EXISTS (SELECT FROM matters WHERE procedure = 'phase_out' AND household_id = $1 AND closed_on IS NULL AND id <> $2),
  EXISTS (SELECT FROM memberships m JOIN determinations d ON d.person_id = m.person_id
    WHERE m.household_id = $1 AND m.valid_to IS NULL AND m.superseded_at IS NULL AND d.superseded_at IS NULL
      AND d.category = 'subsistence_allowance' AND d.valid_from <= $3 AND (d.valid_to IS NULL OR $3 < d.valid_to)),
  (SELECT coalesce(subsistence_type, residence) FROM households WHERE id = $1)"""

UNANSWERED = """SELECT count(*)::int FROM matters
WHERE parent_id = $1 AND procedure = 'referral' AND state NOT IN ('ANSWERED', 'CLOSED', 'WITHDRAWN')"""

COMPLETE = "UPDATE assistance_records SET provisional = false WHERE id = $1"

COUNT = """WITH area AS (SELECT lo, hi FROM divisions WHERE lo = $1 ORDER BY hi - lo DESC LIMIT 1)
SELECT count(*)::int, encode(sha256(coalesce(string_agg(d.id::text, ',' ORDER BY d.id), '')::bytea), 'hex')
FROM determinations d, area a
WHERE a.lo <= d.position AND d.position < a.hi AND d.superseded_at IS NULL
  AND d.valid_from < $3 AND (d.valid_to IS NULL OR $2 < d.valid_to)"""
