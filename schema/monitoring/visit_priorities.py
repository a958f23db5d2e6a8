"""Visit priorities (摸排重点): households to visit first, and families in which nobody works, by the facts of today."""

import re
from collections.abc import Callable

import strawberry

from planner.shape import Ask, Column, Key, Source
from policy.catalogue import Catalogue
from registry.monitoring.priority_sql import visits, zero_employment
from schema.fields.enums import VisitGroup
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.fields.slices import below, reached
from schema.register.households import HOUSEHOLD, Household

PLACEHOLDER = re.compile(r"= ANY\(\$1\)|\$2\b")


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


def visit_rows(catalogue: Catalogue) -> Callable[[Ask], Source]:
    """The households of some group in the caller's slice, or of one group (二（三）)."""
    expressions = visits(catalogue)

    def rows(ask: Ask) -> Source:
        where = "true"
        if ask.given("group"):
            where = f"{ask.arg('group')} = ANY(v.groups)"
        return Source(f"(WITH {_of_the_slice(ask, expressions)} SELECT * FROM visited v WHERE {where}) {{row}}")

    return rows


@strawberry.type(description="A family with somebody able to work, in which nobody does (零就业家庭).")
class ZeroEmploymentFamily:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    able: int = mapped(Column("{row}.able"), "Members of working age who can work (有劳动能力人数).")
    certain: bool = mapped(
        Column("{row}.certain"), "Of all of them it is known that they do not work; else to be verified (是否已核实)."
    )


FAMILY_KEYS = (Key("{row}.position", "bigint"), Key("{row}.household_id", "uuid"))


def zero_employment_rows(catalogue: Catalogue) -> Callable[[Ask], Source]:
    """Such a family is off the list as soon as one of them is employed (三（二）就业救助: 零就业家庭动态清零)."""
    expressions = zero_employment(catalogue)
    return lambda ask: Source(f"(WITH {_of_the_slice(ask, expressions)} SELECT * FROM jobless) {{row}}")


def _of_the_slice(ask: Ask, expressions: str) -> str:
    """Expressions over `$1`, households, and `$2`, today, read for the households that the caller reaches.

    They are a set and no array: of an array PostgreSQL thinks that it holds ten, and joins them row by row.
    """
    where = list(reached(ask, "r"))
    if ask.given("division"):
        where += below(ask, "division", "r.position")
    values = {"= ANY($1)": "IN (SELECT household_id FROM chosen)", "$2": ask.caller("today", "date")}
    written = expressions.replace("{", "{{").replace("}", "}}")
    return f"""chosen AS MATERIALIZED (
      SELECT r.household_id FROM reach r WHERE {" AND ".join(where)}),
    {PLACEHOLDER.sub(lambda match: values[match[0]], written)}"""
