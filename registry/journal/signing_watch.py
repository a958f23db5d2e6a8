"""The watch over the signing: for how long no checkpoint was signed, and whether acts are still taken."""

from datetime import UTC, datetime, timedelta

from registry.store.connection import Connection

LONGEST = timedelta(hours=4)
"""For how long acts are taken that nobody has signed for; X-Road stops serving after the same time without a
timestamp."""


class SigningWatch:
    """What one worker knows of the last checkpoint; without any the time since it began counts."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at or datetime.now(UTC)

    @property
    def at(self) -> datetime:
        """When the last checkpoint was signed."""
        return self._at

    @property
    def late(self) -> bool:
        """Whether that is longer ago than acts are taken without."""
        return datetime.now(UTC) - self._at > LONGEST

    async def look(self, connection: Connection) -> None:
        """See when the last one was signed; before the first one nothing is known."""
        row = await (await connection.execute(LAST)).fetchone()
        if row and row[0]:
            self._at = row[0]


LAST = "SELECT max(at) FROM audit_checkpoints"
