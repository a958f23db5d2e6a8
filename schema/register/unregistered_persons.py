"""Unregistered persons in the graph (未在库人员): whom data sets name and nobody has registered, by county."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Source
from registry import parsing
from registry.errors import Refusal
from registry.identity.names import masked_name_sql
from registry.people.unregistered_persons import set_aside
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import UnregisteredState
from schema.fields.mapping import mapped, narrowing
from schema.fields.scalars import Date, Instant
from schema.fields.slices import below, within
from schema.register.facts import Facts
from schema.requests.catalogue import Department
from schema.requests.context import Context
from schema.requests.divisions import Division
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result

NAME = "(SELECT i.name FROM identities i WHERE i.id = {row}.identity_id)"
VISITS = "FROM matters m WHERE m.identity_id = {row}.identity_id AND m.procedure = 'visit'"


@strawberry.type(
    description="Somebody whom a data set names and nobody has registered under that number (未在库人员); a lead for"
    " determination. Registered, they leave the list by themselves."
)
class UnregisteredPerson:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    state: UnregisteredState = mapped(Column("{row}.state"), "What becomes of them (处理状态).")
    since: Instant = mapped(Column("{row}.since", INSTANT), "They wait since (起始时间).")
    changed_at: Instant = mapped(
        Column("{row}.changed_at", INSTANT),
        "When something new was last said of them; give it as `seen` to set them aside (最近变化时间).",
    )
    name_masked: str | None = mapped(
        Column(masked_name_sql(NAME)), "The name as it was reported, masked (报送姓名，脱敏)."
    )
    name: str | None = mapped(
        Column(NAME),
        "The name as it was reported (报送姓名).",
        scopes="identity/name:read",
        column="person.name",
        purpose=True,
    )
    division: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))),
        "The place that a fact names; where none does, the division of who reported it (所在地或报送地).",
    )
    departments: list[Department] = mapped(
        Many("Department", Source("departments {row}", ("{row}.code = ANY({parent}.departments)",), "{row}.code")),
        "Who named them (报送部门).",
    )
    facts: list[Facts] = mapped(
        None,  # the departments' tables: filled in when the graph is composed
        "What is said of them and shared with your department; the number is with who reported it, under"
        " `sourceRecordId` (各部门报送情况).",
    )
    visit_planned_for: Date | None = mapped(
        Column(f"(SELECT min(m.due_on) {VISITS} AND m.closed_on IS NULL)"), "A visit is planned for (计划走访日期)."
    )
    last_visited: Date | None = mapped(
        Column(f"(SELECT max(m.content->>'visited_on') {VISITS} AND m.state = 'VISITED')"),
        "The day of the last visit (最近走访日期).",
    )
    decided_at: Instant | None = mapped(
        Column("{row}.decided_at", INSTANT), "When they were last set aside or registered (处理时间)."
    )
    reason: str | None = mapped(
        Column("{row}.reason"), "Why they were last set aside, also where something new has come since (暂不处理理由)."
    )


@strawberry.input(description="Which ones (筛选).")
class UnregisteredFilter:
    state: UnregisteredState = narrowing(
        None, default=UnregisteredState("OPEN"), description="In this state (处理状态)."
    )
    division: str | None = narrowing(None, default=None, description="In and below this division (行政区划代码).")
    department: str | None = narrowing(None, default=None, description="Named by this department (报送部门).")


UNREGISTERED_KEYS = (Key("{row}.position", "bigint"), Key("{row}.id", "uuid"))


def unregistered_rows(ask: Ask) -> Source:
    """Who waits in the caller's divisions, place by place."""
    state = ask.arg("filter.state") if ask.given("filter") else "'OPEN'"
    where = [f"{{row}}.state = {state}", *within(ask, "{row}.position")]
    if ask.given("filter.division"):
        where += below(ask, "filter.division", "{row}.position")
    if ask.given("filter.department"):
        where.append(f"{ask.arg('filter.department')} = ANY({{row}}.departments)")
    return Source("unregistered_persons {row}", tuple(where))


@strawberry.input(description="On whom nothing is to be done, until something new is said of them (暂不处理).")
class SetAsideInput:
    id: strawberry.ID = strawberry.field(description="Who (标识).")
    reason: str = strawberry.field(description="Why (理由).")
    seen: Instant = strawberry.field(
        description="`changedAt` as you saw it; if something new has come since, you are told (所见变化时间)."
    )


UnregisteredResult = Annotated[
    UnregisteredPerson | Refused,
    strawberry.union("UnregisteredResult", description="As they stand now, or why not (结果)."),
]


def _subject(ask: Ask) -> Source:
    return Source("unregistered_persons {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


ONE_UNREGISTERED = One("UnregisteredPerson", _subject)


async def set_unregistered_aside(info: Info[Any, Any], given: SetAsideInput) -> Any:  # a fragment, or Refused
    """Set somebody in no household aside, in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id, reason = item_checks.id(given.id, "id"), parsing.words(given.reason, "reason")
        department, today = context.caller.grant.department, context.caller.today
        identity = await set_aside(connection, department, today, id, item_checks.seen(given.seen), reason)
        return await selected_result(context, info, connection, ONE_UNREGISTERED, {"subject": id}, [identity]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))
