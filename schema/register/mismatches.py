"""Mismatches in the graph (姓名不符): what came under a registered number with another name, and whose it is."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Source
from registry import parsing
from registry.errors import Refusal
from registry.identity.names import masked_name_sql
from registry.matters.mismatch_decisions import decide
from registry.matters.taken_steps import Actor
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import MismatchDecision, MismatchState
from schema.fields.mapping import mapped, narrowing
from schema.fields.scalars import Instant
from schema.fields.slices import below, within
from schema.register.persons import Person
from schema.register.records import AssistanceRecord
from schema.requests.catalogue import Department
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result


@strawberry.type(
    description="What was reported under a registered number with another name, until a person decides (姓名不符)."
)
class Mismatch:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    state: MismatchState = mapped(Column("{row}.state"), "Whose it is, as far as decided (认定状态).")
    since: Instant = mapped(Column("{row}.since", INSTANT), "It waits since (起始时间).")
    person: Person = mapped(
        One("Person", Source("persons {row}", ("{row}.id = {parent}.person_id",))),
        "The registered person of that number (登记人员).",
    )
    reported_name_masked: str = mapped(
        Column(masked_name_sql("{row}.reported_name")), "The reported name, masked (报送姓名，脱敏)."
    )
    reported_name: str = mapped(
        Column("{row}.reported_name"),
        "The reported name (报送姓名).",
        scopes="identity/name:read",
        column="person.name",
        purpose=True,
    )
    departments: list[Department] = mapped(
        Many("Department", Source("departments {row}", ("{row}.code = ANY({parent}.departments)",), "{row}.code")),
        "Who reported it (报送部门).",
    )
    records: list[AssistanceRecord] = mapped(
        Many(
            "AssistanceRecord",
            Source(
                "assistance_records {row}",
                ("{row}.identity_id = {parent}.reported_id", "{row}.status <> 'VOIDED'"),
                "{row}.id",
            ),
            usually=2,
        ),
        "The help reported so, while it waits (待归户救助记录).",
    )
    decided_at: Instant | None = mapped(Column("{row}.decided_at", INSTANT), "When it was decided (认定时间).")
    reason: str | None = mapped(Column("{row}.reason"), "Why it was decided so (认定理由).")


@strawberry.input(description="Which mismatches (筛选).")
class MismatchFilter:
    state: MismatchState | None = narrowing(
        None, default=None, description="In this state; when left out what waits: OPEN and UNKNOWN (认定状态)."
    )
    division: str | None = narrowing(None, default=None, description="In and below this division (行政区划代码).")
    department: str | None = narrowing(None, default=None, description="Reported by this department (报送部门).")


MISMATCH_KEYS = (Key("{row}.position", "bigint"), Key("{row}.id", "uuid"))


def mismatch_rows(ask: Ask) -> Source:
    """What waits in the caller's divisions, place by place."""
    where = [*within(ask, "{row}.position")]
    if ask.given("filter.division"):
        where += below(ask, "filter.division", "{row}.position")
    if ask.given("filter.department"):
        where.append(f"{ask.arg('filter.department')} = ANY({{row}}.departments)")
    if ask.given("filter.state"):
        where.append(f"{{row}}.state = {ask.arg('filter.state')}")
    else:
        where.append("{row}.state IN ('OPEN', 'UNKNOWN')")
    return Source("mismatches {row}", tuple(where))


@strawberry.input(description="Whose it is what came under another name (身份认定).")
class DecideMismatchInput:
    id: strawberry.ID = strawberry.field(description="The mismatch (标识).")
    decision: MismatchDecision = strawberry.field(
        description="SAME_PERSON takes it into the person's chain; ANOTHER_PERSON asks who reported it to correct it;"
        " UNKNOWN leaves it waiting. A later decision takes an earlier one back (结论)."
    )
    reason: str = strawberry.field(description="How that is known (理由及依据).")
    seen: MismatchState = strawberry.field(
        default=MismatchState("OPEN"),
        description="The state you saw; if somebody has decided since, you are told (所见状态).",
    )


MismatchResult = Annotated[
    Mismatch | Refused, strawberry.union("MismatchResult", description="As it stands now, or why not (结果).")
]


def _subject(ask: Ask) -> Source:
    return Source("mismatches {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


async def decide_mismatch(info: Info[Any, Any], given: DecideMismatchInput) -> Any:  # a fragment, or Refused
    """Decide whose it is, in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id, reason = item_checks.id(given.id, "id"), parsing.words(given.reason, "reason")
        actor = Actor(context.caller.grant.department, context.caller.today)
        mismatch = await decide(
            connection, context.hub.catalogue, actor, id, str(given.decision), str(given.seen), reason
        )
        if mismatch.household:
            await context.hub.maintenance.recompute(connection, [mismatch.household], context.caller.today)
        return await selected_result(context, info, connection, ONE_MISMATCH, {"subject": id}, [mismatch.person]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


ONE_MISMATCH = One("Mismatch", _subject)
