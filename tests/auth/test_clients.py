"""Clients: registered with what exists, credentials shown once, keys public only."""

import hashlib
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from auth import clients
from auth.errors import (
    ConflictingScopes,
    NoCredential,
    UnknownClient,
    UnknownDivision,
    UnknownScope,
    UnsuitableKey,
)
from auth.grants import Grant, merged
from tests.auth.conftest import Hub


def test_a_secret_is_kept_as_a_hash_and_shown_once(hub: Hub) -> None:
    party = hub.register(secret=True)
    assert len(party.secret) >= 43
    with hub.pool.connection() as connection:
        client = clients.find(connection, party.client_id)
    assert client is not None
    assert client.secret_hash == hashlib.sha256(party.secret.encode()).digest()
    assert client.has_secret(party.secret)
    assert not client.has_secret(party.secret + " ")


def test_a_client_without_a_secret_has_no_secret_not_even_an_empty_one(hub: Hub) -> None:
    with hub.pool.connection() as connection:
        client = clients.find(connection, hub.register().client_id)
    assert client is not None
    assert not client.has_secret("")


def test_what_does_not_exist_cannot_be_granted(hub: Hub) -> None:
    with pytest.raises(UnknownScope, match="housing/\\*:read"):
        hub.register("housing/*:read")
    with pytest.raises(UnknownDivision, match="629999000000"):
        hub.register(divisions=["620102000000", "629999000000"])
    with pytest.raises(NoCredential):
        hub.register(jwks=None)
    with hub.pool.connection() as connection, pytest.raises(UnknownClient):
        clients.disable(connection, "nobody")


def test_duties_that_must_stay_apart_are_not_granted_together(hub: Hub) -> None:
    with pytest.raises(ConflictingScopes):
        hub.register("hub:clients", "housing/targets:read")


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
        with pytest.raises(UnsuitableKey):
            clients.public_keys(bad)


def test_a_new_key_is_private_and_its_public_half_is_taken() -> None:
    key = clients.new_key()
    assert key["d"]
    public = {name: value for name, value in key.items() if name != "d"}
    kept = clients.public_keys({"keys": [public]})
    assert key["kid"] in kept
    assert '"d"' not in kept


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ([], ()),
        ([(5, 9), (1, 3)], ((1, 3), (5, 9))),
        ([(1, 3), (3, 5)], ((1, 5),)),
        ([(1, 9), (2, 3), (4, 12)], ((1, 12),)),
        ([(4, 4), (7, 6)], ()),
    ],
)
def test_ranges_become_disjoint_and_sorted(given: list[tuple[int, int]], whole: tuple[tuple[int, int], ...]) -> None:
    assert merged(given) == whole


def test_a_grant_without_divisions_sees_no_row() -> None:
    grant = Grant("c", "housing", (), (), frozenset(), (), "t", 0)
    assert grant.multirange == "{}"


def test_the_registry_itself_refuses_a_client_without_a_credential(hub: Hub) -> None:
    with pytest.raises(Exception, match="oauth_clients_credential_check"):
        hub.execute(
            """
            INSERT INTO oauth_clients (client_id, department, divisions, scopes, purposes,
                token_endpoint_auth_methods, approved_by) VALUES ('x', 'x', '{}', '{}', '{}', '{}', 'x')
            """
        )
