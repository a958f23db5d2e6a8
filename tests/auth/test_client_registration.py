"""Registration: only what exists is granted, and nothing together that must stay apart."""

import pytest

from registry.errors import Refusal
from tests.auth.conftest import Hub


def test_what_does_not_exist_cannot_be_granted(hub: Hub) -> None:
    with pytest.raises(Refusal, match=r"UNKNOWN_SCOPE.*housing/\*:read"):
        hub.register("housing/*:read")
    with pytest.raises(Refusal, match=r"UNKNOWN_DIVISION.*629999000000"):
        hub.register(divisions=["620102000000", "629999000000"])
    with pytest.raises(Refusal, match="NO_CREDENTIAL"):
        hub.register(jwks=None)


def test_duties_that_must_stay_apart_are_not_granted_together(hub: Hub) -> None:
    with pytest.raises(Refusal, match="CONFLICTING_SCOPES"):
        hub.register("hub:clients", "housing/targets:read")
