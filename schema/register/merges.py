"""Merges of persons in the graph (重复登记合并): one human registered twice goes on as one, and can be taken apart."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import INSTANT, PLAIN, Ask, Column, One, Source
from registry.errors import Refusal
from registry.people.merges import merge, unmerge
from registry.store.connection import Connection
from registry.store.widened_ranges import everywhere
from schema.fields import item_checks
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant
from schema.register.corrections import officer
from schema.register.persons import Person
from schema.requests.catalogue import DEPARTMENT, Department
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.transaction import act, selected_result


@strawberry.type(description="Two registrations of one human, and as whom they go on (重复登记合并).")
class PersonMerge:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    person: Person = mapped(
        One("Person", Source("persons {row}", ("{row}.id = {parent}.person_id",))), "The one that is kept (保留人员)."
    )
    duplicate: Person = mapped(
        One("Person", Source("persons {row}", ("{row}.id = {parent}.duplicate_id",))), "The other (重复登记人员)."
    )
    department: Department = mapped(DEPARTMENT, "Who merged them (办理部门).")
    reason: str = mapped(Column("{row}.reason"), "Why they are one (合并理由).")
    basis: str = mapped(Column("{row}.basis"), "On which paper (文书或依据).")
    merged_at: Instant = mapped(Column("{row}.merged_at", INSTANT), "When they were merged (合并时间).")
    undone_at: Instant | None = mapped(Column("{row}.undone_at", INSTANT), "When it was taken apart (撤销时间).")
    undone_because: str | None = mapped(Column("{row}.undone_because"), "Why (撤销理由).")


@strawberry.input(description="One human who was registered twice (重复登记合并).")
class MergePersonsInput:
    keep: strawberry.ID = strawberry.field(description="The person who is kept (保留人员标识).")
    duplicate: strawberry.ID = strawberry.field(description="The other (重复登记人员标识).")
    reason: str = strawberry.field(description="Why they are one (合并理由).")
    basis: str = strawberry.field(description="On which paper (文书或依据).")
    seen: Instant = strawberry.field(
        description="The later `recordedAt` of the two as you saw them; if somebody has changed one since, you are told"
        " (所见版本时间)."
    )


PersonMergeResult = Annotated[
    PersonMerge | Proposed | Refused,
    strawberry.union("PersonMergeResult", description="The merge, or why not (合并结果)."),
]


def _subject(ask: Ask) -> Source:
    return Source("person_merges {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


async def merge_persons(info: Info[Any, Any], given: MergePersonsInput) -> Any:  # a fragment, or Refused
    """Let one human who was registered twice go on as one, both in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        hub, by = context.hub, officer(context, given.reason, given.basis)
        keep, duplicate = item_checks.id(given.keep, "keep"), item_checks.id(given.duplicate, "duplicate")
        seen = item_checks.seen(given.seen)
        merged = await merge(connection, hub.catalogue, hub.vault, by, keep, duplicate, seen)
        await hub.maintenance.recompute(connection, merged.households, context.caller.today)
        return await selected_result(
            context, info, connection, ONE_MERGE, {"subject": merged.id}, [keep, duplicate]
        ), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


async def unmerge_persons(info: Info[Any, Any], named: strawberry.ID, reason: str) -> Any:  # a fragment, or Refused
    """Take a merge apart, in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        hub, duplicate = context.hub, item_checks.id(named, "duplicate")
        undone = await unmerge(connection, hub.catalogue, hub.vault, officer(context, reason, None), duplicate)
        async with everywhere(connection):
            await hub.maintenance.recompute(connection, undone.households, context.caller.today)
        subjects = [undone.kept, duplicate]
        return await selected_result(context, info, connection, ONE_MERGE, {"subject": undone.id}, subjects), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


ONE_MERGE = One("PersonMerge", _subject)
