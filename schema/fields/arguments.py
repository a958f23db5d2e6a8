"""What the questions take: pages, divisions, programmes, filters, and how a code is read."""

from typing import Annotated

import strawberry

from planner.values import Convert
from registry.errors import Refusal
from registry.redaction import quoted
from schema.fields.connections import AFTER, FIRST
from schema.fields.enums import CategoryCode, Certainty, Entitlement, RecordStatus, Residence
from schema.fields.scalars import Date, Instant

AsOf = Annotated[Date | None, strawberry.argument(description="Only what had happened by this day (截至日期).")]
OnDay = Annotated[Date | None, strawberry.argument(description="The day, today when left out (查询日期).")]
BelongedOn = Annotated[Date | None, strawberry.argument(description="Only who belonged to it on this day (当日成员).")]
KnownAt = Annotated[
    Instant | None, strawberry.argument(description="Only what was recorded by this moment (截至录入时间).")
]
First = Annotated[int, strawberry.argument(description=FIRST)]
After = Annotated[str | None, strawberry.argument(description=AFTER)]
Since = Annotated[
    str | None, strawberry.argument(description="The last `endCursor` you have; none for everything (上次的游标).")
]
DivisionCode = Annotated[
    str | None, strawberry.argument(description="Only in and below this division, twelve digits (行政区划代码).")
]
OnlyEntitled = Annotated[
    Entitlement | None,
    strawberry.argument(description="Only what is owed, offered or a service (救助性质)."),
]
ProgrammeCode = Annotated[
    str, strawberry.argument(description="A programme's code or number, as ZJ-03 (项目代码或编号).")
]


@strawberry.input(description="Which households (家庭筛选).")
class HouseholdFilter:
    division: str | None = strawberry.field(default=None, description="In and below this division (行政区划代码).")
    category: CategoryCode | None = strawberry.field(
        default=None, description="Some member is in this category today (类别代码)."
    )
    number: str | None = strawberry.field(default=None, description="Exactly this household number (户编号).")
    residence: Residence | None = strawberry.field(default=None, description="By the dwelling (城乡属性).")


@strawberry.input(description="Which targets (对象筛选).")
class TargetFilter:
    certainty: Certainty | None = strawberry.field(
        default=None, description="How sure it is; MET when left out (确定程度)."
    )
    category: CategoryCode | None = strawberry.field(default=None, description="In this category today (类别代码).")


@strawberry.input(description="Which records of your own department (救助记录筛选).")
class RecordFilter:
    household: strawberry.ID | None = strawberry.field(
        default=None, description="Of this household, where you reach it (家庭标识)."
    )
    person: strawberry.ID | None = strawberry.field(
        default=None, description="Of this person, where you reach them (人员标识)."
    )
    id_number: str | None = strawberry.field(
        default=None, description="That your department reported under this ID number; needs a purpose (身份证号)."
    )
    batch: strawberry.ID | None = strawberry.field(default=None, description="Of this batch of yours (批次标识).")
    programme: str | None = strawberry.field(default=None, description="Of this programme (项目代码或编号).")
    division: str | None = strawberry.field(default=None, description="Paid in or below this division (支付地区代码).")
    external_id: str | None = strawberry.field(default=None, description="With this external id of yours (外部编号).")
    status: RecordStatus | None = strawberry.field(default=None, description="With this status (状态).")
    happened_from: Date | None = strawberry.field(default=None, description="From this day (起始日期).")
    happened_to: Date | None = strawberry.field(default=None, description="To this day (截止日期).")


def code_of(name: str, codes: frozenset[str]) -> Convert:
    """A code of a list."""

    def convert(value: object) -> object:
        if value is not None and value not in codes:
            listed = ", ".join(sorted(codes))
            raise Refusal("UNKNOWN_CODE", value=quoted(value), name=name, codes=listed)
        return value

    return convert
