"""Metadata: what the hub publishes about its endpoints lies at an address that is safe."""

import pytest

from auth.metadata import Endpoints


@pytest.mark.parametrize(
    "issuer",
    ["http://hub.example", "https://hub.example/", "https://hub.example?x", "hub.example", "https://a@hub.example"],
)
def test_a_public_address_must_be_safe(issuer: str) -> None:
    with pytest.raises(Exception, match="public address"):
        Endpoints(issuer)
