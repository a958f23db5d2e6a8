"""What the hub publishes about itself, so that a client is configured by one address (RFC 8414, RFC 9728)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from authlib.common.security import is_secure_transport  # type: ignore[import-untyped]  # authlib has no types

from auth.clients import METHODS, PUBLIC
from auth.jwt import ALGORITHM
from registry.errors import Refusal

RESOURCE_PATH = "/graphql"
RESOURCE_METADATA_PATH = "/.well-known/oauth-protected-resource"


@dataclass(frozen=True)
class Endpoints:
    """Where the hub is reached from outside, as configured: a request's own Host header says nothing."""

    issuer: str

    def __post_init__(self) -> None:
        if not _public(self.issuer):
            raise Refusal("BAD_ADDRESS", value=self.issuer)

    @property
    def token(self) -> str:
        """The URL of the token endpoint."""
        return f"{self.issuer}/oauth/token"

    @property
    def authorization(self) -> str:
        """The URL where an officer's browser agrees."""
        return f"{self.issuer}/oauth/authorize"

    @property
    def pushing(self) -> str:
        """The URL where a program says what it asks an officer for (RFC 9126)."""
        return f"{self.issuer}/oauth/par"

    @property
    def introspection(self) -> str:
        """The URL where a token is asked about (RFC 7662)."""
        return f"{self.issuer}/oauth/introspect"

    @property
    def revocation(self) -> str:
        """The URL where a token is given back (RFC 7009)."""
        return f"{self.issuer}/oauth/revoke"

    @property
    def keys(self) -> str:
        """The URL of the public signing keys."""
        return f"{self.issuer}/.well-known/jwks.json"

    @property
    def resource(self) -> str:
        """The URL of the graph, for which tokens are made out."""
        return f"{self.issuer}{RESOURCE_PATH}"

    @property
    def resource_metadata(self) -> str:
        """The URL of the metadata of the graph (RFC 9728)."""
        return f"{self.issuer}{RESOURCE_METADATA_PATH}{RESOURCE_PATH}"


def _public(address: str) -> bool:
    try:
        parts = urlsplit(address)
        named = parts.hostname and parts.port != 0  # a port that is none raises
    except ValueError:
        return False
    bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    return bool(named and bare and is_secure_transport(address))


def authorization_server(endpoints: Endpoints, scopes: Collection[str]) -> dict[str, Any]:
    """RFC 8414: what the token endpoint offers."""
    methods, algorithms = list(METHODS), [ALGORITHM]
    all_methods = [*methods, PUBLIC]
    return {
        "issuer": endpoints.issuer,
        "token_endpoint": endpoints.token,
        "token_endpoint_auth_methods_supported": all_methods,
        "token_endpoint_auth_signing_alg_values_supported": algorithms,
        "introspection_endpoint": endpoints.introspection,
        "introspection_endpoint_auth_methods_supported": methods,
        "introspection_endpoint_auth_signing_alg_values_supported": algorithms,
        "revocation_endpoint": endpoints.revocation,
        "revocation_endpoint_auth_methods_supported": all_methods,
        "revocation_endpoint_auth_signing_alg_values_supported": algorithms,
        "jwks_uri": endpoints.keys,
        "scopes_supported": sorted(scopes),
        "authorization_endpoint": endpoints.authorization,
        "authorization_response_iss_parameter_supported": True,
        "pushed_authorization_request_endpoint": endpoints.pushing,
        "require_pushed_authorization_requests": True,
        "code_challenge_methods_supported": ["S256"],
        "grant_types_supported": ["client_credentials", "authorization_code", "refresh_token"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "protected_resources": [endpoints.resource],
    }


def protected_resource(endpoints: Endpoints, scopes: Collection[str], issuers: Collection[str]) -> dict[str, Any]:
    """RFC 9728: whom to ask for a token for the graph."""
    return {
        "resource": endpoints.resource,
        "authorization_servers": list(issuers),
        "jwks_uri": endpoints.keys,
        "scopes_supported": sorted(scopes),
        "bearer_methods_supported": ["header"],
    }
