"""Acts upon officers (人员账号): accounts by the system administrator, roles by the security administrator."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

import psycopg
import strawberry
from strawberry.types import Info

from auth import enrolments, officer_registration
from auth.administration import Administrator
from auth.officer_registration import Change, Entry, one
from auth.officers import Officer
from planner.shape import One
from registry.errors import Refusal
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import OfficerRoleCode
from schema.fields.mapping import mapped_method
from schema.fields.scalars import Date
from schema.officers.officers import Enrolment, EnrolmentResult, OfficerResult, acted_upon
from schema.requests.context import Context
from schema.requests.problems import refused
from schema.requests.transaction import act, selected_result

ACCOUNTS, RIGHTS = "hub:officers", "hub:grants"
ACTED_UPON = One("Officer", acted_upon)
Work = Callable[[psycopg.Connection, Administrator], Officer]

Account = Annotated[str, strawberry.argument(description="The officer's account (账号).")]
Name = Annotated[str, strawberry.argument(description="The officer's name (姓名).")]
Department = Annotated[str, strawberry.argument(description="The department's code (部门代码).")]
Divisions = Annotated[list[str], strawberry.argument(description="Twelve-digit divisions (辖区代码).")]
OtherName = Annotated[str | None, strawberry.argument(description="Another name (姓名).")]
OtherDepartment = Annotated[str | None, strawberry.argument(description="Another department's code (部门代码).")]
OtherDivisions = Annotated[
    list[str] | None, strawberry.argument(description="Other twelve-digit divisions (辖区代码).")
]
First = Annotated[Date | None, strawberry.argument(description="The first day; today when left out (起始日期).")]
Last = Annotated[Date | None, strawberry.argument(description="The last day; none when left out (截止日期).")]
OtherFirst = Annotated[Date | None, strawberry.argument(description="Another first day (起始日期).")]
OtherLast = Annotated[Date | None, strawberry.argument(description="Another last day (截止日期).")]


class Acts:
    """What administrators do with accounts and rights of others; never with their own."""

    @mapped_method(None, "Add an officer, who has no rights yet (登记人员).", scopes=ACCOUNTS)
    async def add_officer(
        self,
        info: Info[Any, Any],
        account: Account,
        name: Name,
        department: Department,
        divisions: Divisions,
        valid_from: First = None,
        valid_to: Last = None,
    ) -> OfficerResult:
        context: Context = info.context

        def work(connection: psycopg.Connection, by: Administrator) -> Officer:
            today = context.caller.today
            first = item_checks.ahead(valid_from, "validFrom", today) or today
            last = item_checks.ahead(valid_to, "validTo", today)
            entry = Entry(account, name, department, divisions, first, last)
            return officer_registration.add(connection, by, entry, context.hub.catalogue.departments)

        return await _administered(info, work)

    @mapped_method(
        None,
        "Change who, where or when an officer is; of another place their roles rest (变更人员).",
        scopes=ACCOUNTS,
    )
    async def change_officer(
        self,
        info: Info[Any, Any],
        account: Account,
        name: OtherName = None,
        department: OtherDepartment = None,
        divisions: OtherDivisions = None,
        valid_from: OtherFirst = None,
        valid_to: OtherLast = None,
    ) -> OfficerResult:
        context: Context = info.context

        def work(connection: psycopg.Connection, by: Administrator) -> Officer:
            today = context.caller.today
            first = item_checks.ahead(valid_from, "validFrom", today)
            last = item_checks.ahead(valid_to, "validTo", today)
            officer, wanted = one(connection, account), Change(name, department, divisions, first, last)
            officer_registration.change(connection, by, officer, wanted, context.hub.catalogue.departments)
            return officer

        return await _administered(info, work)

    @mapped_method(None, "Shut an officer out; their tokens are refused within seconds (停用人员).", scopes=ACCOUNTS)
    async def disable_officer(self, info: Info[Any, Any], account: Account) -> OfficerResult:
        return await _upon(info, account, officer_registration.disable)

    @mapped_method(None, "Let a disabled officer in again; their roles rest (恢复人员).", scopes=ACCOUNTS)
    async def enable_officer(self, info: Info[Any, Any], account: Account) -> OfficerResult:
        return await _upon(info, account, officer_registration.enable)

    @mapped_method(
        None,
        "Give an officer a link that takes over the account, once; their roles rest (发放启用链接).",
        scopes=ACCOUNTS,
    )
    async def enrol_officer(self, info: Info[Any, Any], account: Account) -> EnrolmentResult:
        context: Context = info.context
        codes: list[str] = []

        def work(connection: psycopg.Connection, by: Administrator) -> Officer:
            officer = one(connection, account)
            codes.append(officer_registration.enrol(connection, by, officer))
            return officer

        try:
            officer = await _done(context, work)
        except Refusal as refusal:
            return refused(context, refusal)
        link = enrolments.link(context.hub.desk.issuer, codes[-1])
        return Enrolment(account=officer.account, link=link, minutes=enrolments.LIFE.seconds // 60)

    @mapped_method(None, "Give an officer these roles and no others; they rest no more (授予角色).", scopes=RIGHTS)
    async def give_roles(
        self,
        info: Info[Any, Any],
        account: Account,
        roles: Annotated[list[OfficerRoleCode], strawberry.argument(description="All that they have then (角色).")],
    ) -> OfficerResult:
        def work(connection: psycopg.Connection, by: Administrator) -> Officer:
            officer = one(connection, account)
            officer_registration.give_roles(connection, by, officer, roles)
            return officer

        return await _administered(info, work)

    @mapped_method(None, "Have another stand in for an officer from a day to a day (指定代理人).", scopes=RIGHTS)
    async def name_deputy(
        self,
        info: Info[Any, Any],
        account: Account,
        deputy: Annotated[str, strawberry.argument(description="The account that stands in (代理人账号).")],
        first: Annotated[Date, strawberry.argument(name="from", description="The first day (起始日期).")],
        last: Annotated[Date, strawberry.argument(name="to", description="The last day (截止日期).")],
    ) -> OfficerResult:
        context: Context = info.context

        def work(connection: psycopg.Connection, by: Administrator) -> Officer:
            begins = item_checks.coming(first, "from", context.caller.today)
            ends = item_checks.coming(last, "to", context.caller.today)
            officer, other = one(connection, account), one(connection, deputy)
            officer_registration.deputise(connection, by, officer, other, begins, ends)
            return officer

        return await _administered(info, work)

    @mapped_method(None, "Let nobody stand in for an officer any more (取消代理).", scopes=RIGHTS)
    async def end_deputy(self, info: Info[Any, Any], account: Account) -> OfficerResult:
        return await _upon(info, account, officer_registration.end_deputy)


async def _upon(
    info: Info[Any, Any], account: str, change: Callable[[psycopg.Connection, Administrator, Officer], None]
) -> OfficerResult:
    def work(connection: psycopg.Connection, by: Administrator) -> Officer:
        officer = one(connection, account)
        change(connection, by, officer)
        return officer

    return await _administered(info, work)


async def _administered(info: Info[Any, Any], work: Work) -> OfficerResult:
    """Do what is asked, and answer how the officer stands then."""
    context: Context = info.context

    async def standing(connection: Connection) -> tuple[Any, list[UUID]]:
        return await selected_result(context, info, connection, ACTED_UPON, {"subject": officer.id}, []), []

    try:
        officer = await _done(context, work)
        answer: OfficerResult = await act(context, "", standing)
        return answer
    except Refusal as refusal:
        return refused(context, refusal)


async def _done(context: Context, work: Work) -> Officer:
    """Do it in a transaction of the authorization server, which writes its row of the access log."""
    by = Administrator.of(context.caller.grant, context.caller.request)
    return await context.hub.desk.do(lambda connection: work(connection, by))
