"""Questions of the groups of households that the document names: whom to visit first, and where nobody works."""

from typing import Annotated

from planner.shape import Page
from schema.fields.arguments import After, DivisionCode, First
from schema.fields.connections import Connection
from schema.fields.enums import VisitGroup
from schema.fields.mapping import argument, mapped_method, planned
from schema.monitoring.visit_priorities import (
    FAMILY_KEYS,
    VISIT_KEYS,
    VisitPriority,
    ZeroEmploymentFamily,
    visit_rows,
    visit_runs,
    zero_employment_rows,
)


class Questions:
    """The groups of the document, in the caller's slice."""

    @mapped_method(
        Page("VisitPriority", visit_rows, VISIT_KEYS, logs="{row}.household_id", runs=visit_runs),
        "The households to be visited first, by the four groups of 二（三） (重点走访家庭).",
        scopes=("civil/referral:write", "civil/supervise:read"),
    )
    def visit_priorities(
        self,
        group: Annotated[VisitGroup | None, argument(None, description="Only this group (重点类别).")] = None,
        division: DivisionCode = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[VisitPriority]:
        planned()

    @mapped_method(
        Page(
            "ZeroEmploymentFamily",
            zero_employment_rows,
            FAMILY_KEYS,
            logs="{row}.household_id",
        ),
        "Families with somebody able and wanting to work, in which nobody does, until there is none (零就业家庭).",
        scopes=("civil/supervise:read", "civil/referral:write", "human_resources/targets:read"),
    )
    def zero_employment_families(
        self, division: DivisionCode = None, first: First = 50, after: After = None
    ) -> Connection[ZeroEmploymentFamily]:
        planned()
