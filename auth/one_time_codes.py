"""One-time codes of a phone (TOTP, RFC 6238): six digits every thirty seconds, each taken once."""

import re
from uuid import UUID

import psycopg
import pyotp
import segno

from auth import officer_credentials
from auth.officer_credentials import OfficerCredentials
from registry.identity.vault import SealBroken, Vault

ATTRIBUTE = "officer_totp"
ISSUER = "aidhub"
SIX_DIGITS = re.compile(r"[0-9]{6}")
STEP = 30
AROUND = (0, -1, 1)
"""Steps whose codes are taken: clocks of phones differ, and typing takes its time."""


def new_secret() -> str:
    """A secret of 160 random bits, as apps read it."""
    return pyotp.random_base32()


def address(secret: str, account: str) -> str:
    """What a phone takes over, as `otpauth:` has it."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)


def picture(secret: str, account: str) -> str:
    """The same as a QR code: SVG for the middle of a page."""
    return str(segno.make(address(secret, account), error="m").svg_inline(scale=5, border=2))


def step_of(secret: str, code: str, now: float) -> int | None:
    """The step whose code this is, or None: of those about now."""
    digits = code.replace(" ", "")
    if not SIX_DIGITS.fullmatch(digits):
        return None
    codes, current = pyotp.TOTP(secret), int(now) // STEP
    # All are compared, so that time does not tell which step it was.
    found = [current + n for n in AROUND if pyotp.utils.strings_equal(codes.generate_otp(current + n), digits)]
    return found[0] if found else None


def seal(vault: Vault, officer_id: UUID, secret: str) -> bytes:
    """The secret as it is kept."""
    return vault.seal(ATTRIBUTE, officer_id, secret)


def spend(connection: psycopg.Connection, vault: Vault, credentials: OfficerCredentials, code: str, now: float) -> bool:
    """Whether this is the officer's code, which has not been taken before; it is taken now."""
    try:
        secret = vault.open(ATTRIBUTE, credentials.officer_id, credentials.totp or b"")
    except SealBroken:
        return False
    step = step_of(secret, code, now)
    return step is not None and officer_credentials.spend_step(connection, credentials.officer_id, step)
