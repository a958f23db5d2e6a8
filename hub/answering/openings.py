"""Openings: an officer who has been shown many names today is shown more once another has consented."""

from collections.abc import Iterable

from hub.answering.permission import log_attempt
from planner.rights import Need
from policy.spine import registrar
from registry.errors import Refusal
from registry.matters.openings import Day, allowance
from schema.requests.context import Context


async def require_opening(context: Context, needs: Iterable[Need]) -> None:
    """Raise OPENING_NEEDED where an officer of the registrar asks for names beyond what one sees alone in a day.

    The page on which the number is reached is still shown. What is logged of a program has no officer to be counted.
    """
    grant = context.caller.grant
    if grant.officer is None or grant.department != registrar() or not any(need.rule.purpose for need in needs):
        return
    opening = context.hub.catalogue.procedures.confirmation.opening
    position, day = min((lo for lo, _ in grant.ranges), default=0), Day.now(context.caller.today)
    async with context.transaction() as connection:
        found = await allowance(connection, grant.officer.id, opening, position, day)
    if found.spent:
        await log_attempt(context, "OPENING_NEEDED")
        raise Refusal("OPENING_NEEDED", count=found.shown, most=(found.alone or 0) + found.opened, act=opening.act)
