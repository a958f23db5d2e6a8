"""Assistance records in the graph: one's own in full, those of others by kind, month and department (救助记录)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from planner.rights import Rule
from planner.shape import INSTANT, PLAIN, Ask, Choice, Column, Key, Kind, Many, One, Source, Spelling, Sql
from policy.catalogue import Department as Declared
from policy.catalogue import Detail
from policy.clauses import Fact, FactType
from policy.periods import periods
from registry.aid.records import NET
from schema.fields.descriptions import described
from schema.fields.enums import (
    AidForm,
    AssistanceKind,
    ClashScope,
    IdentityStatus,
    PaymentKind,
    RecordStatus,
    code_type,
)
from schema.fields.mapping import alternatives, mapped
from schema.fields.naming import pascal
from schema.fields.references import day, entered, identity, last_day, programme
from schema.fields.scalars import Date, Fen, Instant
from schema.fields.slices import asked_in, counties, household_reached, person_reached
from schema.register.record_then import clash_stands, confirmed, payment_stands, standing, voided
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

PYTHON_TYPES: dict[FactType, Any] = {
    "boolean": bool,
    "integer": int,
    "fen": Fen,
    "date": Date,
    "text": str,
}


def value_type(declared: Fact | Detail, name: str) -> tuple[Any, str]:
    """The type of a declared value, an enum of that name for a code list; and what is said of its field."""
    text = described(declared.en, declared.zh, bounds=declared.bounds)
    if declared.type != "code":
        return PYTHON_TYPES[declared.type], text
    kind = code_type(name, text, declared.codes)
    return kind, described(declared.en, declared.zh, declared.codes) if kind is str else text


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


def declared_type(
    name: str, description: str, fields: dict[str, tuple[Any, Any]], bases: tuple[type, ...] = (), **options: Any
) -> type:
    """A strawberry type made from what a department's folder declares."""
    namespace: dict[str, Any] = {
        "__annotations__": {field: kind for field, (kind, _) in fields.items()},
        **{field: value for field, (_, value) in fields.items()},
    }
    made: type = strawberry.federation.type(type(name, bases, namespace), name=name, description=description, **options)
    return made


RECORD_KEYS = (Key("{row}.recorded_at", "timestamptz", "desc"), Key("{row}.id", "uuid", "desc"))

# What nobody has registered under the name that was given with its number lies under an identity of both: one's own
# records are found by the number alike.
REPORTED_UNDER = """SELECT i.id FROM identities i WHERE i.index = {0}
      UNION ALL SELECT r.id FROM identities i JOIN identities r ON r.number_id = i.id WHERE i.index = {0}"""


def own_records(ask: Ask) -> Source:
    """The caller's own records: of some people, a batch or an external id, or else those of each of its counties."""
    where = [f"{{row}}.department = {ask.caller('department')}", _paid_there(ask)]
    if ask.given("filter.household"):
        where.append(household_reached(ask, ask.arg("filter.household", type="uuid")))
    if ask.given("filter.person"):
        where.append(person_reached(ask, "{row}.household_id", ask.arg("filter.person", type="uuid")))
    if ask.given("filter.programme"):
        where.append(f"{{row}}.programme = {programme(ask, 'filter.programme')}")
    if ask.given("filter.status"):
        where.append(f"{{row}}.status = {ask.arg('filter.status')}")
    if ask.given("filter.happenedFrom"):
        where.append(f"{{row}}.happened_on >= {day(ask, 'filter.happenedFrom')}")
    if ask.given("filter.happenedTo"):
        where.append(f"{{row}}.happened_on <= {last_day(ask, 'filter.happenedTo', 'filter.happenedFrom')}")
    few = _few(ask)
    if not few:
        return Source("assistance_records {row}", (*where, "{row}.paying_block >= 0", "{row}.paying_block = run.n"))
    # Found by what is said of them and then put in order, of which the OFFSET makes sure.
    return Source(f"(SELECT * FROM assistance_records few WHERE {' AND '.join(few)} OFFSET 0) {{row}}", tuple(where))


def own_record_runs(ask: Ask) -> str:
    """The counties that pay in the caller's slice: in each the newest stand first. Of a few records it is all one."""
    if _few(ask):
        return "SELECT 1"
    listed = f"FROM assistance_records g WHERE g.department = {ask.caller('department')} AND g.paying_block >= 0"
    return counties(listed, asked_in(ask, "filter.division"), "g.paying_block")


def _paid_there(ask: Ask) -> str:
    """Paid in the caller's slice, as `exactly` says it, and in the division asked for."""
    return f"coalesce({{row}}.paying_position <@ ({asked_in(ask, 'filter.division')}), false)"


def _few(ask: Ask) -> list[str]:
    """The filters that each find a few records, by an index of their own."""
    few = []
    if ask.given("filter.household"):
        few.append(f"few.household_id = {ask.arg('filter.household', type='uuid')}")
    if ask.given("filter.person"):
        person = ask.arg("filter.person", type="uuid")
        few.append(f"few.identity_id = (SELECT p.identity_id FROM persons p WHERE p.id = {person})")
    if ask.given("filter.idNumber"):
        few.append(f"few.identity_id = ANY(ARRAY({REPORTED_UNDER.format(identity(ask, 'filter.idNumber'))}))")
    if ask.given("filter.batch"):
        few.append(f"few.batch_id = {ask.arg('filter.batch', type='uuid')}")
    if ask.given("filter.externalId"):
        few.append(f"few.external_id = {entered(ask, 'filter.externalId')}")
    return few
