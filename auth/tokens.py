"""Access tokens: signed statements of who asks and what it may do, good for five minutes (RFC 9068)."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import ECKey

from auth.clients import Client
from auth.errors import InvalidToken
from auth.jwt import ALGORITHM, Header, Jwt, opened
from auth.metadata import Endpoints
from auth.named import Named, of_claims
from auth.officer_logins import Login
from auth.officers import Officer
from auth.ranges import Range
from auth.signing_keys import KeySet

LIFE = 300
SKEW = 30
"""Seconds that a token lives, and that the clocks of two machines may differ."""
TYPE = "at+jwt"


@dataclass(frozen=True)
class Limits:
    """What an issuer outside of the hub leaves of a client."""

    departments: frozenset[str]
    """Whose clients it speaks for."""
    places: Mapping[str, Range] | None
    """The divisions that it names with their positions, if it names any."""
    login: Login | None = None
    """Of whom the token is, if it is an officer's."""


@dataclass(frozen=True)
class Claims:
    """What a verified token says."""

    client_id: str
    scopes: frozenset[str]
    department: str
    divisions: tuple[str, ...]
    token_id: str
    key_id: str
    issued_at: int
    expires_at: int
    officer_id: str | None = None
    named: Named | None = None
    """Whom its client acts for."""
    limits: Limits | None = None
    """Of a token that is not our own."""
    family: str | None = None
    """Of what an officer agreed to, which ends as a whole."""


class Tokens:
    """Makes and reads the access tokens of one issuer."""

    def __init__(self, endpoints: Endpoints, keys: Callable[[], KeySet], clock: Callable[[], float]) -> None:
        self._endpoints, self._keys, self._clock = endpoints, keys, clock

    def mint(
        self,
        client: Client,
        scopes: Collection[str],
        officer: Officer | None = None,
        named: Named | None = None,
        family: UUID | None = None,
    ) -> str:
        """A new token for a client and these scopes, as a compact JWT that is good for LIFE seconds.

        Of an officer who signed in through that client, `officer` is the subject; `named` is whom a program acts for.
        """
        now = int(self._clock())
        key = self._keys().active
        claims = {
            "iss": self._endpoints.issuer,
            "aud": self._endpoints.resource,
            "sub": str(officer.id) if officer else client.client_id,
            "client_id": client.client_id,
            "scope": " ".join(sorted(scopes)),
            "department": (officer or client).department,
            "divisions": list((officer or client).divisions),
            "jti": secrets.token_urlsafe(16),
            "iat": now,
            "exp": now + LIFE,
            **({"act": named.claim} if named else {}),
            **({"sid": str(family)} if family else {}),
        }
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid}
        return jwt.encode(header, claims, key, algorithms=[ALGORITHM])

    def verify(self, token: str) -> Claims:
        """Read a token of ours, or raise InvalidToken."""
        return self._read(opened(token, self._keys_for))

    def believed(self) -> frozenset[str]:
        """The ids of the keys whose tokens are good now."""
        return frozenset(self._keys().believed)

    def _keys_for(self, header: Header) -> list[ECKey]:
        # Any other token signed with our keys is no access token.
        if header.get("typ") != TYPE:
            return []
        key = self._keys().believed.get(header.get("kid", ""))
        return [key] if key else []

    def _read(self, token: Jwt) -> Claims:
        claims = token.claims
        try:
            stated = Claims(
                client_id=claims["client_id"],
                scopes=frozenset(claims["scope"].split()),
                department=claims["department"],
                divisions=tuple(claims["divisions"]),
                token_id=claims["jti"],
                key_id=token.header["kid"],
                issued_at=claims["iat"],
                expires_at=claims["exp"],
                officer_id=_officer_id(claims["sub"], claims["client_id"]),
                named=of_claims(claims),
                family=claims.get("sid"),
            )
            ours = (claims["iss"], claims["aud"]) == (self._endpoints.issuer, self._endpoints.resource)
            now = self._clock()
            timely = stated.issued_at - SKEW <= now < stated.expires_at <= stated.issued_at + LIFE
            if ours and timely:
                return stated
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise InvalidToken from error
        raise InvalidToken


def _officer_id(subject: str, client_id: str) -> str | None:
    """The officer whose token it is, or None where it is a client's own; raises ValueError where it is neither's."""
    return None if subject == client_id else str(UUID(subject))
