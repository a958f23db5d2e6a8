"""Entries (录入): what one person has entered is kept until another decides of it; what came back is mended."""

import datetime
import json
from typing import NamedTuple
from uuid import UUID

from policy.working_days import deadline
from registry.errors import Refusal
from registry.matters.proposal_news import tell
from registry.matters.proposals import ATTRIBUTE, STANDS, WAITS, Proposal
from registry.reference.parameters import number_at
from registry.store.connection import Connection


class Kept(NamedTuple):
    """A proposal that waits, and until when it is to be decided."""

    id: UUID
    due_on: datetime.date


class Returned(NamedTuple):
    """How the proposal stands that another is to mend."""

    state: str
    mended: bool


async def enter(connection: Connection, one: Proposal, due: str) -> Kept:
    """Keep what was entered, due in as many working days as the parameter `due` says where it lies.

    The same again is the one that waits. Raises NOT_RETURNED and PROPOSAL_MENDED.
    """
    found = await connection.fetch_one(Kept, SAME, [one.department, one.act, one.digest])
    if found:
        return found
    if one.mends:
        await _may_mend(connection, one)
    days = await connection.fetch_one(int, DAYS, [due, one.about.position, one.today]) or 0
    kept = Kept(one.id, deadline(one.today, days))
    content = json.dumps([value._asdict() for value in one.content], ensure_ascii=False)
    values = [one.id, one.department, one.act, one.about.household, one.about.number, one.about.person]
    values += [one.about.position, content, one.digest, one.mends, kept.due_on, one.reviews]
    await connection.execute(ENTER, values, prepare=True)
    await connection.execute(SEAL, [one.id, ATTRIBUTE, one.sealed, one.about.position], prepare=True)
    await tell(connection, one.id)
    return kept


async def _may_mend(connection: Connection, one: Proposal) -> None:
    old = await connection.fetch_one(Returned, MENDED, [one.mends, one.department, one.act])
    if old is None or old.state != "RETURNED":
        raise Refusal("NOT_RETURNED", "mends")
    if old.mended:
        raise Refusal("PROPOSAL_MENDED", "mends")


SAME = f"SELECT id, due_on FROM proposals WHERE department = $1 AND act = $2 AND digest = $3 AND {WAITS}"

DAYS = f"SELECT {number_at('$1', '$2', '$3')}"

MENDED = f"""SELECT p.state, EXISTS (SELECT FROM proposals o
  WHERE o.mends = p.id AND o.{STANDS})
FROM proposals p WHERE p.id = $1 AND p.department = $2 AND p.act = $3 FOR UPDATE OF p"""

ENTER = """INSERT INTO proposals (id, department, act, household_id, household_number, person_id, position, content,
  digest, mends, due_on, reviews) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"""

SEAL = "INSERT INTO vault (id, attribute, sealed, position) VALUES ($1, $2, $3, $4)"
