"""Work: what a job is made of, pieces that are done one after the other, each in one short transaction."""

from typing import Any, Protocol

from registry.journal.jobs import Stand
from registry.store.connection import Connection


class Work(Protocol):
    """A job's work in pieces, under the slice of who asked for it."""

    price: int
    """What a piece costs its client."""
    ranges: str | None = None
    """The divisions that its transactions see, where these are not those for which it was asked."""
    acts: bool = False
    """Whether its pieces are acts, and so are asked under the settings of acts."""

    async def ready(self, stand: Stand) -> None:
        """Do what the next piece needs before its transaction, however long that takes."""
        del stand  # most need nothing

    async def size(self, connection: Connection) -> int:
        """How much there is to do."""

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Do the next piece; behind the last one there is nothing to go on from. It may be done again."""

    def result(self, stand: Stand) -> dict[str, Any]:
        """What it has come to, as JSON."""
