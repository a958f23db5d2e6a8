"""Emergency lookups in the graph (急难查询): the least about one person, wherever they live; their county is told."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, One, Source
from registry import parsing
from registry.errors import Refusal
from registry.identity.names import read_name
from registry.journal.access_log import answered
from registry.people.lookups import LookupRequest, LookupResult, look_up
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import AssistanceKind, CategoryCode, IdentityKind, LookupReason
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Instant
from schema.fields.slices import below, exactly
from schema.intake.item_persons import named
from schema.register.households import HOUSEHOLD, Household
from schema.requests.catalogue import DEPARTMENT, Department
from schema.requests.context import Context
from schema.requests.divisions import Division
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act


@strawberry.input(description="Whom, where and why (急难查询).")
class LookUpInput:
    id_number: str = strawberry.field(description="The ID number (身份证号).")
    name: str = strawberry.field(description="The name (姓名).")
    id_kind: IdentityKind | None = strawberry.field(
        default=None, description="Of which kind the number is; known by its form when left out (证件类型)."
    )
    place: str = strawberry.field(description="Where the emergency is, in your divisions (急难发生地代码).")
    reason: LookupReason = strawberry.field(description="Why (查询事由).")
    note: str = strawberry.field(description="What has happened, in words (情况说明).")


@strawberry.type(description="Urgent help given before (已给予的急难救助).")
class GivenBefore:
    programme_kind: AssistanceKind = mapped(None, "The kind of assistance (救助类型).")
    month: str = mapped(None, "The month (月份).")
    department: str = mapped(None, "The department's code (部门代码).")
    event: str | None = mapped(None, "The event it was for (急难事件编号).")


@strawberry.type(description="The least that who helps must know of a person (急难查询结果).")
class LookedUp:
    registered: bool = mapped(None, "The person is in the register (是否登记).")
    name_masked: str | None = mapped(None, "The name, masked (脱敏姓名).")
    home: str | None = mapped(None, "The home county's code (户籍或居住县代码).")
    categories: list[CategoryCode] = mapped(None, "The categories in force today (当前类别代码).")
    given_before: list[GivenBefore] = mapped(None, "Urgent help of late, by `lookup_recent_days` (近期急难救助).")


LookUpResult = Annotated[LookedUp | Refused, strawberry.union("LookUpResult", description="The outcome (查询结果).")]


async def look_up_person(context: Context, given: LookUpInput) -> LookedUp | Refused:
    """Look one person up anywhere in the province (三（三）: 取消户籍地、居住地申请限制)."""

    async def work(connection: Connection) -> tuple[LookupResult, list[UUID]]:
        number, name, look = _checked(context, given)
        held = (await named(context, connection, {0: (number, name)}))[0]
        found = await look_up(connection, held, look, context.caller.today)
        await answered(connection, context.look, [held.person or held.identity])
        return found, []

    try:
        return _told(await act(context, context.hub.divisions.whole, work))
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


def _checked(context: Context, given: LookUpInput) -> tuple[str, str, LookupRequest]:
    number = item_checks.id_number(given.id_number, "idNumber", context.caller.today, given.id_kind)
    name = read_name(given.name)
    place = item_checks.division(context.hub.divisions, given.place, "place", context.caller.today)
    grant = context.caller.grant
    if not any(lo <= place.lo < hi for lo, hi in grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "place", value=place.code)
    note = parsing.words(given.note, "note")
    return (
        number,
        name,
        LookupRequest(
            grant.client_id,
            grant.department,
            place.code,
            place.lo,
            given.reason,
            note,
            grant.actor_id if grant.officer else None,
        ),
    )


def _told(found: LookupResult) -> LookedUp:
    before = [
        GivenBefore(
            programme_kind=AssistanceKind(one.kind), month=one.month, department=one.department, event=one.event
        )
        for one in found.helped
    ]
    return LookedUp(
        registered=found.registered,
        name_masked=found.name_masked,
        home=found.division,
        categories=[CategoryCode(code) for code in found.categories],
        given_before=before,
    )


@strawberry.type(description="That somebody of your divisions was looked up elsewhere in an emergency (急难查询告知).")
class EmergencyLookup:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    place: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.place",))), "Where (急难发生地)."
    )
    department: Department = mapped(DEPARTMENT, "Who looked (查询部门).")
    client: str = mapped(Column("{row}.client"), "With which account (查询账户).")
    reason: LookupReason = mapped(Column("{row}.reason"), "Why (查询事由).")
    note: str = mapped(Column("{row}.note"), "What had happened (情况说明).")
    happened_on: Date = mapped(Column("{row}.happened_on"), "The day (日期).")
    recorded_at: Instant = mapped(Column("{row}.recorded_at", INSTANT), "When (时间).")


LOOKUP_KEYS = (Key("{row}.id", "uuid", "desc"),)


def lookup_rows(ask: Ask) -> Source:
    where: list[Any] = [exactly(ask, "{row}.position")]
    if ask.given("division"):
        where += below(ask, "division", "{row}.position")
    return Source("lookups {row}", tuple(where))
