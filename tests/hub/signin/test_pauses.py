"""Pauses: who is wrong too often waits, longer each time, and nobody learns by it which accounts there are."""

from concurrent.futures import ThreadPoolExecutor

import httpx

from auth.sign_in_pauses import OF_ACCOUNT, OF_ADDRESS, OF_ALL
from tests.auth.conftest import Hub
from tests.hub.signin.conftest import OPENED, PASSWORD, Browser, enrolled


def wrong(hub: Hub, account: str, times: int) -> str:
    browser = Browser(hub)
    for _ in range(times):
        browser.sign_in(account, "a wrong password")
    return browser.code()


def test_who_is_wrong_five_times_waits_and_so_does_who_is_right(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    assert wrong(hub, "zhang", 5) == "SIGN_IN_REFUSED"
    browser = Browser(hub)
    answer = browser.sign_in("zhang")
    assert (answer.status_code, browser.code()) == (429, "SIGN_IN_PAUSED")
    assert 1 <= int(answer.headers["retry-after"]) <= 30
    hub.clock.ahead += 31
    assert browser.sign_in("zhang").url.path == "/signin/account"
    assert wrong(hub, "zhang", 4) == "SIGN_IN_REFUSED", "who was right begins anew"


def elsewhere(browser: Browser, address: str = "127.0.0.2") -> Browser:
    """The same browser, jar and all, on another network."""
    transport = httpx.HTTPTransport(local_address=address)
    old = browser.http
    browser.http = httpx.Client(base_url=browser.origin, transport=transport, headers=old.headers, cookies=old.cookies)
    OPENED.append(browser.http)
    return browser


def test_a_stranger_of_another_network_keeps_nobody_out(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    assert wrong(hub, "zhang", 6) == "SIGN_IN_PAUSED"
    assert elsewhere(Browser(hub)).sign_in("zhang").url.path == "/signin/account"


def test_who_guesses_from_many_networks_waits_and_the_owner_comes_in_where_they_were_before(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    owner = Browser(hub)
    owner.sign_in("zhang")
    for n in range(OF_ALL.free // OF_ACCOUNT.free + 1):
        stranger = elsewhere(Browser(hub), f"127.0.1.{n + 1}")
        for _ in range(OF_ACCOUNT.free):
            stranger.sign_in("zhang", "a wrong password")
    assert stranger.code() == "SIGN_IN_PAUSED"
    new = elsewhere(Browser(hub), "127.0.2.1")
    new.sign_in("zhang")
    assert new.code() == "SIGN_IN_PAUSED", "of a browser that nobody knows"
    owner.send("/signout")
    assert owner.sign_in("zhang").url.path == "/signin/account"
    assert owner.session().json()["officer"]["account"] == "zhang"


def test_a_known_device_has_five_attempts_itself_and_is_none_once_the_password_is_another(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    owner = Browser(hub)
    owner.sign_in("zhang")
    owner.send("/signout")
    for _ in range(6):
        owner.sign_in("zhang", "a wrong password")
    assert owner.code() == "SIGN_IN_PAUSED"
    hub.clock.ahead += 31
    owner.sign_in("zhang")
    owner.send("/signout")
    hub.execute("UPDATE officer_credentials SET password_set_at = now() + interval '1 second'")
    wrong(hub, "zhang", 5)
    owner.sign_in("zhang")
    assert owner.code() == "SIGN_IN_PAUSED", "as anybody from here"


def test_no_forged_device_is_known(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    assert wrong(hub, "zhang", 6) == "SIGN_IN_PAUSED"
    for value in ("x", "AAAA", "A" * 200):
        browser = Browser(hub)
        browser.http.headers["Cookie"] = f"aidhub-device-without-tls={value}"
        browser.sign_in("zhang")
        assert browser.code() == "SIGN_IN_PAUSED"


def test_the_pauses_grow_and_end(hub: Hub) -> None:
    assert [OF_ACCOUNT.pause(n) for n in (4, 5, 6, 7, 12, 500)] == [0, 30, 60, 120, 900, 900]
    enrolled(hub, "reviewer", factor=False)
    wrong(hub, "zhang", 5)
    hub.clock.ahead += 31
    assert wrong(hub, "zhang", 1) == "SIGN_IN_REFUSED"
    hub.clock.ahead += 31
    assert wrong(hub, "zhang", 1) == "SIGN_IN_PAUSED"
    hub.clock.ahead += 31
    assert Browser(hub).sign_in("zhang").url.path == "/signin/account"


def test_an_account_that_is_nobodys_waits_alike(hub: Hub) -> None:
    enrolled(hub, "reviewer")
    assert [wrong(hub, account, 6) for account in ("zhang", "nobody")] == ["SIGN_IN_PAUSED"] * 2


def test_of_many_at_once_no_more_are_looked_at_than_of_many_in_a_row(hub: Hub) -> None:
    enrolled(hub, "reviewer")
    browsers = [Browser(hub) for _ in range(12)]
    with ThreadPoolExecutor(12) as twelve:
        list(twelve.map(lambda browser: browser.sign_in("zhang", "a wrong password"), browsers))
    assert sorted(browser.code() for browser in browsers) == ["SIGN_IN_PAUSED"] * 7 + ["SIGN_IN_REFUSED"] * 5


def test_who_tries_many_accounts_from_one_address_waits(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    hub.execute("UPDATE sign_in_pauses SET attempts = %s", OF_ADDRESS.free - 1)
    assert wrong(hub, "somebody", 1) in ("SIGN_IN_REFUSED", "SIGN_IN_PAUSED")
    wrong(hub, "somebody else", OF_ADDRESS.free)
    browser = Browser(hub)
    browser.sign_in("zhang")
    assert browser.code() == "SIGN_IN_PAUSED"


def test_who_knows_the_password_has_five_codes(hub: Hub) -> None:
    enrolled(hub, "reviewer")
    for _ in range(6):
        browser = Browser(hub)
        browser.sign_in("zhang", PASSWORD)
        browser.send("/signin/factor", code="000000", next="/")
    assert browser.code() == "SIGN_IN_PAUSED", "typing the password again gives no more"


def test_what_happened_is_noted_and_what_was_typed_is_not(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    wrong(hub, "zhang", 6)
    wrong(hub, "my secret typed into the wrong field", 1)
    assert hub.events("zhang") == ["ENROLLED", "SIGNED_IN", *["SIGN_IN_REFUSED"] * 5, "SIGN_IN_PAUSED"]
    text = str(hub.rows("SELECT * FROM sign_in_log") + hub.rows("SELECT * FROM sign_in_pauses"))
    assert "secret" not in text
    assert hub.rows("SELECT event FROM sign_in_log WHERE officer_id IS NULL") == [("SIGN_IN_REFUSED",)]
