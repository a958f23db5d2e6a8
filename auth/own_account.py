"""What officers do with their own account: another password, passkeys, and the end of sessions and programs."""

from uuid import UUID

import psycopg

from auth import browser_sessions, officer_credentials, passkeys, passwords, sign_in_log, sign_in_pauses, token_families
from auth.browser_sessions import BrowserSession, Place
from auth.passkeys import State
from auth.sign_in import Known, Opened, SignIn
from auth.sign_in_log import Entry
from auth.sign_in_pauses import OF_ACCOUNT
from auth.token_families import TokenFamily
from registry.errors import Refusal


class OwnAccount:
    """The acts of an officer who has signed in; synchronous, for a thread."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in

    def change_password(self, known: Known, current: str, wanted: str, place: Place) -> Opened:
        """Another password, by who knows the current one; all sessions end, and one is begun anew.

        Raises PASSWORD_WRONG, SIGN_IN_PAUSED and what `passwords.check` raises.
        """
        desk, officer = self._sign_in, known.officer
        party = f"own account {officer.account}"
        with desk.pool.connection() as connection:
            sign_in_pauses.attempt(connection, party, OF_ACCOUNT, desk.clock())
        # No connection is held while passwords are compared and made: others wait for one.
        right = desk.right(known.credentials, current)
        with desk.pool.connection() as connection:
            if not right:
                desk.log(connection, "SIGN_IN_REFUSED", officer.id, place)
                raise Refusal("PASSWORD_WRONG")
            sign_in_pauses.succeeded(connection, party)
        passwords.check(wanted, officer.account, officer.name)
        hash = desk.passwords.hash(wanted)
        with desk.pool.connection() as connection, connection.transaction():
            kept = officer_credentials.find(connection, officer.id)
            if kept is None or kept.password_set_at != known.credentials.password_set_at:  # somebody was quicker
                raise Refusal("PASSWORD_WRONG")
            officer_credentials.set_password(connection, officer.id, hash, desk.clock())
            end_sign_ins(connection, officer.id, desk.clock())
            desk.log(connection, "PASSWORD_CHANGED", officer.id, place)
            opened = desk.open(connection, officer.id, known.session.factor, place)
        desk.forget(str(officer.id))
        return opened

    def sign_out(self, known: Known, place: Place) -> None:
        """End this session."""
        with self._sign_in.pool.connection() as connection:
            browser_sessions.end(connection, known.officer.id, known.session.id)
            self._sign_in.log(connection, "SIGNED_OUT", known.officer.id, place)
        self._sign_in.forget(str(known.officer.id))

    def sign_ins(self, known: Known) -> tuple[list[BrowserSession], list[TokenFamily], list[Entry]]:
        """Sessions and programs that have not ended, and what happened last."""
        id, now = known.officer.id, self._sign_in.clock()
        with self._sign_in.pool.connection() as connection:
            sessions, families = browser_sessions.of(connection, id, now), token_families.of(connection, id, now)
            return sessions, families, sign_in_log.latest(connection, id)

    def end(self, known: Known, id: UUID, place: Place) -> None:
        """End one of the officer's sessions, or what a program holds."""
        officer_id, now = known.officer.id, self._sign_in.clock()
        with self._sign_in.pool.connection() as connection:
            if browser_sessions.end(connection, officer_id, id):
                self._sign_in.log(connection, "SESSION_ENDED", officer_id, place)
            for family in token_families.of(connection, officer_id, now):
                if family.id == id:
                    token_families.end(connection, id, now)
                    sign_in_log.write(connection, "PROGRAM_ENDED", officer_id, place.address, now, family.client_id)
                    self._sign_in.forget(family.client_id)
        self._sign_in.forget(str(officer_id))

    def end_others(self, known: Known, place: Place) -> None:
        """End all of them but this session."""
        sessions, families, _ = self.sign_ins(known)
        for id in (*(one.id for one in sessions), *(one.id for one in families)):
            if id != known.session.id:
                self.end(known, id, place)

    def add_passkey(self, known: Known, state: State, answer: str, name: str, place: Place) -> None:
        """Keep a passkey, beside a second factor that was shown; raises FACTOR_FIRST and PASSKEY_REFUSED."""
        if not known.session.strong:
            raise Refusal("FACTOR_FIRST")
        made = self._sign_in.passkeys.new(state, answer)
        with self._sign_in.pool.connection() as connection:
            kept = made and passkeys.add(connection, known.officer.id, *made, name, self._sign_in.clock())
            if not kept:
                raise Refusal("PASSKEY_REFUSED")
            self._sign_in.log(connection, "PASSKEY_ADDED", known.officer.id, place)

    def remove_passkey(self, known: Known, credential_id: bytes, place: Place) -> None:
        """Remove a passkey; raises FACTOR_FIRST, and LAST_FACTOR where none would be left."""
        if not known.session.strong:
            raise Refusal("FACTOR_FIRST")
        with self._sign_in.pool.connection() as connection, connection.transaction():
            # Two that are removed at once must not be the last two.
            connection.execute("SELECT FROM officer_credentials WHERE officer_id = %s FOR UPDATE", [known.officer.id])
            if known.credentials.totp is None and len(passkeys.of(connection, known.officer.id)) == 1:
                raise Refusal("LAST_FACTOR")
            if passkeys.remove(connection, known.officer.id, credential_id):
                self._sign_in.log(connection, "PASSKEY_REMOVED", known.officer.id, place)


def end_sign_ins(connection: psycopg.Connection, officer_id: UUID, now: float) -> None:
    """End all sessions of an officer, and all that programs hold of theirs."""
    browser_sessions.end_all(connection, officer_id)
    token_families.end_all(connection, officer_id, now)
