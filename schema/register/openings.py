"""Openings in the graph (批量查阅实名信息): an officer asks to be shown more names than one may see alone in a day."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from registry import parsing
from registry.errors import Refusal
from schema.fields import item_checks
from schema.fields.mapping import mapped, mapped_method
from schema.fields.scalars import Date
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed

MOST = 100_000


@strawberry.input(description="How many more you ask to be shown, and what for (批量查阅实名信息).")
class OpenNamesInput:
    division: str = strawberry.field(description="Whose people they are; in your divisions (行政区划代码).")
    count: int = strawberry.field(description="So many households and persons more than you may see alone (户、人数).")
    on: Date = strawberry.field(description="On this day (查阅日期).")
    reason: str = strawberry.field(description="Which list, and what for (查阅名单及用途).")


@strawberry.type(description="More may be shown (已同意查阅).")
class NamesOpened:
    count: int = mapped(None, "So many more (户、人数).")
    on: Date = mapped(None, "On this day (查阅日期).")


OpenNamesResult = Annotated[
    NamesOpened | Proposed | Refused, strawberry.union("OpenNamesResult", description="The outcome (申请结果).")
]


class Acts:
    """What is asked for before many names are shown."""

    @mapped_method(
        None,
        "Ask to be shown more households and persons with a purpose in a day than you may see alone; another confirms"
        " it by `decideProposals` (申请批量查阅实名信息).",
        scopes="civil/population:read",
    )
    async def open_names(
        self,
        info: Info[Any, Any],
        input: Annotated[OpenNamesInput, strawberry.argument(description="What is asked for (申请内容).")],
    ) -> OpenNamesResult:
        context: Context = info.context
        try:
            return _checked(context, input)
        except Refusal as refusal:
            return refused(context, refusal.under("input"))


def _checked(context: Context, given: OpenNamesInput) -> NamesOpened:
    """What is asked for, as it would stand; that it is confirmed is what opens (`registry.matters.openings`)."""
    today = context.caller.today
    place = item_checks.division(context.hub.divisions, given.division, "division", today)
    if not any(lo <= place.lo < hi for lo, hi in context.caller.grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=given.division)
    count = parsing.whole_number(given.count, "count", 1, MOST)
    day = item_checks.coming(given.on, "on", today)
    item_checks.ordered(today, day, "on")
    parsing.words(given.reason, "reason")
    return NamesOpened(count=count, on=Date(day.isoformat()))
