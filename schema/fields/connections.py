"""Connections: Relay pages, declared once per type."""

from typing import Generic, TypeVar

import strawberry

Node = TypeVar("Node")

FIRST = "How many at most, 1 to 200 (每页条数)."
AFTER = "The cursor after which the page begins (游标)."


@strawberry.type(description="Where a page stands in its list (分页信息).", name="PageInfo")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more follow (是否有下一页).")
    has_previous_page: bool = strawberry.field(description="Whether some came before (是否有上一页).")
    start_cursor: str | None = strawberry.field(description="The first row's cursor (首条游标).")
    end_cursor: str | None = strawberry.field(description="The last row's cursor: give it as `after` (末条游标).")


@strawberry.type(description="One row of a page (列表项).")
class Edge(Generic[Node]):
    cursor: str = strawberry.field(description="The row's cursor (游标).")
    node: Node = strawberry.field(description="The row (内容).")


@strawberry.type(description="A page of a list, in a fixed order (分页列表).")
class Connection(Generic[Node]):
    edges: list[Edge[Node]] = strawberry.field(description="The rows with their cursors (列表项).")
    nodes: list[Node] = strawberry.field(description="The rows alone (内容列表).")
    page_info: PageInfo = strawberry.field(description="Where the page stands (分页信息).")
    total_count: int = strawberry.field(
        description="How many there are in all, exact to 10,000; 10001 means more (总数，最多计至 10000)."
    )
