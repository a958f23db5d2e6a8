"""Clients: credentials shown once, and kept as no one can use them."""

import hashlib

import pytest

from auth import clients
from registry.errors import Refusal
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


def test_the_registry_itself_refuses_a_client_without_a_credential(hub: Hub) -> None:
    with pytest.raises(Exception, match="oauth_clients_credential_check"):
        hub.execute(
            """
            INSERT INTO oauth_clients (client_id, department, divisions, scopes, purposes,
                token_endpoint_auth_methods, approved_by) VALUES ('x', 'x', '{}', '{}', '{}', '{}', 'x')
            """
        )


def test_who_is_no_client_cannot_be_disabled(hub: Hub) -> None:
    with hub.pool.connection() as connection, pytest.raises(Refusal, match="UNKNOWN_CLIENT"):
        clients.disable(connection, "nobody")
