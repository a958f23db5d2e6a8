"""What steps do to referrals and warnings (转办): lines become referrals, answers close warnings."""

from itertools import groupby

from registry.errors import Refusal
from registry.matters.lines import LineRequest
from registry.matters.proceedings import begin
from registry.matters.taken_steps import Matter, TakenStep
from registry.monitoring import warnings
from registry.people.blocking_matters import COLUMNS, BlockingMatter, listed
from registry.store.database import new_id


async def refer_lines(taken: TakenStep) -> None:
    """The lines become referrals, one for each department (二（四）: 转交（办）相关社会救助管理部门)."""
    by_department = sorted(taken.requests, key=lambda line: line.department)
    for department, lines in groupby(by_department, key=lambda line: line.department):
        await _refer(taken, department, list(lines))


async def _refer(taken: TakenStep, department: str, lines: list[LineRequest]) -> None:
    procedure, step = taken.catalogue.procedures.of_step("refer")
    matter = taken.matter
    referral = Matter(
        new_id(), procedure, "", matter.subject, matter.handling, taken.actor.department, department, {},
        parent=matter.id,
    )  # fmt: skip # in the order of the fields
    await begin(taken.opening(referral, step, {}, lines))


async def answer_warnings(taken: TakenStep) -> None:
    """A warning is closed once it is answered, as what the answers say of it (`procedures.toml`)."""
    about = [line.warning for line in taken.answered if line.warning]
    outcomes, actor = taken.catalogue.procedures.outcomes, taken.actor
    await warnings.answered(taken.connection, about, outcomes, actor.department, actor.today)


async def correct_warnings(taken: TakenStep) -> None:
    """What a wrong answer made of a warning is made right by the answer that corrects it."""
    about = [line.warning for line in taken.answered if line.warning]
    outcomes, actor = taken.catalogue.procedures.outcomes, taken.actor
    await warnings.corrected(taken.connection, about, outcomes, actor.department, actor.today)
    await warnings.answered(taken.connection, about, outcomes, actor.department, actor.today)


async def release_warnings(taken: TakenStep) -> None:
    """What is taken back leaves its warnings to be triaged anew."""
    await warnings.release(taken.connection, taken.matter.id)


async def all_referrals_answered(taken: TakenStep) -> None:
    """An application is not closed over a referral without an answer. Raises REFERRALS_OPEN."""
    waiting = await taken.connection.fetch(BlockingMatter, UNANSWERED, [taken.matter.id])
    if waiting:
        steps = listed(taken.catalogue, waiting[:MOST_TOLD], taken.actor.department)
        raise Refusal("REFERRALS_OPEN", "id", count=len(waiting), steps=steps)


MOST_TOLD = 5
"""Referrals of which the steps are told; the box shows all of them."""

UNANSWERED = f"""SELECT {COLUMNS} FROM matters m
WHERE m.parent_id = $1 AND m.procedure = 'referral' AND m.state NOT IN ('ANSWERED', 'CLOSED', 'WITHDRAWN')
ORDER BY m.id"""
