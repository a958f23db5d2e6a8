"""Questions about saved views: mine, and those of my department (常用视图)."""

from typing import Annotated

from planner.shape import Page
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.mapping import argument, mapped_method, planned
from schema.views.saved_views import VIEW_KEYS, SavedView, view_rows


class Questions:
    """Views that the caller may go to."""

    @mapped_method(
        Page("SavedView", view_rows, VIEW_KEYS),
        "Lists as you, or others of your department who share it, look at them, by name (常用视图).",
    )
    def saved_views(
        self,
        page: Annotated[str | None, argument(None, description="Of this page (页面).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[SavedView]:
        planned()
