"""The question after the scorecard of sources: what came of what departments hand in (数据来源质量评价)."""

from typing import Annotated

from planner.shape import Page
from schema.fields.arguments import After, DivisionCode, First
from schema.fields.connections import Connection
from schema.fields.mapping import PROVINCE_WIDE, argument, mapped_method, planned
from schema.fields.scalars import Date
from schema.monitoring.source_scores import SCORE_KEYS, SourceScore, score_rows
from schema.monitoring.supervision_questions import COUNTY, Level


class Questions:
    """What came of what departments hand in."""

    @mapped_method(
        Page("SourceScore", score_rows, SCORE_KEYS, usual=20, walks=False),
        "What came of the rows of each source of your department, and for who supervises of each department, by place:"
        " taken in, refused and odd, by rule, column and age; counted as they come (数据来源质量评价).",
        weight=PROVINCE_WIDE,
    )
    def source_scores(
        self,
        since: Annotated[Date, argument(None, description="From this day on (起始日期).")],
        until: Annotated[Date | None, argument(None, description="To this day; today if not said (截止日期).")] = None,
        by: Level = COUNTY,
        division: DivisionCode = None,
        department: Annotated[str | None, argument(None, description="Only this department's (部门代码).")] = None,
        source: Annotated[str | None, argument(None, description="Only this source's (数据来源).")] = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[SourceScore]:
        planned()
