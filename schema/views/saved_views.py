"""A saved view in the graph (常用视图): of which list, by which filters, whose, and whether it is shared."""

from typing import Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Source
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant
from schema.requests.actors import Actor, actor_of
from schema.requests.problems import Refused


@strawberry.type(description="A list as somebody looks at it, by name (常用视图).")
class SavedView:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    page: str = mapped(Column("{row}.page"), "Of which list, as its page in the console is called (页面).")
    name: str = mapped(Column("{row}.name"), "What it is called (名称).")
    filters: str = mapped(Column("{row}.filters"), "The query of the page's address, as `programme=ZJ-03` (筛选条件).")
    shared: bool = mapped(Column("{row}.shared"), "Whether your department has it too (是否共享给本部门).")
    own: bool = mapped(
        Column(lambda ask: f"{{row}}.asker = {ask.caller('asker')}"), "Whether it is yours to change (是否本人所存)."
    )
    saved_by: Actor | None = mapped(actor_of("actor_id"), "Who saved it (保存人).")
    changed_at: Instant = mapped(Column("{row}.changed_at", INSTANT), "When it was saved or changed (保存时间).")


SavedViewResult = Annotated[
    SavedView | Refused, strawberry.union("SavedViewResult", description="The view, or why not (视图结果).")
]

VIEW_KEYS = (Key("{row}.name", "text"), Key("{row}.id", "uuid"))


def view_rows(ask: Ask) -> Source:
    """The caller's own, and what others of its department share."""
    where = [
        f"{{row}}.department = {ask.caller('department')}",
        f"({{row}}.asker = {ask.caller('asker')} OR {{row}}.shared)",
    ]
    if ask.given("page"):
        where.append(f"{{row}}.page = {ask.arg('page')}")
    return Source("saved_views {row}", tuple(where))


def acted_upon(ask: Ask) -> Source:
    """The one that an act is about."""
    return Source("saved_views {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))
