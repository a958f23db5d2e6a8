"""What a conference does to its warnings (一事一议): what it asks of nobody, it decides (二（四）) or leaves open."""

from uuid import UUID

from registry.matters.taken_steps import TakenStep
from registry.monitoring import warnings
from registry.monitoring.closed_by_hand import Closing, close

LEFT_OPEN = "LEFT_OPEN"
UNSAID = "DECIDED_OTHERWISE"
"""What is decided without an outcome is no false alarm, and nobody has said that the warning was right."""


async def settle_warnings(taken: TakenStep) -> None:
    """Warnings that no line goes on with are closed, with the decision as the reason; the chain says so.

    Left open, they are to be triaged anew. What somebody has closed meanwhile stays as it was closed.
    """
    outcome = taken.content.get("outcome", UNSAID)
    if outcome == LEFT_OPEN:
        await warnings.release(taken.connection, taken.matter.id)
        return
    referred = {line.warning for line in taken.requests}
    left = [id for id in map(UUID, taken.matter.content.get("warnings", ())) if id not in referred]
    if left:
        by, today = taken.actor.department, taken.actor.today
        await close(taken.connection, left, Closing(outcome, taken.content["decided"], by, today))
