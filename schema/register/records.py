"""Assistance records in the graph: one's own in full, those of others by kind, month and department (救助记录)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from planner.rights import Rule
from planner.shape import INSTANT, PLAIN, Ask, Choice, Column, Kind, Many, One, Source, Spelling, Sql
from policy.catalogue import Department as Declared
from schema.fields.declared_types import declared_type, value_type
from schema.fields.enums import (
    AidForm,
    AssistanceKind,
    ClashScope,
    IdentityStatus,
    RecordStatus,
)
from schema.fields.mapping import alternatives, mapped
from schema.fields.naming import pascal
from schema.fields.scalars import Date, Fen, Instant
from schema.fields.slices import household_reached, person_reached
from schema.register.payments import PAYMENTS, SUMS, Payment
from schema.register.record_then import clash_stands, standing, voided
from schema.requests.actors import Actor, actor_of
from schema.requests.catalogue import DEPARTMENT, FORMS_INSTEAD, PROGRAMME, Department, Programme
from schema.requests.divisions import Division

if TYPE_CHECKING:
    from schema.register.households import Household
    from schema.register.persons import Person

KIND = "(SELECT g.kind FROM programmes g WHERE g.code = {row}.programme)"
WITH_AMOUNT = "with amount"
AMOUNTS = "household/amounts:read"
KEY = ("id",)


@strawberry.federation.interface(
    keys=KEY,
    description="Help given, refused or ended (救助帮扶记录). Its type says how much may be seen: the record type of"
    " your own department, `RecordElsewhere` of others, `RecordElsewhereWithAmount` with household/amounts:read.",
)
class AssistanceRecord:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    programme_kind: AssistanceKind = mapped(Column(KIND), "The kind of assistance (救助类型).")
    month: str = mapped(Column("to_char({row}.happened_on, 'YYYY-MM')"), "The month (月份).")
    department: Department = mapped(DEPARTMENT, "The department (部门).")
    actor: Actor | None = mapped(actor_of("actor_id"), "Who reported it (经办人).")


@strawberry.type(
    description="Help by someone else that is not meant to be given together with this record (重复或互斥)."
)
class RecordClash:
    same: ClashScope = mapped(Column("{row}.same"), "What is the same (互斥范围).")
    record: "RecordElsewhere" = mapped(
        One("RecordElsewhere", Source("assistance_records {row}", ("{row}.id = {parent}.clashing_id",))),
        "The other record, by kind, month and department (另一记录).",
    )


@strawberry.federation.type(
    keys=KEY, description="Another department's record: kind, month and department (其他部门的记录)."
)
class RecordElsewhere(AssistanceRecord):
    pass


# A clash stands once, and is seen from both sides, as long as neither record was voided.
CLASHES = Many(
    "RecordClash",
    lambda ask: Source(
        """LATERAL (SELECT c.same, c.other_id AS clashing_id FROM record_clashes c WHERE c.record_id = {parent}.id
      UNION SELECT c.same, c.record_id FROM record_clashes c WHERE c.other_id = {parent}.id) {row}""",
        clash_stands(ask),
        order="{row}.clashing_id",
    ),
    usually=1,
)


@strawberry.federation.type(
    keys=KEY,
    description="Another department's record with its amount (其他部门的记录，含金额).",
)
class RecordElsewhereWithAmount(AssistanceRecord):
    programme: Programme = mapped(PROGRAMME, "The programme (项目).", scopes=AMOUNTS)
    status: RecordStatus = mapped(Column(standing("status")), "Whether help was given (状态).", scopes=AMOUNTS)
    happened_on: Date = mapped(
        Column("{row}.happened_on"), "The day it was given or refused (发生日期).", scopes=AMOUNTS
    )
    ended_on: Date | None = mapped(Column(standing("ended_on")), "Ended on this day (终止日期).", scopes=AMOUNTS)
    amount: Fen | None = mapped(Column(standing("amount")), "The amount in fen (金额，分).", scopes=AMOUNTS)
    division: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))),
        "The division that pays (支付地区).",
        scopes=AMOUNTS,
    )
    granted: Fen | None = mapped(Column(SUMS["granted"][1]), SUMS["granted"][2], scopes=AMOUNTS)
    paid: Fen = mapped(Column(SUMS["paid"][1]), SUMS["paid"][2], scopes=AMOUNTS)
    returned: Fen = mapped(Column(SUMS["returned"][1]), SUMS["returned"][2], scopes=AMOUNTS)
    outstanding: Fen | None = mapped(Column(SUMS["outstanding"][1]), SUMS["outstanding"][2], scopes=AMOUNTS)
    payments: list[Payment] = mapped(PAYMENTS, "The payments (发放记录).", scopes=AMOUNTS)
    clashes: list[RecordClash] = mapped(CLASHES, "What it clashes with (重复或互斥).", scopes=AMOUNTS)


# The modules of households and persons read this one.
OF_HOUSEHOLD = One(
    "Household",
    lambda ask: Source("households {row}", ("{row}.id = {parent}.household_id", household_reached(ask, "{row}.id"))),
)
OF_PERSON = One(
    "Person",
    lambda ask: Source(
        "persons {row}",
        ("{row}.identity_id = {parent}.identity_id", person_reached(ask, "{parent}.household_id", "{row}.id")),
    ),
)


def record_type(department: Declared) -> type:
    """The record type of one department: the whole record and its own detail."""
    scope = f"{department.code}/feedback:read"

    def own(sql: Sql, description: str, json: Spelling | None = None, **options: Any) -> Any:
        return mapped(Column(sql, json), description, scopes=scope, **options)

    fields: dict[str, tuple[Any, Any]] = {
        "programme": (Programme, mapped(PROGRAMME, "The programme (项目).", scopes=scope)),
        "status": (RecordStatus, own(standing("status"), "Whether help was given (状态).")),
        "external_id": (str, own("{row}.external_id", "Your own id of it (外部编号).")),
        "happened_on": (Date, own("{row}.happened_on", "The day it was given or refused (发生日期).")),
        "amount": (Fen | None, own(standing("amount"), "The amount in fen (金额，分).")),
        "forms": (list[AidForm] | None, own("string_to_array({row}.form, '/')", "In what it was given (救助形式).")),
        "form": (
            str | None,
            own("{row}.form", "The same in one text, with / between (救助形式).", deprecation_reason=FORMS_INSTEAD),
        ),
        "period_from": (Date | None, own(standing("period_from"), "The period's first day (起始日期).")),
        "period_to": (Date | None, own(standing("period_to"), "The period's last day (截止日期).")),
        "term": (str | None, own("{row}.term", "The period's name (学期或年度).")),
        "ended_on": (Date | None, own(standing("ended_on"), "Ended on this day (终止日期).")),
        "reason": (str | None, own(standing("reason"), "The reason (理由).")),
        "voided_on": (Date | None, own(voided("voided_on"), "The day it was voided (作废日期).")),
        "voided_because": (str | None, own(voided("voided_because"), "Why it was entered in error (作废原因).")),
        "second": (str | None, own("{row}.second", "Why it was given a second time (再次救助理由).")),
        "provisional": (bool, own("{row}.provisional", "Given before the papers were complete (先行救助).")),
        "papers_due": (Date | None, own("{row}.papers_due", "Papers are due by this day (补办手续期限).")),
        "identity_status": (
            IdentityStatus,
            own(
                _identity_status,
                "Whether it has found its person. It waits alike for somebody who is not registered and for one who is"
                " registered under another name: which of them is not told (归户状态).",
            ),
        ),
        "household": (
            Annotated["Household", strawberry.lazy("schema.register.households")] | None,
            mapped(
                OF_HOUSEHOLD,
                "The household whose help it is now, below an earlier day too, where you reach it (现归属家庭).",
                scopes=scope,
            ),
        ),
        "person": (
            Annotated["Person", strawberry.lazy("schema.register.persons")] | None,
            mapped(OF_PERSON, "Whom the entry named, where you reach them (报送对象).", scopes=scope),
        ),
        "recorded_at": (Instant, own("{row}.recorded_at", "When the hub learnt it (录入时间).", INSTANT)),
        "division": (
            Division,
            mapped(
                One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))),
                "The division that pays (支付地区).",
                scopes=scope,
            ),
        ),
        **{name: (kind, own(sql, text)) for name, (kind, sql, text) in SUMS.items()},
        "payments": (list[Payment], mapped(PAYMENTS, "The payments (发放记录).", scopes=scope)),
        "clashes": (list[RecordClash], mapped(CLASHES, "What it clashes with (重复或互斥).", scopes=scope)),
    }
    for detail in department.details:
        kind, text = value_type(detail, f"{pascal(department.code)}{pascal(detail.name)}")
        fields[detail.name] = (kind | None, own(f"{{row}}_d.{detail.name}", text))
    return declared_type(
        f"{pascal(department.code)}Record",
        f"A record of {department.en}, with its own detail ({department.zh}救助记录).",
        fields,
        (AssistanceRecord,),
        keys=KEY,
    )


def _identity_status(ask: Ask) -> str:
    reached = household_reached(ask, "{row}.household_id")
    return f"CASE WHEN {reached} THEN 'ATTACHED' ELSE 'PENDING_IDENTITY' END"


def record_rules(departments: Sequence[Declared]) -> dict[str, Rule]:
    """Who is ever shown a record type: its own department, or with `household/amounts:read` everyone else's."""
    own = {f"{pascal(d.code)}Record": Rule(alternatives(f"{d.code}/feedback:read")) for d in departments}
    return own | {"RecordElsewhereWithAmount": Rule(alternatives(AMOUNTS))}


def record_choice(departments: Sequence[Declared]) -> Choice:
    """Whose record a row is, seen by whoever asks."""
    kinds = {
        d.code: Kind(f"{pascal(d.code)}Record", Source(f"{d.code}_records {{row}}_d", ("{row}_d.id = {row}.id",)))
        for d in departments
    }
    return Choice(_seen_as, kinds | {WITH_AMOUNT: Kind("RecordElsewhereWithAmount")}, otherwise="RecordElsewhere")


def _seen_as(ask: Ask) -> str:
    return (
        f"CASE WHEN {{row}}.department = {ask.caller('department')} AND {ask.caller('own_records', 'boolean')}"
        f" THEN {{row}}.department WHEN {ask.caller('amounts', 'boolean')} THEN '{WITH_AMOUNT}' END"
    )
