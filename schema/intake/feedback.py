"""Feedback as departments hand it in (反馈): a batch, its items checked one by one, an outcome and receipt for each."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import strawberry

from auth.ranges import multirange
from policy.catalogue import Department as Declared
from registry.aid import feedback, known_entries
from registry.aid.concerns import Concern, Reader, concerned
from registry.aid.feedback import Accepted, Entry, Outcome
from registry.aid.records import detail_columns
from registry.errors import Refusal
from registry.journal.access_log import answered
from registry.journal.batches import Batch
from registry.matters import papers
from registry.matters.help_hearings import cutting
from registry.matters.taken_steps import Actor
from registry.matters.voided_help import drop_matters
from registry.monitoring.refused_help import close_warnings
from registry.people import stranger_questions, unregistered_persons
from registry.people.mismatches import withdraw
from registry.people.unregistered_persons import Named
from registry.store.connection import Connection, Question
from registry.store.pieces import in_turns
from registry.targets.snapshots import Citation, miscited
from schema.fields.enums import AssistanceKind, Certainty, ClashScope
from schema.fields.mapping import mapped
from schema.intake.feedback_items import Draft, Drafting
from schema.intake.item_persons import named
from schema.intake.item_quality import DataWarning, warnings
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.source_tally import CYCLE, Taken, Tally, told
from schema.requests.transaction import Sorted, act, placed, sort


@strawberry.type(description="Help by someone else that is not meant to be given together with this (重复或互斥提示).")
class Clash:
    programme_kind: AssistanceKind = mapped(None, "The kind of assistance (救助类型).")
    month: str = mapped(None, "The month (月份).")
    department: str = mapped(None, "The department's code (部门代码).")
    same: ClashScope = mapped(None, "What is the same (互斥范围).")


@strawberry.type(description="The proof that an entry was taken in: its link and the commitment to its content (回执).")
class Receipt:
    link: strawberry.ID = mapped(None, "The link of the chain (救助链环节标识).")
    hash: str = mapped(None, "The salted hash of its content, hexadecimal (存证哈希).")


@strawberry.type(
    description="What is known of whom an entry concerns, as it stood before the entry (涉及对象的已知情况)."
)
class Concerns:
    determined: bool | None = mapped(
        None,
        "Has a category in force; null where your department sees no categories, or not this person (是否已认定).",
    )
    target: Certainty | None = mapped(
        None, "How sure it is that the programme may have to help; null where it is no target (是否可能符合)."
    )
    alternatives: list[str] = mapped(
        None, "Codes of the programme's alternatives of which help is in force (正在享受的可替代项目)."
    )
    after_death: bool | None = mapped(
        None,
        "The entry is of a day after the death of whom it names, and not of a programme that gives because of a death;"
        " it is recorded all the same; null where your department does not see days of death, or not this person"
        " (发生日期是否晚于死亡日期).",
    )


@strawberry.type(description="An entry that stands (已接收反馈).")
class FeedbackAccepted:
    external_id: str = mapped(None, "Your own id of it (外部编号).")
    record: strawberry.ID | None = mapped(None, "The record; null when only checked (救助记录标识，仅核对时为空).")
    receipt: Receipt | None = mapped(None, "The receipt; null when only checked (回执，仅核对时为空).")
    replayed: bool = mapped(None, "It had been taken in before, with the same content (重复提交).")
    clashes: list[Clash] = mapped(
        None, "What it clashes with; help once given is recorded all the same (重复或互斥提示)."
    )
    concerns: Concerns | None = mapped(
        None,
        "What is known of whom it concerns, where they are registered and your department reaches them; null of"
        " everybody else alike (涉及对象，未登记或不在本部门范围的均为空).",
    )
    warnings: list[DataWarning] = mapped(None, "What is odd about it, and should be looked at (数据质量提示).")


FeedbackOutcome = Annotated[
    FeedbackAccepted | Refused, strawberry.union("FeedbackOutcome", description="One item's outcome (单条结果).")
]


@strawberry.type(description="How a batch of feedback went, item by item in their order (反馈结果).")
class FeedbackReport:
    batch: strawberry.ID | None = mapped(None, "The batch; null when only checked (批次标识，仅核对时为空).")
    outcomes: list[FeedbackOutcome] = mapped(None, "One for each item (逐条结果).")
    concerns: list[Concerns | None] = mapped(
        None,
        "For each item, refused ones too, what is known of whom it concerns, as `FeedbackAccepted.concerns`"
        " (逐条涉及对象，含被退回的条目).",
    )


FeedbackResult = Annotated[
    FeedbackReport | Refused, strawberry.union("FeedbackResult", description="The batch's outcome (批次结果).")
]


async def feed_back(
    context: Context, department: Declared, items: list[Any], check_only: bool
) -> FeedbackReport | Refused:
    """Take in what a department did (二（一）), or say what would happen if it did."""
    try:
        sorted_ = await sort(items, Drafting(context, department))

        async def work(connection: Connection) -> tuple[FeedbackReport, list[UUID]]:
            return await _feed_back(context, department, connection, items, sorted_, check_only), []

        return await act(context, context.hub.divisions.whole, work)
    except Refusal as refusal:
        return refused(context, refusal)


async def _feed_back(
    context: Context,
    department: Declared,
    connection: Connection,
    items: list[Any],
    sorted_: Sorted[Draft],
    check_only: bool,
) -> FeedbackReport:
    grant = context.caller.grant
    if check_only:
        await connection.execute("SAVEPOINT asked")
    known = await _known(context, connection, sorted_)
    drafts = {n: draft for n, draft in sorted_.drafts.items() if n not in known}
    numbers = {n: (draft.number, draft.name) for n, draft in drafts.items()}
    people = await named(context, connection, numbers, check_only)
    drawn = {n: draft.entry(people[n]) async for n, draft in in_turns(drafts.items())}
    wrong = sorted_.wrong | await _miscited(connection, grant.department, drawn)
    wrong |= await cutting(connection, context.hub.catalogue, grant.department, drawn, context.caller.today)
    entries = [entry for n, entry in drawn.items() if n not in wrong]
    sees = context.caller.sees(context.hub.catalogue)
    reader = Reader(
        grant.department,
        multirange(context.caller.ranges),
        context.caller.today,
        members="household.members" in sees,
        categories="person.categories" in sees,
        deaths=all(f"facts.{told}" in sees for told in context.hub.catalogue.facts["person", "deceased_on"].suppliers),
    )
    agreed = {n: entry for n, entry in drawn.items() if context.caller.may_see(entry.programme)}
    concerns = {}
    if check_only or not context.outcomes_only:
        concerns = await concerned(connection, context.hub.catalogue, reader, agreed)
    whole = Batch(grant.department, grant.client_id, "FEEDBACK", len(items))
    batch = whole.part(len(items) - len(known))
    details = detail_columns(department)
    if check_only:
        found = await feedback.check(connection, batch, entries, details, grant.multirange, context.caller.today)
        # Nobody gets an identity by being asked about. psycopg's own rollback would forget what is prepared.
        await connection.together([Question("ROLLBACK TO SAVEPOINT asked", prepare=False)])
        unreached = sum(n not in concerns for n in drawn)
        await stranger_questions.ask(connection, grant.asker, grant.department, context.caller.today, unreached)
    else:
        if known:
            await connection.together([whole.part(len(known)).row(replayed=len(known))])
        found = await feedback.accept(connection, batch, entries, details, grant.multirange, context.caller.today)
        actor = Actor(grant.department, context.caller.today)
        await papers.owe(connection, context.hub.catalogue, actor, zip(entries, found, strict=False))
        # What the batch granted it may have voided too.
        voided = [outcome.voided for outcome in found if isinstance(outcome, Accepted) and outcome.voided]
        await drop_matters(connection, context.hub.catalogue, actor, voided)
        refused_help = [
            outcome.record
            for entry, outcome in zip(entries, found, strict=True)
            if entry.status == "REFUSED" and isinstance(outcome, Accepted) and outcome.record
        ]
        await close_warnings(connection, refused_help, grant.department, context.caller.today)
        taken = {
            entry.person.identity
            for entry, outcome in zip(entries, found, strict=True)
            if isinstance(outcome, Accepted)
        }
        refused_of = [entry.person.identity for entry in drawn.values() if entry.person.identity not in taken]
        await withdraw(connection, context.hub.catalogue, voided, refused_of)
        await unregistered_persons.note(connection, grant.department, grant.divisions, _strangers(entries, found))
    outcomes: dict[int, Outcome] = {
        **known, **dict(zip([n for n in drawn if n not in wrong], found, strict=True)), **wrong,
    }  # fmt: skip # what became of each
    if not check_only:
        await _count(context, connection, items, sorted_.drafts, drawn, outcomes)
    # What it clashes with tells of a person, also where it is only asked.
    await answered(connection, context.look, [p.person for p in people.values() if p.person])
    answers = [
        _feedback_answer(context, n, item, outcomes[n], concerns.get(n), sorted_.drafts.get(n))
        async for n, item in in_turns(enumerate(items))
    ]
    told = [_concerns(concerns[n]) if n in concerns else None for n in range(len(items))]
    return FeedbackReport(batch=None if check_only else strawberry.ID(str(batch.id)), outcomes=answers, concerns=told)


async def _known(context: Context, connection: Connection, sorted_: Sorted[Draft]) -> dict[int, Accepted]:
    """Entries that came before, where nothing is to be told of the person: nobody is locked for them.

    Whether an entry is on the list that it cites is asked of each.
    """
    sent = {n: draft.sent for n, draft in sorted_.drafts.items() if not draft.cites} if context.outcomes_only else {}
    return await known_entries.known(connection, context.caller.grant.department, sent)


async def _count(
    context: Context,
    connection: Connection,
    items: Sequence[Any],
    drafts: Mapping[int, Draft],
    drawn: Mapping[int, Entry],
    outcomes: Mapping[int, Outcome],
) -> None:
    """Count what came of each item, by its source and the county that pays."""
    tally = Tally.of(context, "feedback")
    for n, outcome in outcomes.items():
        if isinstance(outcome, Refusal):
            tally.refused([outcome.code], getattr(items[n], "division", None))
            continue
        draft = drafts[n]
        item = Taken(outcome.replayed, told(items[n]), draft.happened_on, CYCLE, draft.findings)
        # Of what was known nobody was looked up again.
        tally.taken(item, draft.division, drawn[n].person if n in drawn else None)
    await tally.write(connection)


def _strangers(entries: Sequence[Entry], found: Sequence[Outcome]) -> list[Named]:
    """Who was helped now and is registered nowhere: their county is to see to them, where the help was given."""
    return [
        Named(entry.person.identity, entry.division)
        for entry, outcome in zip(entries, found, strict=True)
        if entry.status == "GRANTED" and entry.person.person is None
        and isinstance(outcome, Accepted) and not outcome.replayed
    ]  # fmt: skip # who, and which of them


async def _miscited(connection: Connection, department: str, entries: Mapping[int, Entry]) -> dict[int, Refusal]:
    """The entries that cite a list which is not the department's, or which they are not on."""
    citing = [(n, entry) for n, entry in entries.items() if entry.snapshot]
    cited = [Citation(e.snapshot, e.programme, e.person.household, e.person.person) for _, e in citing if e.snapshot]
    found = await miscited(connection, department, cited) if cited else []
    return {n: Refusal(code, "snapshot") for (n, _), code in zip(citing, found, strict=True) if code}


def _feedback_answer(
    context: Context, n: int, item: Any, outcome: Outcome, concern: Concern | None, draft: Draft | None
) -> FeedbackAccepted | Refused:
    if isinstance(outcome, Refusal):
        return refused(context, placed(outcome, n))
    receipt = outcome.receipt
    return FeedbackAccepted(
        external_id=item.external_id,
        record=strawberry.ID(str(outcome.record)) if outcome.record else None,
        receipt=Receipt(link=strawberry.ID(str(receipt.link)), hash=receipt.hash.hex()) if receipt else None,
        replayed=outcome.replayed,
        clashes=[
            Clash(
                programme_kind=AssistanceKind(context.hub.catalogue.programmes[clash.programme].kind),
                month=clash.month,
                department=clash.department,
                same=ClashScope(clash.same),
            )
            for clash in outcome.clashes
            # What others gave is told where an agreement shares it.
            if context.caller.shared or clash.department == context.caller.grant.department
        ],
        concerns=_concerns(concern) if concern else None,
        warnings=warnings(context, draft.findings if draft else ()),
    )


def _concerns(concern: Concern) -> Concerns:
    return Concerns(
        determined=concern.determined,
        target=Certainty(concern.target) if concern.target else None,
        alternatives=list(concern.alternatives),
        after_death=concern.after_death,
    )
