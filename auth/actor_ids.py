"""Actor ids: under which id each who acts stands in the register, asked of it once."""

import asyncio
from uuid import UUID

from cachetools import LRUCache
from psycopg_pool import ConnectionPool

from auth.grants import Grant
from auth.named import Named
from registry.journal.actors import Actor, known


class ActorIds:
    """Used by one event loop; only what waits for the database runs in threads."""

    def __init__(self, pool: ConnectionPool, remembered: int) -> None:
        self._pool = pool
        self._ids = LRUCache[Actor, UUID](remembered)

    async def id(self, actor: Actor) -> UUID:
        """The id of an actor, who is written down at their first act; raises psycopg's errors."""
        found = self._ids.get(actor)
        if found is None:
            found = self._ids[actor] = await asyncio.to_thread(self._known, actor)
        return found

    def _known(self, actor: Actor) -> UUID:
        with self._pool.connection() as connection:
            return known(connection, actor)


def actor_of(grant: Grant, named: Named | None) -> Actor:
    """Who acts by a grant: its officer, else whom its client names, else the client by itself."""
    by = (grant.client_id, grant.department)
    if grant.officer is not None:
        return Actor("OFFICER", *by, officer_id=grant.officer.id, name=grant.officer.name)
    if named is not None:
        return Actor("NAMED", *by, subject=named.subject, name=named.name)
    return Actor("PROGRAM", *by)
