"""Enrolment: by a link that works once, password and second factor are set together or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pyotp

from tests.auth.conftest import Hub
from tests.hub.signin.conftest import PASSWORD, Browser, enrolled, link


def secret_of(browser: Browser) -> str:
    return browser.answer.text.split("Key: <code>")[1].split("</code>")[0]


def test_an_officer_takes_over_an_account_and_is_signed_in(hub: Hub) -> None:
    zhang, browser = hub.officer("reviewer"), Browser(hub)
    path = link(hub, zhang)
    assert "张某" in browser.open(path).text
    assert "<svg" in browser.answer.text
    code = pyotp.TOTP(secret_of(browser)).now()
    answer = browser.send(path, new=PASSWORD, again=PASSWORD, code=code, sealed=browser.hidden("sealed"))
    assert answer.url.path == "/signin/account"
    assert "identity/name:read" in browser.session().json()["scopes"]


def test_a_link_works_once_and_looking_at_it_spends_nothing(hub: Hub) -> None:
    zhang, browser = hub.officer("reviewer"), Browser(hub)
    path = link(hub, zhang)
    for _ in range(3):
        assert browser.open(path).status_code == 200
    browser.send(path, new=PASSWORD, again=PASSWORD, sealed=browser.hidden("sealed"))
    other = Browser(hub)
    assert other.open(path).status_code == 404
    assert other.send(path, new=PASSWORD, again=PASSWORD, sealed="x").status_code == 404
    assert Browser(hub).open("/enrol/made-up").status_code == 404


def test_of_six_who_use_a_link_at_once_one_has_the_account(hub: Hub) -> None:
    zhang = hub.officer("reviewer")
    path = link(hub, zhang)
    browsers = [Browser(hub) for _ in range(6)]
    for browser in browsers:
        browser.open(path)

    def take(browser: Browser) -> bool:
        form = {"new": PASSWORD, "again": PASSWORD, "sealed": browser.hidden("sealed")}
        return browser.send(path, **form).url.path == "/signin/account"

    with ThreadPoolExecutor(6) as six:
        assert sum(six.map(take, browsers)) == 1


def test_what_is_wrong_with_it_is_told_and_the_picture_stays(hub: Hub) -> None:
    zhang, browser = hub.officer("reviewer"), Browser(hub)
    path = link(hub, zhang)
    browser.open(path)
    secret = secret_of(browser)
    for new, again, code, refused in [
        ("short", "short", "", "PASSWORD_TOO_SHORT"),
        ("password1234", "password1234", "", "PASSWORD_GUESSED"),
        ("zhang zhang zhang", "zhang zhang zhang", "", "PASSWORD_GUESSED"),
        ("x" * 129, "x" * 129, "", "PASSWORD_TOO_LONG"),
        (PASSWORD, "another", "", "PASSWORDS_DIFFER"),
        (PASSWORD, PASSWORD, "000 000", "FACTOR_REFUSED"),
    ]:
        browser.send(path, new=new, again=again, code=code, sealed=browser.hidden("sealed"))
        assert browser.code() == refused
        assert secret_of(browser) == secret
    assert Browser(hub).sign_in("zhang").status_code == 403, "nobody is enrolled by half"


def test_a_secret_of_ones_own_choice_is_not_taken(hub: Hub) -> None:
    zhang, li = hub.officer("reviewer"), hub.officer("reviewer", account="li")
    first, second = Browser(hub), Browser(hub)
    first.open(link(hub, zhang))
    path = link(hub, li)
    second.open(path)
    code = pyotp.TOTP(secret_of(first)).now()
    answer = second.send(path, new=PASSWORD, again=PASSWORD, code=code, sealed=first.hidden("sealed"))
    assert answer.status_code == 404, "what another page has shown"


def test_another_link_ends_what_went_before(hub: Hub) -> None:
    zhang = enrolled(hub, "reviewer")
    before, browser = zhang.signed_in(), Browser(hub)
    path = link(hub, zhang.officer)
    browser.open(path)
    browser.send(
        path, new="a quite different sentence", again="a quite different sentence", sealed=browser.hidden("sealed")
    )
    assert before.session().status_code == 401
    assert Browser(hub).sign_in("zhang").status_code == 403
    assert Browser(hub).sign_in("zhang", "a quite different sentence").url.path == "/signin/account"
