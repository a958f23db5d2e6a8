"""Signing in: two steps, one text for whatever is wrong, and the way out."""

from auth.browser_sessions import cookie_name
from hub.signin.frame import inside
from tests.auth.conftest import Hub
from tests.hub.signin.conftest import PASSWORD, Browser, enrolled


def test_an_officer_signs_in_with_a_password_and_a_code(hub: Hub) -> None:
    zhang, browser = enrolled(hub, "reviewer"), Browser(hub)
    page = browser.sign_in(zhang.account)
    assert page.url.path == "/signin/factor"
    assert browser.session().json()["errors"][0]["extensions"]["code"] == "SESSION_ENDED"
    browser.send("/signin/factor", code=zhang.code(1), next="/signin/account")
    told = browser.session().json()
    assert told["officer"]["account"] == "zhang"
    assert "identity/name:read" in told["scopes"]


def test_what_is_wrong_is_told_in_one_text(hub: Hub) -> None:
    enrolled(hub, "reviewer")
    hub.officer("reviewer", account="not-enrolled")
    gone = enrolled(hub, "reviewer", account="gone")
    hub.execute("UPDATE officers SET disabled_at = now() WHERE account = 'gone'")
    texts = set()
    for account, password in [
        ("zhang", "some other password"),
        ("nobody", PASSWORD),
        ("not-enrolled", PASSWORD),
        (gone.account, PASSWORD),
        ("zhang", PASSWORD * 10),
    ]:
        browser = Browser(hub)
        answer = browser.sign_in(account, password)
        assert (answer.status_code, browser.code()) == (403, "SIGN_IN_REFUSED")
        assert "aidhub-without-tls" not in browser.http.cookies
        texts.add(answer.text.replace(account, "").split("<main>")[1])
    assert len(texts) == 1


def test_a_password_alone_opens_no_names(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    browser = Browser(hub)
    assert browser.sign_in("zhang").url.path == "/signin/account"
    scopes = browser.session().json()["scopes"]
    assert "household/chain:read" in scopes
    assert "identity/name:read" not in scopes
    assert "rest" in browser.answer.text


def test_a_code_is_taken_once(hub: Hub) -> None:
    zhang, first, second = enrolled(hub, "reviewer"), Browser(hub), Browser(hub)
    code = zhang.code(1)
    for browser in (first, second):
        browser.sign_in("zhang")
        browser.send("/signin/factor", code=code, next="/")
    assert first.session().status_code == 200
    assert second.code() == "FACTOR_REFUSED"
    second.send("/signin/factor", code=zhang.code(0), next="/")
    assert second.code() == "FACTOR_REFUSED", "an older one neither"


def test_the_cookie_changes_with_what_it_opens(hub: Hub) -> None:
    zhang, browser = enrolled(hub, "reviewer"), Browser(hub)
    browser.sign_in("zhang")
    halfway = browser.http.cookies["aidhub-without-tls"]
    browser.send("/signin/factor", code=zhang.code(1), next="/signin/account")
    assert browser.http.cookies["aidhub-without-tls"] != halfway
    other = Browser(hub)
    other.http.cookies.set("aidhub-without-tls", halfway)
    assert other.session().status_code == 401


def test_a_script_cannot_read_the_cookie(hub: Hub) -> None:
    enrolled(hub, "reviewer", factor=False)
    form, headers = {"account": "zhang", "password": PASSWORD}, {"Origin": hub.server.endpoints.issuer}
    cookie = Browser(hub).http.post("/signin", data=form, headers=headers).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "domain" not in cookie
    assert cookie_name("https://hub.example") == "__Host-aidhub"


def test_the_way_out_ends_the_session_everywhere(hub: Hub) -> None:
    browser = enrolled(hub, "reviewer").signed_in()
    value = browser.http.cookies["aidhub-without-tls"]
    assert "Sign out here?" in browser.open("/signout").text
    assert browser.session().status_code == 200, "looking at the page ends nothing"
    browser.send("/signout", sure="yes")
    assert "aidhub-without-tls" not in browser.http.cookies
    browser.http.cookies.set("aidhub-without-tls", value)
    assert browser.session().status_code == 401


def test_a_stranger_is_shown_the_form_and_nothing_else(browser: Browser) -> None:
    for path in ("/signin", "/signin/account", "/signin/password", "/signout", "/signin/passkeys", "/signin/end"):
        assert 'name="password"' in browser.open(path).text, path
    assert browser.open("/signin/factor").status_code == 401
    assert browser.session().status_code == 401
    for path in ("/signin/password", "/signin/passkeys", "/signin/end", "/oauth/authorize", "/signin/factor"):
        assert browser.send(path, id="others").status_code == 401, path


def test_a_form_of_another_site_is_refused(hub: Hub) -> None:
    browser = enrolled(hub, "reviewer").signed_in()
    for headers in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        answer = browser.http.post("/signout", data={"x": "y"}, headers=headers)
        assert (answer.status_code, "CROSS_SITE" in answer.text) == (403, True), headers
    assert browser.session().status_code == 200
    stranger = Browser(hub)
    form = {"account": "zhang", "password": PASSWORD}
    answer = stranger.http.post("/signin", data=form, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403, "nor is anybody signed in as somebody else by one"


def test_nothing_foreign_runs_in_a_page_and_nothing_frames_it(browser: Browser) -> None:
    answer = browser.open("/signin")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert browser.open("/signin/style.css").headers["content-type"].startswith("text/css")
    assert browser.open("/signin/pages.py").status_code == 404


def test_what_leads_elsewhere_leads_home() -> None:
    for path in (
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "javascript:x",
        "/a\nb",
        "",
    ):
        assert inside(path) == "/signin/account"
    assert inside("/oauth/authorize?client_id=x") == "/oauth/authorize?client_id=x"


def test_pages_are_chinese_unless_the_reader_says_english(hub: Hub) -> None:
    assert 'lang="zh-CN"' in Browser(hub, "").open("/signin").text
    assert 'lang="zh-CN"' in Browser(hub, "fr, zh;q=0.8, en;q=0.5").open("/signin").text
    browser = Browser(hub, "zh-CN")
    assert "登录" in browser.open("/signin").text
    assert "Sign in" in browser.open("/signin?lang=en&next=/signin/password").text
    assert browser.hidden("next") == "/signin/password"
    assert "Sign in" in browser.open("/signin").text, "as was chosen"
