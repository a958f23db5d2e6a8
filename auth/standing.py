"""Standing: how a client stands now, read again every few seconds, so that a right that is cut is soon gone."""

from dataclasses import dataclass
from datetime import date

import psycopg

from auth import clients, revocations
from auth.clients import Client
from auth.grants import Grant, Range
from auth.tokens import Claims


@dataclass(frozen=True)
class Standing:
    """A client's row in the registry, where it reaches, and which of its tokens were given back."""

    client: Client
    ranges: tuple[Range, ...]
    revoked: frozenset[str]
    read_at: float

    def active(self, claims: Claims, today: date) -> bool:
        return self.client.stands(today) and claims.token_id not in self.revoked

    def grant(self, claims: Claims) -> Grant:
        """What a token is worth: never more than it says, never more than the registry says now."""
        return Grant(
            client_id=self.client.client_id,
            department=self.client.department,
            divisions=self.client.divisions,
            ranges=self.ranges,
            scopes=claims.scopes & self.client.scopes,
            purposes=self.client.purposes,
            token_id=claims.token_id,
            expires_at=claims.expires_at,
        )


def read(connection: psycopg.Connection, client_id: str, now: float) -> Standing | None:
    client = clients.find(connection, client_id)
    if client is None:
        return None
    return Standing(
        client, clients.ranges(connection, client.divisions), revocations.revoked(connection, client_id), now
    )
