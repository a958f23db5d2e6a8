"""Acts of monitoring: warnings are closed, households cross-checked, lists taken, persons looked up (动态监测)."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from planner.rights import Rule
from registry.monitoring.day_lists import MOST
from schema.fields.arguments import DivisionCode, ProgrammeCode
from schema.fields.enums import Certainty
from schema.fields.mapping import mapped_method
from schema.monitoring import lookups
from schema.monitoring.cross_checks import CrossCheckResult, cross_check
from schema.monitoring.day_lists import DayListResult
from schema.monitoring.day_lists import take as take_list
from schema.monitoring.lookups import LookUpInput, LookUpResult
from schema.monitoring.snapshots import SnapshotResult, take
from schema.monitoring.warning_closing import (
    CloseWarningInput,
    CloseWarningsInput,
    WarningClosingResult,
    WarningResult,
    close,
    close_all,
)

MET = Certainty("MET")


class Acts:
    """What is done besides the steps of procedures."""

    @mapped_method(
        None,
        "Close a warning by hand; the same evidence raises it no more (关闭预警).",
        scopes="civil/referral:write",
    )
    async def close_warning(
        self,
        info: Info[Any, Any],
        input: Annotated[CloseWarningInput, strawberry.argument(description="What was found (核实情况).")],
    ) -> WarningResult:
        answer: WarningResult = await close(info, input)
        return answer

    @mapped_method(
        None,
        "Close warnings by hand, all for one reason, with an outcome for each; sent again it changes nothing"
        " (批量关闭预警).",
        scopes="civil/referral:write",
    )
    async def close_warnings(
        self,
        info: Info[Any, Any],
        input: Annotated[CloseWarningsInput, strawberry.argument(description="What was found (核实情况).")],
    ) -> WarningClosingResult:
        return await close_all(info.context, input)

    @mapped_method(
        None,
        "Cross-check the households of a division, or one, now (数据比对); what has changed is checked by itself."
        " More than 1,000 households are checked as a job, by startCrossCheck.",
        scopes="civil/match:write",
    )
    async def run_cross_check(
        self,
        info: Info[Any, Any],
        division: DivisionCode = None,
        household: Annotated[
            strawberry.ID | None, strawberry.argument(description="Only this household (家庭标识).")
        ] = None,
    ) -> CrossCheckResult:
        return await cross_check(info.context, division, household)

    @mapped_method(
        None,
        "Take what your office works through today: the worst households of a place, which stay the same and in their"
        " place all day; whoever asks again finds them, and more behind them where more are asked for (当日清单).",
        scopes="civil/referral:write",
    )
    async def take_day_list(
        self,
        info: Info[Any, Any],
        division: Annotated[str, strawberry.argument(description="In and below this division (行政区划代码).")],
        take: Annotated[int, strawberry.argument(description=f"So many households, {MOST} at most (户数).")] = 50,
    ) -> DayListResult:
        answer: DayListResult = await take_list(info, division, take)
        return answer

    @mapped_method(
        None,
        "Freeze your targets of a programme as a list that you can answer item by item (生成对象名单).",
        scopes="handler/targets:read",
        arguments={"division": Rule(column="household.division")},
    )
    async def take_target_snapshot(
        self,
        info: Info[Any, Any],
        programme: ProgrammeCode,
        division: Annotated[str, strawberry.argument(description="In and below this division (行政区划代码).")],
        certainty: Annotated[Certainty, strawberry.argument(description="How sure (确定程度).")] = MET,
    ) -> SnapshotResult:
        answer: SnapshotResult = await take(info, programme, division, certainty)
        return answer

    @mapped_method(
        None,
        "Look one person up in an emergency, wherever they live: the least about them; their county is told"
        " (急难查询). Needs a purpose (X-Purpose).",
        scopes="emergency/lookup:read",
        purpose=True,
    )
    async def look_up_in_emergency(
        self,
        info: Info[Any, Any],
        input: Annotated[LookUpInput, strawberry.argument(description="Whom, where and why (查询内容).")],
    ) -> LookUpResult:
        return await lookups.look_up_person(info.context, input)
