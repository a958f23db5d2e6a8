"""The acts the graph offers (变更): the register's, each department's two, and the steps of every procedure."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from policy.catalogue import Catalogue, Entity
from policy.catalogue import Department as Declared
from schema.fields.arguments import DivisionCode, ProgrammeCode
from schema.fields.mapping import asked
from schema.fields.scalars import Date
from schema.intake.department_inputs import facts_input, feedback_input
from schema.intake.fact_reports import FactsResult, report_facts
from schema.intake.feedback import FeedbackResult, feed_back
from schema.matters.proceedings import steps
from schema.matters.triage import (
    CloseWarningInput,
    CrossCheckResult,
    TriageInput,
    WarningResult,
    close,
    run,
    triage,
    triage_result,
    triaged_type,
)
from schema.monitoring.lookups import LookUpInput, LookUpResult, look_up_in_emergency
from schema.monitoring.snapshots import SnapshotResult, take
from schema.register import determinations
from schema.register.determinations import DeterminationInput, DeterminationResult
from schema.register.records import pascal
from schema.register.registration import HouseholdInput, RegistrationResult, register_households


def mutation_type(catalogue: Catalogue, matter_types: Mapping[str, type]) -> type:
    """The mutation type: every department of the catalogue has its own two, every step of a procedure its one."""
    agencies = {f"{category.agency}/facts:write" for category in catalogue.categories.values()}
    determines = ("civil/population:write", *sorted(agencies))
    handlers = tuple(department.code for department in catalogue.departments.values() if department.programmes)
    namespace = steps(catalogue.procedures, matter_types, handlers)
    for department in catalogue.departments.values():
        if department.facts:
            namespace[f"report_facts_{department.code}"] = _report_facts(department, catalogue.entities)
        if department.programmes:
            namespace[f"feed_back_{department.code}"] = _feed_back(department)

    result = triage_result(triaged_type(matter_types))

    class Acts:
        @asked(
            None,
            "Triage the warnings of one household: referrals, one for each department, or a conference (分类处置).",
            scopes="civil/referral:write",
        )
        async def triage(
            self,
            info: Info[Any, Any],
            input: Annotated[TriageInput, strawberry.argument(description="What is made of them (处置内容).")],
        ) -> result:  # type: ignore[valid-type] # made from the procedures
            return await triage(info, input)  # type: ignore[no-any-return] # the same

        @asked(
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

        @asked(
            None,
            "Cross-check the households of a division, or one, now (数据比对); what has changed is checked by itself.",
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
            return await run(info.context, division, household)

        @asked(
            None,
            "Freeze your targets of a programme as a list that you can answer item by item (生成对象名单).",
            scopes=tuple(f"{code}/targets:read" for code in handlers),
        )
        async def take_target_snapshot(
            self,
            info: Info[Any, Any],
            programme: ProgrammeCode,
            division: Annotated[str, strawberry.argument(description="In and below this division (行政区划代码).")],
            certainty: Annotated[str, strawberry.argument(description="MET or UNKNOWN (确定程度).")] = "MET",
        ) -> SnapshotResult:
            answer: SnapshotResult = await take(info, programme, division, certainty)
            return answer

        @asked(
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
            return await look_up_in_emergency(info.context, input)

        @asked(
            None,
            "Register households with their members, 1 to 1,000 at a time (录入家庭).",
            scopes="civil/population:write",
        )
        async def register_households(
            self,
            info: Info[Any, Any],
            items: Annotated[list[HouseholdInput], strawberry.argument(description="The households (家庭列表).")],
        ) -> RegistrationResult:
            return await register_households(info.context, items)

        @asked(None, "Record a determination of a category (认定).", scopes=determines)
        async def determine(
            self,
            info: Info[Any, Any],
            input: Annotated[DeterminationInput, strawberry.argument(description="The determination (认定内容).")],
        ) -> DeterminationResult:
            answer: DeterminationResult = await determinations.determine(info.context, info, input)
            return answer

        @asked(
            None, "End a determination on a day, with its reason; it stays in the chain (终止认定).", scopes=determines
        )
        async def end_determination(
            self,
            info: Info[Any, Any],
            determination_id: Annotated[
                strawberry.ID, strawberry.argument(name="determination", description="Its id (认定标识).")
            ],
            on: Annotated[Date, strawberry.argument(description="The day it ends (终止日期).")],
            reason: Annotated[str, strawberry.argument(description="Why (终止原因).")],
        ) -> DeterminationResult:
            answer: DeterminationResult = await determinations.end(info.context, info, determination_id, on, reason)
            return answer

    made: type = strawberry.type(
        type("Mutation", (), {**Acts.__dict__, **namespace}), name="Mutation", description="Acts (变更)."
    )
    return made


Act = Callable[..., Awaitable[Any]]


def _report_facts(department: Declared, known: Mapping[str, Entity]) -> Any:  # a strawberry field
    item = facts_input(department, known)

    async def report(
        info: Info[Any, Any],
        items: Annotated[list[item], strawberry.argument(description="The items (条目).")],  # type: ignore[valid-type] # made from the folder
    ) -> FactsResult:
        return await report_facts(info.context, department, items)

    return asked(
        None,
        f"Report what {department.en} knows, 1 to 1,000 items at a time (报送情况：{department.zh}).",
        scopes=f"{department.code}/facts:write",
        name=f"reportFacts{pascal(department.code)}",
    )(report)


def _feed_back(department: Declared) -> Any:  # a strawberry field
    item = feedback_input(department)

    async def feed(
        info: Info[Any, Any],
        items: Annotated[list[item], strawberry.argument(description="The entries (条目).")],  # type: ignore[valid-type] # made from the folder
        check_only: Annotated[
            bool,
            strawberry.argument(
                description="Say what would happen, and write nothing: the question before the grant (仅核对)."
            ),
        ] = False,
    ) -> FeedbackResult:
        return await feed_back(info.context, department, items, check_only)

    return asked(
        None,
        f"Tell what {department.en} gave, refused, adjusted or ended, 1 to 1,000 entries at a time"
        f" (反馈救助帮扶信息：{department.zh}).",
        scopes=f"{department.code}/feedback:write",
        name=f"feedBack{pascal(department.code)}",
    )(feed)
