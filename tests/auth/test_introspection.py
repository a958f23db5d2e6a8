"""Introspection: whether a token is active, told to whom it belongs and to who may ask of others'."""

import base64
from typing import Any

import pytest

from auth import clients
from tests.auth.conftest import Hub, Party

ENDPOINTS = ("/oauth/introspect", "/oauth/revoke")


def ask(hub: Hub, endpoint: str, party: Party, **fields: str) -> Any:
    form = party.form(**fields)
    del form["grant_type"], form["scope"]
    return hub.http.post(endpoint, data=form)


def test_a_client_sees_its_own_token(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party, "hub:read housing/targets:read")
    state = ask(hub, "/oauth/introspect", party, token=token).json()
    assert state["active"] is True
    assert state["scope"] == "housing/targets:read hub:read"
    assert (state["client_id"], state["aud"]) == (party.client_id, hub.server.endpoints.resource)
    assert state["exp"] - state["iat"] == 300


def test_anothers_token_is_seen_only_by_who_may_introspect(hub: Hub) -> None:
    token = hub.token(hub.register())
    assert ask(hub, "/oauth/introspect", hub.register(), token=token).json() == {"active": False}
    gateway = hub.register("hub:read", "hub:introspect")
    assert ask(hub, "/oauth/introspect", gateway, token=token).json()["active"] is True


@pytest.mark.parametrize("junk", ["x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "低保", "9" * 20_000])
def test_junk_is_inactive_and_as_good_as_given_back(hub: Hub, junk: str) -> None:
    party = hub.register()
    answer = ask(hub, "/oauth/introspect", party, token=junk)
    assert (answer.status_code, answer.json()) == (200, {"active": False})
    assert ask(hub, "/oauth/revoke", party, token=junk).status_code == 200


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_who_does_not_authenticate_learns_nothing(hub: Hub, endpoint: str) -> None:
    token = hub.token(hub.register())
    answer = hub.http.post(endpoint, data={"token": token})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_token_must_be_said(hub: Hub, endpoint: str) -> None:
    answer = ask(hub, endpoint, hub.register())
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_a_disabled_clients_token_is_inactive_at_once(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    with hub.pool.connection() as connection:
        clients.disable(connection, party.client_id)
    gateway = hub.register("hub:introspect")
    assert ask(hub, "/oauth/introspect", gateway, token=token).json() == {"active": False}


def test_an_assertion_is_no_access_token(hub: Hub) -> None:
    party = hub.register()
    answer = hub.http.get("/me", headers={"Authorization": f"Bearer {party.assertion()}"})
    assert answer.status_code == 401
    basic = base64.b64encode(f"{party.client_id}:{party.assertion()}".encode()).decode()
    assert hub.http.post("/oauth/introspect", data={"token": "x"}, headers={"Authorization": f"Basic {basic}"}).is_error
