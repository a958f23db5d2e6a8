"""What a conference does to its warnings (一事一议): what it asks of nobody, it has decided (二（四）)."""

from uuid import UUID

from registry.matters.taken_steps import TakenStep
from registry.monitoring.closed_by_hand import Closing, close


async def close_decided_warnings(taken: TakenStep) -> None:
    """Warnings that no line goes on with are closed, with the decision as the reason; the chain says so.

    What was decided otherwise is no false alarm, and what somebody has closed meanwhile stays as it was closed.
    """
    referred = {line.warning for line in taken.requests}
    left = [id for id in map(UUID, taken.matter.content.get("warnings", ())) if id not in referred]
    if left:
        by, today = taken.actor.department, taken.actor.today
        await close(taken.connection, left, Closing("DECIDED_OTHERWISE", taken.content["decided"], by, today))
