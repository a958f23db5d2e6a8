"""The keys of clients: only public ones are taken."""

from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from auth.client_keys import new_key, public_keys
from registry.errors import Refusal


def test_only_public_p256_keys_are_taken() -> None:
    good = ECKey.generate_key("P-256")
    unsuitable: list[Any] = [
        {"keys": [good.as_dict(private=True)]},
        {"keys": [ECKey.generate_key("P-384").as_dict(private=False)]},
        {"keys": [RSAKey.generate_key(2048).as_dict(private=False)]},
        {"keys": [{"kty": "oct", "k": "AAAA"}]},
        {"keys": [{**good.as_dict(private=False), "x": "AAAA"}]},
        {"keys": [good.as_dict(private=False)] * 5},
        {"keys": []},
        {"keys": 7},
        {"keys": ["x"]},
        {},
        good.as_dict(private=False),
    ]
    for bad in unsuitable:
        with pytest.raises(Refusal, match="UNSUITABLE_KEY"):
            public_keys(bad)


def test_a_new_key_is_private_and_its_public_half_is_taken() -> None:
    key = new_key()
    assert key["d"]
    public = {name: value for name, value in key.items() if name != "d"}
    kept = public_keys({"keys": [public]})
    assert key["kid"] in kept
    assert '"d"' not in kept
