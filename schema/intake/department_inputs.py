"""What a department hands in, item by item: inputs made from its folder's declarations."""

from collections.abc import Mapping
from typing import Any

import strawberry

from policy.catalogue import Department as Declared
from policy.catalogue import Entity
from schema.fields.declared_types import value_type
from schema.fields.enums import AidForm, FeedbackStatus, IdentityKind
from schema.fields.naming import pascal
from schema.fields.scalars import Date, Fen
from schema.fields.without_hearing import WithoutHearingInput
from schema.register.facts import code_name, entities


@strawberry.input(
    description="One payment; in RETURNED, RECOVERED and PAYMENT_VOIDED the one that is undone, and how much of it"
    " (发放记录；退回、追回、撤销时为所指的发放及金额)."
)
class PaymentInput:
    paid_on: Date = strawberry.field(description="The day it was paid (发放日期).")
    amount: Fen = strawberry.field(description="The amount in fen, more than nothing (金额，分).")
    external_id: str | None = strawberry.field(
        default=None,
        description="Your own id of this payment, once in the paying county; left out it is the entry's, `#n` added for"
        " the nth of several (发放外部编号).",
    )
    of: str | None = strawberry.field(
        default=None,
        description="The external id of the payment that is undone; left out it is the only one of that day and amount"
        " (所指发放的外部编号).",
    )
    second: str | None = strawberry.field(
        default=None, description="Why the same amount was paid again on the same day (同日同额再次发放理由)."
    )
    arrears: str | None = strawberry.field(
        default=None, description="What it makes up for, where it is paid after the help has ended (补发理由)."
    )


def facts_input(department: Declared, known: Mapping[str, Entity]) -> type:
    """What one item of `reportFacts<Department>` holds: whom it names, and an object per entity."""
    fields: dict[str, tuple[Any, Any]] = {
        "id_number": (
            str,
            strawberry.field(description="The ID number of the person, or of a member of the household (身份证号)."),
        ),
        "id_kind": _id_kind(),
        "name": (str, strawberry.field(description="The name (姓名).")),
        "as_of": (Date, strawberry.field(description="The day it stands for (数据时点).")),
        "source_record_id": (
            str,
            strawberry.field(
                description="Your own id of it; for an event or payment what tells one from another (来源记录编号)."
            ),
        ),
    }
    for entity in (known[name] for name in entities(department)):
        made = _entity_input(department, entity)
        text = f"The {entity.en}: what is left out stays as it was, null means no longer known ({entity.zh}情况)."
        fields[entity.name] = (made | None, strawberry.field(default=strawberry.UNSET, description=text))
    return _input(
        f"{pascal(department.code)}FactsInput", f"Facts from {department.en} ({department.zh}报送的情况).", fields
    )


def _id_kind() -> tuple[Any, Any]:
    text = "Of which kind the number is; known by its form when left out (证件类型)."
    return IdentityKind | None, strawberry.field(default=None, description=text)


def _entity_input(department: Declared, entity: Entity) -> type:
    facts = [fact for fact in department.facts if fact.entity == entity.name]
    fields: dict[str, tuple[Any, Any]] = {}
    if any(fact.repeats for fact in facts):
        fields["until"] = (
            Date | None,
            strawberry.field(default=strawberry.UNSET, description="No longer so from this day (截止日期)."),
        )
    for fact in facts:
        kind, text = value_type(fact, code_name(department.code, fact))
        fields[fact.name] = (kind | None, strawberry.field(default=strawberry.UNSET, description=text))
    return _input(
        f"{pascal(department.code)}{pascal(entity.name)}FactsInput",
        f"What {department.en} reports of the {entity.en} ({department.zh}报送的{entity.zh}情况).",
        fields,
    )


def feedback_input(department: Declared) -> type:
    """What one item of `feedBack<Department>` holds."""

    def optional(kind: Any, text: str) -> tuple[Any, Any]:
        return kind | None, strawberry.field(default=None, description=text)

    fields: dict[str, tuple[Any, Any]] = {
        "external_id": (
            str,
            strawberry.field(
                description="Your own id of this entry, once in the paying county: the same id with the same content is"
                " the same entry (外部编号，同一支付县区内不重复)."
            ),
        ),
        "id_number": (
            str,
            strawberry.field(
                description="The ID number of the person helped, or of a member of the household (身份证号)."
            ),
        ),
        "id_kind": _id_kind(),
        "name": (str, strawberry.field(description="The name (姓名).")),
        "programme": (str, strawberry.field(description="The programme's code or number (项目代码或编号).")),
        "status": (FeedbackStatus, strawberry.field(description="What this entry tells (状态).")),
        "happened_on": (Date, strawberry.field(description="The day it happened (发生日期).")),
        "division": (
            str,
            strawberry.field(description="The division that pays or decides, twelve digits (支付地区代码)."),
        ),
        "amount": optional(Fen, "The amount in fen (金额，分)."),
        "form": optional(AidForm, "In what it was given; as the programme says when left out (救助形式)."),
        "period_from": optional(
            Date, "The period's first day; of an adjustment, another one of help that has not begun (起始日期)."
        ),
        "period_to": optional(
            Date,
            "The period's last day; none for help that goes on; of an adjustment, the last day of the help from then on"
            " (截止日期).",
        ),
        "term": optional(str, "The period's name, as 2024-spring; the hub's own when left out (学期或年度)."),
        "event": optional(str, "The source record id of the event helped with (急难事件编号)."),
        "reason": optional(
            str, "Why it was refused, adjusted, ended or voided, a payment undone, or another replaced (理由)."
        ),
        "second": optional(str, "Why it was given a second time in the same period (再次救助理由)."),
        "provisional": (
            bool,
            strawberry.field(
                default=False,
                description="Given before the papers were complete; what is aid first always is (先行救助).",
            ),
        ),
        "papers_due": optional(Date, "Papers are due by this day (补办手续期限)."),
        "record": optional(
            str, "The external id of the earlier record, for all but GRANTED and REFUSED (原救助记录外部编号)."
        ),
        "replaces": optional(
            str,
            "The external id of the record that was entered in error, which this one voids and replaces; with `reason`"
            " (替换的错误记录外部编号).",
        ),
        "without_hearing": optional(
            WithoutHearingInput,
            "Why basic living is ended or reduced without a hearing, of ENDED and ADJUSTED (未经听取意见的法定情形).",
        ),
        "snapshot": optional(strawberry.ID, "The list of targets that it answers (对象名单标识)."),
        "payments": (
            list[PaymentInput],
            strawberry.field(default_factory=list, description="Payments made, or undone (发放记录)."),
        ),
    }
    for detail in department.details:
        kind, text = value_type(detail, f"{pascal(department.code)}{pascal(detail.name)}")
        name = detail.name if detail.name not in fields else f"{detail.name}_detail"
        fields[name] = optional(kind, text)
    return _input(
        f"{pascal(department.code)}FeedbackInput", f"Feedback from {department.en} ({department.zh}反馈).", fields
    )


def _input(name: str, description: str, fields: Mapping[str, tuple[Any, Any]]) -> type:
    namespace: dict[str, Any] = {"__annotations__": {field: kind for field, (kind, _) in fields.items()}}
    namespace |= {field: value for field, (_, value) in fields.items()}
    made: type = strawberry.input(type(name, (), namespace), name=name, description=description)
    return made
