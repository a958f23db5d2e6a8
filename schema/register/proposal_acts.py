"""Acts on proposals (审核确认): confirmed, and then the act itself is done; returned with a reason; withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Annotated, Any
from uuid import UUID

import orjson
import strawberry
from graphql import GraphQLSchema, get_argument_values
from strawberry.types import Info

from planner.document import BadVariables, coerced, read
from planner.shape import Ask, One, Source
from policy.vocabulary import words
from registry import parsing
from registry.errors import Refusal
from registry.journal.access_log import answered
from registry.matters import proposals
from registry.matters.proposals import ATTRIBUTE, Waiting
from registry.redaction import hidden
from registry.store.connection import Connection, Question
from schema.fields import item_checks
from schema.fields.enums import ProposalDecision, ProposalState
from schema.fields.mapping import mapped, mapped_method
from schema.register.proposals import DECIDES, ENTERS, Proposal
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.second_person import BATCH, field_of
from schema.requests.transaction import act, placed, selected_result, sort

DECISIONS = words("proposal_decision")
STATES = {"CONFIRM": "CONFIRMED", "RETURN": "RETURNED"}


@strawberry.input(description="What is decided of what another has entered (审核确认).")
class ProposalDecisionInput:
    proposal: strawberry.ID = strawberry.field(description="The proposal (待审核事项标识).")
    decision: ProposalDecision = strawberry.field(description="What is decided (审核结论).")
    reason: str | None = strawberry.field(default=None, description="Why; needed to return it (退回原因).")


@strawberry.type(description="A proposal that is decided (已审核).")
class ProposalDecided:
    proposal: strawberry.ID = mapped(None, "The proposal (待审核事项标识).")
    state: ProposalState = mapped(None, "What became of it (审核状态).")
    replayed: bool = mapped(None, "Whether you had decided just this before (是否重复提交).")


ProposalDecisionOutcome = Annotated[
    ProposalDecided | Refused,
    strawberry.union("ProposalDecisionOutcome", description="One item's outcome (单条结果)."),
]


@strawberry.type(description="What became of the proposals, item by item in their order (审核结果).")
class ProposalDecisions:
    outcomes: list[ProposalDecisionOutcome] = mapped(None, "One for each item (逐条结果).")


ProposalDecisionsResult = Annotated[
    ProposalDecisions | Refused,
    strawberry.union("ProposalDecisionsResult", description="The outcome (审核结果)."),
]
ProposalResult = Annotated[
    Proposal | Refused, strawberry.union("ProposalResult", description="As it stands now, or why not (结果).")
]


class Acts:
    """What is done with what was entered."""

    @mapped_method(
        None,
        "Confirm what others have entered, so that it is done now, or return it with the reason, 1 to 1,000 at a time;"
        " nobody decides of what they entered themselves. What the act refuses now waits on (审核确认、退回).",
        scopes=DECIDES,
    )
    async def decide_proposals(
        self,
        info: Info[Any, Any],
        items: Annotated[list[ProposalDecisionInput], strawberry.argument(description="The decisions (审核列表).")],
    ) -> ProposalDecisionsResult:
        return await decide_proposals(info, items)

    @mapped_method(None, "Withdraw what you have entered and nobody has decided yet (撤回录入事项).", scopes=ENTERS)
    async def withdraw_proposal(
        self,
        info: Info[Any, Any],
        proposal: Annotated[strawberry.ID, strawberry.argument(description="The proposal (待审核事项标识).")],
        reason: Annotated[str, strawberry.argument(description="Why (撤回原因).")],
    ) -> ProposalResult:
        answer: ProposalResult = await withdraw_proposal(info, proposal, reason)
        return answer


@dataclass(frozen=True)
class Decision:
    """A decision that can be tried."""

    proposal: UUID
    decision: str
    reason: str | None


async def decide_proposals(info: Any, items: Sequence[ProposalDecisionInput]) -> ProposalDecisions | Refused:
    """Decide of each by itself; what cannot be done is taken back and told, and spoils nothing beside it."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[ProposalDecisions, list[UUID]]:
        sorted_ = await sort(items, _decision)
        outcomes: dict[int, ProposalDecided | Refusal] = {n: placed(one, n) for n, one in sorted_.wrong.items()}
        shown: list[UUID] = []
        # In one order whoever decides: of two who decide the same neither waits for the other in turn.
        for n, one in sorted(sorted_.drafts.items(), key=lambda numbered: numbered[1].proposal):
            try:
                outcomes[n] = await _decide(info.schema, context, connection, one, shown)
            except Refusal as refusal:
                outcomes[n] = placed(refusal, n)
        await answered(connection, context.look, shown)
        answers = [refused(context, one) if isinstance(one, Refusal) else one for _, one in sorted(outcomes.items())]
        return ProposalDecisions(outcomes=answers), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


def _decision(item: ProposalDecisionInput) -> Decision:
    decision = item_checks.needed_code(item.decision, "decision", DECISIONS)
    if decision == "RETURN" and not item.reason:
        raise parsing.missing("reason")
    reason = item_checks.text(item.reason, "reason")
    return Decision(item_checks.id(item.proposal, "proposal"), decision, hidden(reason) if reason else None)


async def _decide(
    core: GraphQLSchema, context: Context, connection: Connection, one: Decision, shown: list[UUID]
) -> ProposalDecided:
    """Raises NO_PROPOSAL, PROPOSAL_DECIDED, OWN_PROPOSAL, and what the act itself refuses."""
    waiting = await proposals.locked(connection, one.proposal, context.caller.grant.department)
    state = STATES[one.decision]
    if waiting.state == state and waiting.decided:
        return _decided(one, state, replayed=True)
    if waiting.state != "WAITING":
        raise Refusal("PROPOSAL_DECIDED", "proposal", value=waiting.state)
    if waiting.own:
        raise Refusal("OWN_PROPOSAL", "proposal")
    if one.decision == "CONFIRM":
        await _confirm(core, context, connection, waiting)
    await proposals.decide(connection, one.proposal, state, one.reason)
    shown.append(waiting.subject)
    return _decided(one, state, replayed=False)


def _decided(one: Decision, state: str, replayed: bool) -> ProposalDecided:
    id = strawberry.ID(str(one.proposal))
    return ProposalDecided(proposal=id, state=ProposalState(state), replayed=replayed)


async def _confirm(core: GraphQLSchema, context: Context, connection: Connection, waiting: Waiting) -> None:
    """Do what was entered, as whoever confirms it; what the act refuses is taken back and raised."""
    handle = orjson.dumps({"~": f"{ATTRIBUTE}:{waiting.id}"})
    entered = orjson.loads(orjson.loads(await context.unsealed(handle)))
    await connection.execute("SAVEPOINT confirmed")
    result = await _done(core, context, connection, waiting.act, entered)
    if isinstance(result, Refused):
        await connection.together([Question("ROLLBACK TO SAVEPOINT confirmed", prepare=False)])
        raise result.refusal
    await connection.execute("RELEASE SAVEPOINT confirmed")


async def _done(core: GraphQLSchema, context: Context, connection: Connection, name: str, entered: Any) -> Any:
    """What the act says of the arguments, which GraphQL reads anew; raises PROPOSAL_OUTDATED."""
    field = field_of(core, name)
    variables = {BATCH: [entered]} if BATCH in field.args else entered
    declared = ", ".join(f"${one}: {field.args[one].type}" for one in variables)
    passed = ", ".join(f"{one}: ${one}" for one in variables)
    document = read(f"mutation Confirm({declared}) {{ {name}({passed}) {{ __typename }} }}")
    operation = document.operation(None)
    try:
        values = coerced(core, operation, variables)
    except BadVariables:
        raise Refusal("PROPOSAL_OUTDATED", "proposal") from None
    node: Any = operation.selection_set.selections[0]
    arguments = get_argument_values(field, node, values)
    within = replace(
        context, document=document, operation="Confirm", values=values, within=connection, confirms=True, sealed=False
    )
    assert field.resolve  # noqa: S101 - every act has
    result = await field.resolve(None, SimpleNamespace(context=within, field_nodes=[node]), **arguments)
    return result.outcomes[0] if hasattr(result, "outcomes") else result


async def withdraw_proposal(info: Info[Any, Any], named: strawberry.ID, reason: str) -> Any:  # a fragment, or Refused
    """Take back what one has entered oneself, while it waits."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id = item_checks.id(named, "proposal")
        why = hidden(parsing.words(reason, "reason"))
        waiting = await proposals.locked(connection, id, context.caller.grant.department)
        if not waiting.own:
            raise Refusal("NOT_YOUR_PROPOSAL", "proposal")
        if waiting.state != "WAITING":
            raise Refusal("PROPOSAL_DECIDED", "proposal", value=waiting.state)
        await proposals.decide(connection, id, "WITHDRAWN", why)
        return await selected_result(context, info, connection, ONE, {"subject": id}, [waiting.subject]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


def _subject(ask: Ask) -> Source:
    return Source("proposals {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


ONE = One("Proposal", _subject)
