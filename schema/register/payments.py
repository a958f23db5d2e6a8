"""Payments in the graph (发放记录): those of a record, what undoes them, and what they come to."""

from collections.abc import Callable
from typing import Any

import strawberry

from planner.shape import Ask, Column, Many, Source, Sql
from policy.periods import periods
from registry.aid.records import NET
from schema.fields.enums import PaymentKind
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Fen
from schema.register.record_then import confirmed, payment_stands, standing


@strawberry.type(description="A payment of a record, or what undoes one (发放记录，及其退回、追回、撤销).")
class Payment:
    kind: PaymentKind = mapped(Column("{row}.kind"), "Whether it went out or came back (类型).")
    external_id: str = mapped(Column("{row}.external_id"), "Its department's own id of it (发放外部编号).")
    paid_on: Date = mapped(Column("{row}.paid_on"), "The day it went out or came back (发放或退回日期).")
    amount: Fen = mapped(Column("{row}.amount"), "The amount in fen, positive whatever its kind (金额，分).")
    undoes: str | None = mapped(
        Column("(SELECT u.external_id FROM payments u WHERE u.id = {row}.undoes)"),
        "The external id of the payment that it undoes (所指发放的外部编号).",
    )
    second: str | None = mapped(Column("{row}.second"), "Why it was paid again on the same day (同日再次发放理由).")
    arrears: str | None = mapped(Column("{row}.arrears"), "What it makes up for after the end (补发理由).")
    reason: str | None = mapped(Column("{row}.reason"), "Why it came back (退回、追回或撤销理由).")
    confirmed_on: Date | None = mapped(
        Column(confirmed), "Finance said that it was paid out on this day (财政确认发放日期)."
    )


PAYMENTS = Many(
    "Payment",
    lambda ask: Source(
        "payments {row}",
        ("{row}.record_id = {parent}.id", *payment_stands(ask, "{row}")),
        "{row}.paid_on, {row}.id",
    ),
    usually=12,
)
WHOLE = ", ".join(f"'{period.code}'" for period in periods().values() if period.amount == "whole")
# What was entered in error was never paid.
PAID = "CASE p.kind WHEN 'PAID' THEN p.amount WHEN 'VOIDED' THEN -p.amount ELSE 0 END"
CAME_BACK = "CASE WHEN p.kind IN ('RETURNED', 'RECOVERED') THEN p.amount ELSE 0 END"


def _sum(amount: str) -> Callable[[Ask], str]:
    """What the payments of a record come to, each counted by `amount`."""
    return lambda ask: (
        f"(SELECT coalesce(sum({amount}), 0)::bigint FROM payments p"
        f" WHERE {' AND '.join(('p.record_id = {row}.id', *payment_stands(ask, 'p')))})"
    )


def _granted(ask: Ask) -> str:
    return (
        f"CASE WHEN {standing('status')(ask)} = 'GRANTED'"
        f" AND (SELECT g.period FROM programmes g WHERE g.code = {{row}}.programme) IN ({WHOLE})"
        f" THEN {standing('amount')(ask)} END"
    )


SUMS: dict[str, tuple[Any, Sql, str]] = {
    "granted": (
        Fen | None,
        _granted,
        "All that was granted, in fen; null where `amount` is what is given each month, or where no amount was said"
        " (核定总额，分；按月发放或未填金额的为空).",
    ),
    "paid": (Fen, _sum(PAID), "What was paid, without what was entered in error, in fen (累计发放，分)."),
    "returned": (Fen, _sum(CAME_BACK), "What the bank returned or was paid back, in fen (退回和追回合计，分)."),
    "outstanding": (
        Fen | None,
        lambda ask: f"{_granted(ask)} - {_sum(NET)(ask)}",
        "`granted` less what was paid and did not come back, in fen: below nothing where more was paid than granted,"
        " null where `granted` is (未发放余额，分；多发时为负数).",
    ),
}
"""What the payments of a record come to: type, SQL and description of each sum."""
