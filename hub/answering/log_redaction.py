"""Redaction for the access log: a request's words and variables, with no ID number in clear."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from registry.identity.identity_numbers import normalise
from registry.redaction import NUMBER

MOST = 4000
# A batch is cut off where the log's text ends anyway; the batch itself holds what was handed in.
MANY = 100
Blind = Callable[[str], str]


def variables(values: Mapping[str, Any], blind: Blind) -> str | None:
    """The variables as JSON, every ID number by its blind index."""
    # Cut off only afterwards: half a number is no number, and would stay.
    return json.dumps(_blinded(dict(values), blind), sort_keys=True)[:MOST] if values else None


def note(text: str | None) -> str | None:
    """A note without control characters."""
    if text is None:
        return None
    plain = "".join(c for c in text if ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF)
    return _text(plain, lambda _: "…") or None


def _blinded(value: Any, blind: Blind) -> Any:  # whatever JSON holds
    if isinstance(value, dict):
        return {_text(name, blind): _blinded(inner, blind) for name, inner in value.items()}
    if isinstance(value, list):
        return [_blinded(inner, blind) for inner in value[:MANY]]
    if isinstance(value, str):
        return _text(value, blind)
    return _text(str(value), blind) if NUMBER.fullmatch(str(value)) else value


def _text(text: str, blind: Blind) -> str:
    """The text, squeezed to how numbers are written where that shows one: in whatever width it came, or spaced out."""
    squeezed = normalise(text)
    shown = squeezed if NUMBER.search(squeezed) else text
    return NUMBER.sub(lambda match: blind(match[0].upper()), shown)
