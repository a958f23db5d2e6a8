"""Kinds of identity (身份证件类型): by which numbers somebody can be known, as `identity_kinds.toml` declares them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from policy.declarations import each
from policy.spine import read

FILE = Path(__file__).parent / "identity_kinds.toml"


@dataclass(frozen=True)
class IdentityKind:
    """A kind of number: how it is written, and whether it holds a check digit, birth date and sex."""

    code: str
    en: str
    zh: str
    form: str
    source: str
    checked: bool = False
    tells: bool = False
    issued: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The form, compiled."""
        return re.compile(self.form)


@cache
def identity_kinds() -> Mapping[str, IdentityKind]:
    """The kinds of the file by code, in its order."""
    kinds = each(FILE.name, read(FILE), "kind", lambda _, table: IdentityKind(**table))
    return {kind.code: kind for kind in kinds}


def kind_of(number: str) -> IdentityKind | None:
    """The kind whose form a normalised number has; None where it has none."""
    found = _forms().fullmatch(number)
    return identity_kinds()[str(found.lastgroup)] if found else None


@cache
def _forms() -> re.Pattern[str]:
    """All forms at once, each a group of its kind's name."""
    return re.compile("|".join(f"(?P<{kind.code}>{kind.form})" for kind in identity_kinds().values()))
