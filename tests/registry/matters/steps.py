"""Steps of matters for tests: opened and taken as the mutations do it, each in a transaction of its own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from registry.matters.line_answers import LineAnswer
from registry.matters.lines import LineRequest
from registry.matters.matter_locks import about, locked
from registry.matters.proceedings import begin, proceed
from registry.matters.step_effects import EFFECTS
from registry.matters.taken_steps import Actor, Matter, TakenStep
from registry.store.database import new_id
from tests.registry.province import PROVINCE, Province

RENT = LineRequest("ASSESS", "housing", "housing.rent_subsidy", None)


async def opened(
    province: Province,
    step_code: str,
    household: UUID,
    to: str = "civil_affairs",
    lines: Sequence[LineRequest] = (),
    by: str = "civil_affairs",
    person: UUID | None = None,
    handling: int | None = None,
    external_id: str | None = None,
    **content: Any,
) -> UUID:
    """A matter about a household, opened by a department; its id."""
    procedure, step = province.catalogue.procedures.of_step(step_code)
    async with province.act(by) as connection:
        subject = await about(connection, by, household, person)
        matter = Matter(new_id(), procedure, "", subject, handling, by, to, {}, external_id=external_id)
        actor = Actor(by, province.today)
        taken = TakenStep(connection, province.catalogue, EFFECTS, actor, matter, step, content, lines)
        id = await begin(taken)
        await province.maintenance.recompute(connection, sorted(taken.touched), province.today)
    return id


async def referred(province: Province, household: UUID, **stated: Any) -> UUID:
    """A referral to the housing department, whether a rent subsidy is due."""
    return await opened(province, "refer", household, "housing", [RENT], **stated)


async def take(
    province: Province,
    step_code: str,
    id: UUID,
    by: str,
    answers: Sequence[LineAnswer] = (),
    ranges: str = PROVINCE,
    **content: Any,
) -> str:
    """The state of a matter after this step of it."""
    _, step = province.catalogue.procedures.of_step(step_code)
    actor = Actor(by, province.today)
    async with province.act(by, ranges) as connection:
        matter = await locked(connection, province.catalogue, id, step, actor)
        taken = TakenStep(
            connection, province.catalogue, EFFECTS, actor, matter, step, content, answers=answers
        )  # fmt: skip # what is taken
        await proceed(taken)
        await province.maintenance.recompute(connection, sorted(taken.touched), province.today)
    return matter.state
