"""Triage in the graph (分类处置): what an officer makes of the warnings of one household."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Ask, Many, Same, Source
from registry import parsing
from registry.errors import Refusal
from registry.matters import triage as registry_triage
from registry.matters.taken_steps import Actor
from registry.matters.triage import Meeting
from registry.matters.warning_lines import Disposed
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.declared_types import declared_type
from schema.fields.enums import Disposition
from schema.fields.mapping import mapped, mapped_method
from schema.fields.scalars import Date
from schema.monitoring.warnings import EarlyWarning
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result


@strawberry.input(description="What is made of one warning (单条处置).")
class TriageItem:
    warning: strawberry.ID = strawberry.field(description="The warning's id (预警标识).")
    disposition: Disposition = strawberry.field(
        description="The warning's kind, which makes a referral; or COMPLEX, which makes a conference (处置方式)."
    )
    programmes: list[str] = strawberry.field(
        default_factory=list, description="Of several options those chosen; all when left out (选定项目代码)."
    )
    note: str | None = strawberry.field(default=None, description="For whoever is asked (说明).")


@strawberry.input(description="When a case conference meets (一事一议安排).")
class ConferenceInput:
    on: Date = strawberry.field(description="The day (会议日期).")
    topic: str = strawberry.field(description="What is to be decided (议题).")
    invited: list[str] = strawberry.field(default_factory=list, description="The departments invited (参加部门代码).")


@strawberry.input(description="What is made of the warnings of one household (分类处置).")
class TriageInput:
    items: list[TriageItem] = strawberry.field(description="The warnings, all of one household (预警列表).")
    conference: ConferenceInput | None = strawberry.field(
        default=None, description="Where one of them is COMPLEX (情况复杂时的一事一议安排)."
    )


def triaged_type(matter_types: Mapping[str, type]) -> type:
    """What came of a triage: referrals and conferences."""
    referral, conference = matter_types["referral"], matter_types["conference"]
    fields = {
        "referrals": (list[referral], mapped(_made("Referral", "referral"), "One for each department (转办).")),  # type: ignore[valid-type] # made from the procedure
        "conferences": (
            list[conference],  # type: ignore[valid-type] # made from the procedure
            mapped(_made("Conference", "conference"), "Where something is complex (一事一议)."),
        ),
        "warnings": (
            list[EarlyWarning],
            mapped(
                Many(
                    "EarlyWarning",
                    lambda ask: Source("early_warnings {row}", (_among(ask, "warnings"),), "{row}.rank DESC, {row}.id"),
                ),
                "The warnings as they stand now (预警).",
            ),
        ),
    }
    return declared_type("Triaged", "What came of a triage (处置结果).", fields)


def _among(ask: Ask, name: str) -> str:
    return f"{{row}}.id = ANY({ask.caller(name, 'uuid[]')})"


def _made(type_: str, procedure: str) -> Many:
    return Many(
        type_,
        lambda ask: Source("matters {row}", (f"{{row}}.procedure = '{procedure}'", _among(ask, "matters")), "{row}.id"),
    )


def triage_act(matter_types: Mapping[str, type]) -> dict[str, Any]:
    """The act of triage, whose answer is made from the procedures."""
    type_ = triaged_type(matter_types)
    result = Annotated[type_ | Refused, strawberry.union("TriageResult", description="The outcome (处置结果).")]  # type: ignore[valid-type] # made from the procedures

    async def triage(
        info: Info[Any, Any],
        input: Annotated[TriageInput, strawberry.argument(description="What is made of them (处置内容).")],
    ) -> result:
        return await _triage(info, input)  # type: ignore[no-any-return] # a fragment in its place

    text = "Triage the warnings of one household: referrals, one for each department, or a conference (分类处置)."
    return {"triage": mapped_method(None, text, scopes="civil/referral:write")(triage)}


async def _triage(info: Info[Any, Any], given: TriageInput) -> Any:  # a fragment, or Refused
    """Triage warnings of one household; of two officers one wins (二（四）)."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        items, meeting = _items(context, given)
        actor = Actor(context.caller.grant.department, context.caller.today)
        made = await registry_triage.triage(connection, context.hub.catalogue, actor, items, meeting)
        await context.hub.maintenance.recompute(connection, sorted(made.touched), context.caller.today)
        values = {"matters": list(map(str, made.matters)), "warnings": [str(item.warning) for item in items]}
        return await selected_result(context, info, connection, Same("Triaged"), values, [made.household]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


def _items(context: Context, given: TriageInput) -> tuple[list[Disposed], Meeting | None]:
    if not 1 <= len(given.items) <= 50:
        raise Refusal("NO_LINE", "items")
    items = [_item(context, item, f"items[{n}]") for n, item in enumerate(given.items)]
    if len({item.warning for item in items}) < len(items):
        raise Refusal("UNKNOWN_LINE", "items", value="warning")
    if given.conference is None:
        return items, None
    day = item_checks.ahead(given.conference.on, "conference.on", context.caller.today)
    if day is None:
        raise Refusal("MISSING", "conference.on", name="on")
    topic = parsing.words(given.conference.topic, "conference.topic")
    departments = context.hub.catalogue.departments
    invited = [item_checks.needed_code(one, "conference.invited", departments) for one in given.conference.invited]
    return items, Meeting(day, topic, invited)


def _item(context: Context, item: TriageItem, at: str) -> Disposed:
    own = context.caller.grant.department
    chosen = [
        item_checks.programme(context.hub.catalogue, one, own, f"{at}.programmes").code for one in item.programmes
    ]
    note = item_checks.text(item.note, f"{at}.note")
    return Disposed(item_checks.id(item.warning, f"{at}.warning"), item.disposition, chosen, note)
