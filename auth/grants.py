"""Grants: what one request may do, and where."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from auth.named import Named
from auth.officers import Officer
from auth.ranges import Ranges, multirange
from auth.sharing import Sharing

APART = " "
"""Between client and officer in `asker`; neither has a space in it."""


@dataclass(frozen=True)
class Grant:
    """The rights of a client, or of an officer through one, as they stand now.

    `ranges` are half-open, disjoint and sorted.
    """

    client_id: str
    department: str
    divisions: tuple[str, ...]
    ranges: Ranges
    scopes: frozenset[str]
    purposes: tuple[str, ...]
    token_id: str
    expires_at: int
    sharing: Sharing
    """What the department may be shown, by the agreements in force."""
    officer: Officer | None = None
    actor_id: UUID | None = None
    """Who acts (`registry.journal.actors`)."""
    named: Named | None = None
    """Whom its program has named for this request."""
    lacks_actor: bool = False
    """Whether its program must say for whom it acts before it changes anything, and has not."""

    @cached_property
    def asker(self) -> str:
        """Whose a thing is that this grant asks for: the client's, or the officer's through it."""
        return APART.join((self.client_id, str(self.officer.id))) if self.officer else self.client_id

    @cached_property
    def multirange(self) -> str:
        """The ranges as PostgreSQL reads an int8multirange."""
        return multirange(self.ranges)


def client_of(asker: str) -> str:
    """The client through which an asker asks, as logs name it."""
    return asker.partition(APART)[0]
