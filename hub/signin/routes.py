"""Routes: all pages of signing in, for the hub to mount."""

from collections.abc import Mapping

from starlette.routing import Route

from auth.authorization_requests import AuthorizationRequests
from auth.enrolling import Enrolling
from auth.own_account import OwnAccount
from auth.passkeys import Passkeys
from auth.passwords import Passwords
from auth.scopes import Scope
from auth.server import AuthorizationServer
from auth.sign_in import SignIn
from hub.signin.account_pages import AccountPages
from hub.signin.consent_pages import ConsentPages
from hub.signin.enrolment_pages import EnrolmentPages
from hub.signin.frame import Frame
from hub.signin.pages import Pages, static
from hub.signin.session_endpoint import session_endpoint
from hub.signin.sign_in_pages import SignInPages
from policy.catalogue import Catalogue
from registry.identity.vault import Vault


def sign_in_of(server: AuthorizationServer, vault: Vault, passwords: Passwords) -> SignIn:
    """Signing in to a hub."""
    passkeys = Passkeys(server.endpoints.issuer)
    return SignIn(server.pool, vault, passwords, passkeys, server.bearer.forget, server.clock)


def routes(
    sign_in: SignIn, server: AuthorizationServer, scopes: Mapping[str, Scope], catalogue: Catalogue
) -> list[Route]:
    """The pages, their style and script, and who has signed in."""
    frame, account = Frame(sign_in, Pages(), server.endpoints.issuer), OwnAccount(sign_in)
    return [
        *SignInPages(frame, account).routes(),
        *EnrolmentPages(frame, Enrolling(sign_in)).routes(),
        *AccountPages(frame, account, catalogue).routes(),
        *ConsentPages(frame, AuthorizationRequests(server), scopes, catalogue).routes(),
        Route("/signin/{name}", static, methods=["GET"]),
        Route("/session", session_endpoint(server.bearer), methods=["GET"]),
    ]
