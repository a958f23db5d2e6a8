"""Programs that act for officers: by a pushed request, a code that is spent once, and refresh tokens that are too."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.auth.conftest import Hub, Party
from tests.hub.signin.conftest import Browser, Enrolled, enrolled

BACK = "https://office.example/back"
SCOPES = "hub:read household/chain:read identity/name:read"
VERIFIER = secrets.token_urlsafe(32)
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Program:
    """A program of an office, public unless it has keys."""

    def __init__(self, hub: Hub, confidential: bool = False, uris: tuple[str, ...] = (BACK,), *scopes: str) -> None:
        keys: dict[str, Any] = {} if confidential else {"jwks": None}
        granted = scopes or ("hub:read", "household/chain:read", "identity/name:read", "civil/population:read")
        self.hub, self.confidential = hub, confidential
        self.party: Party = hub.register(
            *granted, department="civil_affairs", divisions=["620000000000"], redirect_uris=uris, **keys
        )

    def post(self, path: str, **fields: str) -> httpx.Response:
        proof = {"client_id": self.party.client_id}
        if self.confidential:
            proof = {key: value for key, value in self.party.form().items() if key.startswith("client_assertion")}
        return self.hub.http.post(path, data={**proof, **fields})

    def push(self, **changed: str | None) -> httpx.Response:
        usual = {
            "response_type": "code",
            "redirect_uri": BACK,
            "scope": SCOPES,
            "state": "a state",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        return self.post("/oauth/par", **{k: v for k, v in {**usual, **changed}.items() if v is not None})

    def address(self, **changed: str | None) -> str:
        """Where the browser is sent."""
        answer = self.push(**changed)
        assert answer.status_code == 201, answer.text
        return f"/oauth/authorize?client_id={self.party.client_id}&request_uri={answer.json()['request_uri']}"

    def answered(self, browser: Browser, answer: str = "allow", **changed: str | None) -> dict[str, str]:
        """What comes back by the browser."""
        browser.open(self.address(**changed))
        browser.send(
            "/oauth/authorize",
            client_id=self.party.client_id,
            request_uri=browser.hidden("request_uri"),
            answer=answer,
        )
        back = urlsplit(browser.answer.headers["location"])
        return {name: value for name, (value,) in parse_qs(back.query).items()}

    def token(self, code: str, **changed: str) -> httpx.Response:
        usual = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
        return self.post("/oauth/token", **{**usual, **changed})

    def refresh(self, token: str, **more: str) -> httpx.Response:
        return self.post("/oauth/token", grant_type="refresh_token", refresh_token=token, **more)

    def tokens(self, browser: Browser) -> dict[str, str]:
        answer = self.token(self.answered(browser)["code"])
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found


@pytest.fixture
def zhang(hub: Hub) -> Enrolled:
    return enrolled(hub, "reviewer")


@pytest.fixture
def browser(zhang: Enrolled) -> Browser:
    return zhang.signed_in()


def error(answer: httpx.Response) -> tuple[str, str]:
    return answer.json()["error"], answer.json()["code"]


@pytest.mark.parametrize("confidential", [False, True])
def test_a_program_acts_for_an_officer_who_allows_it(hub: Hub, browser: Browser, confidential: bool) -> None:
    program = Program(hub, confidential)
    back = program.answered(browser)
    assert (back["state"], back["iss"]) == ("a state", hub.server.endpoints.issuer)
    token = program.token(back["code"]).json()
    assert token["scope"] == "household/chain:read hub:read identity/name:read"
    grant = hub.me(token["access_token"]).json()
    assert (grant["officer"]["account"], grant["client_id"]) == ("zhang", program.party.client_id)
    assert grant["multirange"] == "{[620102000000,620103000000)}", "in the officer's divisions"
    again = program.refresh(token["refresh_token"]).json()
    assert again["refresh_token"] != token["refresh_token"]
    assert hub.me(again["access_token"]).status_code == 200
    assert hub.events("zhang")[-1] == "PROGRAM_ALLOWED"


def test_who_has_not_signed_in_does_so_on_the_way(hub: Hub, zhang: Enrolled) -> None:
    program, browser = Program(hub), Browser(hub)
    browser.open(program.address())
    wanted = browser.hidden("next")
    browser.send("/signin", account="zhang", password="three lanterns by the river", next=wanted)
    browser.send("/signin/factor", code=zhang.code(1), next=browser.hidden("next"))
    assert "office.example" in browser.answer.text
    assert "https://office.example" in browser.answer.headers["content-security-policy"]


def test_the_officer_says_no(hub: Hub, browser: Browser) -> None:
    back = Program(hub).answered(browser, "deny")
    assert back == {"error": "access_denied", "state": "a state", "iss": hub.server.endpoints.issuer}
    assert hub.events("zhang")[-1] == "PROGRAM_DENIED"


def test_a_program_has_no_more_than_the_officer_and_their_sign_in(hub: Hub) -> None:
    enrolled(hub, "supervisor", account="li", factor=False)
    browser = Browser(hub)
    browser.sign_in("li")
    token = Program(hub).tokens(browser)
    assert token["scope"] == "hub:read"
    weak = Browser(hub)
    enrolled(hub, "reviewer", account="wang", factor=False)
    weak.sign_in("wang")
    assert Program(hub).tokens(weak)["scope"] == "household/chain:read hub:read", "no names by a password alone"


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"code_challenge": None}, "PKCE_NEEDED"),
        ({"code_challenge_method": "plain"}, "PKCE_NEEDED"),
        ({"code_challenge_method": None}, "PKCE_NEEDED"),
        ({"code_challenge": "short"}, "PKCE_NEEDED"),
        ({"redirect_uri": "https://elsewhere.example/back"}, "UNKNOWN_REDIRECT_URI"),
        ({"redirect_uri": BACK + "/more"}, "UNKNOWN_REDIRECT_URI"),
        ({"response_type": "token"}, "OTHER_RESPONSE_TYPE"),
        ({"response_type": None}, "OTHER_RESPONSE_TYPE"),
        ({"scope": "hub:keys"}, "SCOPES_NOT_GRANTED"),
        ({"resource": "https://elsewhere.example"}, "UNKNOWN_RESOURCE"),
        ({"request_uri": "urn:x"}, "PUSH_PARAMETERS"),
        ({"request": "e30.e30."}, "PUSH_PARAMETERS"),
        ({"state": "x" * 1001}, "PUSH_PARAMETERS"),
    ],
)
def test_what_is_pushed_is_looked_at_before_anybody_is_asked(
    hub: Hub, changed: dict[str, str | None], refused: str
) -> None:
    assert error(Program(hub).push(**changed))[1] == refused


def test_a_request_that_was_not_pushed_is_refused_and_leads_nowhere(hub: Hub, browser: Browser) -> None:
    id = Program(hub).party.client_id
    plain = f"/oauth/authorize?response_type=code&client_id={id}&redirect_uri={BACK}&code_challenge={CHALLENGE}"
    browser.open(plain)
    assert (browser.answer.status_code, browser.code()) == (400, "PUSH_REQUEST_FIRST")
    other = Program(hub)
    uri = other.address().partition("request_uri=")[2]
    for named in (uri, "urn:ietf:params:oauth:request_uri:" + "x" * 43, "urn:x"):
        browser.open(f"/oauth/authorize?client_id={id}&request_uri={named}")
        assert browser.code() == "UNKNOWN_PUSHED_REQUEST"


def test_a_request_is_answered_once_and_within_minutes(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    address = program.address()
    browser.open(address)
    form = {"client_id": program.party.client_id, "request_uri": browser.hidden("request_uri"), "answer": "allow"}
    assert browser.send("/oauth/authorize", **form).status_code == 303
    browser.send("/oauth/authorize", **form)
    assert browser.code() == "UNKNOWN_PUSHED_REQUEST"
    address = program.address()
    hub.clock.ahead += 601
    browser.open(address)
    assert browser.code() == "UNKNOWN_PUSHED_REQUEST"


def test_a_client_without_a_way_back_asks_no_officer(hub: Hub) -> None:
    party = hub.register("hub:read", department="civil_affairs")
    proof = {key: value for key, value in party.form().items() if key.startswith("client_assertion")}
    fields = {"response_type": "code", "code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    answer = hub.http.post("/oauth/par", data={**proof, **fields, "redirect_uri": BACK})
    assert answer.status_code == 400
    answer = hub.http.post("/oauth/token", data={**party.form(), "grant_type": "authorization_code", "code": "x"})
    assert error(answer) == ("unauthorized_client", "NOT_FOR_THIS_CLIENT")


def test_a_public_client_is_nothing_by_itself(hub: Hub) -> None:
    program = Program(hub)
    assert program.post("/oauth/token", grant_type="client_credentials").status_code == 400
    assert program.post("/oauth/introspect", token="x").status_code == 401
    confidential = Program(hub, confidential=True)
    confidential.confidential = False
    assert confidential.push().status_code == 401, "nor does another become public by keeping its keys back"


@pytest.mark.parametrize(
    "changed",
    [
        {"code_verifier": secrets.token_urlsafe(32)},
        {"code_verifier": "short"},
        {"redirect_uri": "https://office.example/other"},
        {"code": "made up"},
    ],
)
def test_a_code_is_worth_nothing_without_its_proof(hub: Hub, browser: Browser, changed: dict[str, str]) -> None:
    program = Program(hub)
    code = program.answered(browser)["code"]
    assert error(program.token(**{"code": code, **changed})) == ("invalid_grant", "GRANT_NOT_VALID")


def test_a_code_is_worth_nothing_to_another_client_nor_after_a_minute(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    code = program.answered(browser)["code"]
    assert error(Program(hub).token(code))[1] == "GRANT_NOT_VALID"
    hub.clock.ahead += 61
    assert error(program.token(code))[1] == "GRANT_NOT_VALID"
    assert error(program.post("/oauth/token", grant_type="authorization_code"))[1] == "GRANT_NOT_VALID"


def test_a_code_that_comes_twice_ends_what_it_gave(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    code = program.answered(browser)["code"]
    token = program.token(code).json()
    assert hub.me(token["access_token"]).status_code == 200
    assert error(program.token(code))[1] == "GRANT_NOT_VALID"
    assert hub.me(token["access_token"]).status_code == 401
    assert error(program.refresh(token["refresh_token"]))[1] == "GRANT_NOT_VALID"
    assert "TOKEN_REUSED" in hub.events("zhang")


def test_a_refresh_token_that_comes_twice_ends_its_family(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    first = program.tokens(browser)
    second = program.refresh(first["refresh_token"]).json()
    assert error(program.refresh(first["refresh_token"]))[1] == "GRANT_NOT_VALID"
    assert error(program.refresh(second["refresh_token"]))[1] == "GRANT_NOT_VALID"
    assert hub.me(second["access_token"]).status_code == 401


def test_of_six_at_once_one_wins(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    for _ in range(3):
        code = program.answered(browser)["code"]
        with ThreadPoolExecutor(6) as six:
            won = [answer for answer in six.map(program.token, [code] * 6) if answer.status_code == 200]
        assert len(won) == 1
        refresh = program.tokens(browser)["refresh_token"]
        with ThreadPoolExecutor(6) as six:
            answers = list(six.map(program.refresh, [refresh] * 6))
        assert sorted(answer.status_code for answer in answers) == [200, *[400] * 5]


def test_a_family_ends_with_the_working_day_the_password_and_the_account(hub: Hub, zhang: Enrolled) -> None:
    program = Program(hub)
    first = program.tokens(zhang.signed_in())
    hub.clock.ahead += 3601
    assert error(program.refresh(first["refresh_token"]))[1] == "GRANT_NOT_VALID"
    browser = zhang.signed_in()
    second = program.tokens(browser)
    other = "a quite different sentence"
    browser.send("/signin/password", current="three lanterns by the river", new=other, again=other)
    assert error(program.refresh(second["refresh_token"]))[1] == "GRANT_NOT_VALID"
    third = program.tokens(browser)
    hub.disable(zhang.officer)
    assert hub.me(third["access_token"]).status_code == 401
    assert error(program.refresh(third["refresh_token"]))[1] == "GRANT_NOT_VALID"


def test_an_officer_sees_a_program_and_ends_it(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    token = program.tokens(browser)
    assert program.party.client_id in browser.open("/signin/account").text
    ((family,),) = hub.rows("SELECT id FROM oauth_families WHERE client_id = %s", program.party.client_id)
    browser.send("/signin/end", id=str(family))
    assert hub.me(token["access_token"]).status_code == 401
    assert error(program.refresh(token["refresh_token"]))[1] == "GRANT_NOT_VALID"


def test_a_refresh_token_is_given_back(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    token = program.tokens(browser)
    assert Program(hub).post("/oauth/revoke", token=token["refresh_token"]).status_code == 200
    assert hub.me(token["access_token"]).status_code == 200, "another's cannot be"
    assert program.post("/oauth/revoke", token=token["refresh_token"]).status_code == 200
    assert hub.me(token["access_token"]).status_code == 401


def test_fewer_scopes_can_be_had_and_no_more(hub: Hub, browser: Browser) -> None:
    program = Program(hub)
    token = program.tokens(browser)
    fewer = program.refresh(token["refresh_token"], scope="hub:read").json()
    assert fewer["scope"] == "hub:read"
    again = program.refresh(fewer["refresh_token"]).json()
    assert "identity/name:read" in again["scope"], "what was agreed to stays"
    assert error(program.refresh(again["refresh_token"], scope="civil/population:read"))[1] == "SCOPES_NOT_GRANTED"


def test_programs_of_ones_own_machine_take_any_port(hub: Hub, browser: Browser) -> None:
    program = Program(hub, False, ("http://127.0.0.1/back",))
    assert program.push(redirect_uri="http://127.0.0.1:51234/back").status_code == 201
    for uri in ("http://localhost:51234/back", "http://127.0.0.1:51234/other", "https://127.0.0.1:51234/back"):
        assert error(program.push(redirect_uri=uri))[1] == "UNKNOWN_REDIRECT_URI"
