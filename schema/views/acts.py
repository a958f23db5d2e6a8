"""Acts on saved views: kept, changed, shared, taken out (常用视图)."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import One
from registry.errors import Refusal
from registry.journal import saved_views
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.mapping import mapped_method
from schema.requests.context import Context
from schema.requests.problems import refused
from schema.requests.transaction import act, selected_result
from schema.views.saved_views import SavedViewResult, acted_upon

ACTED_UPON = One("SavedView", acted_upon)
ViewId = Annotated[strawberry.ID, strawberry.argument(description="The view's id (标识).")]
NAME = strawberry.argument(
    description=f"What it is called, up to {saved_views.LONGEST_NAME} letters; no name of a person (名称)."
)
FILTERS = strawberry.argument(description="The query of the page's address: names and codes alone (筛选条件).")
SHARED = strawberry.argument(description="Whether your department has it too (是否共享给本部门).")


class Acts:
    """What is done with one's own views."""

    @mapped_method(None, "Keep a list as you look at it (保存视图).")
    async def save_view(
        self,
        info: Info[Any, Any],
        page: Annotated[str, strawberry.argument(description="Of which page, as `targets` (页面).")],
        name: Annotated[str, NAME],
        filters: Annotated[str, FILTERS],
        shared: Annotated[bool, SHARED] = False,
    ) -> SavedViewResult:
        async def work(context: Context, connection: Connection) -> UUID:
            grant = context.caller.grant
            told = saved_views.checked_page(page), saved_views.checked_name(name), saved_views.checked_filters(filters)
            view = saved_views.SavedView(grant.department, grant.asker, *told, shared)
            await saved_views.save(connection, view)
            return view.id

        answer: SavedViewResult = await _done(info, work)
        return answer

    @mapped_method(
        None, "Give a view of yours another name or other filters, share it or keep it for yourself (更改视图)."
    )
    async def change_view(
        self,
        info: Info[Any, Any],
        id: ViewId,
        name: Annotated[str | None, NAME] = None,
        filters: Annotated[str | None, FILTERS] = None,
        shared: Annotated[bool | None, SHARED] = None,
    ) -> SavedViewResult:
        async def work(context: Context, connection: Connection) -> UUID:
            view = item_checks.id(id, "id")
            called = None if name is None else saved_views.checked_name(name)
            narrowed = None if filters is None else saved_views.checked_filters(filters)
            await saved_views.change(connection, view, context.caller.grant.asker, called, narrowed, shared)
            return view

        answer: SavedViewResult = await _done(info, work)
        return answer

    @mapped_method(None, "Take a view of yours out, for whom it was shared with too (删除视图).")
    async def remove_view(self, info: Info[Any, Any], id: ViewId) -> SavedViewResult:
        async def work(_: Context, __: Connection) -> UUID:
            return item_checks.id(id, "id")

        async def last(context: Context, connection: Connection, view: UUID) -> None:
            await saved_views.remove(connection, view, context.caller.grant.asker)

        answer: SavedViewResult = await _done(info, work, last)
        return answer


async def _done(
    info: Info[Any, Any],
    work: Callable[[Context, Connection], Awaitable[UUID]],
    last: Callable[[Context, Connection, UUID], Awaitable[None]] | None = None,
) -> Any:  # a fragment in the place of what was selected, or Refused
    """Do something with a view, and answer how it stands; `last` is done behind that."""
    context: Context = info.context

    async def once(connection: Connection) -> tuple[Any, list[UUID]]:
        view = await work(context, connection)
        answer = await selected_result(context, info, connection, ACTED_UPON, {"subject": view}, [])
        if last is not None:
            await last(context, connection, view)
        return answer, []

    try:
        return await act(context, "", once)
    except Refusal as refusal:
        return refused(context, refusal)
