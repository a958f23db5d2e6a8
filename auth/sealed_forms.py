"""Sealed forms: what a page has to remember of a question travels in its form, sealed to whom it was shown to."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from registry.identity.vault import SealBroken, Vault


def sealed(vault: Vault, attribute: str, row: str, content: Any) -> str:  # whatever JSON holds
    """The content for a hidden field."""
    return urlsafe_b64encode(vault.seal_bytes(attribute, row, json.dumps(content).encode())).decode()


def opened(vault: Vault, attribute: str, row: str, text: str) -> Any:  # whatever JSON holds
    """The content again, or None where it was sealed to somebody else, or is none."""
    try:
        return json.loads(vault.open_bytes(attribute, row, urlsafe_b64decode(text.encode())))
    except (SealBroken, ValueError):
        return None
