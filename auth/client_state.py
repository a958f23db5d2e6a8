"""How a client stands now, read again every few seconds, so that a right that is cut is soon gone."""

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import date

import psycopg

from auth import clients, revocations
from auth.clients import Client
from auth.grants import Grant, Range, merged
from auth.tokens import Claims


@dataclass(frozen=True)
class ClientState:
    """A client's row in the registry, where it reaches, and which of its tokens were given back."""

    client: Client
    ranges: tuple[Range, ...]
    revoked: frozenset[str]
    read_at: float  # seconds since 1970

    def accepts(self, claims: Claims, today: date) -> bool:
        """Whether a token is good on a day, as far as its client is concerned."""
        return self.client.active(today) and claims.token_id not in self.revoked

    def grant(self, claims: Claims) -> Grant:
        """What a token is worth: never more than it says, never more than the registry says now."""
        return self._grant(claims.scopes, claims.token_id, claims.expires_at)

    def standing_grant(self, scopes: Set[str] | None) -> Grant:
        """What the client may do of what one of its tokens said once, or all: a job goes on when that has ended."""
        return self._grant(self.client.scopes if scopes is None else frozenset(scopes), "", 0)

    def _grant(self, scopes: frozenset[str], token_id: str, expires_at: int) -> Grant:
        return Grant(
            client_id=self.client.client_id,
            department=self.client.department,
            divisions=self.client.divisions,
            ranges=self.ranges,
            scopes=scopes & self.client.scopes,
            purposes=self.client.purposes,
            token_id=token_id,
            expires_at=expires_at,
        )


def read(connection: psycopg.Connection, client_id: str, now: float) -> ClientState | None:
    """The state of a client at `now` (seconds since 1970), or None where there is no such client."""
    client = clients.find(connection, client_id)
    if client is None:
        return None
    return ClientState(client, ranges_of(connection, client.divisions), revocations.revoked(connection, client_id), now)


def ranges_of(connection: psycopg.Connection, divisions: Collection[str]) -> tuple[Range, ...]:
    """The positions that lie in these divisions."""
    rows = connection.execute("SELECT lo, hi FROM divisions WHERE code = ANY(%s)", [list(divisions)])
    return merged((lo, hi) for lo, hi in rows.fetchall())
