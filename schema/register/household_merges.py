"""Merging households that were entered twice (重复户归并), and taking a merge apart, in the graph."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Ask, Column, One, Same, Source
from registry import parsing
from registry.errors import Refusal
from registry.people.household_merges import Duplicate, Officer, merge, unmerge
from registry.store.connection import Connection
from registry.store.widened_ranges import everywhere
from schema.fields import item_checks
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant
from schema.register.households import Household
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.transaction import act, selected_result


@strawberry.input(description="What a member is to the head of the household that is kept (与保留户户主关系).")
class MergedMemberInput:
    person: strawberry.ID = strawberry.field(description="The person's id (人员标识).")
    relation: str = strawberry.field(description="GB/T 4761, as in `MemberInput` (与户主关系).")


@strawberry.input(description="A household that was entered under two numbers (重复户归并).")
class MergeHouseholdsInput:
    keep: strawberry.ID = strawberry.field(description="The one that is kept (保留户标识).")
    duplicate: strawberry.ID = strawberry.field(description="The other, which is closed (重复户标识).")
    reason: str = strawberry.field(description="Why they are one (归并理由).")
    basis: str = strawberry.field(description="On which paper (文书或依据).")
    relations: list[MergedMemberInput] = strawberry.field(
        default_factory=list,
        description="Who of the duplicate comes over with another relation; of two heads one must (变更的关系).",
    )
    seen: Instant | None = strawberry.field(
        default=None, description="When you read the two: what was changed since is refused (查看时间)."
    )


def _household(name: str) -> One:
    return One("Household", lambda ask: _named(ask, name))


def _named(ask: Ask, name: str) -> Source:
    return Source("households {row}", (f"{{row}}.id = {ask.caller(name, 'uuid')}",))


@strawberry.type(description="Two households that go on as one (已归并).")
class HouseholdsMerged:
    kept: Household = mapped(_household("subject"), "The household as it stands now (保留户).")
    duplicate: Household = mapped(_household("duplicate"), "The duplicate, closed, with its own chain (重复户).")


@strawberry.type(description="A merge of households that was taken apart (已撤销归并).")
class HouseholdsUnmerged:
    kept: Household = mapped(_household("subject"), "The one that was kept (保留户).")
    duplicate: Household = mapped(_household("duplicate"), "The other, open again (恢复户).")
    elsewhere: list[strawberry.ID] = mapped(
        Column(lambda ask: ask.caller("elsewhere", "text[]")),
        "Who had come over and has come into another household since: they stay there (已另行变动的人员).",
    )


MergeHouseholdsResult = Annotated[
    HouseholdsMerged | Proposed | Refused,
    strawberry.union("MergeHouseholdsResult", description="The outcome (归并结果)."),
]
UnmergeHouseholdsResult = Annotated[
    HouseholdsUnmerged | Proposed | Refused,
    strawberry.union("UnmergeHouseholdsResult", description="The outcome (撤销归并结果)."),
]


async def merge_households(context: Context, info: Info[Any, Any], given: MergeHouseholdsInput) -> Any:
    """Let one household that was entered twice go on as one; of two officers one wins (二（一）)."""

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        one, officer = _duplicate(context, given), _officer(context, given.reason)
        await merge(connection, officer, one)
        both = [one.keep, one.duplicate]
        await context.hub.maintenance.recompute(connection, both, context.caller.today)
        values = {"subject": one.keep, "duplicate": one.duplicate}
        return await selected_result(context, info, connection, Same("HouseholdsMerged"), values, both), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


async def unmerge_households(context: Context, info: Info[Any, Any], household: strawberry.ID, reason: str) -> Any:
    """Take a merge apart; of two officers one wins (二（一）)."""

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        duplicate = item_checks.id(household, "duplicate")
        undone = await unmerge(connection, _officer(context, reason), duplicate)
        both = [undone.keep, duplicate]
        async with everywhere(connection):
            await context.hub.maintenance.recompute(connection, [*both, *undone.beyond], context.caller.today)
        values = {"subject": undone.keep, "duplicate": duplicate, "elsewhere": list(map(str, undone.elsewhere))}
        return await selected_result(context, info, connection, Same("HouseholdsUnmerged"), values, both), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


def _officer(context: Context, reason: str) -> Officer:
    return Officer(context.caller.grant.department, context.caller.today, parsing.words(reason, "reason"))


def _duplicate(context: Context, given: MergeHouseholdsInput) -> Duplicate:
    relations = {code.code for code in context.hub.catalogue.code_lists["relation"]}
    return Duplicate(
        item_checks.id(given.keep, "keep"),
        item_checks.id(given.duplicate, "duplicate"),
        parsing.words(given.basis, "basis"),
        {
            item_checks.id(one.person, f"relations[{n}].person"): item_checks.needed_code(
                one.relation, f"relations[{n}].relation", relations
            )
            for n, one in enumerate(given.relations)
        },
        item_checks.seen(given.seen) if given.seen is not None else None,
    )
