"""Earlier stays (此前居住家庭): late news of a household in which somebody lived before the one they live in now."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from registry.journal import chain
from registry.people.arrivals import Arrival, Member
from registry.people.move_statements import JOINED
from registry.people.person_locks import LockedPerson
from registry.store.connection import Connection


def is_earlier_stay(as_of: datetime.date, household: UUID | None, member: Member, held: LockedPerson) -> bool:
    """Whether an entry of that day tells where somebody was before they came into their present, or last, household.

    Who is named without a change says so only by data that are older than that; `household` is None for a new one.
    """
    if held.since is None or held.household == household or member.since >= held.since:
        return False
    return member.change is not None or held.left_on is not None or as_of < held.since


async def keep_earlier_stays(connection: Connection, department: str, stays: Sequence[Arrival]) -> None:
    """Keep them in the history once: superseded as they come, until the next known stay begins, and told in the chain.

    They change nothing of today: neither members nor lineage, nor whose help counts for whom.
    """
    if not stays:
        return
    kept = await connection.fetch(lambda person: person, KEEP, JOINED.arrays(stays))
    await chain.append(connection, [_link(stay, department) for stay in stays if stay.person in kept])


def _link(stay: Arrival, department: str) -> chain.Link:
    return chain.Link(
        "HOUSEHOLD_CHANGED", stay.held.identity, stay.household, stay.person, stay.position, stay.member.since,
        department, note=stay.member.change,
    )  # fmt: skip # who, where, when


KEEP = f"""INSERT INTO memberships ({JOINED.names}, valid_to, recorded_at, superseded_at)
SELECT n.*, (SELECT min(o.valid_from) FROM memberships o
  WHERE o.person_id = n.person_id AND o.superseded_at IS NULL AND n.valid_from < o.valid_from), instant.at, instant.at
FROM (SELECT clock_timestamp() AS at OFFSET 0) instant, {JOINED.unnest("n")}
WHERE (SELECT true FROM memberships m WHERE m.person_id = n.person_id AND m.household_id = n.household_id
  AND ((m.valid_from, m.relation) = (n.valid_from, n.relation)
    OR m.superseded_at IS NULL AND m.valid_from <= n.valid_from AND n.valid_from < m.valid_to)
  LIMIT 1) IS NULL
RETURNING person_id"""
