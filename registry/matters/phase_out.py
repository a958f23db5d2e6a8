"""Phase-out (渐退期): the subsistence allowance goes on for a while after somebody has found work."""

import datetime

from policy.periods import months_after
from registry.errors import Refusal
from registry.matters.proceedings import parameter
from registry.matters.taken_steps import TakenStep


async def check_phase_out(taken: TakenStep) -> None:
    """Once the income after necessary employment costs is over the standard, as long as local policy says at most.

    A reason makes it longer (原则上).

    Raises REVERSED_DATES, PHASE_OUT_TOO_LONG, PHASE_OUT_RUNNING, NOT_ON_ALLOWANCE and NOT_OVER_STANDARD
    (三（二）就业救助: 扣减必要的就业成本; 原则上不超过6个月的渐退期).
    """
    content = taken.content
    starts, ends = (datetime.date.fromisoformat(content[name]) for name in ("starts_on", "ends_on"))
    if ends < starts:
        raise Refusal("REVERSED_DATES", "endsOn", earlier=starts, later=ends)
    months = await parameter(taken, "phase_out_months")
    if ends >= (latest := months_after(starts, months)) and not content.get("longer_because"):
        raise Refusal("PHASE_OUT_TOO_LONG", "endsOn", months=months, value=latest - datetime.timedelta(days=1))
    values = [taken.matter.subject.household, taken.matter.id, taken.actor.today]
    row = await (await taken.connection.execute(ALLOWANCE, values, prepare=True)).fetchone()
    running, allowed, kind = row or (False, False, None)
    if running:
        raise Refusal("PHASE_OUT_RUNNING", "household")
    if not allowed:
        raise Refusal("NOT_ON_ALLOWANCE", "household")
    standard = await parameter(taken, f"subsistence_standard_{kind or 'rural'}")
    income = content["income"] - content["employment_cost"]
    if income <= standard:
        raise Refusal("NOT_OVER_STANDARD", "income", income=income, standard=standard)


ALLOWANCE = """SELECT
  EXISTS (SELECT FROM matters WHERE procedure = 'phase_out' AND household_id = $1 AND closed_on IS NULL AND id <> $2),
  EXISTS (SELECT FROM memberships m JOIN determinations d ON d.person_id = m.person_id
    WHERE m.household_id = $1 AND m.valid_to IS NULL AND m.superseded_at IS NULL AND d.superseded_at IS NULL
      AND d.category = 'subsistence_allowance' AND d.valid_from <= $3 AND (d.valid_to IS NULL OR $3 < d.valid_to)),
  (SELECT coalesce(subsistence_type, residence) FROM households WHERE id = $1)"""
