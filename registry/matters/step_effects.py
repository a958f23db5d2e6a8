"""Step effects (办理效果): what a step does beyond its own matter, by the names that `procedures.toml` gives."""

import datetime
import re

from policy.periods import months_after
from registry.errors import Refusal
from registry.matters.conference_effects import settle_warnings
from registry.matters.ending_effects import (
    decide_what_ends,
    end_what_was_decided,
    name_what_ends,
    propose_endings,
    say_until_when_to_appeal,
)
from registry.matters.phase_out import check_phase_out
from registry.matters.referral_effects import (
    all_referrals_answered,
    answer_warnings,
    correct_warnings,
    refer_lines,
    release_warnings,
)
from registry.matters.taken_steps import Effects, TakenStep
from registry.matters.visit_effects import apply_for_needs
from registry.matters.waived_hearings import show_why_not_heard
from registry.targets.maintenance import UNCHECKED

EARLIEST = "2000-01"
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


async def name_a_person(taken: TakenStep) -> None:
    """A notice goes to a person. Raises MISSING."""
    if taken.matter.subject.person is None:
        raise Refusal("MISSING", "person", name="person")


async def count_determinations(taken: TakenStep) -> None:
    """The hub counts what was in force in the month, so that the level above gets what the register holds.

    Raises BAD_MONTH.
    """
    month = str(taken.content.get("month") or taken.matter.content.get("month", ""))
    if not MONTH.fullmatch(month) or not EARLIEST <= month <= f"{taken.actor.today:%Y-%m}":
        raise Refusal("BAD_MONTH", "month")
    first = datetime.date.fromisoformat(f"{month}-01")
    values = [taken.matter.subject.position, first, months_after(first, 1)]
    row = await (await taken.connection.execute(COUNT, values, prepare=True)).fetchone()
    taken.content["count"], taken.content["hash"] = row or (0, "")


async def cross_off_papers(taken: TakenStep) -> None:
    """The record is provisional until no paper is missing (三（三）)."""
    matter = taken.matter
    missing = [paper for paper in matter.content["missing"] if paper not in taken.content["papers"]]
    taken.content["missing"] = missing
    if missing:
        matter.state = "DUE"
    else:
        await taken.connection.execute(COMPLETE, [matter.record], prepare=True)


async def look_again(taken: TakenStep) -> None:
    """What the cross-check says of the household depends on whether this procedure runs."""
    await taken.connection.execute(UNCHECKED, [[taken.matter.subject.household]], prepare=True)


EFFECTS: Effects = {
    effect.__name__: effect
    for effect in (
        refer_lines,
        answer_warnings,
        correct_warnings,
        release_warnings,
        settle_warnings,
        propose_endings,
        name_what_ends,
        show_why_not_heard,
        decide_what_ends,
        say_until_when_to_appeal,
        end_what_was_decided,
        check_phase_out,
        all_referrals_answered,
        name_a_person,
        count_determinations,
        cross_off_papers,
        apply_for_needs,
        look_again,
    )
}

COMPLETE = "UPDATE assistance_records SET provisional = false WHERE id = $1"

# A determination lies where its person does, and by place only persons have an index.
COUNT = """WITH area AS (SELECT lo, hi FROM divisions WHERE lo = $1 ORDER BY hi - lo DESC LIMIT 1)
SELECT count(*)::int, encode(sha256(coalesce(string_agg(d.id::text, ',' ORDER BY d.id), '')::bytea), 'hex')
FROM area a JOIN persons p ON p.position >= 0 AND a.lo <= p.position AND p.position < a.hi
  CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = p.id OFFSET 0) d
WHERE d.superseded_at IS NULL AND d.valid_from < $3 AND (d.valid_to IS NULL OR $2 < d.valid_to)"""
