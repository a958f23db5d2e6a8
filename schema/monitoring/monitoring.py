"""What supervision and monitoring ask (数字监督、动态监测): warnings, lists, rankings, whom to visit first."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from planner.shape import Many, Page
from policy.catalogue import Catalogue
from schema.fields.arguments import After, DivisionCode, First
from schema.fields.connections import Connection
from schema.fields.mapping import asked, planned
from schema.matters.triage import Simulated, simulate
from schema.monitoring.lookups import LOOKUP_KEYS, EmergencyLookup, lookup_rows
from schema.monitoring.snapshots import KEYS as SNAPSHOT_KEYS
from schema.monitoring.snapshots import TargetSnapshot, snapshot_rows
from schema.monitoring.supervision import (
    DataSet,
    Handling,
    Ranked,
    Supervised,
    data_set_rows,
    handling_rows,
    ranked_rows,
    supervised_rows,
)
from schema.monitoring.visit_priorities import (
    FAMILY_KEYS,
    VISIT_KEYS,
    VisitPriority,
    ZeroEmploymentFamily,
    visit_rows,
    zero_employment_rows,
)
from schema.monitoring.warnings import KEYS as WARNED_KEYS
from schema.monitoring.warnings import WarnedHousehold, WarningFilter, WarningRule, rule_rows, warned
from schema.sources import Sources

Level = Annotated[str, strawberry.argument(description="CITY, COUNTY or TOWNSHIP (层级).")]


def monitoring(catalogue: Catalogue, rows: Sources, target_scopes: tuple[str, ...]) -> dict[str, Any]:
    """The fields of these questions, for the query type."""

    class Questions:
        @asked(
            Page("WarnedHousehold", warned, WARNED_KEYS, logs="{row}.household_id"),
            "The households with early warnings in your divisions, worst first (预警).",
            scopes=("civil/referral:write", "civil/supervise:read"),
        )
        def early_warnings(
            self,
            filter: Annotated[WarningFilter | None, strawberry.argument(description="Which ones (筛选).")] = None,
            first: First = 50,
            after: After = None,
        ) -> Connection[WarnedHousehold]:
            planned()

        @asked(
            Page("EmergencyLookup", lookup_rows, LOOKUP_KEYS, logs="coalesce({row}.person_id, {row}.identity_id)"),
            "Who of your divisions was looked up elsewhere in an emergency, by whom and why (急难查询告知).",
            scopes=("civil/population:read", "civil/supervise:read"),
        )
        def emergency_lookups(
            self, division: DivisionCode = None, first: First = 50, after: After = None
        ) -> Connection[EmergencyLookup]:
            planned()

        @asked(
            Page("TargetSnapshot", snapshot_rows, SNAPSHOT_KEYS),
            "The lists of targets your department has taken, newest first (对象名单).",
            scopes=target_scopes,
        )
        def target_snapshots(
            self,
            id: Annotated[strawberry.ID | None, strawberry.argument(description="Only this one (标识).")] = None,
            first: First = 50,
            after: After = None,
        ) -> Connection[TargetSnapshot]:
            planned()

        @asked(
            Many("Supervised", supervised_rows(rows.programme_of, rows.department_of), usually=400),
            "Who is helped and who is missed, by division, department and programme (数字监督). Cells under 5 are"
            " suppressed, but for who reads the register.",
            scopes=("civil/supervise:read", "finance/stats:read"),
        )
        def supervision(
            self,
            by: Level = "COUNTY",
            division: DivisionCode = None,
            department: Annotated[
                str | None, strawberry.argument(description="Only this department's programmes (部门代码).")
            ] = None,
            programme: Annotated[str | None, strawberry.argument(description="Only this one (项目代码或编号).")] = None,
        ) -> list[Supervised]:
            planned()

        @asked(
            Many("Handling", handling_rows(rows.department_of), usually=100),
            "How departments deal with what is referred to them, the most overdue first (转办监督).",
            scopes=("civil/supervise:read", "civil/referral:write"),
        )
        def handling(
            self,
            by: Level = "COUNTY",
            division: DivisionCode = None,
            department: Annotated[
                str | None, strawberry.argument(description="Only this department (部门代码).")
            ] = None,
        ) -> list[Handling]:
            planned()

        @asked(
            Many("Ranked", ranked_rows, usually=87),
            "The counties by what they cover, the worst first (县区排名).",
            scopes="civil/supervise:read",
        )
        def ranking(self, division: DivisionCode = None) -> list[Ranked]:
            planned()

        @asked(
            Many("DataSet", data_set_rows(catalogue.departments.values()), usually=14),
            "What each department supplies, and how fresh it is against its cycle (数据集更新情况).",
            scopes=("civil/supervise:read", "civil/match:write"),
        )
        def data_sets(self) -> list[DataSet]:
            planned()

        @asked(
            Page("VisitPriority", visit_rows, VISIT_KEYS, logs="{row}.household_id"),
            "The households to be visited first, by the four groups of 二（三） (重点走访家庭).",
            scopes=("civil/referral:write", "civil/supervise:read"),
        )
        def visit_priorities(
            self,
            group: Annotated[str | None, strawberry.argument(description="Only this group (重点类别).")] = None,
            division: DivisionCode = None,
            first: First = 50,
            after: After = None,
        ) -> Connection[VisitPriority]:
            planned()

        @asked(
            Page("ZeroEmploymentFamily", zero_employment_rows, FAMILY_KEYS, logs="{row}.household_id"),
            "Families with somebody able and wanting to work, in which nobody does, until there is none (零就业家庭).",
            scopes=("civil/supervise:read", "civil/referral:write", "human_resources/targets:read"),
        )
        def zero_employment_families(
            self, division: DivisionCode = None, first: First = 50, after: After = None
        ) -> Connection[ZeroEmploymentFamily]:
            planned()

        @asked(
            Many("WarningRule", rule_rows, usually=14),
            "The rules of the cross-check, and how right each has been in your divisions (比对规则).",
            scopes=("civil/referral:write", "civil/supervise:read", "civil/match:write"),
        )
        def warning_rules(self, division: DivisionCode = None) -> list[WarningRule]:
            planned()

        @asked(
            None,
            "Whom a rule would warn of, by county; nothing is written (规则试算).",
            scopes="civil/match:write",
        )
        async def simulate_rule(
            self,
            info: Info[Any, Any],
            rule: Annotated[str, strawberry.argument(description="The rule's code (规则代码).")],
            division: DivisionCode = None,
        ) -> list[Simulated]:
            return await simulate(info.context, rule, division)

    return dict(vars(Questions))
