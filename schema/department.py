"""What each department reports: its facts and its feedback, in inputs made from its folder's declarations."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

import strawberry

from policy.catalogue import Department as Declared
from policy.catalogue import Entity
from policy.clauses import Code, FactType
from registry import batches, feedback
from registry.access_log import answered
from registry.connection import Connection, Question
from registry.errors import Refusal
from registry.facts import SQL_TYPES, fact_columns
from registry.feedback import Accepted, Outcome
from registry.helped import follow
from registry.households import Held, hold
from registry.names import same_name
from registry.reporting import Report, report
from schema import checks
from schema.acts import act, sized
from schema.context import Context
from schema.entries import Draft, drafted
from schema.facts import entities
from schema.mapping import mapped
from schema.problems import Refused, refused
from schema.records import PYTHON_TYPES, pascal
from schema.scalars import Date, Fen
from schema.words import described


@strawberry.type(
    description="An item of facts that was taken in; the same whether or not the person is registered (已接收情况)."
)
class FactsAccepted:
    source_record_id: str = mapped(None, "Your own id of it (来源记录编号).")
    changed: bool = mapped(None, "Whether it said anything new (是否有变化).")


FactsOutcome = Annotated[
    FactsAccepted | Refused, strawberry.union("FactsOutcome", description="One item's outcome (单条结果).")
]


@strawberry.type(description="How a batch of facts went, item by item in their order (情况报送结果).")
class FactsReport:
    batch: strawberry.ID = mapped(None, "The batch (批次标识).")
    outcomes: list[FactsOutcome] = mapped(None, "One for each item (逐条结果).")


FactsResult = Annotated[
    FactsReport | Refused, strawberry.union("FactsResult", description="The batch's outcome (批次结果).")
]


@strawberry.type(description="Help by someone else that is not meant to be given together with this (重复或互斥提示).")
class Clash:
    programme_kind: str = mapped(None, "basic_living, special, emergency, service or other (救助类型).")
    month: str = mapped(None, "The month (月份).")
    department: str = mapped(None, "The department's code (部门代码).")
    same: str = mapped(None, "What is the same: person, household, event, house or term (互斥范围).")


@strawberry.type(description="The proof that an entry was taken in: its link and the commitment to its content (回执).")
class Receipt:
    link: strawberry.ID = mapped(None, "The link of the chain (救助链环节标识).")
    hash: str = mapped(None, "The salted hash of its content, hexadecimal (存证哈希).")


@strawberry.type(description="An entry that stands (已接收反馈).")
class FeedbackAccepted:
    external_id: str = mapped(None, "Your own id of it (外部编号).")
    record: strawberry.ID | None = mapped(None, "The record; null when only checked (救助记录标识，仅核对时为空).")
    receipt: Receipt | None = mapped(None, "The receipt; null when only checked (回执，仅核对时为空).")
    replayed: bool = mapped(None, "It had been taken in before, with the same content (重复提交).")
    clashes: list[Clash] = mapped(
        None, "What it clashes with; help once given is recorded all the same (重复或互斥提示)."
    )


FeedbackOutcome = Annotated[
    FeedbackAccepted | Refused, strawberry.union("FeedbackOutcome", description="One item's outcome (单条结果).")
]


@strawberry.type(description="How a batch of feedback went, item by item in their order (反馈结果).")
class FeedbackReport:
    batch: strawberry.ID | None = mapped(None, "The batch; null when only checked (批次标识，仅核对时为空).")
    outcomes: list[FeedbackOutcome] = mapped(None, "One for each item (逐条结果).")


FeedbackResult = Annotated[
    FeedbackReport | Refused, strawberry.union("FeedbackResult", description="The batch's outcome (批次结果).")
]


@strawberry.input(description="One payment (发放记录).")
class PaymentInput:
    paid_on: Date = strawberry.field(description="The day (发放日期).")
    amount: Fen = strawberry.field(description="The amount in fen (金额，分).")


STATUS = (
    "GRANTED new help, REFUSED (with reason), PAID payments of an earlier record, ADJUSTED or ENDED an earlier"
    " record, with reason (状态：已给予、不予救助、发放、调整、终止)."
)


def facts_input(department: Declared, known: Mapping[str, Entity]) -> type:
    """What one item of `reportFacts<Department>` holds: whom it names, and an object per entity."""
    fields: dict[str, tuple[Any, Any]] = {
        "id_number": (
            str,
            strawberry.field(description="The ID number of the person, or of a member of the household (身份证号)."),
        ),
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


def _entity_input(department: Declared, entity: Entity) -> type:
    facts = [fact for fact in department.facts if fact.entity == entity.name]
    fields: dict[str, tuple[Any, Any]] = {}
    if any(fact.repeats for fact in facts):
        fields["until"] = (
            Date | None,
            strawberry.field(default=strawberry.UNSET, description="No longer so from this day (截止日期)."),
        )
    for fact in facts:
        text = described(fact.en, fact.zh, fact.codes)
        fields[fact.name] = (
            PYTHON_TYPES[fact.type] | None,
            strawberry.field(default=strawberry.UNSET, description=text),
        )
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
                description="Your own id of this entry: the same id with the same content is the same entry (外部编号)."
            ),
        ),
        "id_number": (
            str,
            strawberry.field(
                description="The ID number of the person helped, or of a member of the household (身份证号)."
            ),
        ),
        "name": (str, strawberry.field(description="The name (姓名).")),
        "programme": (str, strawberry.field(description="The programme's code or number (项目代码或编号).")),
        "status": (str, strawberry.field(description=STATUS)),
        "happened_on": (Date, strawberry.field(description="The day it happened (发生日期).")),
        "division": (
            str,
            strawberry.field(description="The division that pays or decides, twelve digits (支付地区代码)."),
        ),
        "amount": optional(Fen, "The amount in fen (金额，分)."),
        "form": optional(
            str, "cash, goods, service, fee_waiver, loan or wage; the programme's when left out (救助形式)."
        ),
        "period_from": optional(Date, "The period's first day (起始日期)."),
        "period_to": optional(Date, "The period's last day; none for help that goes on (截止日期)."),
        "term": optional(str, "The period's name, as 2024-spring; the hub's own when left out (学期或年度)."),
        "event": optional(str, "The source record id of the event helped with (急难事件编号)."),
        "reason": optional(str, "Why it was refused, adjusted or ended (理由)."),
        "second": optional(str, "Why it was given a second time in the same period (再次救助理由)."),
        "provisional": (
            bool,
            strawberry.field(default=False, description="Given before the papers were complete (先行救助)."),
        ),
        "papers_due": optional(Date, "Papers are due by this day (补办手续期限)."),
        "record": optional(
            str, "The external id of the earlier record, for PAID, ADJUSTED and ENDED (原救助记录外部编号)."
        ),
        "payments": (
            list[PaymentInput],
            strawberry.field(default_factory=list, description="Payments made (发放记录)."),
        ),
    }
    for detail in department.details:
        text = described(detail.en, detail.zh, detail.codes)
        name = detail.name if detail.name not in fields else f"{detail.name}_detail"
        fields[name] = optional(PYTHON_TYPES[detail.type], text)
    return _input(
        f"{pascal(department.code)}FeedbackInput", f"Feedback from {department.en} ({department.zh}反馈).", fields
    )


def _input(name: str, description: str, fields: Mapping[str, tuple[Any, Any]]) -> type:
    namespace: dict[str, Any] = {"__annotations__": {field: kind for field, (kind, _) in fields.items()}}
    namespace |= {field: value for field, (_, value) in fields.items()}
    made: type = strawberry.input(type(name, (), namespace), name=name, description=description)
    return made


async def report_facts(context: Context, department: Declared, items: list[Any]) -> FactsReport | Refused:
    """Take in facts (二（二）、二（三）); the reply does not tell whether the person is registered."""
    try:
        sized(items)
    except Refusal as refusal:
        return refused(context, refusal)
    drafts: dict[int, FactsDraft] = {}
    wrong: dict[int, Refusal] = {}
    for n, item in enumerate(items):
        try:
            drafts[n] = FactsDraft(context, department, item)
        except Refusal as refusal:
            wrong[n] = refusal.under(f"items[{n}]")

    async def work(connection: Connection) -> tuple[FactsReport, list[UUID]]:
        return await _report_facts(context, department, connection, items, drafts, wrong)

    return await act(context, context.hub.divisions.whole, work)


class FactsDraft:
    """One item, checked: whom it names, and the values of each entity it speaks of."""

    def __init__(self, context: Context, department: Declared, item: Any) -> None:  # a generated input
        self.number = checks.id_number(item.id_number, "idNumber")
        self.name = checks.words(item.name, "name", 60)
        self.as_of = checks.past(item.as_of, "asOf", context.caller.today)
        self.source_record_id = checks.words(item.source_record_id, "sourceRecordId", 100)
        self.values = {
            e: self._values(department, e, getattr(item, e)) for e in entities(department) if getattr(item, e)
        }
        if not self.values:
            raise Refusal("MISSING", "", name=" / ".join(entities(department)))

    def _values(self, department: Declared, entity: str, given: Any) -> dict[str, object]:
        facts = [fact for fact in department.facts if fact.entity == entity]
        values = {
            fact.name: _checked(fact.type, fact.codes, getattr(given, fact.name), f"{entity}.{_camel(fact.name)}")
            for fact in facts
            if getattr(given, fact.name) is not strawberry.UNSET
        }
        if getattr(given, "until", strawberry.UNSET) is not strawberry.UNSET:
            until = checks.day(given.until, f"{entity}.until")
            checks.ordered(self.as_of, until, f"{entity}.until")
            values["until"] = until
        return values


async def _report_facts(
    context: Context,
    department: Declared,
    connection: Connection,
    items: list[Any],
    drafts: Mapping[int, FactsDraft],
    wrong: Mapping[int, Refusal],
) -> tuple[FactsReport, list[UUID]]:
    grant = context.caller.grant
    people = await named(context, connection, {n: (draft.number, draft.name) for n, draft in drafts.items()})
    reports = [
        Report(n, entity, _repeats(department, entity), people[n], draft.source_record_id, draft.as_of, values)
        for n, draft in drafts.items()
        for entity, values in draft.values.items()
    ]
    columns = {entity: fact_columns(department, entity) for entity in entities(department)}
    outcomes = {**(await report(connection, grant.department, columns, reports)), **wrong}
    batch = await batches.begin(connection, grant.department, grant.client_id, "FACTS", len(items))
    bad = sum(isinstance(outcome, Refusal) for outcome in outcomes.values())
    fresh = sum(outcome is True for outcome in outcomes.values())
    await batches.close(connection, batch, fresh, len(items) - bad - fresh, bad)
    touched = [people[n].household for n, outcome in outcomes.items() if outcome is True]
    answers = [_facts_answer(context, n, item, outcomes[n]) for n, item in enumerate(items)]
    return FactsReport(batch=strawberry.ID(str(batch)), outcomes=answers), [h for h in touched if h]


def _facts_answer(context: Context, n: int, item: Any, outcome: Refusal | bool) -> FactsAccepted | Refused:
    if isinstance(outcome, Refusal):
        return refused(context, outcome if outcome.path.startswith("items[") else outcome.under(f"items[{n}]"))
    return FactsAccepted(source_record_id=item.source_record_id, changed=outcome)


async def feed_back(
    context: Context, department: Declared, items: list[Any], check_only: bool
) -> FeedbackReport | Refused:
    """Take in what a department did (二（一）), or say what would happen if it did."""
    try:
        sized(items)
    except Refusal as refusal:
        return refused(context, refusal)
    drafts: dict[int, Draft] = {}
    wrong: dict[int, Refusal] = {}
    for n, item in enumerate(items):
        try:
            drafts[n] = drafted(context, department, item, _checked)
        except Refusal as refusal:
            wrong[n] = refusal.under(f"items[{n}]")

    async def work(connection: Connection) -> tuple[FeedbackReport, list[UUID]]:
        return await _feed_back(context, department, connection, items, drafts, wrong, check_only), []

    return await act(context, context.hub.divisions.whole, work)


async def _feed_back(
    context: Context,
    department: Declared,
    connection: Connection,
    items: list[Any],
    drafts: Mapping[int, Draft],
    wrong: Mapping[int, Refusal],
    check_only: bool,
) -> FeedbackReport:
    grant = context.caller.grant
    if check_only:
        await connection.execute("SAVEPOINT asked")
    people = await named(context, connection, {n: (draft.number, draft.name) for n, draft in drafts.items()})
    entries = [draft.entry(people[n]) for n, draft in drafts.items()]
    batch = None
    if check_only:
        found = await feedback.check(connection, grant.department, entries) if entries else []
        # Nobody gets an identity by being asked about. psycopg's own rollback would forget what is prepared.
        await connection.together([Question("ROLLBACK TO SAVEPOINT asked", prepare=False)])
    else:
        batch = await batches.begin(connection, grant.department, grant.client_id, "FEEDBACK", len(items))
        details = [f"{detail.name} {SQL_TYPES[detail.type]}" for detail in department.details]
        found = await feedback.accept(connection, grant.department, batch, entries, details) if entries else []
        written = [o.record for o in found if isinstance(o, Accepted) and o.record and not o.replayed]
        await follow(connection, written, context.caller.today)
    outcomes: dict[int, Outcome] = {**dict(zip(drafts, found, strict=True)), **wrong}
    if batch:
        good = [outcome for outcome in outcomes.values() if isinstance(outcome, Accepted)]
        again = sum(outcome.replayed for outcome in good)
        await batches.close(connection, batch, len(good) - again, again, len(items) - len(good))
    # What it clashes with tells of a person, also where it is only asked.
    await answered(connection, context.look, [p.person for p in people.values() if p.person])
    answers = [_feedback_answer(context, n, item, outcomes[n]) for n, item in enumerate(items)]
    return FeedbackReport(batch=strawberry.ID(str(batch)) if batch else None, outcomes=answers)


def _feedback_answer(context: Context, n: int, item: Any, outcome: Outcome) -> FeedbackAccepted | Refused:
    if isinstance(outcome, Refusal):
        return refused(context, outcome if outcome.path.startswith("items[") else outcome.under(f"items[{n}]"))
    receipt = outcome.receipt
    return FeedbackAccepted(
        external_id=item.external_id,
        record=strawberry.ID(str(outcome.record)) if outcome.record else None,
        receipt=Receipt(link=strawberry.ID(str(receipt.link)), hash=receipt.hash.hex()) if receipt else None,
        replayed=outcome.replayed,
        clashes=[
            Clash(
                programme_kind=context.hub.catalogue.programmes[clash.programme].kind,
                month=clash.month,
                department=clash.department,
                same=clash.same,
            )
            for clash in outcome.clashes
        ],
    )


async def named(context: Context, connection: Connection, numbers: Mapping[int, tuple[str, str]]) -> dict[int, Held]:
    """Whom each item names, locked. A number under another name is nobody's until a person decides."""
    vault = context.hub.vault
    indexes = {n: vault.blind_index("ID_CARD", number) for n, (number, _) in numbers.items()}
    held = await hold(connection, list(indexes.values()), following=vault.following(indexes.values()))
    people = {n: held[index] for n, index in indexes.items()}
    strange = {
        n: vault.blind_index("ID_CARD_AND_NAME", "|".join(numbers[n]))
        for n, person in people.items()
        if person.name is not None and not same_name(person.name, numbers[n][1])
    }
    if strange:
        apart = await hold(connection, list(strange.values()), following=vault.following(strange.values()))
        people |= {n: apart[index] for n, index in strange.items()}
    return people


def _repeats(department: Declared, entity: str) -> bool:
    return any(fact.repeats for fact in department.facts if fact.entity == entity)


def _checked(kind: FactType, codes: tuple[Code, ...], value: object, path: str) -> object:
    """A declared value, by its declared type."""
    match kind:
        case "boolean":
            return checks.boolean(value, path)
        case "integer":
            return checks.whole(value, path)
        case "fen":
            return checks.fen(value, path)
        case "code":
            return checks.code(value, path, [code.code for code in codes])
        case "date":
            return checks.day(value, path)
        case _:
            return checks.text(value, path)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
