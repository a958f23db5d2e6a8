"""Decisions of proposals in the graph (审核): reviewed, confirmed or returned, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import strawberry
from graphql import GraphQLSchema

from policy.vocabulary import words
from registry import parsing
from registry.errors import Refusal
from registry.journal.access_log import answered
from registry.matters import proposal_decisions
from registry.matters.proposal_decisions import Waiting
from registry.redaction import hidden
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import ProposalDecision, ProposalState
from schema.fields.mapping import mapped
from schema.register.proposal_confirmation import confirm
from schema.register.proposals import DECIDES, REVIEWS
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, placed, sort

DECISIONS = words("proposal_decision")
STATES = {"REVIEW": "REVIEWED", "CONFIRM": "CONFIRMED", "RETURN": "RETURNED"}
SCOPES = {"REVIEW": {REVIEWS}, "CONFIRM": {DECIDES}, "RETURN": {REVIEWS, DECIDES}}
"""One of which each decision takes."""


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
    """Raises NO_PROPOSAL, what `_check` does, and what the act itself refuses."""
    waiting = await proposal_decisions.locked(connection, one.proposal, context.caller.grant.department)
    state = STATES[one.decision]
    if waiting.state == state and (waiting.decided or waiting.reviewed):
        return _decided(one, state, replayed=True)
    _check(one.decision, waiting, context)
    if one.decision == "REVIEW":
        await proposal_decisions.review(connection, one.proposal)
    else:
        if one.decision == "CONFIRM":
            await confirm(core, context, connection, waiting)
        await proposal_decisions.decide(connection, one.proposal, state, one.reason)
    shown.append(waiting.subject)
    return _decided(one, state, replayed=False)


def _check(decision: str, waiting: Waiting, context: Context) -> None:
    """Raise what keeps the caller from deciding so."""
    if context.caller.grant.scopes.isdisjoint(SCOPES[decision]):
        need = " or ".join(sorted(SCOPES[decision]))
        raise Refusal("MISSING_SCOPE", "decision", field="decideProposals", need=need)
    if not waiting.waits:
        raise Refusal("PROPOSAL_DECIDED", "proposal", value=waiting.state)
    if waiting.own:
        raise Refusal("OWN_PROPOSAL", "proposal")
    unreviewed = waiting.reviews and waiting.state == "WAITING"
    if decision == "REVIEW" and not unreviewed:
        raise Refusal("NO_REVIEW_NEEDED", "decision")
    if decision == "CONFIRM" and unreviewed:
        raise Refusal("NOT_REVIEWED", "proposal")
    if decision == "CONFIRM" and waiting.reviewed:
        raise Refusal("OWN_REVIEW", "proposal")


def _decided(one: Decision, state: str, replayed: bool) -> ProposalDecided:
    id = strawberry.ID(str(one.proposal))
    return ProposalDecided(proposal=id, state=ProposalState(state), replayed=replayed)
