"""News of proposals (待审核事项推送): that one was entered, reviewed, confirmed, returned or withdrawn."""

from uuid import UUID

from registry.store.connection import Connection
from registry.store.database import new_id

TOPIC = "proposal"
"""Of the outbox."""


async def tell(connection: Connection, proposal: UUID) -> None:
    """Put it into the outbox, in the transaction in which it happens, where the proposal lies."""
    await connection.execute(TELL, [new_id(), proposal], prepare=True)


TELL = f"""INSERT INTO outbox (id, topic, subject_id, department, household_id, position)
SELECT $1, '{TOPIC}', p.id, p.department, p.household_id, p.position FROM proposals p WHERE p.id = $2"""
