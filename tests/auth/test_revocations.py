"""Revocation: a token that is given back stops within seconds, and nobody gives back another's."""

from contextlib import ExitStack

from tests.auth.conftest import Hub
from tests.auth.test_introspection import ask


def test_a_token_given_back_stops_within_seconds_and_no_other_does(hub: Hub) -> None:
    party = hub.register()
    gone, kept = hub.token(party), hub.token(party)
    assert hub.me(gone).status_code == 200
    for _ in range(2):  # giving back twice is no mistake
        answer = ask(hub, "/oauth/revoke", party, token=gone, token_type_hint="access_token")
        assert answer.status_code == 200
    hub.clock.ahead += 10
    assert hub.me(gone).json()["code"] == "INVALID_TOKEN"
    assert hub.me(kept).status_code == 200
    assert ask(hub, "/oauth/introspect", party, token=gone).json() == {"active": False}
    hub.server.forget()
    assert hub.me(gone).status_code == 401


def test_the_worker_that_takes_it_back_drops_it_at_once(hub: Hub) -> None:
    party = hub.register()
    gone, kept = hub.token(party), hub.token(party)
    assert [hub.me(token).status_code for token in (gone, kept)] == [200, 200]
    assert ask(hub, "/oauth/revoke", party, token=gone).status_code == 200
    assert [hub.me(token).status_code for token in (gone, kept)] == [401, 200]


def test_the_worker_that_hears_of_a_disabled_client_drops_it_at_once(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    assert hub.me(token).status_code == 200
    hub.execute("UPDATE oauth_clients SET disabled_at = now() WHERE client_id = %s", party.client_id)
    assert hub.http.post("/oauth/token", data=party.form()).status_code == 401
    assert hub.me(token).json()["code"] == "CLIENT_DISABLED"


def test_nobody_gives_back_anothers_token(hub: Hub) -> None:
    token = hub.token(hub.register())
    answer = ask(hub, "/oauth/revoke", hub.register(), token=token)
    assert (answer.status_code, answer.json()["error"]) == (400, "unauthorized_client")
    hub.clock.ahead += 10
    assert hub.me(token).status_code == 200


def test_a_database_that_is_read_only_is_told_and_no_mistake_of_the_server(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    read_only(hub, "on")
    answers = [
        hub.http.post("/oauth/token", data=party.form()),
        ask(hub, "/oauth/revoke", party, token=token),
    ]
    read_only(hub, "off")
    assert [answer.status_code for answer in answers] == [503, 503]
    assert {answer.json()["error"] for answer in answers} == {"temporarily_unavailable"}
    assert ask(hub, "/oauth/revoke", party, token=token).status_code == 200


def read_only(hub: Hub, value: str) -> None:
    """The server's connections are those of a standby, or of an ordinary database again."""
    with ExitStack() as held:
        for _ in range(hub.pool.max_size):
            held.enter_context(hub.pool.connection()).execute(f"SET default_transaction_read_only = {value}".encode())
