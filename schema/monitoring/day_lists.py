"""Day's lists in the graph (当日清单): what an officer works through today, the same from morning to evening."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Ask, Column, Many, One, Source
from registry import parsing
from registry.errors import Refusal
from registry.monitoring import day_lists
from registry.monitoring.day_lists import MOST, Place
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import WarningState
from schema.fields.mapping import mapped
from schema.fields.references import day, division
from schema.fields.scalars import Date, Instant
from schema.fields.slices import counties, exactly
from schema.monitoring.offers import WarningLine, lines_of
from schema.monitoring.warnings import EarlyWarning
from schema.register.households import HOUSEHOLD, Household
from schema.requests.context import Context
from schema.requests.divisions import Division
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result

STATE = """(SELECT CASE WHEN bool_or(w.state = 'OPEN') THEN 'OPEN' WHEN bool_or(w.state = 'TRIAGED') THEN 'TRIAGED'
    ELSE 'CLOSED' END FROM early_warnings w WHERE w.id = ANY({row}.warnings))"""


@strawberry.type(description="A household on the day's list (清单条目).")
class DayLine:
    place: int = mapped(Column("{row}.place"), "Its place, which it keeps all day (序号).")
    rank: int = mapped(Column("{row}.rank"), "That of its worst warning when the line was made (紧急程度).")
    state: WarningState = mapped(
        Column(STATE), "OPEN until each of its warnings is triaged, CLOSED when each is closed (状态)."
    )
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    warnings: list[EarlyWarning] = mapped(
        Many(
            "EarlyWarning",
            Source("early_warnings {row}", ("{row}.id = ANY({parent}.warnings)",), "{row}.rank DESC, {row}.id"),
            usually=4,
        ),
        "The warnings it had when the line was made, as they stand now (预警).",
    )
    lines: list[WarningLine] = mapped(
        Many("WarningLine", lines_of("w.id = ANY({parent}.warnings)"), usually=3),
        "The same with its offers as one line (预警条目).",
    )


def _lines(ask: Ask) -> Source:
    where = ("{row}.list_id = {parent}.id", exactly(ask, "{row}.position"))
    return Source("day_list_lines {row}", where, "{row}.place")


# So many warnings are looked at for a count.
COUNTED = 10_000
LAST = "coalesce((SELECT min(l.rank) FROM day_list_lines l WHERE l.list_id = {row}.id), 0)"


def _to_come(among: str, worst: str) -> str:
    """How many lines are to come: the households of open warnings that are not listed, each at its `worst` of them.

    They are walked the worst first from each county, in the index by which pages are read.
    """
    place = "{row}.lo <= w.position AND w.position < {row}.hi"
    runs = counties("FROM early_warnings g WHERE g.state = 'OPEN'", "ARRAY[int8range({row}.lo, {row}.hi)]")
    return f"""(SELECT count(*)::int FROM (
    SELECT w.household_id FROM (
      SELECT w.household_id, w.rank, last.rank AS last FROM (SELECT {LAST} OFFSET 0) last(rank), ({runs}) run
        CROSS JOIN LATERAL (
          SELECT w.household_id, w.rank FROM early_warnings w
          WHERE w.state = 'OPEN' AND w.block = run.n AND {place} AND {among} AND NOT EXISTS (
            SELECT FROM day_list_lines l WHERE l.list_id = {{row}}.id AND l.household_id = w.household_id
              AND w.id = ANY(l.warnings))
          ORDER BY w.rank DESC LIMIT {COUNTED}) w
      LIMIT {COUNTED}) w
    GROUP BY w.household_id, w.last HAVING {worst}) h)"""


@strawberry.type(description="What an office works through on one day, as it was first asked for (当日清单).")
class DayList:
    day: Date = mapped(Column("{row}.day"), "The day (日期).")
    taken_at: Instant = mapped(Column("{row}.taken_at"), "When it was first asked for (生成时间).")
    division: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))), "Where (行政区划)."
    )
    lines: list[DayLine] = mapped(
        Many("DayLine", _lines, usually=50),
        "Its households, the worst first; none leaves its place. Of a household that is on it, what was raised later is"
        " a line of its own once more are taken (条目).",
    )
    new_since: int = mapped(
        Column(_to_come("w.rank > last.rank", "true")),
        "Households with warnings that are not on it and more urgent than its last line: those come since, also to a"
        " household on it (新增更紧急的户数).",
    )
    below: int = mapped(
        Column(_to_come("true", "max(w.rank) <= w.last")),
        f"Households with other warnings that are not on it, and none more urgent than its last line, of the first"
        f" {COUNTED} warnings (未列入的户数). With `newSince` they are the lines to come.",
    )


def listed_households(ask: Ask) -> str:
    """The households of its lines that the caller sees, uuid[]: whom the answer shows."""
    seen = exactly(ask, "l.position")
    return f"ARRAY(SELECT l.household_id FROM day_list_lines l WHERE l.list_id = {{row}}.id AND {seen})"


def day_list_row(ask: Ask) -> Source:
    """The list that the caller's department has taken of a place, today or on the day asked for."""
    on = day(ask, "on") if ask.given("on") else ask.caller("today", "date")
    return Source(
        "day_lists {row}",
        (
            f"{{row}}.department = {ask.caller('department')}",
            f"{{row}}.division = {division(ask, 'division')}",
            f"{{row}}.day = {on}",
            f"int8range({{row}}.lo, {{row}}.hi) <@ {ask.caller('ranges', 'int8multirange')}",
        ),
    )


DayListResult = Annotated[
    DayList | Refused, strawberry.union("DayListResult", description="The list, or why not (清单结果).")
]
TAKEN = One("DayList", lambda ask: Source("day_lists {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",)))


async def take(info: Info[Any, Any], division: str, size: int) -> Any:  # a fragment, or Refused
    """The day's list of a place, made at the first asking (二（四）)."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        place = _place(context, division)
        lines = parsing.whole_number(size, "take", 1, MOST)
        id = await day_lists.take(connection, place, lines, context.caller.today)
        shown = await day_lists.households(connection, id)
        return await selected_result(context, info, connection, TAKEN, {"subject": id}, shown), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


def _place(context: Context, division: str) -> Place:
    grant = context.caller.grant
    place = item_checks.division(context.hub.divisions, division, "division", context.caller.today)
    if not any(lo <= place.lo and place.hi <= hi for lo, hi in grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=place.code)
    return Place(grant.department, place.code, place.lo, place.hi)
