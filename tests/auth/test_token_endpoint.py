"""The token endpoint: who asks properly gets a token, everyone else the same short answer."""

import logging

import pytest

from auth.server import AuthorizationServer
from tests.auth.asking import ask
from tests.auth.conftest import Hub


def test_a_signed_assertion_is_answered_with_a_token_of_five_minutes(hub: Hub) -> None:
    party = hub.register()
    answer = ask(hub, party, scope="housing/targets:read hub:read")
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 300)
    assert body["scope"] == "housing/targets:read hub:read"
    assert "refresh_token" not in body


@pytest.mark.parametrize("scope", ["hub:keys", "hub:read hub:keys", "hub:*", "*", "hub:read  hub:read", "低保"])
def test_scopes_are_given_all_or_none(hub: Hub, scope: str) -> None:
    answer = ask(hub, hub.register(), scope=scope)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize("stated", [{}, {"scope": ""}])
def test_a_request_without_a_scope_is_given_what_the_client_has_and_told_so(hub: Hub, stated: dict[str, str]) -> None:
    form = hub.register("hub:read", "housing/targets:read").form()
    del form["scope"]
    answer = hub.http.post("/oauth/token", data=form | stated).json()
    assert answer["scope"] == "housing/targets:read hub:read"
    assert hub.me(answer["access_token"]).status_code == 200


def test_a_token_is_for_our_resource_or_for_none(hub: Hub) -> None:
    party = hub.register()
    assert ask(hub, party, resource=hub.server.endpoints.resource).status_code == 200
    assert ask(hub, party, resource="https://elsewhere.example").json()["error"] == "invalid_target"


@pytest.mark.parametrize("grant_type", ["password", "implicit", "低保", '"'])
def test_no_other_grant_is_offered(hub: Hub, grant_type: str) -> None:
    answer = ask(hub, hub.register(), grant_type=grant_type)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


def test_the_host_header_changes_nothing(hub: Hub) -> None:
    party = hub.register()
    answer = hub.http.post("/oauth/token", data=party.form(), headers={"Host": "evil.example"})
    assert answer.status_code == 200
    document = hub.http.get("/.well-known/oauth-authorization-server", headers={"Host": "evil.example"}).text
    assert "evil" not in document


def test_a_restarted_database_costs_no_request(hub: Hub) -> None:
    party = hub.register()
    hub.token(party)
    hub.execute(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname = current_database()
        """
    )
    assert ask(hub, party).status_code == 200


def test_no_token_and_no_secret_is_ever_logged(
    hub: Hub, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    AuthorizationServer(hub.pool, hub.master, hub.server.endpoints, hub.server.known_scopes)
    party = hub.register(secret=True)
    token = hub.token(party)
    hub.me(token)
    hub.me(token[:-5] + "AAAAA")
    ask(hub, party, party.assertion() + "x")
    hub.http.post("/oauth/introspect", data={**party.form(), "token": token})
    hub.http.post(
        "/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(party.client_id, party.secret),
    )
    written = caplog.text + "".join(capfd.readouterr()) + "".join(str(record.__dict__) for record in caplog.records)
    assert "eyJ" not in written
    assert party.secret not in written
    assert party.secret not in repr(party.credentials)
