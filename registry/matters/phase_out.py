"""Phase-out (渐退期): the subsistence allowance goes on for a while after somebody has found work."""

import datetime
from typing import NamedTuple
from uuid import UUID

from policy.periods import months_after
from registry.errors import Refusal
from registry.matters.proceedings import parameter
from registry.matters.taken_steps import TakenStep
from registry.people.blocking_matters import steps_on

RESIDENCES = ("urban", "rural")
"""Of each there is a standard; where nobody has told which holds, an income over both is over the one that does."""


async def check_phase_out(taken: TakenStep) -> None:
    """Once the income after necessary employment costs is over the standard, as long as local policy says at most.

    A reason makes it longer (原则上). What counts is the family's income per head (家庭成员人均收入): the allowance of
    one person taken alone has no phase-out.

    Raises REVERSED_DATES, PHASE_OUT_TOO_LONG, PHASE_OUT_RUNNING, PHASE_OUT_OF_FAMILIES, NOT_ON_ALLOWANCE,
    NOT_OVER_STANDARD and STANDARD_UNKNOWN (三（二）就业救助: 扣减必要的就业成本; 原则上不超过6个月的渐退期).
    """
    content = taken.content
    starts, ends = (datetime.date.fromisoformat(content[name]) for name in ("starts_on", "ends_on"))
    if ends < starts:
        raise Refusal("REVERSED_DATES", "endsOn", earlier=starts, later=ends)
    months = await parameter(taken, "phase_out_months")
    if ends >= (latest := months_after(starts, months)) and not content.get("longer_because"):
        raise Refusal("PHASE_OUT_TOO_LONG", "endsOn", months=months, value=latest - datetime.timedelta(days=1))
    kind = await _family_on_allowance(taken)
    income = content["income"] - content["employment_cost"]
    standards = [await parameter(taken, f"subsistence_standard_{one}") for one in ([kind] if kind else RESIDENCES)]
    if income <= min(standards):
        raise Refusal("NOT_OVER_STANDARD", "income", income=income, standard=min(standards))
    if income <= max(standards):
        raise Refusal("STANDARD_UNKNOWN", "household", income=income)


async def _family_on_allowance(taken: TakenStep) -> str | None:
    """By which standard the household is on the allowance, where that is known."""
    values = [taken.matter.subject.household, taken.matter.id, taken.actor.today]
    found = await taken.connection.fetch_one(Allowance, ALLOWANCE, values)
    if found is None or found.bases is None:
        raise Refusal("NOT_ON_ALLOWANCE", "household")
    if found.running:
        steps = await steps_on(taken.connection, taken.catalogue, [found.running], taken.actor.department)
        raise Refusal("PHASE_OUT_RUNNING", "household", steps=steps)
    if "HOUSEHOLD" not in found.bases:
        raise Refusal("PHASE_OUT_OF_FAMILIES", "household")
    return found.kind


class Allowance(NamedTuple):
    """What is known of a household on the subsistence allowance."""

    running: UUID | None
    """Another phase-out of it."""
    bases: list[str] | None
    """For what its allowances were determined."""
    kind: str | None


ALLOWANCE = """SELECT
  (SELECT id FROM (SELECT id FROM matters
      WHERE procedure = 'phase_out' AND household_id = $1 AND closed_on IS NULL AND id <> $2 OFFSET 0) m
    ORDER BY id LIMIT 1),
  (SELECT array_agg(DISTINCT d.basis) FROM memberships m
      CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d
    WHERE m.household_id = $1 AND m.valid_to IS NULL AND m.superseded_at IS NULL AND d.superseded_at IS NULL
      AND d.category = 'subsistence_allowance' AND d.valid_from <= $3 AND (d.valid_to IS NULL OR $3 < d.valid_to)),
  (SELECT coalesce(subsistence_type, residence) FROM households WHERE id = $1)"""
