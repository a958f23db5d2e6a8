"""How a client stands now, read again every few seconds, so that a right that is cut is soon gone."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date

import psycopg

from auth import clients, revocations, sharing
from auth.clients import Client
from auth.grants import Grant
from auth.ranges import Range, Ranges, inside, merged
from auth.sharing import Sharing
from auth.tokens import Claims, Limits
from registry.reference.calendar import today

EVERYWHERE = 10**13
"""Beyond all positions."""


@dataclass(frozen=True)
class ClientState:
    """A client's row in the registry, where it reaches, and which of its tokens were given back."""

    client: Client
    places: Mapping[str, Range]
    """Its divisions with their positions."""
    revoked: frozenset[str]
    read_at: float  # seconds since 1970
    sharing: Sharing

    def accepts(self, claims: Claims, today: date) -> bool:
        """Whether a token is good on a day, as far as its client is concerned."""
        return self.client.active(today) and self.stands(claims)

    def stands(self, claims: Claims) -> bool:
        """Whether a token and what its officer agreed to go on, and its issuer may speak for the client at all."""
        limits = claims.limits
        spoken_for = limits is None or (self.client.department in limits.departments and self._places(limits))
        return bool(spoken_for) and not self.revoked & {claims.token_id, claims.family}

    def grant(self, claims: Claims) -> Grant:
        """What a token is worth: never more than it says, never more than the registry says now."""
        return self._grant(claims.scopes, claims.token_id, claims.expires_at, self._places(claims.limits))

    def standing_grant(self, scopes: Set[str] | None) -> Grant:
        """What the client may do of what one of its tokens said once, or all: a job goes on when that has ended."""
        return self._grant(self.client.scopes if scopes is None else frozenset(scopes), "", 0, self.places)

    def _places(self, limits: Limits | None) -> Mapping[str, Range]:
        """Where both reach, the client and what its issuer names."""
        if limits is None or limits.places is None:
            return self.places
        return inside(limits.places, self.places) | inside(self.places, limits.places)

    def _grant(self, scopes: frozenset[str], token_id: str, expires_at: int, places: Mapping[str, Range]) -> Grant:
        ranges = merged(places.values())
        return Grant(
            client_id=self.client.client_id,
            department=self.client.department,
            divisions=tuple(places) if places is not self.places else self.client.divisions,
            ranges=ranges,
            scopes=scopes & self.client.scopes,
            purposes=self.client.purposes,
            token_id=token_id,
            expires_at=expires_at,
            sharing=self.sharing if places is self.places else self.sharing.within(ranges),
        )


def read(connection: psycopg.Connection, client_id: str, now: float) -> ClientState | None:
    """The state of a client at `now` (seconds since 1970), or None where there is no such client."""
    client = clients.find(connection, client_id)
    if client is None:
        return None
    reached = places(connection, client.divisions)
    shared = sharing.read(connection, client.department, merged(reached.values()), today(now))
    return ClientState(client, reached, revocations.revoked(connection, client_id), now, shared)


def of_the_hub(client_id: str, scopes: Collection[str], now: float) -> ClientState:
    """How a client of the hub itself stands, which nobody has registered: all that its officers may."""
    client = Client(
        client_id=client_id,
        department="",
        divisions=(),
        scopes=frozenset(scopes),
        purposes=(),
        secret_hash=None,
        jwks=None,
        former_secret_hash=None,
        former_jwks=None,
        token_endpoint_auth_methods=(),
        redirect_uris=(),
        disabled_at=None,
        expires_on=None,
    )
    return ClientState(client, {"": (0, EVERYWHERE)}, frozenset(), now, Sharing(()))


def ranges_of(connection: psycopg.Connection, divisions: Collection[str]) -> Ranges:
    """The positions that lie in these divisions."""
    return merged(places(connection, divisions).values())


def places(connection: psycopg.Connection, divisions: Collection[str]) -> dict[str, Range]:
    """The positions of these divisions, of those there are."""
    rows = connection.execute("SELECT code, lo, hi FROM divisions WHERE code = ANY(%s)", [list(divisions)])
    return {code: (lo, hi) for code, lo, hi in rows.fetchall()}
