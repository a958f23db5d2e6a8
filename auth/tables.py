"""The tables of this room: importing this puts them into the metadata."""

from auth.assertions import oauth_assertions
from auth.browser_sessions import officer_sessions
from auth.clients import oauth_clients
from auth.enrolments import officer_enrolments
from auth.officer_credentials import officer_credentials
from auth.officer_logins import officer_logins
from auth.officers import officers
from auth.passkeys import officer_passkeys
from auth.pushed_requests import oauth_pushed_requests
from auth.revocations import oauth_revoked
from auth.sign_in_log import sign_in_log
from auth.sign_in_pauses import sign_in_pauses
from auth.signing_keys import oauth_keys
from auth.token_families import oauth_families, oauth_spent_once

TABLES = (
    oauth_assertions,
    oauth_clients,
    oauth_families,
    oauth_keys,
    oauth_pushed_requests,
    oauth_revoked,
    oauth_spent_once,
    officer_credentials,
    officer_enrolments,
    officer_logins,
    officer_passkeys,
    officer_sessions,
    officers,
    sign_in_log,
    sign_in_pauses,
)
