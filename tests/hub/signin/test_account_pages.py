"""One's own account: sessions are seen and ended, a password is changed by who knows it, passkeys come and go."""

import re
from html import unescape

from tests.auth.conftest import Hub
from tests.hub.signin.conftest import PASSWORD, Browser, enrolled
from tests.hub.signin.passkey import Device

OTHER = "a quite different sentence"


def others(browser: Browser) -> list[str]:
    return re.findall(r'name="id" value="([0-9a-f-]{36})"', browser.open("/signin/account").text)


def test_an_officer_sees_where_they_are_signed_in_and_ends_it(hub: Hub) -> None:
    zhang = enrolled(hub, "reviewer")
    here, there = zhang.signed_in(), zhang.signed_in()
    assert "127.0.0.1" in here.open("/signin/account").text
    assert "A browser" in here.answer.text
    for id in others(here):
        here.send("/signin/end", id=id)
    assert there.session().status_code == 401
    assert here.session().status_code == 200
    events = hub.events("zhang")
    assert events.count("SESSION_ENDED") == 2, "that of the enrolment too"


def test_all_others_end_at_once(hub: Hub) -> None:
    zhang = enrolled(hub, "reviewer")
    browsers = [zhang.signed_in() for _ in range(3)]
    browsers[0].send("/signin/end", id="others")
    assert [browser.session().status_code for browser in browsers] == [200, 401, 401]


def test_nobody_ends_the_session_of_another(hub: Hub) -> None:
    li = enrolled(hub, "reviewer", account="li").signed_in()
    zhang = enrolled(hub, "reviewer").signed_in()
    for (id,) in hub.rows("SELECT id FROM officer_sessions"):
        zhang.send("/signin/end", id=str(id))
    assert li.session().status_code == 200


def test_a_changed_password_ends_all_other_sessions(hub: Hub) -> None:
    zhang = enrolled(hub, "reviewer")
    here, there = zhang.signed_in(), zhang.signed_in()
    old = here.http.cookies["aidhub-without-tls"]
    here.send("/signin/password", current="a wrong password", new=OTHER, again=OTHER)
    assert here.code() == "PASSWORD_WRONG"
    here.send("/signin/password", current=PASSWORD, new=OTHER, again=PASSWORD)
    assert here.code() == "PASSWORDS_DIFFER"
    assert there.session().status_code == 200
    here.send("/signin/password", current=PASSWORD, new=OTHER, again=OTHER)
    assert there.session().status_code == 401
    assert here.session().status_code == 200
    assert here.http.cookies["aidhub-without-tls"] != old
    assert Browser(hub).sign_in("zhang").status_code == 403


def test_who_is_disabled_has_no_session_any_more(hub: Hub) -> None:
    zhang = enrolled(hub, "reviewer")
    browser = zhang.signed_in()
    hub.disable(zhang.officer)
    assert browser.session().status_code == 401
    assert 'name="password"' in browser.open("/signin/account").text
    hub.execute("UPDATE officers SET disabled_at = NULL")
    hub.clock.ahead += 6
    assert browser.session().status_code == 401, "nor when they are let in again"


def test_a_session_ends_when_nothing_is_asked_and_after_a_working_day(hub: Hub) -> None:
    zhang = enrolled(hub, "reviewer")
    browser = zhang.signed_in()
    hub.clock.ahead += 29 * 60
    assert browser.session().status_code == 200
    hub.clock.ahead += 31 * 60
    assert browser.session().status_code == 401
    browser = zhang.signed_in()
    for _ in range(19):
        hub.clock.ahead += 25 * 60
        assert browser.session().status_code == 200
    hub.clock.ahead += 25 * 60
    assert browser.session().status_code == 401


def asked(browser: Browser) -> tuple[str, str]:
    found = re.search(r'data-question="([^"]*)"', browser.answer.text)
    assert found, browser.answer.text
    return unescape(found[1]), browser.hidden("asked")


def test_passkeys_are_not_offered_at_a_bare_address(hub: Hub) -> None:
    browser = enrolled(hub, "reviewer").signed_in()
    assert "data-question" not in browser.open("/signin/account").text


def device(hub: Hub) -> Device:
    return Device(hub.server.endpoints.issuer)


def test_a_passkey_is_added_and_shown_as_second_factor(named_hub: Hub) -> None:
    zhang = enrolled(named_hub, "reviewer")
    browser, key = zhang.signed_in(), device(named_hub)
    browser.open("/signin/account")
    question, sealed = asked(browser)
    browser.send("/signin/passkeys", passkey=key.make(question), asked=sealed, name="办公室钥匙")
    assert "办公室钥匙" in browser.open("/signin/account").text
    other = Browser(named_hub)
    other.sign_in("zhang")
    question, sealed = asked(other)
    answer = key.show(question)
    third = Browser(named_hub)
    third.sign_in("zhang")
    third.send("/signin/factor", passkey=answer, asked=sealed, next="/")
    assert third.code() == "FACTOR_REFUSED", "an answer is good in the session that was asked"
    other.send("/signin/factor", passkey=answer, asked=sealed, next="/signin/account")
    assert "identity/name:read" in other.session().json()["scopes"]


def test_a_passkey_of_another_site_a_copy_and_a_false_one_are_refused(named_hub: Hub) -> None:
    zhang = enrolled(named_hub, "reviewer")
    browser, key = zhang.signed_in(), device(named_hub)
    browser.open("/signin/account")
    question, sealed = asked(browser)
    browser.send("/signin/passkeys", passkey=key.make(question), asked=sealed)
    assert browser.code() == ""
    stranger = device(named_hub)
    stranger.id = key.id
    elsewhere = Device("http://elsewhere.localhost")
    for n, show in enumerate((stranger.show, elsewhere.show, lambda _: '{"id": "x"}', lambda _: "no JSON")):
        other = Browser(named_hub)
        other.sign_in("zhang")
        question, sealed = asked(other)
        other.send("/signin/factor", passkey=show(question), asked=sealed, next="/")
        assert other.code() == "FACTOR_REFUSED", n
    right = Browser(named_hub)
    right.sign_in("zhang")
    question, sealed = asked(right)
    right.send("/signin/factor", passkey=key.show(question, counter=7), asked=sealed, next="/signin/account")
    assert right.session().status_code == 200
    copy = Browser(named_hub)
    copy.sign_in("zhang")
    question, sealed = asked(copy)
    copy.send("/signin/factor", passkey=key.show(question, counter=7), asked=sealed, next="/")
    assert copy.code() == "FACTOR_REFUSED", "its counter has not risen"


def test_a_password_alone_adds_no_second_factor(named_hub: Hub) -> None:
    enrolled(named_hub, "reviewer", factor=False)
    browser = Browser(named_hub)
    browser.sign_in("zhang")
    assert "data-question" not in browser.open("/signin/account").text
    browser.send("/signin/passkeys", passkey="{}", asked="x")
    assert browser.code() in ("FACTOR_FIRST", "FACTOR_REFUSED")
    assert named_hub.rows("SELECT FROM officer_passkeys") == []


def test_the_last_second_factor_stays(named_hub: Hub) -> None:
    zhang = enrolled(named_hub, "reviewer")
    browser, key = zhang.signed_in(), device(named_hub)
    browser.open("/signin/account")
    question, sealed = asked(browser)
    browser.send("/signin/passkeys", passkey=key.make(question), asked=sealed)
    named_hub.execute("UPDATE officer_credentials SET totp = NULL")
    browser.send("/signin/passkeys", remove=key.id.hex())
    assert browser.code() == "LAST_FACTOR"
