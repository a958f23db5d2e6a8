"""Known devices: a browser in which an officer has signed in waits for no stranger's attempts at their account.

Its cookie opens nothing: it is the password's attempts alone that are counted apart, until the password is another.
"""

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

from auth.officer_credentials import OfficerCredentials
from registry.identity.vault import SealBroken, Vault

ATTRIBUTE = "known_device"
COOKIES = ("__Secure-aidhub-device", "aidhub-device-without-tls")
"""Names of its cookie, which goes to the pages of signing in alone: with TLS, and without."""
LIFE = timedelta(days=180)
"""So long a browser keeps it; the hub believes it as long as the password stands."""


def known(vault: Vault, kept: OfficerCredentials) -> str:
    """A cookie for the browser in which an officer has signed in now."""
    return urlsafe_b64encode(vault.seal_bytes(ATTRIBUTE, _row(kept), uuid.uuid4().bytes)).decode()


def device(vault: Vault, kept: OfficerCredentials | None, cookie: str) -> str | None:
    """Which device of the officer's it is, or None where it is none of theirs, or is of a password before this."""
    if kept is None or not cookie:
        return None
    try:
        return vault.open_bytes(ATTRIBUTE, _row(kept), urlsafe_b64decode(cookie.encode())).hex()
    except (SealBroken, ValueError):
        return None


def _row(kept: OfficerCredentials) -> str:
    return f"{kept.officer_id}|{kept.password_set_at.timestamp()}"
