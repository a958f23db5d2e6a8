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


def test_a_secret_in_the_body_works_for_a_client_that_was_registered_so_and_no_other_way_does(hub: Hub) -> None:
    party = hub.register(jwks=None, secret=True, in_body=True)
    form = {"grant_type": "client_credentials", "scope": "hub:read", "client_id": party.client_id}
    assert hub.http.post("/oauth/token", data={**form, "client_secret": party.secret}).status_code == 200
    for wrong in ({"client_secret": "wrong"}, {"client_secret": "é"}, {"client_secret": ""}):
        assert hub.http.post("/oauth/token", data=form | wrong).status_code == 401
    assert hub.http.post("/oauth/token", data=form, auth=(party.client_id, party.secret)).status_code == 401


def test_two_credentials_in_one_request_are_refused(hub: Hub) -> None:
    party = hub.register(secret=True)
    basic, in_body = (party.client_id, party.secret), {"client_id": party.client_id, "client_secret": party.secret}
    form = {"grant_type": "client_credentials", "scope": "hub:read"}
    asked = [
        hub.http.post("/oauth/token", data=party.form(), auth=basic),
        hub.http.post("/oauth/token", data=form | in_body, auth=basic),
        hub.http.post("/oauth/token", data=party.form() | in_body),
    ]
    assert [(answer.status_code, answer.json()["error"]) for answer in asked] == [(400, "invalid_request")] * 3


def test_a_secret_in_the_body_is_refused(hub: Hub) -> None:
    party = hub.register(secret=True)
    form = {"grant_type": "client_credentials", "scope": "hub:read", "client_id": party.client_id}
    answer = hub.http.post("/oauth/token", data={**form, "client_secret": party.secret})
    assert answer.status_code == 401
