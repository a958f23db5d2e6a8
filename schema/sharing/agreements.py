"""A sharing agreement in the graph (数据共享约定): its terms, who decided it, and how it stands."""

from typing import Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Source
from policy.spine import registrar
from registry.reference.agreements import STATE
from schema.fields.enums import AgreementState, SharingWay
from schema.fields.mapping import mapped
from schema.fields.references import department
from schema.fields.scalars import Date, Instant
from schema.requests.catalogue import DEPARTMENT, Department
from schema.requests.problems import Refused


def _overdue(ask: Ask) -> str:
    return f"({{row}}.granted IS NULL AND {{row}}.ended_at IS NULL AND {{row}}.due_on < {ask.caller('today', 'date')})"


def _used(ask: Ask) -> str:
    today = ask.caller("today", "date")
    uses = f"(SELECT u.uses FROM sharing_agreement_uses u WHERE u.agreement_id = {{row}}.id AND u.day = {today})"
    return f"CASE WHEN {{row}}.quota IS NOT NULL THEN coalesce({uses}, 0) END"


@strawberry.type(
    description="What a department is shown, on what basis, which way, how much, until when (数据共享约定)."
)
class SharingAgreement:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    department: Department = mapped(DEPARTMENT, "Who is shown it (使用部门).")
    state: AgreementState = mapped(
        Column(lambda ask: STATE.format("{row}", ask.caller("today", "date"))), "Where it stands (状态)."
    )
    basis: str = mapped(Column("{row}.basis"), "The law or document on which it rests (法律依据).")
    quote: str | None = mapped(Column("{row}.quote"), "Its sentence (原文).")
    scenario: str = mapped(Column("{row}.scenario"), "What for (使用场景).")
    fields: list[str] = mapped(
        Column("{row}.fields"), "The columns, of those that the department's folder lists (数据项)."
    )
    programmes: list[str] | None = mapped(
        Column("{row}.programmes"), "Whose targets; null is all of the department's programmes (项目范围)."
    )
    divisions: list[str] | None = mapped(
        Column("{row}.divisions"), "Where; null is wherever its clients may look (地域范围)."
    )
    ways: list[SharingWay] = mapped(Column("{row}.ways"), "Which ways it goes out (共享方式).")
    quota: int | None = mapped(Column("{row}.quota"), "Questions in a day; null is any number (每日限额).")
    used_today: int | None = mapped(Column(_used), "How many of them were asked today (当日用量).")
    valid_from: Date = mapped(Column("{row}.valid_from"), "From this day (起始日期).")
    valid_to: Date | None = mapped(Column("{row}.valid_to"), "From this day on no more (终止日期).")
    requested_by: str = mapped(Column("{row}.requested_by"), "Who asked for it (申请人).")
    requested_on: Date = mapped(Column("{row}.requested_on"), "When (申请日期).")
    due_on: Date = mapped(Column("{row}.due_on"), "By when it was to be decided (答复期限).")
    overdue: bool = mapped(Column(_overdue), "It waits for longer than the regulation allows (是否超期未答复).")
    decided_by: str | None = mapped(Column("{row}.decided_by"), "Who decided it (答复人).")
    decided_on: Date | None = mapped(Column("{row}.decided_on"), "When (答复日期).")
    decision: str | None = mapped(Column("{row}.decision"), "Why (答复意见).")
    ended_at: Instant | None = mapped(Column("{row}.ended_at", INSTANT), "When it was ended (终止时间).")
    ended_by: str | None = mapped(Column("{row}.ended_by"), "By whom (终止人).")
    end_reason: str | None = mapped(Column("{row}.end_reason"), "Why (终止原因).")


SharingAgreementResult = Annotated[
    SharingAgreement | Refused,
    strawberry.union("SharingAgreementResult", description="The agreement, or why not (共享约定结果)."),
]
AGREEMENT_KEYS = (Key("{row}.id", "uuid", "desc"),)


def agreement_rows(ask: Ask) -> Source:
    """The caller's department's own; of who keeps the register all."""
    me = ask.caller("department")
    where = [f"({{row}}.department = {me} OR {me} = '{registrar()}')"]
    if ask.given("department"):
        where.append(f"{{row}}.department = {department(ask, 'department')}")
    if ask.given("state"):
        where.append(f"{STATE.format('{row}', ask.caller('today', 'date'))} = {ask.arg('state')}")
    if ask.given("overdue"):
        where.append(f"{_overdue(ask)} = {ask.arg('overdue', type='boolean')}")
    if ask.given("id"):
        where.append(f"{{row}}.id = {ask.arg('id', type='uuid')}")
    return Source("sharing_agreements {row}", tuple(where))


def acted_upon(ask: Ask) -> Source:
    """The one that an act is about."""
    return Source("sharing_agreements {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))
