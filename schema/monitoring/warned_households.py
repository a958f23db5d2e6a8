"""Households with early warnings in the graph (预警家庭): the worst first, each once, at its worst warning."""

from typing import Annotated

import strawberry

from planner.shape import Ask, Column, Key, Many, Source
from schema.fields.arguments import code_of
from schema.fields.enums import CategoryCode, WarningKind, WarningState
from schema.fields.mapping import argument, mapped, mapped_method, narrowing, planned
from schema.fields.references import day, department, programme
from schema.fields.scalars import Date
from schema.fields.slices import asked_in, below, counties, exactly
from schema.monitoring.offers import WarningLine, lines_of
from schema.monitoring.warnings import SIGNALS, EarlyWarning
from schema.register.households import HOUSEHOLD, Household
from schema.register.persons import determined


def _of_household(ask: Ask, row: str) -> tuple[str, str]:
    stated = f"= {ask.arg('state')}" if ask.given("state") else "<> 'CLOSED'"
    return f"{row}.household_id = {{parent}}.household_id", f"{row}.state {stated}"


def _warnings(ask: Ask) -> Source:
    return Source("early_warnings {row}", _of_household(ask, "{row}"), "{row}.rank DESC, {row}.id")


def _lines(ask: Ask) -> Source:
    return lines_of(" AND ".join(_of_household(ask, "w")))


StateArgument = Annotated[WarningState | None, argument(None, description="In this state (状态).")]


@strawberry.type(description="A household with warnings (预警家庭).")
class WarnedHousehold:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    rank: int = mapped(Column("{row}.rank"), "That of its worst warning among those asked for (紧急程度).")
    raised_on: Date = mapped(Column("{row}.raised_on"), "When that was raised (预警日期).")

    @mapped_method(
        Many("EarlyWarning", _warnings, usually=4),
        "Its warnings, worst first; those that are not closed unless a state is asked for (预警).",
    )
    def warnings(self, state: StateArgument = None) -> list[EarlyWarning]:
        planned()

    @mapped_method(
        Many("WarningLine", _lines, usually=3),
        "The same with its offers as one line: each is triaged or closed as a whole (预警条目).",
    )
    def lines(self, state: StateArgument = None) -> list[WarningLine]:
        planned()


@strawberry.input(description="Which warnings (预警筛选).")
class WarningFilter:
    division: str | None = narrowing(
        "household.division", default=None, description="In and below this division, as a township (行政区划代码)."
    )
    household: strawberry.ID | None = narrowing(None, default=None, description="Of this household (家庭标识).")
    category: CategoryCode | None = narrowing(
        "household.basis_categories", default=None, description="Some member is in this category today (类别代码)."
    )
    kind: WarningKind | None = narrowing(None, default=None, description="Of this kind (预警类型).")
    rule: str | None = narrowing(None, default=None, description="Found by this rule (规则代码).")
    programme: str | None = narrowing(
        None, default=None, description="About this programme, by code or number (项目代码或编号)."
    )
    department: str | None = narrowing(None, default=None, description="Of concern to this department (涉及部门).")
    since: Date | None = narrowing(None, default=None, description="Raised on this day or later (预警日期起).")
    due: Date | None = narrowing(
        None,
        default=None,
        description="Triaged, and something that came of it is due by this day; with it the state is TRIAGED"
        " when left out (办理期限截至).",
    )
    state: WarningState | None = narrowing(
        None, default=None, description="In this state; OPEN when left out (状态，默认待处置)."
    )


WARNED_KEYS = (
    Key("{row}.rank", "integer", "desc"),
    Key("{row}.raised_on", "date"),
    Key("{row}.position", "bigint"),
    Key("{row}.household_id", "uuid"),
)


def warned_rows(ask: Ask) -> Source:
    """The households with such warnings in the caller's slice, each at the worst of them.

    They are walked the worst first, county by county, and each is compared with the few others of its household.
    """
    where = [*_wanted(ask, "{row}"), "{row}.block = run.n", exactly(ask, "{row}.position")]
    if ask.given("filter.division"):
        where += below(ask, "filter.division", "{row}.position")
    if ask.given("filter.category"):
        where.append(determined(ask, "m.household_id = {row}.household_id"))
    worse = " AND ".join(("o.household_id = {row}.household_id", *_wanted(ask, "o"), WORSE))
    return Source("early_warnings {row}", (*where, f"NOT EXISTS (SELECT FROM early_warnings o WHERE {worse})"))


WORSE = """(o.rank > {row}.rank OR o.rank = {row}.rank AND (
      o.raised_on < {row}.raised_on OR o.raised_on = {row}.raised_on AND o.id < {row}.id))"""


def warned_runs(ask: Ask) -> str:
    """The counties of the caller's slice: in each the worst stand first."""
    return counties(f"FROM early_warnings g WHERE g.state = {_state(ask)}", asked_in(ask, "filter.division"))


def _wanted(ask: Ask, row: str) -> list[str]:
    """What a warning itself must be."""
    where = [f"{row}.state = {_state(ask)}"]
    if ask.given("filter.household"):
        where.append(f"{row}.household_id = {ask.arg('filter.household', type='uuid')}")
    if ask.given("filter.kind"):
        where.append(f"{row}.kind = {ask.arg('filter.kind')}")
    if ask.given("filter.rule"):
        where.append(f"{row}.rule = {ask.arg('filter.rule', code_of('rule', frozenset(SIGNALS)))}")
    if ask.given("filter.programme"):
        where.append(f"{programme(ask, 'filter.programme')} = ANY({row}.programmes)")
    if ask.given("filter.department"):
        where.append(f"{department(ask, 'filter.department')} = ANY({row}.departments)")
    if ask.given("filter.since"):
        where.append(f"{row}.raised_on >= {day(ask, 'filter.since')}")
    if ask.given("filter.due"):
        where.append(DUE.format(row=row, day=day(ask, "filter.due")))
    return where


DUE = """EXISTS (SELECT FROM matter_lines l JOIN matters d ON d.id = l.matter_id
      WHERE l.warning_id = {row}.id AND d.closed_on IS NULL AND d.due_on <= {day})"""


def _state(ask: Ask) -> str:
    if ask.given("filter.state"):
        return ask.arg("filter.state")
    return "'TRIAGED'" if ask.given("filter.due") else "'OPEN'"
