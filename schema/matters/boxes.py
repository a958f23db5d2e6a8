"""Boxes (收件箱、发件箱): in which departments find the matters that are theirs, the most urgent first."""

from collections.abc import Mapping
from typing import Annotated, Any

import strawberry

from planner.shape import Ask, Column, Key, Page, Source
from policy.procedures import Procedure, Procedures
from policy.spine import registrar
from schema.fields.arguments import After, DivisionCode, First
from schema.fields.connections import Connection, Node
from schema.fields.enums import Box
from schema.fields.mapping import argument, mapped, mapped_method, planned
from schema.fields.naming import pascal
from schema.fields.references import day
from schema.fields.scalars import Date
from schema.fields.slices import below, exactly
from schema.matters.matters import sentence, state_type, turn

BOX_KEYS = (Key("coalesce({row}.due_on, '9999-12-31'::date)", "date"), Key("{row}.id", "uuid"))
BoxName = Annotated[Box, argument(None, description="Whose (收件箱、发件箱、辖区全部).")]
IN = Box("IN")


READS_MATTERS = ("handler/referrals:read", "civil/referral:write", "civil/supervise:read")


FOLLOWED = frozenset({"referral"})
"""The procedures whose matters can be subscribed to."""
HEARS = ("handler/referrals:read", "civil/referral:write")
"""One of these scopes is needed to be told of them, by a subscription or a webhook."""

HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text"
"""Whoever changed something before it is through, and seen by this statement."""


@strawberry.type(description="A page of a list that can be followed (可续接订阅的分页列表).", name="Connection")
class FollowedConnection(Connection[Node]):
    push_cursor: str = mapped(
        Column(f"{HORIZON} || '.00000000-0000-0000-0000-000000000000'"),
        "Subscribe with it as `since`, that of the first page: you are told all that has changed since this was read"
        " (订阅续接游标).",
    )


PLACE = "coalesce({row}.handling_position, {row}.position)"


def in_box(ask: Ask, row: str, invites: bool) -> str:
    """Whether a matter lies in the box that is asked for, as SQL.

    Where a procedure invites, whoever is invited finds it beside what is theirs to do.
    """
    box, me = ask.arg("box"), ask.caller("department")
    invited = f" OR {me} IN (SELECT json_array_elements_text({row}.content->'invited'))" if invites else ""
    return (
        f"CASE {box} WHEN 'IN' THEN ({row}.to_department = {me}{invited}) AND {exactly(ask, PLACE.format(row=row))}"
        f" WHEN 'OUT' THEN {row}.from_department = {me} AND {exactly(ask, f'{row}.position')}"
        f" ELSE {me} = '{registrar()}' AND {exactly(ask, f'{row}.position')} END"
    )


def boxes(procedures: Procedures, types: Mapping[str, type]) -> dict[str, Any]:
    """A page for each procedure, the most urgent first."""
    return {one.plural: _box(one, types[one.code]) for one in procedures.by_code.values()}


def _box(procedure: Procedure, type_: type) -> Any:  # a strawberry field
    state_enum = state_type(procedure)

    kind: Any = FollowedConnection if procedure.code in FOLLOWED else Connection

    def page(
        box: BoxName = IN,
        state: Annotated[state_enum | None, argument(None, description="In this state (状态).")] = None,  # type: ignore[valid-type] # made from the procedure
        open: Annotated[
            bool | None,
            argument(None, description="true: still to be done; false: closed; all when left out (是否在办)."),
        ] = None,
        overdue: Annotated[bool | None, argument(None, description="Overdue or not (是否超期).")] = None,
        escalated: Annotated[
            bool | None, argument(None, description="The level above was told, or not (是否已提请督办).")
        ] = None,
        turn: Annotated[
            str | None, argument(None, description="It is this department's turn (当前办理部门代码).")
        ] = None,
        due_before: Annotated[
            Date | None, argument(None, description="The next step is due before this day (期限早于).")
        ] = None,
        household: Annotated[
            strawberry.ID | None, argument(None, description="About this household (家庭标识).")
        ] = None,
        id: Annotated[strawberry.ID | None, argument(None, description="Only this one (标识).")] = None,
        division: DivisionCode = None,
        first: First = 50,
        after: After = None,
    ) -> kind[type_]:
        planned()

    source = _in_box(procedure)
    text = f"{sentence(procedure)}: the most urgent first."
    part = Page(
        pascal(procedure.code),
        source,
        BOX_KEYS,
        logs="coalesce({row}.person_id, {row}.household_id, {row}.identity_id, {row}.id)",
    )
    return mapped_method(part, text, scopes=READS_MATTERS, name=procedure.plural)(page)


def _in_box(procedure: Procedure) -> Any:  # a planner source
    def rows(ask: Ask) -> Source:
        place = PLACE.format(row="{row}")
        mine = in_box(ask, "{row}", "invited" in procedure.fields)
        # The position opens the index of boxes.
        where = [f"{{row}}.procedure = '{procedure.code}'", "{row}.position >= 0", mine]
        if ask.given("state"):
            where.append(f"{{row}}.state = {ask.arg('state')}")
        if ask.given("open"):
            where.append(f"({{row}}.closed_on IS NULL) = {ask.arg('open', type='boolean')}")
        if ask.given("overdue"):
            late = f"coalesce({{row}}.due_on < {ask.caller('today', 'date')}, false)"
            where.append(f"{late} = {ask.arg('overdue', type='boolean')}")
        if ask.given("escalated"):
            where.append(f"({{row}}.escalated_on IS NOT NULL) = {ask.arg('escalated', type='boolean')}")
        if ask.given("turn"):
            where.append(f"{turn(procedure, '{row}')} = {ask.arg('turn')}")
        if ask.given("dueBefore"):
            where.append(f"{{row}}.due_on < {day(ask, 'dueBefore')}")
        if ask.given("household"):
            where.append(f"{{row}}.household_id = {ask.arg('household', type='uuid')}")
        if ask.given("id"):
            where.append(f"{{row}}.id = {ask.arg('id', type='uuid')}")
        if ask.given("division"):
            where += below(ask, "division", place)
        return Source("matters {row}", tuple(where))

    return rows
