"""Questions about proposals: what waits for me, what I have entered (待审核确认事项)."""

from typing import Annotated

from planner.shape import Page
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.mapping import argument, mapped_method, planned
from schema.register.proposals import (
    FOR_ME,
    PROPOSAL_KEYS,
    SEES,
    SUBJECT,
    BoxName,
    Proposal,
    ProposalFilter,
    proposal_rows,
)


class Questions:
    """What was entered and waits, or has been decided."""

    @mapped_method(
        Page("Proposal", proposal_rows, PROPOSAL_KEYS, logs=SUBJECT),
        "What was entered in your divisions for a second person, first what is due first (待审核确认事项).",
        scopes=SEES,
    )
    def proposals(
        self,
        box: BoxName = FOR_ME,
        filter: Annotated[ProposalFilter | None, argument(None, description="Which (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Proposal]:
        planned()
