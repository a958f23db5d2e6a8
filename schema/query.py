"""The questions the graph answers (查询)."""

from collections.abc import Mapping
from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from planner.rights import Rule
from planner.shape import Key, Many, One, Page, Same, Source
from planner.values import Convert
from policy.catalogue import Catalogue
from schema.fields.argument_values import uuid_of
from schema.fields.arguments import (
    After,
    DivisionCode,
    First,
    HouseholdFilter,
    ProgrammeCode,
    RecordFilter,
    Since,
    TargetFilter,
)
from schema.fields.connections import Connection
from schema.fields.mapping import asked, mapped, planned
from schema.fields.purposes import Purpose
from schema.fields.scalars import Date
from schema.matters.matters import boxes
from schema.monitoring.monitoring import monitoring
from schema.register.batches import Batch
from schema.register.coverage import Coverage, Total, coverage_rows, total_rows
from schema.register.explanation import Explanation, explain
from schema.register.households import Household, Person
from schema.register.records import AssistanceRecord
from schema.register.targets import CHANGE_KEYS, PAGE_KEYS, Target, TargetChange
from schema.requests.caller import Me
from schema.requests.catalogue import Category, Department, Programme
from schema.requests.context import Context
from schema.requests.divisions import Division
from schema.sources import Sources


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
    watched = monitoring(catalogue, rows, target_scopes)
    made: type = strawberry.type(
        type("Query", (), {**Questions.__dict__, **watched, **pages}), name="Query", description="Questions (查询)."
    )
    return made
