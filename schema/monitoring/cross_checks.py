"""Cross-checks on demand, and rules on trial, in the graph (数据比对、规则试算)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Annotated
from uuid import UUID

import strawberry

from auth.ranges import multirange
from planner.shape import Column
from registry.errors import Refusal
from registry.matters.matter_locks import about
from registry.monitoring.cross_check import Tally
from registry.monitoring.cross_check_passes import check_all
from registry.monitoring.rule_trials import RuleTrial, tried
from registry.redaction import quoted
from registry.store.connection import Connection
from registry.targets.sweep import Connect
from schema.fields import item_checks
from schema.fields.mapping import mapped
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act

MOST_CHECKED = 1_000
"""Households of a cross-check in a request, which takes a second or two; a job has no limit."""
MOST_TRIED = 2_000
"""Households on which a rule is tried in a request, which takes some two seconds; a job has no limit."""


@strawberry.type(description="What a cross-check did (比对结果).")
class CrossChecked:
    households: int = mapped(Column("({row}.result ->> 'households')::int"), "How many were checked (比对户数).")
    raised: int = mapped(Column("({row}.result ->> 'raised')::int"), "New warnings (新增预警).")
    gone: int = mapped(
        Column("({row}.result ->> 'gone')::int"),
        "Warnings closed because what they rest on has gone or help has come (消除预警).",
    )


CrossCheckResult = Annotated[
    CrossChecked | Refused, strawberry.union("CrossCheckResult", description="The outcome (比对结果).")
]


@strawberry.type(description="Whom a rule would warn of (规则试算).")
class Simulated:
    division: str = mapped(Column("{row}.division"), "The county's code (县级行政区划代码).")
    households: int = mapped(Column("{row}.households"), "How many households would be warned of (预警户数).")
    newly: int = mapped(
        Column("coalesce({row}.newly, {row}.households)"),
        "How many of these have no open warning by this rule now (其中新增户数).",
    )


async def cross_check(context: Context, division: str | None, household: str | None) -> CrossChecked | Refused:
    """Check the households of a division, or one, now (数据比对)."""
    try:
        if household is not None:
            return await _check_one(context, item_checks.id(household, "household"))
        return await _check_place(context, division)
    except Refusal as refusal:
        return refused(context, refusal)


async def _check_one(context: Context, household: UUID) -> CrossChecked:
    async def work(connection: Connection) -> tuple[Tally, list[UUID]]:
        await about(connection, context.caller.grant.department, household, None)
        return await context.hub.cross_check.check(connection, [household], context.caller.today), []

    tally = await act(context, context.caller.grant.multirange, work)
    return CrossChecked(households=1, raised=tally.raised, gone=tally.gone)


async def _check_place(context: Context, division: str | None) -> CrossChecked:
    grant = context.caller.grant
    if division is None and len(grant.divisions) > 1:
        raise Refusal("MISSING", "division", name="division")
    ((lo, hi),) = places(context, division or grant.divisions[0])
    if await _more(context, [(lo, hi)], MOST_CHECKED):
        raise Refusal("ASK_AS_JOB", "division", most=MOST_CHECKED, name="households", act="startCrossCheck")
    checked = [0]
    ranges = f"{{[{lo},{hi})}}"
    tally = await check_all(_in(context, ranges), context.hub.cross_check, context.caller.today, checked.append)
    return CrossChecked(households=checked[-1], raised=tally.raised, gone=tally.gone)


def _in(context: Context, ranges: str) -> Connect:
    """Transactions that see some places only."""

    @asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        own = context.caller.grant.department
        transaction = context.hub.database.transaction(ranges=ranges, department=own, claim=context.claim)
        async with transaction as connection:
            yield connection

    return connect


def places(context: Context, division: str | None) -> Sequence[tuple[int, int]]:
    """The positions of a division within the caller's, or of all of these.

    Raises UNKNOWN_DIVISION and OUTSIDE_DIVISIONS.
    """
    if division is None:
        return context.caller.ranges
    found = item_checks.division(context.hub.divisions, division, "division", context.caller.today)
    if not any(lo <= found.lo and found.hi <= hi for lo, hi in context.caller.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=division)
    return [(found.lo, found.hi)]


async def _more(context: Context, places: Sequence[tuple[int, int]], most: int) -> bool:
    """Whether more households than so many live there."""
    async with context.transaction() as connection:
        row = await (await connection.execute(COUNT, [multirange(places), most + 1])).fetchone()
    return bool(row and row[0] > most)


async def simulate(context: Context, rule: str, division: str | None) -> list[Simulated]:
    """Whom a rule would warn of, by county; nothing is written (规则试算)."""
    hub, signals = context.hub, context.hub.catalogue.signals
    if rule not in signals:
        raise Refusal("UNKNOWN_RULE", "rule", value=quoted(rule), codes=", ".join(signals))
    where = places(context, division)
    if await _more(context, where, MOST_TRIED):
        raise Refusal("ASK_AS_JOB", "division", most=MOST_TRIED, name="households", act="startSimulation")
    trial = RuleTrial(hub.catalogue, hub.divisions, signals[rule], where, context.caller.today)
    stand = await tried(_in(context, multirange(where)), trial)
    return [Simulated(**county) for county in trial.counties(stand)]


COUNT = """SELECT count(*)::int FROM (SELECT FROM unnest($1::int8multirange) place
  JOIN households h ON h.position >= 0 AND lower(place) <= h.position AND h.position < upper(place) LIMIT $2) h"""
