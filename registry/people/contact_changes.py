"""Changes of contacts (变更联系方式): an officer who has looked at them gives a person others, from a day on."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.journal import chain
from registry.people.contacts import Contact, Told, keep
from registry.people.corrections import Officer
from registry.people.registered_persons import lock_registered
from registry.store.connection import Connection


async def change(
    connection: Connection,
    vault: Vault,
    officer: Officer,
    person: UUID,
    told: Sequence[Contact],
    since: datetime.date,
    seen: datetime.datetime,
) -> UUID | None:
    """Change a person's contacts from a day on, or put right what was known of it; the household.

    Raises UNKNOWN_PERSON, PERSON_MERGED, CHANGED_SINCE, BEFORE_BIRTH and NOTHING_TO_CORRECT.
    """
    (held,), _ = await lock_registered(connection, vault, [person])
    if held.merged_into:
        raise Refusal("PERSON_MERGED", "person", value=held.merged_into)
    newer = await connection.fetch_one(datetime.datetime.isoformat, NEWER, [person, seen])
    if newer:
        raise Refusal("CHANGED_SINCE", "seen", state=newer)
    if since < held.birth_date:
        raise Refusal("BEFORE_BIRTH", "since", value=since)
    rows = [Told(person, held.position, contact, since) for contact in told]
    if not await keep(connection, vault, rows, over_newer=True):
        raise Refusal("NOTHING_TO_CORRECT")
    link = chain.Link("CORRECTED", held.identity, held.household, person, held.position, officer.today,
                      officer.department, note=", ".join(sorted(one.kind for one in told)))  # fmt: skip # who, what
    await chain.append(connection, [link])
    return held.household


NEWER = "SELECT max(recorded_at) FROM contacts WHERE person_id = $1 AND recorded_at > $2 HAVING count(*) > 0"
