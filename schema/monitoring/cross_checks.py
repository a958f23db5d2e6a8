"""Cross-checks on demand, and rules on trial, in the graph (数据比对、规则试算)."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated
from uuid import UUID

import strawberry

from registry.errors import Refusal
from registry.matters.matter_locks import about
from registry.monitoring.cross_check import Tally
from registry.monitoring.cross_check_passes import check_all
from registry.monitoring.cross_check_passes import simulate as simulate_signal
from registry.redaction import quoted
from registry.store.connection import Connection
from registry.targets.sweep import Connect
from schema.fields import item_checks
from schema.fields.mapping import mapped
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act

MOST_AT_ONCE = 20_000
"""Households of a cross-check or trial asked for over HTTP; the command line has no limit."""


@strawberry.type(description="What a cross-check did (比对结果).")
class CrossChecked:
    households: int = mapped(None, "How many were checked (比对户数).")
    raised: int = mapped(None, "New warnings (新增预警).")
    gone: int = mapped(None, "Warnings closed because what they rest on has gone or help has come (消除预警).")


CrossCheckResult = Annotated[
    CrossChecked | Refused, strawberry.union("CrossCheckResult", description="The outcome (比对结果).")
]


@strawberry.type(description="Whom a rule would warn of (规则试算).")
class Simulated:
    division: str = mapped(None, "The county's code (县级行政区划代码).")
    households: int = mapped(None, "How many households would be warned of (预警户数).")


async def cross_check(context: Context, division: str | None, household: str | None) -> CrossChecked | Refused:
    """Check the households of a division, or one, now (数据比对)."""
    try:
        if household is not None:
            return await _check_one(context, item_checks.id(household, "household"))
        return await _check_place(context, *await _place(context, division))
    except Refusal as refusal:
        return refused(context, refusal)


async def _check_one(context: Context, household: UUID) -> CrossChecked:
    async def work(connection: Connection) -> tuple[Tally, list[UUID]]:
        await about(connection, context.caller.grant.department, household, None)
        return await context.hub.cross_check.check(connection, [household], context.caller.today), []

    tally = await act(context, context.caller.grant.multirange, work)
    return CrossChecked(households=1, raised=tally.raised, gone=tally.gone)


async def _check_place(context: Context, lo: int, hi: int) -> CrossChecked:
    checked = [0]
    tally = await check_all(_in(context, lo, hi), context.hub.cross_check, context.caller.today, checked.append)
    return CrossChecked(households=checked[-1], raised=tally.raised, gone=tally.gone)


def _in(context: Context, lo: int, hi: int) -> Connect:
    """Transactions that see one place only."""

    @asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        own, ranges = context.caller.grant.department, f"{{[{lo},{hi})}}"
        transaction = context.hub.database.transaction(ranges=ranges, department=own, claim=context.claim)
        async with transaction as connection:
            yield connection

    return connect


async def _place(context: Context, division: str | None) -> tuple[int, int]:
    """The positions asked for, within the caller's divisions, and not too many households in them.

    Raises UNKNOWN_DIVISION, OUTSIDE_DIVISIONS and TOO_MANY_HOUSEHOLDS.
    """
    grant = context.caller.grant
    own = [division] if division is not None else list(grant.divisions)
    if len(own) > 1:
        raise Refusal("MISSING", "division", name="division")
    found = item_checks.division(context.hub.divisions, own[0], "division", context.caller.today)
    lo, hi = found.lo, found.hi
    if not any(least <= lo and hi <= beyond for least, beyond in grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=division)
    async with context.transaction() as connection:
        row = await (await connection.execute(COUNT, [lo, hi, MOST_AT_ONCE + 1])).fetchone()
    if row and row[0] > MOST_AT_ONCE:
        raise Refusal("TOO_MANY_HOUSEHOLDS", "division", count=f"> {MOST_AT_ONCE}", most=MOST_AT_ONCE)
    return lo, hi


async def simulate(context: Context, rule: str, division: str | None) -> list[Simulated]:
    """Whom a rule would warn of, by county; nothing is written (规则试算)."""
    signals = context.hub.catalogue.signals
    if rule not in signals:
        raise Refusal("UNKNOWN_RULE", "rule", value=quoted(rule), codes=", ".join(signals))
    lo, hi = await _place(context, division)
    warned = await simulate_signal(_in(context, lo, hi), context.hub.catalogue, signals[rule], context.caller.today)
    by = Counter(context.hub.divisions.county(position) for position in warned.values())
    return [Simulated(division=code, households=count) for code, count in sorted(by.items())]


COUNT = """SELECT count(*)::int FROM (
  SELECT FROM households WHERE position >= 0 AND $1 <= position AND position < $2 LIMIT $3) h"""
