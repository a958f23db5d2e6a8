"""Questions of supervision: who is helped and who is missed, and how departments do their part (数字监督)."""

from collections.abc import Iterable
from typing import Annotated, Any

from planner.shape import Many
from policy.departments import Department
from schema.fields.arguments import DivisionCode, OnlyEntitled
from schema.fields.enums import SupervisionLevel
from schema.fields.mapping import PROVINCE_WIDE, argument, mapped_method, planned
from schema.monitoring.cross_check_queue import CrossCheckQueue, queue_rows
from schema.monitoring.due_reviews import OverdueReviews, overdue_rows
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
from schema.monitoring.waiting_mismatches import WaitingMismatches, waiting_rows
from schema.monitoring.waiting_proposals import WaitingProposals
from schema.monitoring.waiting_proposals import waiting_rows as proposal_rows

Level = Annotated[
    SupervisionLevel,
    argument(
        None,
        description="Divisions of this level; one that has none of it below stands for itself, and what is known no"
        " nearer for the one above, so that all add up (层级).",
    ),
]
COUNTY = SupervisionLevel("COUNTY")


class Questions:
    """Counts by place, department and programme."""

    @mapped_method(
        Many("Supervised", supervised_rows, usually=400),
        "Who is helped and who is missed, by division, department and programme (数字监督).",
        scopes=("civil/supervise:read", "finance/stats:read"),
        weight=PROVINCE_WIDE,
    )
    def supervision(
        self,
        by: Level = COUNTY,
        division: DivisionCode = None,
        department: Annotated[
            str | None, argument(None, description="Only this department's programmes (部门代码).")
        ] = None,
        programme: Annotated[str | None, argument(None, description="Only this one (项目代码或编号).")] = None,
        entitlement: OnlyEntitled = None,
    ) -> list[Supervised]:
        planned()

    @mapped_method(
        Many("Handling", handling_rows, usually=100),
        "How departments deal with what is referred to them, the most overdue first (转办监督).",
        scopes=("civil/supervise:read", "civil/referral:write"),
    )
    def handling(
        self,
        by: Level = COUNTY,
        division: DivisionCode = None,
        department: Annotated[str | None, argument(None, description="Only this department (部门代码).")] = None,
    ) -> list[Handling]:
        planned()

    @mapped_method(
        Many("OverdueReviews", overdue_rows, usually=87),
        "How many determinations were not looked at again in time, and for how long (复核监督).",
        scopes=("civil/supervise:read", "civil/population:read"),
    )
    def overdue_reviews(self, by: Level = COUNTY, division: DivisionCode = None) -> list[OverdueReviews]:
        planned()

    @mapped_method(
        Many("WaitingMismatches", waiting_rows, usually=87),
        "How much was reported under another name than the registered one and waits, and for how long (姓名不符监督).",
        scopes=("civil/supervise:read", "civil/population:read"),
    )
    def waiting_mismatches(self, by: Level = COUNTY, division: DivisionCode = None) -> list[WaitingMismatches]:
        planned()

    @mapped_method(
        Many("WaitingProposals", proposal_rows, usually=87),
        "How much was entered and waits for a second person, and how much for too long (审核确认监督).",
        scopes=("civil/supervise:read", "civil/population:read"),
    )
    def waiting_proposals(self, by: Level = COUNTY, division: DivisionCode = None) -> list[WaitingProposals]:
        planned()

    @mapped_method(
        Many("CrossCheckQueue", queue_rows, usually=87),
        "How many households wait for their cross-check, and how many were set aside because it failed (比对监督).",
        scopes=("civil/supervise:read", "civil/match:write"),
    )
    def cross_check_queue(self, by: Level = COUNTY, division: DivisionCode = None) -> list[CrossCheckQueue]:
        planned()

    @mapped_method(
        Many("Ranked", ranked_rows, usually=87),
        "The counties by what they cover, the worst first, and the city and areas that have none (县区排名).",
        scopes="civil/supervise:read",
        weight=PROVINCE_WIDE,
    )
    def ranking(self, division: DivisionCode = None) -> list[Ranked]:
        planned()


def data_sets(departments: Iterable[Department]) -> dict[str, Any]:
    """The question after the data sets that these departments declare."""

    def data_sets(self: object) -> list[DataSet]:
        planned()

    part = Many("DataSet", data_set_rows(departments), usually=14)
    text = "What each department supplies, and how fresh it is against its cycle (数据集更新情况)."
    scopes = ("civil/supervise:read", "civil/match:write")
    return {"data_sets": mapped_method(part, text, scopes=scopes)(data_sets)}
