"""Passwords of officers: kept by Argon2id, long, and none that is soon guessed."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # it has no types

from registry.errors import Refusal

SHORTEST, LONGEST = 12, 128
JUDGED = 72
"""Characters that are looked at for being guessed: the search takes long over more."""
GOOD = 3
"""Of 0 to 4: not guessed within 10^8 attempts, by the lists of common passwords and by names, dates and patterns."""
MIB, PASSES, LANES = 64, 3, 4
"""What a try costs: the second recommended choice of RFC 9106."""


class Passwords:
    """Makes and compares hashes; each costs some hundredths of a second and `mib` MiB, so it is for a thread."""

    def __init__(self, mib: int = MIB) -> None:
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=mib << 10, parallelism=LANES)
        # Compared where there is no such account, so that time does not tell which there are.
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """A password as it is kept."""
        return self._hasher.hash(_normal(password))

    def holds(self, kept: str | None, password: str) -> bool:
        """Whether this is the password that is kept; as much work where none is."""
        try:
            self._hasher.verify(kept or self._nobodys, _normal(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
        return kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether it was kept at another cost than would be chosen today."""
        return self._hasher.check_needs_rehash(kept)


def check(password: str, account: str, name: str) -> None:
    """Raises PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG and PASSWORD_GUESSED."""
    password = _normal(password)
    if len(password) < SHORTEST:
        raise Refusal("PASSWORD_TOO_SHORT", least=SHORTEST)
    if len(password) > LONGEST:
        raise Refusal("PASSWORD_TOO_LONG", most=LONGEST)
    if zxcvbn(password[:JUDGED], user_inputs=[account, name, "aidhub"])["score"] < GOOD:
        raise Refusal("PASSWORD_GUESSED")


def _normal(password: str) -> str:
    # The same keys give other code points on other machines (NIST SP 800-63B).
    return unicodedata.normalize("NFKC", password)
