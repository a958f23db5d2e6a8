"""Decisions of proposals (审核确认): who may decide of what was entered, and what became of it."""

from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.matters.proposal_news import tell
from registry.store.acting import CALLER_ACTOR
from registry.store.connection import Connection


class Waiting(NamedTuple):
    """A proposal as who decides of it finds it, locked."""

    id: UUID
    act: str
    state: str
    own: bool
    """Whether who asks may be who entered it."""
    decided: bool
    """Whether who asks has decided it."""
    reviews: bool
    """Whether it is reviewed before it is confirmed."""
    reviewed: bool
    """Whether who asks may be who has reviewed it."""
    subject: UUID

    @property
    def waits(self) -> bool:
        """Whether it is still to be decided of."""
        return self.state in ("WAITING", "REVIEWED")


async def locked(connection: Connection, id: UUID, department: str) -> Waiting:
    """A proposal of the department in the transaction's divisions, locked; raises NO_PROPOSAL."""
    found = await connection.fetch_one(Waiting, LOCK, [id, department])
    if found is None:
        raise Refusal("NO_PROPOSAL", "proposal")
    return found


async def decide(connection: Connection, id: UUID, state: str, reason: str | None) -> None:
    """Write down what became of it; by whom, the transaction says."""
    await connection.execute(DECIDE, [id, state, reason], prepare=True)
    await tell(connection, id)


async def review(connection: Connection, id: UUID) -> None:
    """Write down that it is in order, so that a third person may confirm it."""
    await connection.execute(REVIEW, [id], prepare=True)
    await tell(connection, id)


# Of two officers it is known whether they are one, and of two whom a program names; a program that names nobody may be
# used by anybody.
SAME_PERSON = """EXISTS (SELECT FROM actors a, actors m WHERE a.id = {entered_by} AND m.id = {me}
  AND CASE WHEN 'PROGRAM' IN (a.kind, m.kind) THEN m.client = a.client
    WHEN a.kind = 'OFFICER' THEN m.officer_id = a.officer_id
    ELSE m.client = a.client AND m.subject = a.subject END)"""
"""Whether two actors may be one person, as SQL."""

ME = f"(SELECT {CALLER_ACTOR})"

REVIEWED_BY_CALLER = f"""(CASE WHEN {{row}}.state = 'REVIEWED'
  THEN {SAME_PERSON.format(entered_by="{row}.reviewed_by", me=ME)} ELSE false END)"""
"""Whether the caller may be who has reviewed it."""

LOCK = f"""SELECT p.id, p.act, p.state, {SAME_PERSON.format(entered_by="p.actor_id", me=ME)},
  p.decided_by IS NOT DISTINCT FROM {ME}, p.reviews, {REVIEWED_BY_CALLER.format(row="p")},
  coalesce(p.person_id, p.household_id, p.id)
FROM proposals p WHERE p.id = $1 AND p.department = $2 FOR UPDATE OF p"""

DECIDE = f"""UPDATE proposals SET state = $2, decided_by = {CALLER_ACTOR}, decided_at = clock_timestamp(), reason = $3
WHERE id = $1"""

REVIEW = f"""UPDATE proposals SET state = 'REVIEWED', reviewed_by = {CALLER_ACTOR}, reviewed_at = clock_timestamp()
WHERE id = $1"""
