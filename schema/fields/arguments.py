"""What the questions take: pages, divisions, programmes, filters, and how a code is read."""

from typing import Annotated

import strawberry

from planner.values import Convert
from registry.errors import Refusal
from registry.redaction import quoted
from schema.fields.connections import AFTER, FIRST
from schema.fields.enums import CategoryCode, Certainty, Entitlement, RecordStatus, Residence
from schema.fields.mapping import argument, narrowing
from schema.fields.scalars import Date, Instant

AsOf = Annotated[Date | None, argument(None, description="Only what had happened by this day (截至日期).")]
OnDay = Annotated[Date | None, argument(None, description="The day, today when left out (查询日期).")]
BelongedOn = Annotated[Date | None, argument(None, description="Only who belonged to it on this day (当日成员).")]
KnownAt = Annotated[Instant | None, argument(None, description="Only what was recorded by this moment (截至录入时间).")]
First = Annotated[int, argument(None, description=FIRST)]
After = Annotated[str | None, argument(None, description=AFTER)]
Since = Annotated[
    str | None, argument(None, description="The last `endCursor` you have; none for everything (上次的游标).")
]
DivisionCode = Annotated[
    str | None, argument(None, description="Only in and below this division, twelve digits (行政区划代码).")
]
OnlyEntitled = Annotated[
    Entitlement | None,
    argument(None, description="Only what is owed, offered or a service (救助性质)."),
]
ProgrammeCode = Annotated[str, argument(None, description="A programme's code or number, as ZJ-03 (项目代码或编号).")]


@strawberry.input(description="Which households (家庭筛选).")
class HouseholdFilter:
    division: str | None = narrowing(
        "household.division", default=None, description="In and below this division (行政区划代码)."
    )
    category: CategoryCode | None = narrowing(
        "household.basis_categories", default=None, description="Some member is in this category today (类别代码)."
    )
    number: str | None = narrowing(
        "household.number", default=None, description="Exactly this household number (户编号)."
    )
    residence: Residence | None = narrowing(
        "household.residence", default=None, description="By the dwelling (城乡属性)."
    )


@strawberry.input(description="Which targets (对象筛选).")
class TargetFilter:
    certainty: Certainty | None = narrowing(
        None, default=None, description="How sure it is; MET when left out (确定程度)."
    )
    category: CategoryCode | None = narrowing(
        "person.categories", default=None, description="In this category today (类别代码)."
    )
    not_on: strawberry.ID | None = narrowing(
        None,
        default=None,
        description="Who was not yet on this list of your department and this programme, which"
        " `takeTargetSnapshot` froze (不在此名单).",
    )


@strawberry.input(description="Which records of your own department (救助记录筛选).")
class RecordFilter:
    household: strawberry.ID | None = narrowing(
        None, default=None, description="Of this household, where you reach it (家庭标识)."
    )
    person: strawberry.ID | None = narrowing(
        None, default=None, description="Of this person, where you reach them (人员标识)."
    )
    id_number: str | None = narrowing(
        None,
        purpose=True,
        default=None,
        description="That your department reported under this ID number; needs a purpose (身份证号).",
    )
    batch: strawberry.ID | None = narrowing(None, default=None, description="Of this batch of yours (批次标识).")
    programme: str | None = narrowing(None, default=None, description="Of this programme (项目代码或编号).")
    division: str | None = narrowing(None, default=None, description="Paid in or below this division (支付地区代码).")
    external_id: str | None = narrowing(None, default=None, description="With this external id of yours (外部编号).")
    status: RecordStatus | None = narrowing(None, default=None, description="With this status (状态).")
    happened_from: Date | None = narrowing(None, default=None, description="From this day (起始日期).")
    happened_to: Date | None = narrowing(None, default=None, description="To this day (截止日期).")


def code_of(name: str, codes: frozenset[str]) -> Convert:
    """A code of a list."""

    def convert(value: object) -> object:
        if value is not None and value not in codes:
            listed = ", ".join(sorted(codes))
            raise Refusal("UNKNOWN_CODE", value=quoted(value), name=name, codes=listed)
        return value

    return convert
