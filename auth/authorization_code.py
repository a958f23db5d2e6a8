"""The authorization code grant: an officer lets a program act for them (OAuth 2.1 §4.1, PKCE, RFC 9126, RFC 9207)."""

import re
from typing import Any

from authlib.common.urls import add_params_to_uri  # type: ignore[import-untyped]  # authlib has no types
from authlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # authlib has no types
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant  # type: ignore[import-untyped]  # authlib has no types
from authlib.oauth2.rfc7636 import CodeChallenge  # type: ignore[import-untyped]  # authlib has no types

from auth import scopes, token_families
from auth.clients import Client
from auth.officer_tokens import OfficerTokens
from auth.token_families import Agreed, TokenFamily
from registry.errors import Refusal

S256 = re.compile(r"[A-Za-z0-9_-]{43}")


class OnlyS256(CodeChallenge):  # type: ignore[misc]  # authlib has no types
    """Proof that who brings a code is who asked for it: always, and by SHA-256 alone."""

    DEFAULT_CODE_CHALLENGE_METHOD = "S256"
    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """Raises PKCE_NEEDED: without it a code would be worth something to whoever has seen it."""
        fields = grant.request.payload.data
        if fields.get("code_challenge_method") != "S256" or not S256.fullmatch(fields.get("code_challenge", "")):
            raise Refusal("PKCE_NEEDED")
        super().validate_code_challenge(grant, redirect_uri)


class AuthorizationCode(OfficerTokens, AuthorizationCodeGrant):  # type: ignore[misc]  # authlib has no types
    """Codes for what officers have agreed to, and the first tokens of each."""

    @staticmethod
    def validate_authorization_redirect_uri(request: Any, client: Client) -> str:
        """Where the answer goes: one of those that were registered. Raises UNKNOWN_REDIRECT_URI."""
        uri = request.payload.redirect_uri or client.get_default_redirect_uri()
        if uri is None or not client.check_redirect_uri(uri):
            raise Refusal("UNKNOWN_REDIRECT_URI")
        return str(uri)

    def validate_requested_scope(self) -> None:
        """Raises SCOPES_NOT_GRANTED, UNKNOWN_RESOURCE; which of them the officer has is seen when they agree."""
        fields, client = self.request.payload.data, self.request.client
        wanted = scopes.parse(fields["scope"]) if "scope" in fields else client.scopes
        if not wanted or not wanted <= client.scopes:
            raise Refusal("SCOPES_NOT_GRANTED")
        resource = self.server.endpoints.resource
        if fields.get("resource", resource) != resource:
            raise Refusal("UNKNOWN_RESOURCE")

    def create_authorization_response(self, redirect_uri: str, grant_user: Agreed | None) -> Any:
        """The redirection with a code for what was agreed, or with the officer's no; either says whose answer it is."""
        if grant_user is None:
            answer = {"error": "access_denied"}
        else:
            answer = {"code": self.server.run(token_families.begin, grant_user)}
        if state := self.request.payload.state:
            answer["state"] = state
        answer["iss"] = self.server.endpoints.issuer
        return 302, "", [("Location", add_params_to_uri(redirect_uri, list(answer.items())))]

    def validate_token_request(self) -> None:
        """Spend the code; raises GRANT_NOT_VALID and NOT_FOR_THIS_CLIENT."""
        try:
            super().validate_token_request()
        except OAuth2Error as error:  # of the code, the address or the proof: which of them helps only who is guessing
            raise Refusal("GRANT_NOT_VALID") from error

    def query_authorization_code(self, code: str, client: Client) -> TokenFamily:
        """What was agreed to, by a code that is spent with this; raises GRANT_NOT_VALID."""
        return self.spent("code", code, client)

    def create_token_response(self) -> Any:
        """200 and the tokens."""
        return self.tokens(self.request.authorization_code, None)
