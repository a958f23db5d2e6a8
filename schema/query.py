"""The questions the graph answers (查询)."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from planner.rights import Rule
from planner.shape import Ask, Key, Many, One, Page, Same, Source
from planner.values import Convert
from policy.catalogue import Catalogue
from registry.errors import Refusal
from schema import checks
from schema.caller import Me
from schema.catalogue import Category, Department, Programme
from schema.connections import AFTER, FIRST, Connection
from schema.context import Context
from schema.convert import date_of, division_code, refused, text_of, uuid_of
from schema.coverage import Coverage, Total, coverage_rows, total_rows
from schema.divisions import Division
from schema.explanation import Explanation, explain
from schema.households import Household, Person
from schema.mapping import asked, mapped, planned
from schema.purposes import Purpose
from schema.records import AssistanceRecord
from schema.scalars import Date
from schema.slices import current, exactly, household_reached, person_reached, reached, within
from schema.submissions import Batch
from schema.targets import CHANGE_KEYS, PAGE_KEYS, Target, TargetChange

First = Annotated[int, strawberry.argument(description=FIRST)]
After = Annotated[str | None, strawberry.argument(description=AFTER)]
Since = Annotated[
    str | None, strawberry.argument(description="The last `endCursor` you have; none for everything (上次的游标).")
]
DivisionCode = Annotated[
    str | None, strawberry.argument(description="Only in and below this division, twelve digits (行政区划代码).")
]
ProgrammeCode = Annotated[
    str, strawberry.argument(description="A programme's code or number, as ZJ-03 (项目代码或编号).")
]


@strawberry.input(description="Which households (家庭筛选).")
class HouseholdFilter:
    division: str | None = strawberry.field(default=None, description="In and below this division (行政区划代码).")
    category: str | None = strawberry.field(
        default=None, description="Some member is in this category today (类别代码)."
    )
    number: str | None = strawberry.field(default=None, description="Exactly this household number (户编号).")
    residence: str | None = strawberry.field(default=None, description="urban or rural (城乡属性).")


@strawberry.input(description="Which targets (对象筛选).")
class TargetFilter:
    certainty: str | None = strawberry.field(
        default=None, description="MET (the default) or UNKNOWN, whom a missing fact alone keeps out (确定程度)."
    )
    category: str | None = strawberry.field(default=None, description="In this category today (类别代码).")


@strawberry.input(description="Which records of your own department (救助记录筛选).")
class RecordFilter:
    programme: str | None = strawberry.field(default=None, description="Of this programme (项目代码或编号).")
    division: str | None = strawberry.field(default=None, description="Paid in or below this division (支付地区代码).")
    external_id: str | None = strawberry.field(default=None, description="With this external id of yours (外部编号).")
    status: str | None = strawberry.field(default=None, description="GRANTED or REFUSED (状态).")
    happened_from: Date | None = strawberry.field(default=None, description="From this day (起始日期).")
    happened_to: Date | None = strawberry.field(default=None, description="To this day (截止日期).")


def below(ask: Ask, path: str, position: str) -> tuple[str, ...]:
    """The position lies in the division of an argument."""
    code = ask.arg(path, division_code, caller="known_division")
    return (
        f"{position} >= (SELECT v.lo FROM divisions v WHERE v.code = {code})",
        f"{position} < (SELECT v.hi FROM divisions v WHERE v.code = {code})",
    )


def some(conditions: list[str], names: str) -> list[str]:
    """What names the one that is asked for; it must be named somehow."""
    if not conditions:
        raise refused(Refusal("MISSING", name=names))
    return conditions


def query_type(catalogue: Catalogue, index_of: Convert) -> type:
    """The query type; what its arguments may name is the catalogue's, and an ID number leaves as its blind index."""
    programme_of = programme_code(catalogue)
    category_of = code_of("category", frozenset(catalogue.categories))
    certainty_of = code_of("certainty", frozenset({"MET", "UNKNOWN"}))
    residence_of = code_of("residence", frozenset({"urban", "rural"}))
    status_of = code_of("status", frozenset({"GRANTED", "REFUSED"}))
    level_of = code_of("level", frozenset({"PROVINCE", "CITY", "COUNTY", "TOWNSHIP", "VILLAGE"}))
    department_of = code_of("department", frozenset(catalogue.departments))
    target_scopes = tuple(f"{code}/targets:read" for code in catalogue.departments)
    feedback_scopes = tuple(f"{code}/feedback:read" for code in catalogue.departments)
    person_scopes = (*target_scopes, "civil/population:read")

    def household_asked(ask: Ask) -> Source:
        named = []
        if ask.given("number"):
            named.append(f"{{row}}.number = {ask.arg('number', text_of)}")
        if ask.given("id"):
            named.append(f"{{row}}.id = {ask.arg('id', uuid_of, 'uuid')}")
        return Source("households {row}", (*some(named, "id / number"), household_reached(ask, "{row}.id")))

    def households_asked(ask: Ask) -> Source:
        where = [*reached(ask, "{row}_r"), "{row}_r.person_id IS NULL"]
        if ask.given("filter.division"):
            where += below(ask, "filter.division", "{row}_r.position")
        if ask.given("filter.number"):
            where.append(f"{{row}}.number = {ask.arg('filter.number', text_of)}")
        if ask.given("filter.residence"):
            where.append(f"{{row}}.residence = {ask.arg('filter.residence', residence_of)}")
        if ask.given("filter.category"):
            category = ask.arg("filter.category", category_of)
            where.append(
                "EXISTS (SELECT FROM memberships m JOIN determinations d ON d.person_id = m.person_id"
                f" WHERE m.household_id = {{row}}.id AND {current(ask, 'm')} AND {current(ask, 'd')}"
                f" AND d.category = {category})"
            )
        return Source("reach {row}_r JOIN households {row} ON {row}.id = {row}_r.household_id", tuple(where))

    def person_asked(ask: Ask) -> Source:
        named = []
        if ask.given("idNumber"):
            index = ask.arg("idNumber", index_of, "bytea")
            named.append(f"{{row}}.identity_id = (SELECT i.id FROM identities i WHERE i.index = {index})")
        if ask.given("id"):
            named.append(f"{{row}}.id = {ask.arg('id', uuid_of, 'uuid')}")
        home = (
            "(SELECT m.household_id FROM memberships m WHERE m.person_id = {row}.id"
            " AND m.valid_to IS NULL AND m.superseded_at IS NULL)"
        )
        return Source("persons {row}", (*some(named, "id / idNumber"), person_reached(ask, home, "{row}.id")))

    def eligible(ask: Ask) -> Source:
        certainty = ask.arg("filter.certainty", certainty_of) if ask.given("filter.certainty") else "'MET'"
        where = [
            f"{{row}}.programme = {ask.arg('programme', programme_of, caller='department')}",
            f"{{row}}.certainty = {certainty}",
            "{row}.until IS NULL",
            f"{{row}}.department = {ask.caller('department')}",
            f"{{row}}.since <= {ask.caller('today', 'date')}",
            *within(ask, "{row}.position"),
        ]
        if ask.given("division"):
            where += below(ask, "division", "{row}.position")
        if ask.given("filter.category"):
            category = ask.arg("filter.category", category_of)
            where.append(
                "EXISTS (SELECT FROM memberships m JOIN determinations d ON d.person_id = m.person_id"
                " WHERE m.household_id = {row}.household_id"
                " AND (m.person_id = {row}.person_id OR {row}.person_id IS NULL)"
                f" AND {current(ask, 'm')} AND {current(ask, 'd')} AND d.category = {category})"
            )
        return Source("targets {row}", tuple(where))

    def changes(ask: Ask) -> Source:
        # Below the horizon of open writers, so that one who commits late is not passed over.
        return Source(
            "targets {row}",
            (
                f"{{row}}.programme = {ask.arg('programme', programme_of, caller='department')}",
                f"{{row}}.department = {ask.caller('department')}",
                "{row}.changed_xid < pg_snapshot_xmin(pg_current_snapshot())",
                exactly(ask, "{row}.position"),
            ),
        )

    def records_asked(ask: Ask) -> Source:
        where = [f"{{row}}.department = {ask.caller('department')}", *within(ask, "{row}.paying_position")]
        if ask.given("filter.division"):
            where += below(ask, "filter.division", "{row}.paying_position")
        if ask.given("filter.programme"):
            where.append(f"{{row}}.programme = {ask.arg('filter.programme', programme_of, caller='department')}")
        if ask.given("filter.externalId"):
            where.append(f"{{row}}.external_id = {ask.arg('filter.externalId', text_of)}")
        if ask.given("filter.status"):
            where.append(f"{{row}}.status = {ask.arg('filter.status', status_of)}")
        if ask.given("filter.happenedFrom"):
            where.append(f"{{row}}.happened_on >= {ask.arg('filter.happenedFrom', date_of, 'date')}")
        if ask.given("filter.happenedTo"):
            where.append(f"{{row}}.happened_on <= {ask.arg('filter.happenedTo', date_of, 'date')}")
        return Source("assistance_records {row}", tuple(where))

    def divisions_asked(ask: Ask) -> Source:
        where = [f"{{row}}.level = {ask.arg('level', level_of)}"] if ask.given("level") else []
        if ask.given("below"):
            code = ask.arg("below", division_code, caller="known_division")
            where.append(f"{{row}}.lo >= (SELECT v.lo FROM divisions v WHERE v.code = {code})")
            where.append(f"{{row}}.hi <= (SELECT v.hi FROM divisions v WHERE v.code = {code})")
        if ask.given("name"):
            where.append(f"strpos({{row}}.name, {ask.arg('name', text_of)}) > 0")
        return Source("divisions {row}", tuple(where))

    def programmes_asked(ask: Ask) -> Source:
        where = [f"{{row}}.department = {ask.arg('department', department_of)}"] if ask.given("department") else []
        if ask.given("category"):
            where.append(f"{ask.arg('category', category_of)} = ANY({{row}}.categories)")
        return Source("programmes {row}", tuple(where), "{row}.number, {row}.code")

    def one_programme(ask: Ask) -> Source:
        return Source("programmes {row}", (f"{{row}}.code = {ask.arg('code', programme_of, caller='department')}",))

    @strawberry.type(description="Questions (查询).", name="Query")
    class Query:
        me: Me = mapped(Same("Me"), "Who you are to the hub: client, department, divisions, scopes (当前账户).")
        categories: list[Category] = mapped(
            Many("Category", Source("categories {row}", order="{row}.place"), usually=6),
            "The categories (低收入人口类别).",
        )
        departments: list[Department] = mapped(
            Many("Department", Source("departments {row}", order="{row}.code"), usually=10), "The departments (部门)."
        )

        @asked(
            Page("Division", divisions_asked, (Key("{row}.lo", "bigint"), Key("{row}.code", "text"))),
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

        @asked(Many("Programme", programmes_asked, usually=57), "The programmes, by number (救助项目).")
        def programmes(
            self,
            department: Annotated[
                str | None, strawberry.argument(description="Run by this department (部门代码).")
            ] = None,
            category: Annotated[str | None, strawberry.argument(description="For this category (类别代码).")] = None,
        ) -> list[Programme]:
            planned()

        @asked(One("Programme", one_programme), "One programme (单个救助项目).")
        def programme(self, code: ProgrammeCode) -> Programme | None:
            planned()

        @asked(
            One("Household", household_asked, logs="{row}.id"),
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
                households_asked,
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
            One("Person", person_asked, logs="{row}.id"),
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
            Page("Target", eligible, PAGE_KEYS, logs="coalesce({row}.person_id, {row}.household_id)"),
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
                changes,
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
                records_asked,
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
            Many("Coverage", coverage_rows(programme_of), usually=60),
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
            Many("Total", total_rows(programme_of), usually=60),
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
            One(
                "Batch",
                lambda ask: Source(
                    "batches {row}",
                    (
                        f"{{row}}.id = {ask.arg('id', uuid_of, 'uuid')}",
                        f"{{row}}.department = {ask.caller('department')}",
                    ),
                ),
            ),
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
            rule = programme_of(programme, context.caller.grant.department)
            return await explain(context, uuid_of(household), str(rule))

    return Query


def programme_code(catalogue: Catalogue) -> Convert:
    """A programme by its code, or by its number as the caller's department means it."""

    def convert(value: object, department: object) -> object:
        try:
            return None if value is None else checks.programme(catalogue, value, str(department)).code
        except Refusal as refusal:
            raise refused(refusal) from None

    return convert


def code_of(name: str, codes: frozenset[str]) -> Convert:
    """A code of a list."""

    def convert(value: object) -> object:
        if value is not None and value not in codes:
            listed = ", ".join(sorted(codes))
            raise refused(Refusal("UNKNOWN_CODE", value=repr(value)[:60], name=name, codes=listed))
        return value

    return convert
