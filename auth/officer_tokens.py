"""Officers' tokens: what a code or a refresh token is changed into, spent as it comes."""

from typing import Any

from auth import second_factors, token_families
from auth.clients import Client
from auth.officer_state import OfficerState
from auth.token_families import Reused, TokenFamily
from auth.tokens import LIFE
from registry.errors import Refusal


class OfficerTokens:
    """What the two grants of officers have in common; stands beside one of authlib's, whose parts it uses."""

    GRANT_TYPE: str
    TOKEN_RESPONSE_HEADER: Any
    request: Any
    server: Any

    def authenticate_token_endpoint_client(self) -> Client:
        """The client, which officers may sign in with; raises CLIENT_NOT_AUTHENTICATED and NOT_FOR_THIS_CLIENT."""
        client: Client = self.server.authenticate_client(self.request, ())
        if not client.check_grant_type(self.GRANT_TYPE):
            raise Refusal("NOT_FOR_THIS_CLIENT")
        return client

    def spent(self, kind: str, value: str, client: Client) -> TokenFamily:
        """The family of a code or refresh token; raises GRANT_NOT_VALID, also where it was spent before."""
        try:
            family: TokenFamily = self.server.run(token_families.spend, kind, value, client.client_id)
        except Reused as reused:
            self.server.reused(reused, client)
            raise Refusal("GRANT_NOT_VALID") from None
        return family

    def tokens(self, family: TokenFamily, wanted: frozenset[str] | None) -> Any:
        """An access token for what was agreed and the officer may do still, and the next refresh token."""
        client: Client = self.request.client
        officer: OfficerState = self.server.acting(family.officer_id)
        given = frozenset(family.scopes) & client.scopes & officer.scopes
        if not family.strong:
            given = second_factors.without(given)
        if wanted is not None:
            given &= wanted
        if not given:
            raise Refusal("SCOPES_NOT_GRANTED")
        # Not by authlib, which writes tokens into its log.
        body = {
            "access_token": self.server.tokens.mint(client, given, officer.officer, family=family.id),
            "token_type": "Bearer",
            "expires_in": LIFE,
            "scope": " ".join(sorted(given)),
            "refresh_token": self.server.run(token_families.refresh_token, family),
        }
        return 200, body, self.TOKEN_RESPONSE_HEADER
