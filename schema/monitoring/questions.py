"""Questions of monitoring: warnings, their rules, lookups, lists (动态监测)."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from planner.shape import Many, One, Page
from schema.fields.arguments import After, DivisionCode, First
from schema.fields.connections import Connection
from schema.fields.mapping import PROVINCE_WIDE, argument, mapped_method, planned
from schema.fields.scalars import Date
from schema.monitoring.cross_check_queue import FAILED_KEYS, FailedCrossCheck, failed_rows
from schema.monitoring.cross_checks import Simulated, simulate
from schema.monitoring.day_lists import DayList, day_list_row, listed_households
from schema.monitoring.due_reviews import REVIEW_KEYS, DueReview, review_rows
from schema.monitoring.lookups import LOOKUP_KEYS, EmergencyLookup, lookup_rows
from schema.monitoring.snapshots import SNAPSHOT_KEYS, TargetSnapshot, snapshot_rows
from schema.monitoring.warned_households import (
    WARNED_KEYS,
    WarnedHousehold,
    WarningFilter,
    warned_rows,
    warned_runs,
)
from schema.monitoring.warnings import WarningRule, rule_rows


class Questions:
    """What an officer looks through day by day."""

    @mapped_method(
        Page("WarnedHousehold", warned_rows, WARNED_KEYS, logs="{row}.household_id", runs=warned_runs),
        "The households with early warnings in your divisions: the worst first, then what was raised earlier, then"
        " by place (预警).",
        scopes=("civil/referral:write", "civil/supervise:read"),
    )
    def early_warnings(
        self,
        filter: Annotated[WarningFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[WarnedHousehold]:
        planned()

    @mapped_method(
        One("DayList", day_list_row, logs_each=listed_households),
        "What your office works through in a place, as `takeDayList` took it; null where nobody has yet (当日清单).",
        scopes="civil/referral:write",
    )
    def day_list(
        self,
        division: Annotated[str, argument(None, description="Of this division (行政区划代码).")],
        on: Annotated[Date | None, argument(None, description="The day, today when left out (日期).")] = None,
    ) -> DayList | None:
        planned()

    @mapped_method(
        Many("WarningRule", rule_rows, usually=14),
        "The rules of the cross-check, and how right each has been in your divisions (比对规则).",
        scopes=("civil/referral:write", "civil/supervise:read", "civil/match:write"),
    )
    def warning_rules(self, division: DivisionCode = None) -> list[WarningRule]:
        planned()

    @mapped_method(
        None,
        "Whom a rule would warn of, by county; nothing is written (规则试算).",
        scopes="civil/match:write and civil/population:read",
        weight=PROVINCE_WIDE,
        deprecation_reason="Use the mutation `startSimulation` (请改用 startSimulation), until 2027-12-31",
    )
    async def simulate_rule(
        self,
        info: Info[Any, Any],
        rule: Annotated[str, argument(None, description="The rule's code (规则代码).")],
        division: DivisionCode = None,
    ) -> list[Simulated]:
        return await simulate(info.context, rule, division)

    @mapped_method(
        Page("EmergencyLookup", lookup_rows, LOOKUP_KEYS, logs="coalesce({row}.person_id, {row}.identity_id)"),
        "Who of your divisions was looked up elsewhere in an emergency, by whom and why (急难查询告知).",
        scopes=("civil/population:read", "civil/supervise:read"),
    )
    def emergency_lookups(
        self, division: DivisionCode = None, first: First = 50, after: After = None
    ) -> Connection[EmergencyLookup]:
        planned()

    @mapped_method(
        Page("DueReview", review_rows, REVIEW_KEYS, logs="{row}.person_id"),
        "The determinations of your department that are to be looked at again, the longest overdue first (应复核认定).",
        scopes=("civil/population:read", "civil/referral:write"),
    )
    def due_reviews(
        self,
        before: Annotated[
            Date | None,
            argument("person.categories", description="Due before this day; today when left out (截止日期)."),
        ] = None,
        division: DivisionCode = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[DueReview]:
        planned()

    @mapped_method(
        Page("FailedCrossCheck", failed_rows, FAILED_KEYS, logs="{row}.household_id"),
        "The households of your divisions whose cross-check failed, the oldest first (比对失败的家庭);"
        " `runCrossCheck` of the household tries it again.",
        scopes=("civil/supervise:read", "civil/match:write"),
    )
    def failed_cross_checks(
        self, division: DivisionCode = None, first: First = 50, after: After = None
    ) -> Connection[FailedCrossCheck]:
        planned()

    @mapped_method(
        Page("TargetSnapshot", snapshot_rows, SNAPSHOT_KEYS, logs="{row}.id"),  # whoever stands on it, it keeps
        "The lists of targets your department has taken, newest first (对象名单).",
        scopes="*/targets:read",
    )
    def target_snapshots(
        self,
        id: Annotated[strawberry.ID | None, argument(None, description="Only this one (标识).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[TargetSnapshot]:
        planned()
