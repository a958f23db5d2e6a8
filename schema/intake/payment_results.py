"""Payment results as finance hands them in (发放结果): a batch, each item about one payment, an outcome for each."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any, cast
from uuid import UUID

import orjson
import strawberry

from policy.vocabulary import words
from registry import parsing
from registry.aid.payment_results import Result, report_results
from registry.errors import Refusal
from registry.journal.access_log import answered
from registry.journal.batches import Batch
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import PaymentResult
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.source_tally import CYCLE, Taken, Tally, told
from schema.requests.transaction import Sorted, act, placed, sort

RESULTS = words("payment_result")


@strawberry.input(description="What became of one payment; whom it went to is not said (一笔发放的结果，不含个人信息).")
class PaymentResultInput:
    department: str = strawberry.field(description="The code of the department that reported it (部门代码).")
    division: str = strawberry.field(description="The division that pays, twelve digits (支付地区代码).")
    payment_external_id: str = strawberry.field(description="That department's id of the payment (发放外部编号).")
    result: PaymentResult = strawberry.field(description="Paid out, or returned by the bank (结果).")
    on: Date = strawberry.field(description="The day it was paid out or came back (发放或退回日期).")
    reason: str | None = strawberry.field(default=None, description="Why the bank returned it (退回原因).")


@strawberry.type(description="A result that was taken in (已接收发放结果).")
class PaymentResultAccepted:
    payment_external_id: str = mapped(None, "The department's id of the payment (发放外部编号).")
    replayed: bool = mapped(None, "It was known already (重复提交).")


PaymentResultOutcome = Annotated[
    PaymentResultAccepted | Refused,
    strawberry.union("PaymentResultOutcome", description="One item's outcome (单条结果)."),
]


@strawberry.type(description="How a batch of payment results went, item by item in their order (发放结果报送结果).")
class PaymentResultsReport:
    batch: strawberry.ID = mapped(None, "The batch (批次标识).")
    outcomes: list[PaymentResultOutcome] = mapped(None, "One for each item (逐条结果).")


PaymentResultsResult = Annotated[
    PaymentResultsReport | Refused,
    strawberry.union("PaymentResultsResult", description="The batch's outcome (批次结果)."),
]


async def take_results(context: Context, items: list[PaymentResultInput]) -> PaymentResultsReport | Refused:
    """Take in what became of payments in the caller's divisions (二（一）)."""
    try:
        sorted_ = await sort(items, lambda item: _draft(context, item))
    except Refusal as refusal:
        return refused(context, refusal)

    async def work(connection: Connection) -> tuple[PaymentResultsReport, list[UUID]]:
        return await _take(context, connection, items, sorted_), []

    # Who is paid here may be registered elsewhere: which payments may be named is held to the caller's ranges.
    return await act(context, context.hub.divisions.whole, work)


def _draft(context: Context, item: PaymentResultInput) -> Result:
    department = item_checks.needed_code(item.department, "department", context.hub.catalogue.departments)
    division = item_checks.division(context.hub.divisions, item.division, "division", context.caller.today)
    if not any(lo <= division.lo < hi for lo, hi in context.caller.grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=item.division)
    result = item_checks.needed_code(item.result, "result", RESULTS)
    reason = item_checks.text(item.reason, "reason")
    if result == "RETURNED" and not reason:
        raise Refusal("REASON_NEEDED", "reason")
    external_id = parsing.words(item.payment_external_id, "paymentExternalId", 110)
    on = item_checks.past(item.on, "on", context.caller.today)
    content = sha256(orjson.dumps(vars(item), option=orjson.OPT_SORT_KEYS)).digest()
    return Result(department, division.code[:6], external_id, cast(Any, result), on, reason, content)


async def _take(
    context: Context, connection: Connection, items: list[PaymentResultInput], sorted_: Sorted[Result]
) -> PaymentResultsReport:
    grant = context.caller.grant
    batch = Batch(grant.department, grant.client_id, "PAYMENTS", len(items))
    found = await report_results(connection, batch, grant.multirange, list(sorted_.drafts.values()))
    outcomes: dict[int, Refusal | bool] = {**dict(zip(sorted_.drafts, found, strict=True)), **sorted_.wrong}
    await _count(context, connection, items, sorted_.drafts, outcomes)
    await answered(connection, context.look, [])
    answers = [_answer(context, n, item, outcomes[n]) for n, item in enumerate(items)]
    return PaymentResultsReport(batch=strawberry.ID(str(batch.id)), outcomes=answers)


async def _count(
    context: Context,
    connection: Connection,
    items: list[PaymentResultInput],
    drafts: Mapping[int, Result],
    outcomes: Mapping[int, Refusal | bool],
) -> None:
    """Count what came of each item, by its source and the county that pays."""
    tally = Tally.of(context, "payment_results")
    for n, outcome in outcomes.items():
        place = getattr(items[n], "division", None)
        if isinstance(outcome, Refusal):
            tally.refused([outcome.code], place)
        else:
            tally.taken(Taken(not outcome, told(items[n]), drafts[n].on, CYCLE), place)
    await tally.write(connection)


def _answer(
    context: Context, n: int, item: PaymentResultInput, outcome: Refusal | bool
) -> PaymentResultAccepted | Refused:
    if isinstance(outcome, Refusal):
        return refused(context, placed(outcome, n))
    return PaymentResultAccepted(payment_external_id=item.payment_external_id, replayed=not outcome)
