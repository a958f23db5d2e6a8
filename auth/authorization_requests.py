"""Authorization requests: pushed by a program, shown to an officer, and answered by them once."""

from dataclasses import dataclass
from typing import Any

from authlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # authlib has no types

from auth import pushed_requests, second_factors, sign_in_log
from auth.browser_sessions import Place
from auth.clients import Client
from auth.errors import InvalidToken
from auth.requests import FormRequest
from auth.server import PRIVATE, Answer, AuthorizationServer
from auth.sign_in import Known
from auth.token_families import Agreed
from registry.errors import Refusal

KEPT = (
    "client_id",
    "response_type",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
    "resource",
)
LONGEST_STATE = 1000


@dataclass(frozen=True)
class Asked:
    """What a program asks an officer for, and what of it they could give."""

    client: Client
    redirect_uri: str
    given: frozenset[str]
    rest: frozenset[str]
    challenge: str


class AuthorizationRequests:
    """The ways of a request through the server; synchronous, for a thread."""

    def __init__(self, server: AuthorizationServer) -> None:
        self._server = server

    def push(self, request: FormRequest) -> Answer:
        """Keep what a program asks for (RFC 9126), once it is found sound; raises Refusal."""
        client = self._server.authenticate_client(request, ())
        if "request_uri" in request.fields or "request" in request.fields:
            raise Refusal("PUSH_PARAMETERS")
        if len(request.fields.get("state", "")) > LONGEST_STATE:
            raise Refusal("PUSH_PARAMETERS")
        parameters = {name: request.fields[name] for name in KEPT if name in request.fields}
        parameters["client_id"] = client.client_id
        self._grant(parameters)
        uri = self._server.run(pushed_requests.push, client.client_id, parameters)
        return 201, {"request_uri": uri, "expires_in": pushed_requests.LIFE}, PRIVATE

    def asked(self, client_id: str, uri: str, known: Known) -> Asked:
        """What the officer is asked; raises UNKNOWN_PUSHED_REQUEST."""
        return self._asked(self._grant(self._pushed(pushed_requests.look, client_id, uri)), known)

    def answer(self, client_id: str, uri: str, known: Known, allowed: bool, place: Place) -> str:
        """Where the browser goes with the officer's answer, which is given once; raises UNKNOWN_PUSHED_REQUEST."""
        grant = self._grant(self._pushed(pushed_requests.take, client_id, uri))
        asked = self._asked(grant, known)
        allowed = allowed and bool(asked.given)
        agreed = Agreed(
            known.officer.id, client_id, asked.given, known.session.strong, asked.redirect_uri, asked.challenge
        )
        event = "PROGRAM_ALLOWED" if allowed else "PROGRAM_DENIED"
        _, _, headers = grant.create_authorization_response(asked.redirect_uri, agreed if allowed else None)
        self._server.run(_log, event, known, place, client_id)
        return str(dict(headers)["Location"])

    def _pushed(self, look: Any, client_id: str, uri: str) -> dict[str, str]:
        if not uri:
            raise Refusal("PUSH_REQUEST_FIRST")
        parameters: dict[str, str] = self._server.run(look, client_id, uri)
        return parameters

    def _grant(self, parameters: dict[str, str]) -> Any:
        """authlib's grant for a request, once it is found sound; raises Refusal."""
        if parameters.get("response_type") != "code":
            raise Refusal("OTHER_RESPONSE_TYPE")
        try:
            return self._server.get_consent_grant(FormRequest(self._server.endpoints.authorization, parameters, None))
        except InvalidToken:
            raise Refusal("UNKNOWN_PUSHED_REQUEST") from None
        except OAuth2Error as error:  # the client was disabled meanwhile, or may not have officers sign in
            raise Refusal("NOT_FOR_THIS_CLIENT") from error

    def _asked(self, grant: Any, known: Known) -> Asked:
        officer = self._server.acting(known.officer.id)
        wanted = frozenset(grant.request.scope.split())
        given = wanted & officer.scopes
        if not known.session.strong:
            given = second_factors.without(given)
        challenge = grant.request.payload.data["code_challenge"]
        return Asked(grant.request.client, grant.redirect_uri, given, wanted - given, challenge)


def _log(connection: Any, event: Any, known: Known, place: Place, client_id: str, now: float) -> None:
    sign_in_log.write(connection, event, known.officer.id, place.address, now, client_id)
