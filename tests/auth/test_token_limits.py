"""Limits of the token endpoint: who loops or guesses is told so, and stands in nobody else's way."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from auth.token_limits import WRONG, Asker, TokenLimits
from tests.auth.conftest import Hub, Party, hub_of
from tests.conftest import Copy

LIMIT = 30
HERE, THERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def hub(copy: Copy, tmp_path: Path) -> Iterator[Hub]:
    with hub_of(copy, tmp_path, TokenLimits(LIMIT, clock=lambda: 0.0)) as hub:
        yield hub


def ask(hub: Hub, client: str, secret: str, address: str, path: str = "/oauth/token", **form: str) -> httpx.Response:
    asked = {"grant_type": "client_credentials", **form}
    return hub.http.post(path, data=asked, auth=(client, secret), headers={"X-Forwarded-For": address})


def right(hub: Hub, party: Party, address: str = HERE) -> int:
    return ask(hub, party.client_id, party.secret, address).status_code


def test_who_asks_in_a_loop_is_told_and_others_are_answered(hub: Hub) -> None:
    looping, other = hub.register(secret=True), hub.register(secret=True)
    assert {right(hub, looping) for _ in range(LIMIT)} == {200}
    refused = ask(hub, looping.client_id, looping.secret, HERE)
    assert refused.status_code == 429
    said = refused.json()
    assert (said["error"], said["code"]) == ("temporarily_unavailable", "TOO_MANY_TOKENS")
    assert str(LIMIT) in said["error_description"] and str(LIMIT) in said["message"]  # noqa: PT018 - both languages
    assert said["error_description"].isascii()
    assert int(refused.headers["Retry-After"]) == 60 // LIMIT
    assert refused.headers["RateLimit"] == '"tokens";r=0;t=60'
    assert refused.headers["RateLimit-Policy"] == f'"tokens";q={LIMIT};w=60'
    assert [right(hub, other), right(hub, looping, THERE)] == [200, 200]


def test_every_token_comes_with_what_is_left(hub: Hub) -> None:
    party = hub.register(secret=True)
    answer = ask(hub, party.client_id, party.secret, HERE)
    assert answer.headers["RateLimit"] == f'"tokens";r={LIMIT - 1};t=2'


@pytest.mark.parametrize("path", ["/oauth/token", "/oauth/introspect", "/oauth/revoke"])
def test_a_guess_counts_as_many_at_every_endpoint(hub: Hub, path: str) -> None:
    party = hub.register(secret=True)
    told = [ask(hub, party.client_id, f"guess {n}", HERE, path, token="x").status_code for n in range(8)]
    assert told == [401] * (LIMIT // WRONG) + [429] * (8 - LIMIT // WRONG)


def test_a_stranger_who_guesses_elsewhere_does_not_lock_a_client_out(hub: Hub) -> None:
    party = hub.register(secret=True)
    told = [ask(hub, party.client_id, f"guess {n}", THERE).status_code for n in range(10)]
    assert told[-1] == 429
    assert right(hub, party) == 200


def test_a_new_name_for_each_guess_is_none_the_better(hub: Hub) -> None:
    told = [ask(hub, f"housing_{n}", "guess", THERE).status_code for n in range(10)]
    assert told == [401] * (LIMIT // WRONG) + [429] * (10 - LIMIT // WRONG)


def test_strangers_at_its_own_address_do_not_stop_a_client_that_is_known(hub: Hub) -> None:
    party = hub.register(secret=True)
    assert right(hub, party) == 200
    assert [ask(hub, f"housing_{n}", "guess", HERE).status_code for n in range(10)][-1] == 429
    assert right(hub, party) == 200


def test_after_a_restart_nobody_who_guesses_behind_the_same_address_stops_a_client(hub: Hub) -> None:
    first, second = hub.register(secret=True), hub.register(secret=True)
    assert [ask(hub, first.client_id, f"guess {n}", HERE).status_code for n in range(8)][-1] == 429
    assert [ask(hub, f"housing_{n}", "guess", HERE).status_code for n in range(8)][-1] == 429
    # Neither has authenticated since this worker started.
    assert right(hub, second) == 200


def test_the_name_of_a_client_that_is_disabled_is_a_strangers(hub: Hub) -> None:
    party = hub.register(secret=True)
    hub.execute("UPDATE oauth_clients SET disabled_at = clock_timestamp() WHERE client_id = %s", party.client_id)
    assert [ask(hub, f"housing_{n}", "guess", HERE).status_code for n in range(8)][-1] == 429
    assert right(hub, party) == 429


def test_introspection_costs_no_tokens(hub: Hub) -> None:
    party = hub.register(secret=True)
    asked = [ask(hub, party.client_id, party.secret, HERE, "/oauth/introspect", token="x") for _ in range(LIMIT + 5)]
    assert {answer.status_code for answer in asked} == {200}


def test_an_assertion_and_a_secret_in_the_form_are_counted_under_their_client(hub: Hub) -> None:
    signing, posting = hub.register(), hub.register(jwks=None, secret=True, in_body=True)
    bad = signing.form(signing.assertion(aud="elsewhere"))
    posted = {"grant_type": "client_credentials", "client_id": posting.client_id, "client_secret": "guess"}
    for form, address in ((bad, HERE), (posted, THERE)):
        asked = [hub.http.post("/oauth/token", data=form, headers={"X-Forwarded-For": address}) for _ in range(8)]
        assert [answer.status_code for answer in asked][::7] == [401, 429]


def test_of_one_client_one_request_is_worked_on_at_a_time() -> None:
    async def told() -> list[str]:
        limits, order, looping = TokenLimits(), list[str](), Asker("a", HERE)

        async def work(asker: Asker, name: str, until: asyncio.Event) -> None:
            async with limits.turn(asker, 1):
                order.append(name)
                await until.wait()

        go, now = asyncio.Event(), asyncio.Event()
        now.set()
        looped = [asyncio.create_task(work(looping, f"loop {n}", go)) for n in range(5)]
        await asyncio.sleep(0)
        await work(Asker("b", THERE), "other", now)
        go.set()
        await asyncio.gather(*looped)
        return order

    assert asyncio.run(told())[:2] == ["loop 0", "other"]


def test_addresses_of_one_network_are_one() -> None:
    assert Asker("a", "2001:db8::1").name == Asker("a", "2001:db8::ffff").name == "a@2001:db8::/64"
    assert Asker("a", HERE).name != Asker("a", THERE).name
    assert Asker("a", "no address").name == "a@no address"
    assert Asker("a", "fe80::1%eth0").place == "fe80::/64"


def test_ipv4_is_the_same_on_a_socket_that_hears_ipv6_too() -> None:
    assert Asker("a", f"::ffff:{HERE}").place == HERE
    assert Asker("a", f"::ffff:{THERE}").place == THERE


def test_what_is_refused_for_another_reason_is_no_guess(hub: Hub) -> None:
    party = hub.register(secret=True)
    told = [ask(hub, party.client_id, party.secret, HERE, scope="hub:keys").status_code for _ in range(LIMIT)]
    assert set(told) == {400}
