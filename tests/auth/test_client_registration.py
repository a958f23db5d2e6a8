"""Registration: only what exists is granted, and nothing together that must stay apart."""

import pytest

from auth.errors import ConflictingScopes, NoCredential, UnknownDivision, UnknownScope
from tests.auth.conftest import Hub


def test_what_does_not_exist_cannot_be_granted(hub: Hub) -> None:
    with pytest.raises(UnknownScope, match="housing/\\*:read"):
        hub.register("housing/*:read")
    with pytest.raises(UnknownDivision, match="629999000000"):
        hub.register(divisions=["620102000000", "629999000000"])
    with pytest.raises(NoCredential):
        hub.register(jwks=None)


def test_duties_that_must_stay_apart_are_not_granted_together(hub: Hub) -> None:
    with pytest.raises(ConflictingScopes):
        hub.register("hub:clients", "housing/targets:read")
