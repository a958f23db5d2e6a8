"""Assertions: a signed one is good once and for us, and every bad one gets the same short answer."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from joserfc.jwk import ECKey

from tests.auth import hostile
from tests.auth.asking import ask
from tests.auth.conftest import Hub


@pytest.mark.parametrize("audience", ["issuer", "token"])
def test_the_issuer_or_the_token_endpoint_is_the_audience(hub: Hub, audience: str) -> None:
    party = hub.register()
    said = getattr(hub.server.endpoints, audience)
    assert ask(hub, party, party.assertion(aud=said)).status_code == 200
    assert ask(hub, party, party.assertion(aud=[said])).status_code == 200


def test_an_assertion_of_one_hour_is_accepted(hub: Hub) -> None:
    party = hub.register()
    assert ask(hub, party, party.assertion(exp=int(time.time()) + 3600)).status_code == 200


def test_no_bad_assertion_is_accepted_and_all_get_the_same_answer(hub: Hub) -> None:
    party = hub.register()
    answers = {name: ask(hub, party, make(hub, party)) for name, make in hostile.BAD.items()}
    told = {name: (answer.status_code, answer.text) for name, answer in answers.items()}
    assert len(set(told.values())) == 1, told
    (status, body), *_ = told.values()
    assert (status, json.loads(body)["error"]) == (401, "invalid_client")


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


def test_instants_may_have_a_fraction(hub: Hub) -> None:
    party, now = hub.register(), time.time()
    assert ask(hub, party, party.assertion(exp=now + 60.5, iat=now - 0.5, nbf=now - 0.5)).status_code == 200


@pytest.mark.parametrize("exp", [True, "60", float("inf"), float("nan"), 1e300, -1.5, None])
def test_what_is_no_instant_is_refused(hub: Hub, exp: object) -> None:
    party = hub.register()
    assert ask(hub, party, party.assertion(exp=exp)).status_code == 401
