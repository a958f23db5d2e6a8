"""Named: whom a department's program says that it acts for (RFC 8693 §4.1), which it signs with its own key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auth.errors import InvalidToken

SUBJECT = re.compile(r"[\x21-\x7e]{1,128}")
LONGEST_NAME = 100


@dataclass(frozen=True)
class Named:
    """Somebody by the department's own id of them, which stays theirs, and their name."""

    subject: str
    name: str

    @property
    def claim(self) -> dict[str, str]:
        """As a token says it."""
        return {"sub": self.subject, "name": self.name}


def of_claims(claims: Mapping[str, Any]) -> Named | None:
    """Whom the claim `act` names, nobody where there is none; raises InvalidToken."""
    said = claims.get("act")
    if said is None:
        return None
    if not isinstance(said, dict) or said.keys() != {"sub", "name"}:
        raise InvalidToken
    subject, name = said["sub"], said["name"]
    if not isinstance(subject, str) or not SUBJECT.fullmatch(subject):
        raise InvalidToken
    if (
        not isinstance(name, str)
        or not 1 <= len(name) <= LONGEST_NAME
        or not name.isprintable()
        or name != name.strip()
    ):
        raise InvalidToken
    return Named(subject, name)
