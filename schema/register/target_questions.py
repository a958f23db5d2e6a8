"""Questions about targets: whom a programme may have to help, and how far it reaches them (对象与覆盖)."""

from typing import Annotated

from planner.rights import Rule
from planner.shape import Many, Page
from schema.fields.arguments import After, DivisionCode, First, OnlyEntitled, ProgrammeCode, Since, TargetFilter
from schema.fields.connections import Connection
from schema.fields.mapping import PROVINCE_WIDE, argument, mapped_method, planned
from schema.fields.scalars import Date
from schema.register.coverage import Coverage, Total, coverage_rows, total_rows
from schema.register.targets import CHANGE_KEYS, PAGE_KEYS, Target, TargetChange, change_rows, target_rows

READS_TARGETS = "*/targets:read"


class Questions:
    """Targets of the caller's programmes, their changes and their counts."""

    @mapped_method(
        Page("Target", target_rows, PAGE_KEYS, logs="coalesce({row}.person_id, {row}.household_id)"),
        "Whom one of your programmes may have to help (可能符合救助条件的对象).",
        scopes=READS_TARGETS,
        arguments={"division": Rule(column="household.division")},
    )
    def eligible_targets(
        self,
        programme: ProgrammeCode,
        division: DivisionCode = None,
        filter: Annotated[TargetFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Target]:
        planned()

    @mapped_method(
        Page(
            "TargetChange",
            change_rows,
            CHANGE_KEYS,
            logs="coalesce({row}.person_id, {row}.household_id)",
            after="since",
            era="epoch",
        ),
        "What changed since last time: the latest state of every target that came, went or changed (对象变动)."
        " Keep `endCursor` and give it as `since`; keep the old one when the page is empty.",
        scopes=READS_TARGETS,
    )
    def target_changes(
        self, programme: ProgrammeCode, since: Since = None, first: First = 50
    ) -> Connection[TargetChange]:
        planned()

    @mapped_method(
        Many("Coverage", coverage_rows, usually=60),
        "Per programme: how many are targets, how many of them are helped, how many are not (覆盖情况)."
        " Of a department's own programmes, and for who reads the register, it is counted at this moment.",
        scopes=(READS_TARGETS, "finance/stats:read", "civil/supervise:read"),
    )
    def coverage(
        self,
        division: DivisionCode = None,
        programme: Annotated[str | None, argument(None, description="Only this one (项目代码或编号).")] = None,
        entitlement: OnlyEntitled = None,
    ) -> list[Coverage]:
        planned()

    @mapped_method(
        Many("Total", total_rows, usually=60),
        "Totals per programme: records, households and amounts (汇总). Who does not"
        " read the register names a quarter by `from` and `to` (`PUBLISHED_ONLY`)."
        " More than 150,000 records are counted as a job, by startTotals.",
        scopes=("finance/stats:read", "civil/supervise:read"),
        weight=PROVINCE_WIDE,
    )
    def totals(
        self,
        division: DivisionCode = None,
        programme: Annotated[str | None, argument(None, description="Only this one (项目代码或编号).")] = None,
        from_: Annotated[Date | None, argument(None, name="from", description="From this day (起始日期).")] = None,
        to: Annotated[Date | None, argument(None, description="To this day (截止日期).")] = None,
    ) -> list[Total]:
        planned()
