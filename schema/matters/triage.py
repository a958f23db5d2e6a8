"""Triage in the graph (分类处置): what an officer makes of warnings, cross-checks on demand, and rules on trial."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Ask, Many, Same, Source
from policy.signals import KINDS
from registry.errors import Refusal
from registry.matters import proceedings
from registry.matters import triage as registry_triage
from registry.matters.proceedings import Actor
from registry.matters.triage import COMPLEX, Disposed, Meeting
from registry.monitoring import cross_check, warnings
from registry.monitoring.warnings import Tally
from registry.store.connection import Connection
from registry.targets.recomputation import Connect
from schema.fields import item_checks
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.monitoring.warnings import ONE_WARNING, EarlyWarning
from schema.register.records import declared_type
from schema.requests.acts import act, told
from schema.requests.context import Context
from schema.requests.problems import Refused, refused

MOST_AT_ONCE = 20_000
"""Households of a cross-check or trial asked for over HTTP; the command line has no limit."""


@strawberry.input(description="What is made of one warning (单条处置).")
class TriageItem:
    warning: strawberry.ID = strawberry.field(description="The warning's id (预警标识).")
    disposition: str = strawberry.field(
        description="The warning's kind, which makes a referral; or COMPLEX, which makes a conference (处置方式)."
    )
    programmes: list[str] = strawberry.field(
        default_factory=list, description="Of several options those chosen; all when left out (选定项目代码)."
    )
    note: str | None = strawberry.field(default=None, description="For whoever is asked (说明).")


@strawberry.input(description="When a case conference meets (一事一议安排).")
class ConferenceInput:
    on: Date = strawberry.field(description="The day (会议日期).")
    topic: str = strawberry.field(description="What is to be decided (议题).")
    invited: list[str] = strawberry.field(default_factory=list, description="The departments invited (参加部门代码).")


@strawberry.input(description="What is made of the warnings of one household (分类处置).")
class TriageInput:
    items: list[TriageItem] = strawberry.field(description="The warnings, all of one household (预警列表).")
    conference: ConferenceInput | None = strawberry.field(
        default=None, description="Where one of them is COMPLEX (情况复杂时的一事一议安排)."
    )


@strawberry.input(description="A warning that needs nothing done, or has been seen to (关闭预警).")
class CloseWarningInput:
    warning: strawberry.ID = strawberry.field(description="The warning's id (预警标识).")
    outcome: str = strawberry.field(description="CONFIRMED or FALSE_POSITIVE (结果：属实、误报).")
    reason: str = strawberry.field(description="What was found (核实情况).")


def triaged_type(matter_types: Mapping[str, type]) -> type:
    """What came of a triage: referrals and conferences."""
    referral, conference = matter_types["referral"], matter_types["conference"]
    fields = {
        "referrals": (list[referral], mapped(_made("Referral", "referral"), "One for each department (转办).")),  # type: ignore[valid-type] # made from the procedure
        "conferences": (
            list[conference],  # type: ignore[valid-type] # the same
            mapped(_made("Conference", "conference"), "Where something is complex (一事一议)."),
        ),
        "warnings": (
            list[EarlyWarning],
            mapped(
                Many(
                    "EarlyWarning",
                    lambda ask: Source("early_warnings {row}", (_among(ask, "warnings"),), "{row}.rank DESC, {row}.id"),
                ),
                "The warnings as they stand now (预警).",
            ),
        ),
    }
    return declared_type("Triaged", "What came of a triage (处置结果).", fields)


def _among(ask: Ask, name: str) -> str:
    return f"{{row}}.id = ANY({ask.caller(name, 'uuid[]')})"


def _made(type_: str, procedure: str) -> Many:
    return Many(
        type_,
        lambda ask: Source("matters {row}", (f"{{row}}.procedure = '{procedure}'", _among(ask, "matters")), "{row}.id"),
    )


def triage_result(type_: type) -> Any:  # a strawberry union
    return Annotated[type_ | Refused, strawberry.union("TriageResult", description="The outcome (处置结果).")]


WarningResult = Annotated[
    EarlyWarning | Refused,
    strawberry.union("WarningResult", description="The warning as it stands, or why not (结果)."),
]


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


async def triage(info: Info[Any, Any], given: TriageInput) -> Any:  # a fragment, or Refused
    """Triage warnings of one household; of two officers one wins (二（四）)."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        items, meeting = _items(context, given)
        actor = Actor(context.caller.grant.department, context.caller.today)
        made = await registry_triage.triage(connection, context.hub.catalogue, actor, items, meeting)
        await context.hub.maintenance.recompute(connection, sorted(made.touched), context.caller.today)
        values = {"matters": list(map(str, made.matters)), "warnings": [str(item.warning) for item in items]}
        return await told(context, info, connection, Same("Triaged"), values, [made.household]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


def _items(context: Context, given: TriageInput) -> tuple[list[Disposed], Meeting | None]:
    if not 1 <= len(given.items) <= 50:
        raise Refusal("NO_LINE", "items")
    items = [_item(context, item, f"items[{n}]") for n, item in enumerate(given.items)]
    if len({item.warning for item in items}) < len(items):
        raise Refusal("UNKNOWN_LINE", "items", value="warning")
    if given.conference is None:
        return items, None
    day = item_checks.ahead(given.conference.on, "conference.on", context.caller.today)
    if day is None:
        raise Refusal("MISSING", "conference.on", name="on")
    topic = item_checks.words(given.conference.topic, "conference.topic")
    departments = context.hub.catalogue.departments
    invited = [
        item_checks.code(one, "conference.invited", departments, needed=True) or "" for one in given.conference.invited
    ]
    return items, Meeting(day, topic, invited)


def _item(context: Context, item: TriageItem, at: str) -> Disposed:
    own = context.caller.grant.department
    chosen = [
        item_checks.programme(context.hub.catalogue, one, own, f"{at}.programmes").code for one in item.programmes
    ]
    disposition = item_checks.code(item.disposition, f"{at}.disposition", (*KINDS, COMPLEX), needed=True) or ""
    note = item_checks.text(item.note, f"{at}.note")
    return Disposed(item_checks.id(item.warning, f"{at}.warning"), disposition, chosen, note)


async def close(info: Info[Any, Any], given: CloseWarningInput) -> Any:  # a fragment, or Refused
    """Close a warning by hand; the same evidence raises it no more."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id = item_checks.id(given.warning, "warning")
        outcome = item_checks.code(given.outcome, "outcome", ("CONFIRMED", "FALSE_POSITIVE"), needed=True) or ""
        reason = item_checks.words(given.reason, "reason")
        department, today = context.caller.grant.department, context.caller.today
        household = (await warnings.locked(connection, [id]))[id][0]
        await warnings.close(connection, id, outcome, reason, department, today)
        return await told(context, info, connection, ONE_WARNING, {"subject": id}, [household]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


async def run(context: Context, division: str | None, household: str | None) -> CrossChecked | Refused:
    """Check the households of a division, or one, now (数据比对)."""
    try:
        if household is not None:
            return await _check_one(context, item_checks.id(household, "household"))
        return await _check_place(context, *await _place(context, division))
    except Refusal as refusal:
        return refused(context, refusal)


async def _check_one(context: Context, household: UUID) -> CrossChecked:
    async def work(connection: Connection) -> tuple[Tally, list[UUID]]:
        await proceedings.about(connection, context.caller.grant.department, household, None)
        return await context.hub.cross_check.check(connection, [household], context.caller.today), []

    tally = await act(context, context.caller.grant.multirange, work)
    return CrossChecked(households=1, raised=tally.raised, gone=tally.gone)


async def _check_place(context: Context, lo: int, hi: int) -> CrossChecked:
    checked = [0]
    tally = await cross_check.check_all(
        _in(context, lo, hi), context.hub.cross_check, context.caller.today, checked.append
    )
    return CrossChecked(households=checked[-1], raised=tally.raised, gone=tally.gone)


def _in(context: Context, lo: int, hi: int) -> Connect:
    """Transactions that see one place only."""

    @asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        own = context.caller.grant.department
        async with context.hub.database.transaction(ranges=f"{{[{lo},{hi})}}", department=own) as connection:
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
    async with context.hub.database.transaction(ranges=grant.multirange, department=grant.department) as connection:
        row = await (await connection.execute(COUNT, [lo, hi, MOST_AT_ONCE + 1])).fetchone()
    if row and row[0] > MOST_AT_ONCE:
        raise Refusal("TOO_MANY_HOUSEHOLDS", "division", count=f"> {MOST_AT_ONCE}", most=MOST_AT_ONCE)
    return lo, hi


async def simulate(context: Context, rule: str, division: str | None) -> list[Simulated]:
    """Whom a rule would warn of, by county; nothing is written (规则试算)."""
    signals = context.hub.catalogue.signals
    if rule not in signals:
        raise Refusal("UNKNOWN_RULE", "rule", value=rule[:60], codes=", ".join(signals))
    lo, hi = await _place(context, division)
    warned = await cross_check.simulate(
        _in(context, lo, hi), context.hub.catalogue, signals[rule], context.caller.today
    )
    by = Counter(context.hub.divisions.county(position) for position in warned.values())
    return [Simulated(division=code, households=count) for code, count in sorted(by.items())]


COUNT = "SELECT count(*)::int FROM (SELECT FROM households WHERE $1 <= position AND position < $2 LIMIT $3) h"
