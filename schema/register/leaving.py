"""Leaving a household (离开家庭) in the graph: a membership ends without another household."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Column, One, Same, Source
from policy.vocabulary import words
from registry.errors import Refusal
from registry.people.heads import headless
from registry.people.leaving import Leaving, leave
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import LeavingReason
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Instant
from schema.register.households import Household
from schema.register.persons import Person
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.transaction import act, selected_result

REASONS = words("leaving_reason")


@strawberry.input(description="Who leaves a household, without coming into another (离开家庭).")
class LeaveHouseholdInput:
    person: strawberry.ID = strawberry.field(description="The person's id (人员标识).")
    household: strawberry.ID | None = strawberry.field(
        default=None, description="The household that is meant; the person's when left out (家庭标识)."
    )
    on: Date = strawberry.field(description="No member from this day; the day of death (离开日期).")
    reason: LeavingReason = strawberry.field(description="Why (离开原因).")
    note: str | None = strawberry.field(default=None, description="In words (说明).")
    seen: Instant | None = strawberry.field(
        default=None,
        description="`recordedAt` of the membership as you read it: what was changed since is refused (查看时间).",
    )


def _subject(table: str, value: str) -> Any:  # a function of Ask
    return lambda ask: Source(f"{table} {{row}}", (f"{{row}}.id = {ask.caller(value, 'uuid')}",))


@strawberry.type(description="A membership that has ended (已离开家庭).")
class HouseholdLeft:
    person: Person = mapped(One("Person", _subject("persons", "person")), "The person (人员).")
    household: Household = mapped(One("Household", _subject("households", "subject")), "The household left (家庭).")
    headless: bool = mapped(
        Column(lambda ask: ask.caller("headless", "boolean")),
        "Whether members remain and none of them is the head: name the new one as soon as it is known (当前无户主).",
    )


LeaveHouseholdResult = Annotated[
    HouseholdLeft | Proposed | Refused,
    strawberry.union("LeaveHouseholdResult", description="The outcome (离开家庭结果)."),
]


async def leave_household(context: Context, info: Info[Any, Any], given: LeaveHouseholdInput) -> Any:
    """End a membership on a day, for a reason; of two officers one wins (二（四）)."""

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        leaving = _leaving(context, given)
        catalogue, grant = context.hub.catalogue, context.caller.grant
        household = await leave(connection, catalogue, grant.department, leaving)
        await context.hub.maintenance.recompute(connection, [household], context.caller.today)
        values = {
            "person": leaving.person,
            "subject": household,
            "headless": household in await headless(connection, [household]),
        }
        answer = await selected_result(
            context, info, connection, Same("HouseholdLeft"), values, [leaving.person, household]
        )
        return answer, []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


def _leaving(context: Context, given: LeaveHouseholdInput) -> Leaving:
    return Leaving(
        item_checks.id(given.person, "person"),
        item_checks.id(given.household, "household") if given.household is not None else None,
        item_checks.past(given.on, "on", context.caller.today),
        item_checks.needed_code(given.reason, "reason", REASONS),
        item_checks.text(given.note, "note"),
        item_checks.seen(given.seen) if given.seen is not None else None,
    )
