"""Enrolling: an officer takes over their account by a one-time link, with a password and a second factor at once.

What the page has shown comes back sealed in its form: nobody is enrolled by half, and nothing is kept of who leaves.
"""

from dataclasses import astuple, dataclass, field
from typing import Any

from auth import enrolments, officer_credentials, officers, one_time_codes, passkeys, passwords, sealed_forms
from auth.browser_sessions import Factor, Place
from auth.officers import Officer
from auth.own_account import end_sign_ins
from auth.sign_in import Opened, SignIn
from auth.stored_values import digest
from registry.errors import Refusal

ATTRIBUTE = "enrolment_offer"


@dataclass(frozen=True)
class Offer:
    """What an officer is offered as a second factor."""

    officer: Officer
    secret: str = field(repr=False)
    passkey_question: str
    sealed: str

    @property
    def picture(self) -> str:
        """The secret as a QR code, as SVG."""
        return one_time_codes.picture(self.secret, self.officer.account)


@dataclass(frozen=True)
class Answer:
    """What the officer has filled in; a factor is shown by a code, by a passkey or not at all."""

    password: str = field(repr=False)
    again: str = field(repr=False)
    one_time_code: str = field(repr=False, default="")
    passkey: str = field(repr=False, default="")


class Enrolling:
    """The acts of the page to which a one-time link leads; synchronous, for a thread."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in

    def offer(self, code: str, sealed: str = "") -> Offer:
        """What to show to who has this code: what was shown before, where it comes back. Raises ENROLMENT_GONE."""
        desk = self._sign_in
        with desk.pool.connection() as connection:
            id = enrolments.opens(connection, code)
            officer = officers.find(connection, id) if id else None
        if officer is None:
            raise Refusal("ENROLMENT_GONE")
        known = self._opened(code, sealed)
        if known is None:
            secret, (question, state) = one_time_codes.new_secret(), desk.passkeys.ask_for_new(officer, ())
            known = _Shown(secret, question, dict(state))
            sealed = sealed_forms.sealed(desk.vault, ATTRIBUTE, _row(code), astuple(known))
        return Offer(officer, known.secret, known.question, sealed)

    def enrol(self, code: str, sealed: str, answer: Answer, place: Place) -> Opened:
        """Password and second factor in the place of those before, and the first session.

        Raises ENROLMENT_GONE, PASSWORDS_DIFFER, FACTOR_REFUSED, PASSKEY_REFUSED and what `passwords.check` raises.
        """
        desk, officer = self._sign_in, self.offer(code, sealed).officer
        offered = self._opened(code, sealed)
        if offered is None:
            raise Refusal("ENROLMENT_GONE")
        if answer.password != answer.again:
            raise Refusal("PASSWORDS_DIFFER")
        passwords.check(answer.password, officer.account, officer.name)
        factor: Factor = "PASSWORD"
        if answer.passkey:
            factor, made = "PASSKEY", desk.passkeys.new(offered.state, answer.passkey)
            if made is None:
                raise Refusal("PASSKEY_REFUSED")
        elif answer.one_time_code:
            factor, step = "TOTP", one_time_codes.step_of(offered.secret, answer.one_time_code, desk.clock())
            if step is None:
                raise Refusal("FACTOR_REFUSED")
        hash = desk.passwords.hash(answer.password)
        totp = one_time_codes.seal(desk.vault, officer.id, offered.secret) if factor == "TOTP" else None
        with desk.pool.connection() as connection, connection.transaction():
            if enrolments.spend(connection, code) != officer.id:
                raise Refusal("ENROLMENT_GONE")
            end_sign_ins(connection, officer.id, desk.clock())
            passkeys.remove_all(connection, officer.id)
            officer_credentials.enrol(connection, officer.id, hash, totp, desk.clock())
            if factor == "TOTP" and step is not None:
                officer_credentials.spend_step(connection, officer.id, step)
            if factor == "PASSKEY" and made and not passkeys.add(connection, officer.id, *made, "", desk.clock()):
                raise Refusal("PASSKEY_REFUSED")
            desk.log(connection, "ENROLLED", officer.id, place)
            opened = desk.open(connection, officer.id, factor, place)
        desk.forget(str(officer.id))
        return opened

    def _opened(self, code: str, sealed: str) -> "_Shown | None":
        """What a page of this code has shown."""
        content = sealed_forms.opened(self._sign_in.vault, ATTRIBUTE, _row(code), sealed)
        return _Shown(*content) if content else None


@dataclass(frozen=True)
class _Shown:
    """What a page has shown."""

    secret: str = field(repr=False)
    question: str
    state: dict[str, Any]  # the library's own


def _row(code: str) -> str:
    return digest(code).hex()
