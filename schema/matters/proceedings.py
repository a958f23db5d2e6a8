"""Proceedings in the graph (办理): a mutation for every step of every procedure."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Ask, One, Source
from policy.procedures import Procedure, Procedures, Step
from registry.errors import Refusal
from registry.matters import proceedings
from registry.matters.matter_locks import about, about_unregistered, locked
from registry.matters.step_effects import EFFECTS
from registry.matters.taken_steps import Actor, Matter, Subject, TakenStep
from registry.store.connection import Connection
from registry.store.database import new_id
from registry.store.widened_ranges import wherever
from schema.fields import item_checks
from schema.fields.descriptions import described
from schema.fields.mapping import mapped_method
from schema.fields.naming import pascal
from schema.matters.step_inputs import (
    check_days,
    ending_lines,
    line_answers,
    line_decisions,
    requested_lines,
    step_content,
    step_input,
    warning_outcomes,
)
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result


def _subject(ask: Ask) -> Source:
    return Source("matters {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


HANDLES = "handler/referrals:write"


def steps(procedures: Procedures, types: Mapping[str, type]) -> dict[str, Any]:
    """A mutation for each step, by its code."""
    found: dict[str, Any] = {}
    for procedure in procedures.by_code.values():
        type_ = types[procedure.code]
        name = f"{pascal(procedure.code)}Result"
        text = f"The {procedure.en} as it stands now, or why not ({procedure.zh}办理结果)."
        result = Annotated[type_ | Refused, strawberry.union(name, description=text)]  # type: ignore[valid-type] # made from the procedure
        for step in procedure.steps.values():
            if step.own:
                continue
            found[step.code] = _mutation(procedure, step, result, _scopes(procedure, step))
    return found


def _scopes(procedure: Procedure, step: Step) -> tuple[str, ...]:
    """What the sender needs is the procedure's; who handles it needs `<department>/referrals:write`."""
    if step.by == "receiver" and procedure.to == "any":
        return (HANDLES,)
    return tuple(dict.fromkeys(HANDLES if scope.startswith("*/") else scope for scope in procedure.scopes))


def _mutation(procedure: Procedure, step: Step, result: Any, scopes: tuple[str, ...]) -> Any:  # a strawberry field
    taken = step_input(procedure, step)

    async def take(
        info: Info[Any, Any],
        input: Annotated[taken, strawberry.argument(description="What the step says (内容).")],  # type: ignore[valid-type] # made from the procedure
    ) -> result:
        return await _take(info, procedure, step, input)

    text = described(step.en, f"{procedure.zh}：{step.zh}")
    return mapped_method(None, text, scopes=scopes, name=step.act)(take)


async def _take(info: Info[Any, Any], procedure: Procedure, step: Step, given: Any) -> Any:  # a fragment, or Refused
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        taken = await _taken(context, connection, procedure, step, given)
        # Who handles it at the place of an event writes where the household lives too.
        async with wherever(connection, taken.matter.handling is not None):
            if _opens(step, given):
                subject = await proceedings.begin(taken)
            else:
                await proceedings.proceed(taken)
                subject = taken.matter.id
            await context.hub.maintenance.recompute(connection, sorted(taken.touched), context.caller.today)
        concerned = taken.matter.subject
        seen = concerned.person or concerned.household or concerned.identity or subject
        part = One(pascal(procedure.code), _subject)
        return await selected_result(context, info, connection, part, {"subject": subject}, [seen]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


def _opens(step: Step, given: Any) -> bool:
    return step.opens and getattr(given, "id", None) is None


async def _taken(context: Context, connection: Connection, procedure: Procedure, step: Step, given: Any) -> TakenStep:
    content = step_content(context, step, given)
    if step.asks:
        check_days(context, given.lines)
    actor = Actor(context.caller.grant.department, context.caller.today)
    find = _opened if _opens(step, given) else partial(_locked, step=step)
    matter = await find(context, connection, procedure, given=given, actor=actor)
    lines = requested_lines(context, given.lines, matter.to_department if procedure.to == "any" else None) if (
        step.asks
    ) else []  # fmt: skip # only some steps have lines
    answers = line_answers(given.answers) if step.answers else []
    endings = ending_lines(given.lines) if step.lines == "ending" else []
    decisions = line_decisions(given.lines) if step.lines == "decided" else []
    outcomes = warning_outcomes(step.of_each, given.outcomes) if step.of_each else []
    return TakenStep(
        connection, context.hub.catalogue, EFFECTS, actor, matter, step, content, lines, answers,
        endings=endings, decisions=decisions, outcomes=outcomes,
    )  # fmt: skip # in the order of the fields


async def _locked(
    context: Context, connection: Connection, _: Procedure, step: Step, given: Any, actor: Actor
) -> Matter:
    return await locked(connection, context.hub.catalogue, item_checks.id(given.id, "id"), step, actor)


async def _opened(context: Context, connection: Connection, procedure: Procedure, given: Any, actor: Actor) -> Matter:
    handling: int | None
    if procedure.about == "division":
        subject, handling = _of_division(context, given)
    else:
        subject = await _whom(connection, procedure, given, actor)
        handling = _place(context, getattr(given, "division", None))
    to = actor.department
    if procedure.to == "any":
        to = item_checks.needed_code(given.to, "to", context.hub.catalogue.departments)
    external = item_checks.text(given.external_id, "externalId", 100)
    own = actor.department
    return Matter(new_id(), procedure, "", subject, handling, own, to, {}, external_id=external)


async def _whom(connection: Connection, procedure: Procedure, given: Any, actor: Actor) -> Subject:
    """A household and perhaps a member of it, or somebody in no household. Raises MISSING where both are named."""
    if procedure.unregistered and given.unregistered is not None:
        if given.household is not None:
            raise Refusal("MISSING", "household", name="household / unregistered")
        return await about_unregistered(connection, item_checks.id(given.unregistered, "unregistered"))
    household = item_checks.id(given.household, "household")
    person = item_checks.id(given.person, "person") if given.person is not None else None
    return await about(connection, actor.department, household, person)


def _of_division(context: Context, given: Any) -> tuple[Subject, int]:
    """One's own division, and the place one level above. Raises OUTSIDE_DIVISIONS and NO_LEVEL_ABOVE."""
    day, divisions = context.caller.today, context.hub.divisions
    own = item_checks.division(divisions, given.division, "division", day)
    if not any(lo <= own.lo and own.hi <= hi for lo, hi in context.caller.grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=own.code)
    above = divisions.above(own, day)
    if above is None:
        raise Refusal("NO_LEVEL_ABOVE", "division", value=own.code)
    return Subject(own.lo), above.lo


def _place(context: Context, code: str | None) -> int | None:
    return item_checks.division(context.hub.divisions, code, "division", context.caller.today).lo if code else None
