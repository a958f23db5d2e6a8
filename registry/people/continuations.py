"""Continuations (接续的认定): by what a category goes on, and what becomes of it where the one before ends sooner."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from registry.errors import Refusal
from registry.people.determinations import Following, onward
from registry.store.connection import Connection

Then = str
"""END: it never comes into force. BEGIN: it begins where the one before it now ends. STAY: as it is, with a gap."""


async def continuations(
    connection: Connection,
    determination: UUID,
    valid_to: datetime.date | None,
    ends: datetime.date | None,
    then: Then | None,
) -> Sequence[Following]:
    """By what a determination until `valid_to` goes on, where it is to end sooner than that.

    Raises GOES_ON_LATER where it goes on and nobody says what becomes of that.
    """
    if valid_to is None or ends is None or not ends < valid_to:
        return ()
    _, *following = await onward(connection, determination)
    if following and then is None:
        raise Refusal("GOES_ON_LATER", "following", since=following[0].valid_from, value=ends)
    return following
