"""The questions the graph answers (查询)."""

from collections.abc import Mapping
from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from planner.rights import Rule
from planner.shape import Key, Many, One, Page, Same, Source
from planner.values import Convert
from policy.catalogue import Catalogue
from schema.arguments import (
    After,
    DivisionCode,
    First,
    HouseholdFilter,
    ProgrammeCode,
    RecordFilter,
    Since,
    TargetFilter,
)
from schema.caller import Me
from schema.catalogue import Category, Department, Programme
from schema.connections import Connection
from schema.context import Context
from schema.convert import uuid_of
from schema.coverage import Coverage, Total, coverage_rows, total_rows
from schema.divisions import Division
from schema.explanation import Explanation, explain
from schema.households import Household, Person
from schema.leads import (
    FAMILY_KEYS,
    VISIT_KEYS,
    VisitPriority,
    ZeroEmploymentFamily,
    visit_rows,
    zero_employment_rows,
)
from schema.lookups import LOOKUP_KEYS, EmergencyLookup, lookup_rows
from schema.mapping import asked, mapped, planned
from schema.matters import boxes
from schema.purposes import Purpose
from schema.records import AssistanceRecord
from schema.scalars import Date
from schema.snapshots import KEYS as SNAPSHOT_KEYS
from schema.snapshots import TargetSnapshot, snapshot_rows
from schema.sources import Sources
from schema.submissions import Batch
from schema.supervision import (
    DataSet,
    Handling,
    Ranked,
    Supervised,
    data_set_rows,
    handling_rows,
    ranked_rows,
    supervised_rows,
)
from schema.targets import CHANGE_KEYS, PAGE_KEYS, Target, TargetChange
from schema.triage import Simulated, simulate
from schema.warnings import KEYS as WARNED_KEYS
from schema.warnings import WarnedHousehold, WarningFilter, WarningRule, rule_rows, warned

Level = Annotated[str, strawberry.argument(description="CITY, COUNTY or TOWNSHIP (层级).")]


def query_type(catalogue: Catalogue, index_of: Convert, matter_types: Mapping[str, type]) -> type:
    """The query type; what its arguments may name is the catalogue's, and an ID number leaves as its blind index."""
    rows = Sources(catalogue, index_of)
    target_scopes = tuple(f"{code}/targets:read" for code in catalogue.departments)
    feedback_scopes = tuple(f"{code}/feedback:read" for code in catalogue.departments)
    person_scopes = (*target_scopes, "civil/population:read")

    matter_scopes = (
        *(
            f"{department.code}/referrals:read"
            for department in catalogue.departments.values()
            if department.programmes
        ),
        "civil/referral:write",
        "civil/supervise:read",
    )

    class Questions:
        me: Me = mapped(Same("Me"), "Who you are to the hub: client, department, divisions, scopes (当前账户).")
        categories: list[Category] = mapped(
            Many("Category", Source("categories {row}", order="{row}.place"), usually=6),
            "The categories (低收入人口类别).",
        )
        departments: list[Department] = mapped(
            Many("Department", Source("departments {row}", order="{row}.code"), usually=10), "The departments (部门)."
        )

        @asked(
            Page("Division", rows.divisions, (Key("{row}.lo", "bigint"), Key("{row}.code", "text"))),
            "The divisions of the province (行政区划).",
        )
        def divisions(
            self,
            below: Annotated[
                str | None, strawberry.argument(description="This division and those below it (上级区划代码).")
            ] = None,
            level: Annotated[
                str | None, strawberry.argument(description="PROVINCE, CITY, COUNTY, TOWNSHIP or VILLAGE (层级).")
            ] = None,
            name: Annotated[str | None, strawberry.argument(description="The name holds this (名称包含).")] = None,
            first: First = 50,
            after: After = None,
        ) -> Connection[Division]:
            planned()

        @asked(Many("Programme", rows.programmes, usually=57), "The programmes, by number (救助项目).")
        def programmes(
            self,
            department: Annotated[
                str | None, strawberry.argument(description="Run by this department (部门代码).")
            ] = None,
            category: Annotated[str | None, strawberry.argument(description="For this category (类别代码).")] = None,
        ) -> list[Programme]:
            planned()

        @asked(One("Programme", rows.programme), "One programme (单个救助项目).")
        def programme(self, code: ProgrammeCode) -> Programme | None:
            planned()

        @asked(
            One("Household", rows.household, logs="{row}.id"),
            "A household in your slice; null where there is none (家庭).",
            scopes=person_scopes,
        )
        def household(
            self,
            id: Annotated[strawberry.ID | None, strawberry.argument(description="Its id (标识).")] = None,
            number: Annotated[str | None, strawberry.argument(description="Or its number (户编号).")] = None,
        ) -> Household | None:
            planned()

        @asked(
            Page(
                "Household",
                rows.households,
                (Key("{row}_r.position", "bigint"), Key("{row}_r.household_id", "uuid")),
                logs="{row}.id",
            ),
            "The households in your slice (授权范围内的家庭).",
            scopes=person_scopes,
            arguments={
                "filter.category": Rule(column="household.basis_categories"),
                "filter.residence": Rule(column="household.residence"),
            },
        )
        def households(
            self,
            filter: Annotated[HouseholdFilter | None, strawberry.argument(description="Which ones (筛选).")] = None,
            first: First = 50,
            after: After = None,
        ) -> Connection[Household]:
            planned()

        @asked(
            One("Person", rows.person, logs="{row}.id"),
            "A person in your slice; null where there is none (人员).",
            scopes=person_scopes,
            arguments={"idNumber": Rule(purpose=True)},
        )
        def person(
            self,
            id: Annotated[strawberry.ID | None, strawberry.argument(description="The id (标识).")] = None,
            id_number: Annotated[
                str | None, strawberry.argument(description="Or the ID number, with `purpose` (身份证号，须说明用途).")
            ] = None,
            purpose: Annotated[
                Purpose | None, strawberry.argument(description="What it is asked for (查询用途).")
            ] = None,
        ) -> Person | None:
            planned()

        @asked(
            Page("Target", rows.targets, PAGE_KEYS, logs="coalesce({row}.person_id, {row}.household_id)"),
            "Whom one of your programmes may have to help (可能符合救助条件的对象).",
            scopes=target_scopes,
            arguments={"filter.category": Rule(column="person.categories")},
        )
        def eligible_targets(
            self,
            programme: ProgrammeCode,
            division: DivisionCode = None,
            filter: Annotated[TargetFilter | None, strawberry.argument(description="Which ones (筛选).")] = None,
            first: First = 50,
            after: After = None,
        ) -> Connection[Target]:
            planned()

        @asked(
            Page(
                "TargetChange",
                rows.changes,
                CHANGE_KEYS,
                logs="coalesce({row}.person_id, {row}.household_id)",
                after="since",
            ),
            "What changed since last time: the latest state of every target that came, went or changed (对象变动)."
            " Keep `endCursor` and give it as `since`; keep the old one when the page is empty.",
            scopes=target_scopes,
        )
        def target_changes(
            self, programme: ProgrammeCode, since: Since = None, first: First = 50
        ) -> Connection[TargetChange]:
            planned()

        @asked(
            Page(
                "AssistanceRecord",
                rows.records,
                (Key("{row}.id", "uuid", "desc"),),
                logs="coalesce({row}.person_id, {row}.household_id)",
            ),
            "Your own department's records, newest first (本部门救助记录).",
            scopes=feedback_scopes,
        )
        def records(
            self,
            filter: Annotated[RecordFilter | None, strawberry.argument(description="Which ones (筛选).")] = None,
            first: First = 50,
            after: After = None,
        ) -> Connection[AssistanceRecord]:
            planned()

        @asked(
            Many("Coverage", coverage_rows(rows.programme_of), usually=60),
            "Per programme: how many are targets, how many of them are helped, how many are not (覆盖情况). Cells under"
            " 5 are suppressed, but for a department's own programmes and for who reads the register.",
            scopes=(*target_scopes, "finance/stats:read", "civil/supervise:read"),
        )
        def coverage(
            self,
            division: DivisionCode = None,
            programme: Annotated[str | None, strawberry.argument(description="Only this one (项目代码或编号).")] = None,
        ) -> list[Coverage]:
            planned()

        @asked(
            Many("Total", total_rows(rows.programme_of), usually=60),
            "Totals per programme: records, households and amounts (汇总). Cells under 5 are suppressed, but for"
            " who reads the register.",
            scopes=("finance/stats:read", "civil/supervise:read"),
        )
        def totals(
            self,
            division: DivisionCode = None,
            programme: Annotated[str | None, strawberry.argument(description="Only this one (项目代码或编号).")] = None,
            from_: Annotated[
                Date | None, strawberry.argument(name="from", description="From this day (起始日期).")
            ] = None,
            to: Annotated[Date | None, strawberry.argument(description="To this day (截止日期).")] = None,
        ) -> list[Total]:
            planned()

        @asked(
            One("Batch", rows.batch),
            "A batch your department handed in (本部门报送批次).",
            scopes=tuple(f"{code}/{what}:write" for code in catalogue.departments for what in ("feedback", "facts")),
        )
        def batch(
            self, id: Annotated[strawberry.ID, strawberry.argument(description="Its id (标识).")]
        ) -> Batch | None:
            planned()

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
            scopes=("civil/supervise:read", "finance/stats:read"),
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

        @asked(None, "A programme's rule read for one household, clause by clause (逐条说明).", scopes=person_scopes)
        async def explain(
            self,
            info: Info[Any, Any],
            household: Annotated[strawberry.ID, strawberry.argument(description="The household's id (家庭标识).")],
            programme: ProgrammeCode,
        ) -> list[Explanation]:
            context: Context = info.context
            rule = rows.programme_of(programme, context.caller.grant.department)
            return await explain(context, uuid_of(household), str(rule))

    pages = boxes(catalogue.procedures, matter_types, matter_scopes)
    made: type = strawberry.type(
        type("Query", (), {**Questions.__dict__, **pages}), name="Query", description="Questions (查询)."
    )
    return made
