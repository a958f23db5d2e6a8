"""Authentication of clients: each in the one way it was registered for."""

import pytest

from tests.auth.asking import ask, raw
from tests.auth.conftest import Hub


def test_a_secret_works_for_a_client_that_was_given_one(hub: Hub) -> None:
    party = hub.register(secret=True)
    basic = (party.client_id, party.secret)
    form = {"grant_type": "client_credentials", "scope": "hub:read"}
    assert hub.http.post("/oauth/token", data=form, auth=basic).status_code == 200
    refused = hub.http.post("/oauth/token", data=form, auth=(party.client_id, "wrong"))
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize("secret", ["x", "", "eA==", "é"])
def test_basic_is_refused_for_a_client_that_signs(hub: Hub, secret: str) -> None:
    party = hub.register()
    form = {"grant_type": "client_credentials", "scope": "hub:read"}
    answer = hub.http.post("/oauth/token", data=form, auth=(party.client_id, secret))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !!!", "Basic /w==", "Basic YQ==", "Basic AGE6Yg==", "Bearer x", "Basic JWZmOmE="]
)
def test_a_malformed_authorization_is_refused(hub: Hub, header: str) -> None:
    answer = raw(hub, b"grant_type=client_credentials&scope=hub:read", Authorization=header)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_client_without_keys_cannot_send_assertions(hub: Hub) -> None:
    party = hub.register(jwks=None, secret=True)
    assert ask(hub, party).status_code == 401


def test_another_clients_id_beside_the_assertion_is_refused(hub: Hub) -> None:
    assert ask(hub, hub.register(), client_id=hub.register().client_id).status_code == 401


def test_a_secret_in_the_body_is_refused(hub: Hub) -> None:
    party = hub.register(secret=True)
    form = {"grant_type": "client_credentials", "scope": "hub:read", "client_id": party.client_id}
    answer = hub.http.post("/oauth/token", data={**form, "client_secret": party.secret})
    assert answer.status_code == 401
