"""An officer in the graph (人员): who they are, where and with which roles they act, and who stands in for them."""

from typing import Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Same, Source
from policy.spine import registrar
from schema.fields.enums import Administration, OfficerRoleCode
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Instant
from schema.requests.catalogue import Department
from schema.requests.divisions import Division
from schema.requests.problems import Refused

SCOPES = ("hub:officers", "hub:grants", "hub:audit")
"""Any one of which shows the officers there are."""


@strawberry.type(description="Who stands in for an officer, from a day to a day (代理人).")
class Deputy:
    account: str = mapped(
        Column("(SELECT d.account FROM officers d WHERE d.id = {row}.deputy_id)"), "The deputy's account (账号)."
    )
    from_: Date = mapped(Column("{row}.deputy_from"), "From this day (起始日期).", name="from")
    to: Date = mapped(Column("{row}.deputy_to"), "To this day, which is the last (截止日期).")


@strawberry.type(description="A person who acts, and what they may do (人员).")
class Officer:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    account: str = mapped(Column("{row}.account"), "The account with which they sign in (账号).")
    name: str = mapped(Column("{row}.name"), "The name (姓名).")
    department: Department | None = mapped(
        One("Department", Source("departments {row}", ("{row}.code = {parent}.department",))), "The department (部门)."
    )
    divisions: list[Division] = mapped(
        Many("Division", Source("divisions {row}", ("{row}.code = ANY({parent}.divisions)",), "{row}.lo")),
        "The divisions they act for, with all below them (辖区).",
    )
    administration: Administration | None = mapped(
        Column("{row}.administration"), "To which administration the roles belong; null without any (类别)."
    )
    roles: list[OfficerRoleCode] = mapped(Column("{row}.roles"), "The roles (角色).")
    resting: bool = mapped(
        Column("{row}.resting_since IS NOT NULL"), "The roles give nothing until they are given anew (角色待重新授予)."
    )
    valid_from: Date = mapped(Column("{row}.valid_from"), "The first day (起始日期).")
    valid_to: Date | None = mapped(Column("{row}.valid_to"), "The last day (截止日期).")
    deputy: Deputy | None = mapped(Same("Deputy", "{row}.deputy_id IS NOT NULL"), "Who stands in for them (代理人).")
    disabled_at: Instant | None = mapped(Column("{row}.disabled_at", INSTANT), "When they were disabled (停用时间).")
    created_at: Instant = mapped(Column("{row}.created_at", INSTANT), "When they were added (登记时间).")
    created_by: str = mapped(Column("{row}.created_by"), "Who added them or approved it (登记人).")


@strawberry.type(description="A link with which an officer takes over the account, shown this once (启用链接).")
class Enrolment:
    account: str = mapped(None, "The account (账号).")
    link: str = mapped(None, "It works once; whoever opens it first takes over the account (链接).")
    minutes: int = mapped(None, "For how many minutes it works (有效分钟数).")


OfficerResult = Annotated[
    Officer | Refused, strawberry.union("OfficerResult", description="The officer, or why not (人员结果).")
]
EnrolmentResult = Annotated[
    Enrolment | Refused, strawberry.union("EnrolmentResult", description="The link, or why not (启用结果).")
]

BEYOND = """NOT EXISTS (SELECT FROM divisions v WHERE v.code = ANY({{row}}.divisions) AND NOT EXISTS (
  SELECT FROM divisions own WHERE own.code = ANY({own}) AND own.lo <= v.lo AND v.hi <= own.hi))"""
OFFICER_KEYS = (Key("{row}.account", "text"),)


def officer_rows(ask: Ask) -> Source:
    """Those whom the caller administers, of a department, or of one account."""
    me, own = ask.caller("department"), ask.caller("divisions", "text[]")
    # Who keeps the register keeps the accounts of all departments, in its own divisions.
    where = [f"({{row}}.department = {me} OR {me} = '{registrar()}')", BEYOND.format(own=own)]
    where += [f"{{row}}.{name} = {ask.arg(name)}" for name in ("department", "account") if ask.given(name)]
    return Source("officers {row}", tuple(where))


def acted_upon(ask: Ask) -> Source:
    """The one that an act is about."""
    return Source("officers {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))
