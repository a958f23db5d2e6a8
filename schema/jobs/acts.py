"""Acts on jobs: they are asked for, and called off (后台任务)."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from auth.ranges import multirange
from registry import parsing
from registry.errors import Refusal
from registry.journal import jobs
from registry.journal.jobs import Order
from registry.redaction import quoted
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.arguments import DivisionCode
from schema.fields.mapping import mapped_method
from schema.fields.scalars import Date
from schema.jobs.jobs import ASKED, JobResult
from schema.jobs.questions import JobId
from schema.monitoring.cross_checks import places
from schema.register.published_figures import published_only
from schema.requests.caller import READS_REGISTER
from schema.requests.context import Context
from schema.requests.problems import refused
from schema.requests.transaction import act, selected_result

CHECKING = "civil/match:write"
TRYING = "civil/match:write and civil/population:read"
"""A trial counts whom any rule finds anywhere: who counts so may as well read them."""
COUNTING = ("finance/stats:read", "civil/supervise:read")
MOST_LETTERS = 100
Key = Annotated[
    str | None,
    strawberry.argument(
        description=f"Your own name for this job, up to {MOST_LETTERS} letters: asked for again under it, the same job"
        " is answered (任务编号，用于重试)."
    ),
]


class Acts:
    """What a client asks to be done beside its questions."""

    @mapped_method(
        None,
        "Try a rule of the cross-check on a division, or on all of yours, as a job; nothing is written (规则试算任务).",
        scopes=TRYING,
    )
    async def start_simulation(
        self,
        info: Info[Any, Any],
        rule: Annotated[str, strawberry.argument(description="The rule's code (规则代码).")],
        division: DivisionCode = None,
        key: Key = None,
    ) -> JobResult:
        context: Context = info.context
        try:
            signals = context.hub.catalogue.signals
            if rule not in signals:
                raise Refusal("UNKNOWN_RULE", "rule", value=quoted(rule), codes=", ".join(signals))
            ranges = multirange(places(context, division))
            answer: JobResult = await _start(info, "SIMULATION", {"rule": rule}, ranges, (CHECKING,), key)
            return answer
        except Refusal as refusal:
            return refused(context, refusal)

    @mapped_method(
        None,
        "Cross-check the households of a division, or of all of yours, as a job (数据比对任务).",
        scopes=CHECKING,
    )
    async def start_cross_check(
        self, info: Info[Any, Any], division: DivisionCode = None, key: Key = None
    ) -> JobResult:
        context: Context = info.context
        try:
            ranges = multirange(places(context, division))
            answer: JobResult = await _start(info, "CROSS_CHECK", {}, ranges, (CHECKING,), key)
            return answer
        except Refusal as refusal:
            return refused(context, refusal)

    @mapped_method(
        None,
        "Count what was given by programme in a division, or in all of yours, as a job (汇总任务)."
        " Who does not read the register is answered by `totals`.",
        scopes=COUNTING,
    )
    async def start_totals(
        self,
        info: Info[Any, Any],
        division: DivisionCode = None,
        programme: Annotated[str | None, strawberry.argument(description="Only this one (项目代码或编号).")] = None,
        from_: Annotated[Date | None, strawberry.argument(name="from", description="From this day (起始日期).")] = None,
        to: Annotated[Date | None, strawberry.argument(description="To this day (截止日期).")] = None,
        key: Key = None,
    ) -> JobResult:
        context: Context = info.context
        try:
            if READS_REGISTER not in context.caller.grant.scopes:
                raise published_only(context.caller.today)
            what = _counted(context, programme, from_, to)
            answer: JobResult = await _start(info, "TOTALS", what, multirange(places(context, division)), COUNTING, key)
            return answer
        except Refusal as refusal:
            return refused(context, refusal)

    @mapped_method(None, "Call a job of yours off (取消任务).")
    async def cancel_job(self, info: Info[Any, Any], id: JobId) -> JobResult:
        context: Context = info.context
        try:
            answer: JobResult = await _cancel(info, item_checks.id(id, "id"))
            return answer
        except Refusal as refusal:
            return refused(context, refusal)


def _counted(context: Context, programme: str | None, first: Any, last: Any) -> dict[str, Any]:
    """What is to be counted; raises UNKNOWN_PROGRAMME, AMBIGUOUS_PROGRAMME and what is wrong with the days."""
    catalogue, own, today = context.hub.catalogue, context.caller.grant.department, context.caller.today
    code = item_checks.programme(catalogue, programme, own, "programme").code if programme is not None else None
    begin, end = item_checks.ahead(first, "from", today), item_checks.ahead(last, "to", today)
    item_checks.ordered(begin, end, "to")
    return {"programme": code, "from": begin and begin.isoformat(), "to": end and end.isoformat()}


async def _start(
    info: Info[Any, Any], kind: str, what: dict[str, Any], ranges: str, scopes: tuple[str, ...], key: str | None
) -> Any:  # a fragment in the place of what was selected
    context: Context = info.context
    grant = context.caller.grant
    key = None if key is None else parsing.words(key, "key", MOST_LETTERS)
    arguments = {**what, "on": context.caller.today.isoformat()}
    order = Order(grant.asker, grant.department, kind, arguments, ranges, scopes, key)

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id = await jobs.ask(connection, order)
        return await selected_result(context, info, connection, ASKED, {"subject": id}, []), []

    return await act(context, grant.multirange, work)


async def _cancel(info: Info[Any, Any], id: UUID) -> Any:  # a fragment in the place of what was selected
    context: Context = info.context
    grant = context.caller.grant

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        await jobs.cancel(connection, id, context.hub.job_keeping, grant.asker)
        return await selected_result(context, info, connection, ASKED, {"subject": id}, []), []

    return await act(context, grant.multirange, work)
