"""Signing in: an officer's way from a password over a second factor to a session, and out again.

Whatever is wrong with an account or a password, the answer and the work are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg_pool import ConnectionPool

from auth import browser_sessions, officer_credentials, officers, one_time_codes, passkeys, sign_in_log, sign_in_pauses
from auth import passwords as password_rules
from auth.browser_sessions import BrowserSession, Factor, Place
from auth.known_devices import device
from auth.known_devices import known as known_device
from auth.officer_credentials import OfficerCredentials
from auth.officers import Officer
from auth.passkeys import Passkey, Passkeys, State
from auth.passwords import Passwords
from auth.sign_in_attempts import Attempts
from auth.sign_in_log import Event
from auth.sign_in_pauses import OF_ACCOUNT
from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.reference.calendar import today


class Opened(NamedTuple):
    """A session that was begun: the value of its cookie, and whether the second factor is still to come."""

    value: str
    halfway: bool
    device: str = ""
    """The cookie by which this browser is known from now on."""


@dataclass(frozen=True)
class Known:
    """A session with whom it is of, and what they can show as a second factor."""

    session: BrowserSession
    officer: Officer
    credentials: OfficerCredentials
    passkeys: tuple[Passkey, ...]


class SignIn:
    """What the pages of signing in do; every method is synchronous and meant for a thread of its own."""

    def __init__(
        self,
        pool: ConnectionPool,
        vault: Vault,
        passwords: Passwords,
        passkeys: Passkeys,
        forget: Callable[[str], None],
        clock: Callable[[], float],
    ) -> None:
        """`forget` is told whose sessions are no longer to be believed."""
        self.vault, self.passwords, self.passkeys = vault, passwords, passkeys
        self.pool, self.forget, self.clock = pool, forget, clock

    def begin(self, account: str, password: str, place: Place, cookie: str = "") -> Opened:
        """A session for who knows the password; raises SIGN_IN_REFUSED and SIGN_IN_PAUSED.

        By the `cookie` of a device that they have signed in with, strangers' attempts are not theirs.
        """
        now = self.clock()
        with self.pool.connection() as connection:
            officer = officers.by_account(connection, account.strip().lower()[:100])
            kept = officer_credentials.find(connection, officer.id) if officer else None
            counted = Attempts.of(account.strip().lower()[:100], place, device(self.vault, kept, cookie))
            # A pause is noted as it begins: whoever tries on meanwhile would fill the log.
            paused = counted.count(connection, now)
        # No connection is held meanwhile: others wait for one.
        right = self.right(kept, password)
        outdated = right and kept is not None and self.passwords.outdated(kept.password_hash)
        renewed = self.passwords.hash(password) if outdated else ""
        with self.pool.connection() as connection:
            still = officer_credentials.find(connection, officer.id) if officer else None
            same = kept is not None and still is not None and still.password_set_at == kept.password_set_at
            if officer is None or still is None or not (right and same and officer.active(today(now))):
                self.log(connection, "SIGN_IN_REFUSED", officer.id if officer else None, place)
                if officer and paused:
                    self.log(connection, "SIGN_IN_PAUSED", officer.id, place)
                raise Refusal("SIGN_IN_REFUSED")
            counted.forget(connection)
            if renewed:
                officer_credentials.keep_hash(connection, officer.id, renewed)
            halfway = still.totp is not None or bool(passkeys.of(connection, officer.id))
            return self.open(connection, officer.id, None if halfway else "PASSWORD", place)

    def known(self, value: str, *, halfway: bool = False) -> Known | None:
        """Whose session a cookie's is; None where it has ended, or is not `halfway` where that is asked, or is."""
        now = self.clock()
        with self.pool.connection() as connection:
            session = browser_sessions.find(connection, value, now)
            if session is None or (session.factor is None) is not halfway:
                return None
            officer = officers.find(connection, session.officer_id)
            kept = officer_credentials.find(connection, session.officer_id)
            if officer is None or kept is None or not officer.active(today(now)):
                return None
            return Known(session, officer, kept, tuple(passkeys.of(connection, officer.id)))

    def by_code(self, known: Known, code: str, place: Place) -> Opened:
        """The session of who shows a one-time code; raises FACTOR_REFUSED and SIGN_IN_PAUSED."""
        with self.pool.connection() as connection:
            attempts = self._attempt(connection, known)
            right = one_time_codes.spend(connection, self.vault, known.credentials, code, self.clock())
            return self._shown(connection, known, "TOTP" if right else None, place, attempts)

    def by_passkey(self, known: Known, state: State, answer: str, place: Place) -> Opened:
        """The session of who shows a passkey; raises FACTOR_REFUSED and SIGN_IN_PAUSED."""
        with self.pool.connection() as connection:
            attempts = self._attempt(connection, known)
            shown = self.passkeys.shown(known.passkeys, state, answer)
            right = shown is not None and passkeys.use(connection, *shown, self.clock())
            return self._shown(connection, known, "PASSKEY" if right else None, place, attempts)

    def right(self, kept: OfficerCredentials | None, password: str) -> bool:
        """Whether this is the password, found out by as much work where there is none."""
        # What is too long is no password of ours, and takes as long as one.
        fits = len(password) <= password_rules.LONGEST
        return self.passwords.holds(kept.password_hash if kept else None, password if fits else "") and fits

    def _attempt(self, connection: psycopg.Connection, known: Known) -> int:
        """The how manieth it is; raises SIGN_IN_PAUSED. Typing the password again gives no more of them."""
        return sign_in_pauses.attempt(connection, _factor_of(known.officer.id), OF_ACCOUNT, self.clock())

    def _shown(
        self, connection: psycopg.Connection, known: Known, factor: Factor | None, place: Place, attempts: int
    ) -> Opened:
        officer_id = known.officer.id
        if factor is None:
            self.log(connection, "FACTOR_REFUSED", officer_id, place)
            if OF_ACCOUNT.pause(attempts):
                self.log(connection, "FACTOR_PAUSED", officer_id, place)
            raise Refusal("FACTOR_REFUSED")
        sign_in_pauses.succeeded(connection, _factor_of(officer_id))
        with connection.transaction():
            # The cookie changes with what it opens; of two who come with the same one, one is let in.
            if not browser_sessions.end(connection, officer_id, known.session.id):
                raise Refusal("SESSION_ENDED")
            return self.open(connection, officer_id, factor, place)

    def open(self, connection: psycopg.Connection, officer_id: UUID, factor: Factor | None, place: Place) -> Opened:
        """Begin a session, halfway without a factor."""
        value = browser_sessions.begin(connection, officer_id, factor, place, self.clock())
        if factor is None:
            return Opened(value, True)
        self.log(connection, "SIGNED_IN", officer_id, place)
        kept = officer_credentials.find(connection, officer_id)
        return Opened(value, False, known_device(self.vault, kept) if kept else "")

    def log(self, connection: psycopg.Connection, event: Event, officer_id: UUID | None, place: Place) -> None:
        """Note what happened."""
        sign_in_log.write(connection, event, officer_id, place.address, self.clock())


def _factor_of(officer_id: UUID) -> str:
    return f"factor {officer_id}"
