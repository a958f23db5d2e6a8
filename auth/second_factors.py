"""For what a password is not enough: who opens names, decides or administers shows a second factor too."""

from collections.abc import Iterable

IDENTITY = "identity/"
"""Whoever opens names, numbers, telephones, accounts."""
DECIDING = frozenset(
    {"civil/population:write", "civil/population:decide", "civil/population:review", "emergency/lookup:read"}
)
"""Who says who is helped, and who looks up anybody anywhere."""
HARMLESS = frozenset({"hub:read", "hub:introspect", "hub:webhooks"})
"""Of the scopes that begin with `hub:` all others administer."""


def needed(scope: str) -> bool:
    """Whether this scope is given only to who has shown a second factor."""
    if scope.startswith("hub:"):
        return scope not in HARMLESS
    return scope.startswith(IDENTITY) or scope in DECIDING


def without(scopes: Iterable[str]) -> frozenset[str]:
    """What of these scopes a password alone gives."""
    return frozenset(scope for scope in scopes if not needed(scope))
