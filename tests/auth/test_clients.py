"""Clients: credentials shown once, and kept as no one can use them."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from auth import clients
from auth.client_keys import new_key
from auth.client_registration import renew
from registry.errors import Refusal
from tests.auth.conftest import Hub, Party


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


def test_a_former_secret_and_former_keys_go_on_for_their_while_and_no_longer(hub: Hub) -> None:
    party = hub.register(secret=True)
    new = ECKey.import_key(new_key())
    with hub.pool.connection() as connection:
        secret = renew(connection, party.client_id, None, timedelta(days=1)).client_secret
        renew(connection, party.client_id, {"keys": [new.as_dict(private=False)]}, timedelta(days=1))
    assert hub.token(party)
    assert hub.token(replace(party, key=new))
    assert [by_secret(hub, party, one) for one in (party.secret, str(secret), "another")] == [200, 200, 401]
    hub.execute("UPDATE oauth_clients SET former_secret_until = now(), former_jwks_until = now()")
    assert [by_secret(hub, party, one) for one in (party.secret, str(secret))] == [401, 200]
    assert hub.http.post("/oauth/token", data=party.form()).status_code == 401
    assert hub.token(replace(party, key=new))


def by_secret(hub: Hub, party: Party, secret: str) -> int:
    form = {"grant_type": "client_credentials", "scope": "hub:read"}
    return hub.http.post("/oauth/token", data=form, auth=(party.client_id, secret)).status_code
