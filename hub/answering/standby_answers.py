"""Answers of the standby: read there, and noted in the access log of the database before anybody sees them."""

from collections.abc import Mapping, Sequence

from planner.plan import Plan
from registry.journal.access_log import answered_elsewhere
from registry.store.standby import LeftOut
from schema.requests.context import Context


async def answer(context: Context, plan: Plan, bound: Sequence[object], settings: Mapping[str, str]) -> bytes | None:
    """The answer of a whole plan; None where there is no standby for it, and the database is to be asked.

    Its row of the access log is on the disk of the database when it comes. Raises TOO_MANY_AT_ONCE and what keeps
    the row from there.
    """
    standby, read_only = context.hub.standby, plan.read_only
    if standby is None or read_only is None or not context.may_lag:
        return None
    try:
        row = await standby.ask(settings, read_only.statement, bound[: read_only.slots], plan.hot, context.claim)
    except LeftOut:
        return None
    if plan.logged:
        noted = answered_elsewhere(context.look, (row[1] or b"{}").decode(), plan.sealed)
        light = context.claim._replace(heavy=False)
        await context.hub.database.ask(settings, noted.statement, noted.values, True, True, light)
    return row[0] or b"null"
