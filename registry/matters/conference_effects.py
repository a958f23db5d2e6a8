"""What a conference does to its warnings (一事一议): what it asks of nobody, it decides (二（四）) or leaves open."""

from collections import defaultdict
from uuid import UUID

from registry.matters.taken_steps import TakenStep
from registry.matters.warning_outcomes import WarningOutcome, by_warning
from registry.monitoring import warnings
from registry.monitoring.closed_by_hand import Closing, close

LEFT_OPEN = "LEFT_OPEN"
UNSAID = "DECIDED_OTHERWISE"
"""What is decided without an outcome is no false alarm, and nobody has said that the warning was right."""


async def settle_warnings(taken: TakenStep) -> None:
    """Warnings that no line goes on with are closed, each as was found of it; the chain says so.

    Left open, they are to be triaged anew. What somebody has closed meanwhile stays as it was closed. The reason is the
    decision, where none is given. Raises NOT_LEFT_TO_SETTLE.
    """
    referred = {line.warning for line in taken.requests}
    left = [id for id in map(UUID, taken.matter.content.get("warnings", ())) if id not in referred]
    said = by_warning(taken.outcomes, left)
    if said:
        taken.content["outcomes"] = [one.told for one in said.values()]
    rest = taken.content.get("outcome", UNSAID)
    found: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for id in left:
        one = said.get(id) or WarningOutcome(id, rest, None)
        found[one.outcome, one.reason or taken.content["decided"]].append(id)
    by, today, opened = taken.actor.department, taken.actor.today, False
    for (outcome, reason), ids in found.items():
        if outcome == LEFT_OPEN:
            opened = True
        else:
            await close(taken.connection, ids, Closing(outcome, reason, by, today))
    if opened:
        await warnings.release(taken.connection, taken.matter.id)
