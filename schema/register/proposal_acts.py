"""Acts on proposals (审核确认): reviewed, confirmed or returned; withdrawn by who entered them."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Ask, One, Source
from registry import parsing
from registry.errors import Refusal
from registry.matters import proposal_decisions
from registry.redaction import hidden
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.mapping import mapped_method
from schema.register.proposal_decisions import ProposalDecisionInput, ProposalDecisionsResult, decide_proposals
from schema.register.proposals import DECIDES, ENTERS, REVIEWS, Proposal
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result

ProposalResult = Annotated[
    Proposal | Refused, strawberry.union("ProposalResult", description="As it stands now, or why not (结果).")
]


class Acts:
    """What is done with what was entered."""

    @mapped_method(
        None,
        "Review what others have entered where the act takes that, confirm it, so that it is done now, or return it"
        " with the reason, 1 to 1,000 at a time; nobody decides of what they entered themselves, nor confirms what they"
        " reviewed. What the act refuses now waits on (审核、确认、退回).",
        scopes=(REVIEWS, DECIDES),
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


async def withdraw_proposal(info: Info[Any, Any], named: strawberry.ID, reason: str) -> Any:  # a fragment, or Refused
    """Take back what one has entered oneself, while it waits."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id = item_checks.id(named, "proposal")
        why = hidden(parsing.words(reason, "reason"))
        waiting = await proposal_decisions.locked(connection, id, context.caller.grant.department)
        if not waiting.own:
            raise Refusal("NOT_YOUR_PROPOSAL", "proposal")
        if not waiting.waits:
            raise Refusal("PROPOSAL_DECIDED", "proposal", value=waiting.state)
        await proposal_decisions.decide(connection, id, "WITHDRAWN", why)
        return await selected_result(context, info, connection, ONE, {"subject": id}, [waiting.subject]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


def _subject(ask: Ask) -> Source:
    return Source("proposals {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


ONE = One("Proposal", _subject)
