"""Visit priorities (摸排重点): whom to visit first, and families in which nobody works, from where they are kept."""

import strawberry

from planner.shape import Ask, Column, Key, Source
from registry.targets.priority_sql import EMPLOYMENT, VISITS
from schema.fields.enums import VisitGroup
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.fields.slices import asked, below, counties, household_seen, within
from schema.register.households import HOUSEHOLD, Household


@strawberry.type(description="A household to be visited first (重点走访家庭).")
class VisitPriority:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    groups: list[VisitGroup] = mapped(Column("{row}.groups"), "Why (重点类别).")
    covered: bool = mapped(Column("{row}.covered"), "Somebody is on the allowance or in extreme hardship (是否已纳入).")
    rank: int = mapped(Column("{row}.rank"), "Groups, and 10 more where nobody is covered (优先程度).")
    last_visited: Date | None = mapped(
        Column(
            "(SELECT max(m.content->>'visited_on') FROM matters m WHERE m.household_id = {row}.household_id"
            " AND m.procedure = 'visit' AND m.state = 'VISITED')"
        ),
        "The day of the last visit (最近走访日期).",
    )


VISIT_KEYS = (Key("{row}.rank", "integer", "desc"), Key("{row}.household_id", "uuid", "desc"))


def visit_rows(ask: Ask) -> Source:
    """The households of some group in the caller's slice, or of one group (二（三）)."""
    where = [f"{{row}}.code = {_code(ask)}", "{row}.rank IS NOT NULL", "{row}.block = run.n"]
    # Read off the index, whose last column it is: who is of another township of the county is passed over there.
    where += [*within(ask, "{row}.position"), household_seen(ask, "{row}.household_id")]
    if ask.given("division"):
        where += below(ask, "division", "{row}.position")
    return Source("household_groups {row}", tuple(where))


def visit_runs(ask: Ask) -> str:
    """The counties of the caller's slice: in each the worst stand first."""
    return counties(f"FROM household_groups g WHERE g.code = {_code(ask)} AND g.rank IS NOT NULL", asked(ask))


def _code(ask: Ask) -> str:
    return ask.arg("group") if ask.given("group") else f"'{VISITS}'"


@strawberry.type(description="A family with somebody able to work, in which nobody does (零就业家庭).")
class ZeroEmploymentFamily:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    able: int = mapped(Column("{row}.able"), "Members of working age who can work (有劳动能力人数).")
    certain: bool = mapped(
        Column("{row}.certain"), "Of all of them it is known that they do not work; else to be verified (是否已核实)."
    )


FAMILY_KEYS = (Key("{row}.position", "bigint"), Key("{row}.household_id", "uuid"))


def zero_employment_rows(ask: Ask) -> Source:
    """Such a family is off the list as soon as one of them is employed (三（二）就业救助: 零就业家庭动态清零)."""
    where = [f"{{row}}.code = '{EMPLOYMENT}'", "{row}.able IS NOT NULL"]
    where += [*within(ask, "{row}.position"), household_seen(ask, "{row}.household_id")]
    if ask.given("division"):
        where += below(ask, "division", "{row}.position")
    return Source("household_groups {row}", tuple(where))
