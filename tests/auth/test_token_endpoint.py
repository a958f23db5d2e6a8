"""The token endpoint: who asks properly gets a token, everyone else the same short answer."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from joserfc.jwk import ECKey

from auth.server import AuthorizationServer
from tests.auth import hostile
from tests.auth.conftest import Hub, Party

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def ask(hub: Hub, party: Party, assertion: str | None = None, **fields: str) -> httpx.Response:
    return hub.http.post("/oauth/token", data=party.form(assertion, **fields))


def test_a_signed_assertion_is_answered_with_a_token_of_five_minutes(hub: Hub) -> None:
    party = hub.register()
    answer = ask(hub, party, scope="housing/targets:read hub:read")
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 300)
    assert body["scope"] == "housing/targets:read hub:read"
    assert "refresh_token" not in body


@pytest.mark.parametrize("audience", ["issuer", "token"])
def test_the_issuer_or_the_token_endpoint_is_the_audience(hub: Hub, audience: str) -> None:
    party = hub.register()
    said = getattr(hub.server.endpoints, audience)
    assert ask(hub, party, party.assertion(aud=said)).status_code == 200
    assert ask(hub, party, party.assertion(aud=[said])).status_code == 200


def test_an_assertion_of_one_hour_is_accepted(hub: Hub) -> None:
    party = hub.register()
    assert ask(hub, party, party.assertion(exp=int(time.time()) + 3600)).status_code == 200


def test_a_secret_works_for_a_client_that_was_given_one(hub: Hub) -> None:
    party = hub.register(secret=True)
    basic = (party.client_id, party.secret)
    form = {"grant_type": "client_credentials", "scope": "hub:read"}
    assert hub.http.post("/oauth/token", data=form, auth=basic).status_code == 200
    refused = hub.http.post("/oauth/token", data=form, auth=(party.client_id, "wrong"))
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic")


def test_no_bad_assertion_is_accepted_and_all_get_the_same_answer(hub: Hub) -> None:
    party = hub.register()
    answers = {name: ask(hub, party, make(hub, party)) for name, make in hostile.BAD.items()}
    told = {name: (answer.status_code, answer.text) for name, answer in answers.items()}
    assert set(told.values()) == {
        (401, '{"error":"invalid_client","error_description":"Client authentication failed."}')
    }, told


def raw(hub: Hub, body: bytes, **headers: str) -> httpx.Response:
    return hub.http.post("/oauth/token", content=body, headers={**FORM, **headers})


def test_what_two_programs_could_read_in_two_ways_is_refused(hub: Hub) -> None:
    party = hub.register()
    good = "&".join(f"{name}={value}" for name, value in party.form().items()).encode()
    answers = {
        "repeated": raw(hub, good + b"&scope=hub:read"),
        "repeated empty": raw(hub, good + b"&scope="),
        "bad UTF-8": raw(hub, good + b"&x=\xff"),
        "bad escaped UTF-8": raw(hub, good + b"&x=%ff"),
        "escaped half surrogate": raw(hub, good + b"&x=%ed%a0%80"),
        "NUL": raw(hub, good + b"&x=%00"),
        "70 kB": raw(hub, good + b"&x=" + b"a" * 70_000),
        "a thousand fields": raw(hub, good + b"".join(b"&f%d=1" % n for n in range(1000))),
        "JSON": hub.http.post("/oauth/token", json=party.form()),
        "no content type": hub.http.post("/oauth/token", content=good),
        "multipart": hub.http.post("/oauth/token", files={"grant_type": (None, "client_credentials")}),
        "another charset": raw(hub, good, **{"Content-Type": FORM["Content-Type"] + "; charset=gbk"}),
        "query": hub.http.post("/oauth/token?scope=hub:read", content=good, headers=FORM),
        "empty": raw(hub, b""),
        "no pairs": raw(hub, b"&&&"),
        "two authorizations": hub.http.post(
            "/oauth/token", content=good, headers=[*FORM.items(), ("Authorization", "a"), ("Authorization", "b")]
        ),
        "assertion and secret": raw(hub, good, Authorization="Basic YTpi"),
    }
    assert {a.json()["error"] for a in answers.values()} == {"invalid_request"}, answers
    assert {name: a.status_code for name, a in answers.items() if a.status_code != 400} == {"70 kB": 413}
    assert hub.http.get("/oauth/token").status_code == 405
    assert raw(hub, good).status_code == 200


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


@pytest.mark.parametrize("scope", ["", "hub:keys", "hub:read hub:keys", "hub:*", "*", "hub:read  hub:read", "低保"])
def test_scopes_are_given_all_or_none(hub: Hub, scope: str) -> None:
    answer = ask(hub, hub.register(), scope=scope)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


def test_a_request_without_a_scope_is_not_a_request_for_all(hub: Hub) -> None:
    form = hub.register().form()
    del form["scope"]
    assert hub.http.post("/oauth/token", data=form).json()["error"] == "invalid_scope"


def test_a_token_is_for_our_resource_or_for_none(hub: Hub) -> None:
    party = hub.register()
    assert ask(hub, party, resource=hub.server.endpoints.resource).status_code == 200
    assert ask(hub, party, resource="https://elsewhere.example").json()["error"] == "invalid_target"


@pytest.mark.parametrize("grant_type", ["password", "refresh_token", "authorization_code", "低保", '"'])
def test_no_other_grant_is_offered(hub: Hub, grant_type: str) -> None:
    answer = ask(hub, hub.register(), grant_type=grant_type)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


def test_an_assertion_is_good_once(hub: Hub) -> None:
    party = hub.register()
    assertion = party.assertion()
    assert ask(hub, party, assertion).status_code == 200
    assert ask(hub, party, assertion).status_code == 401


def test_an_assertion_is_spent_even_if_the_request_fails(hub: Hub) -> None:
    party = hub.register()
    assertion = party.assertion()
    assert ask(hub, party, assertion, scope="hub:keys").status_code == 400
    assert ask(hub, party, assertion).status_code == 401


def test_of_six_that_send_one_assertion_at_once_one_wins(hub: Hub) -> None:
    party = hub.register()
    for _ in range(5):
        assertion = party.assertion()
        with ThreadPoolExecutor(6) as threads:
            answers = list(threads.map(lambda sent: ask(hub, party, sent).status_code, [assertion] * 6))
        assert sorted(answers) == [200, 401, 401, 401, 401, 401]


def test_spent_assertions_are_remembered_until_they_expire(hub: Hub) -> None:
    party = hub.register()
    assertion = party.assertion()
    ask(hub, party, assertion)
    hub.server.forget()
    assert ask(hub, party, assertion).status_code == 401
    hub.clock.ahead = 120
    hub.server.forget()
    with hub.pool.connection() as connection:
        assert connection.execute("SELECT FROM oauth_assertions").rowcount == 0
    assert ask(hub, party, assertion).status_code == 401


def test_either_of_two_keys_works_during_a_change_of_keys(hub: Hub) -> None:
    old, new = ECKey.generate_key("P-256", auto_kid=True), ECKey.generate_key("P-256", auto_kid=True)
    party = hub.register(jwks={"keys": [old.as_dict(private=False), new.as_dict(private=False)]})
    for key in (old, new):
        party.key = key
        assert ask(hub, party).status_code == 200
        assert ask(hub, party, party.assertion({"kid": key.kid})).status_code == 200


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
