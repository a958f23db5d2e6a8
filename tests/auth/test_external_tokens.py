"""Tokens of an identity provider outside of the hub: it says who asks, and the hub what that one may do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from auth import officer_registration
from auth.token_limits import TokenLimits
from hub.database.postgres import Server
from hub.database.roles import addresses
from registry.errors import Refusal
from registry.store.roles import Roles
from tests.auth.conftest import HOUSING, TESTER, Hub, hub_of
from tests.auth.identity_provider import (
    CEILING,
    PORTAL,
    Provider,
    Publisher,
    free_port,
    new_key,
    oidc_provider,
    portal,
    publisher,
)
from tests.conftest import TEMPLATE, Copy

KEY = new_key()
MORE = {
    "plain": "",
    "narrowing": 'department_claim = "dept"\ndivision_claim = "divisions"',
    "people": 'officer_claim = "sub"',
    "keycloak": """typ = ["JWT"]
required = { typ = "Bearer" }
client_claim = "azp"
program = { claim = "preferred_username", value = "service-account-{client}" }""",
}
"""What the file says of an issuer besides."""


@pytest.fixture(scope="module")
def real(node: str) -> Iterator[Provider]:
    with oidc_provider(node, PORTAL, "nobodys-program") as provider:
        yield provider


@pytest.fixture(scope="module")
def issuers() -> Iterator[Mapping[str, Publisher]]:
    """One that says who asks and no more, one that says where too, one that knows people, and one like Keycloak."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(publisher(KEY)) for name in MORE}


@pytest.fixture(scope="module")
def hub(
    postgres: Server,
    template: Roles,
    new_database: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
    issuers: Mapping[str, Publisher],
) -> Iterator[Hub]:
    owner, folder = postgres.owner_url(new_database(TEMPLATE)), tmp_path_factory.mktemp("hub")
    file = folder / "issuers.toml"
    file.write_text("".join(issuer.declaration(MORE[name]) for name, issuer in issuers.items()))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    with hub_of(copy, folder, TokenLimits(10**6), file) as hub:
        portal(hub)
        yield hub


@pytest.fixture
def issuer(issuers: Mapping[str, Publisher]) -> Publisher:
    return issuers["plain"]


def code(hub: Hub, token: str) -> str:
    answer = hub.me(token)
    return "accepted" if answer.status_code == 200 else str(answer.json()["code"])


def test_a_real_provider_is_believed_up_to_its_ceiling_and_asked_once_for_its_keys(
    real: Provider, copy: Copy, tmp_path: Path
) -> None:
    with hub_of(copy, tmp_path, TokenLimits(10**6), real.declared(tmp_path)) as hub:
        portal(hub, "hub:read", "housing/targets:read", "identity/number:read")
        audience, every = hub.server.endpoints.resource, "hub:read housing/targets:read identity/number:read"
        assert set(hub.me(real.token(audience, every)).json()["scopes"]) == {"hub:read", "housing/targets:read"}
        assert hub.me(real.token(audience)).json()["scopes"] == ["hub:read"]
        assert code(hub, real.token(audience, client="nobodys-program")) == "INVALID_TOKEN"
        assert code(hub, real.token("https://elsewhere.example/graphql")) == "INVALID_TOKEN"
        before = real.fetches()
        hub.clock.ahead += 31
        forged = [real.signed(hub, {"kid": f"forged-{n}"}) for n in range(200)]
        assert {code(hub, token) for token in forged} == {"INVALID_TOKEN"}
        assert real.fetches() - before == 1


def test_while_a_real_provider_is_away_its_keys_are_kept(node: str, copy: Copy, tmp_path: Path) -> None:
    with ExitStack() as hubs:
        with oidc_provider(node, PORTAL) as provider:
            hub = hubs.enter_context(hub_of(copy, tmp_path, TokenLimits(10**6), provider.declared(tmp_path)))
            portal(hub)
            assert code(hub, provider.token(hub.server.endpoints.resource)) == "accepted"
        hub.clock.ahead += 3600
        assert code(hub, provider.signed(hub)) == "accepted"
        assert code(hub, provider.signed(hub, {"kid": "k2"})) == "INVALID_TOKEN"


def test_whose_keys_never_came_is_told_to_come_again(copy: Copy, tmp_path: Path) -> None:
    nowhere = Provider(f"http://127.0.0.1:{free_port()}", KEY)
    with hub_of(copy, tmp_path, TokenLimits(10**6), nowhere.declared(tmp_path)) as hub:
        portal(hub)
        answer = hub.me(nowhere.signed(hub))
        assert (answer.status_code, answer.json()["code"]) == (503, "ISSUER_AWAY")
        assert hub.me(hub.token(hub.register("hub:read"))).status_code == 200


def test_the_registry_says_where_the_client_may_look_and_for_how_long(hub: Hub, issuer: Publisher) -> None:
    told = hub.me(issuer.signed(hub)).json()
    assert (told["client_id"], told["department"], told["divisions"]) == (PORTAL, "housing", ["620102000000"])
    assert set(told["scopes"]) == {"hub:read", "housing/targets:read"}
    portal(hub, *HOUSING, client="housing-former")
    former = {"client_id": "housing-former", "sub": "housing-former"}
    assert code(hub, issuer.signed(hub, **former)) == "accepted"
    hub.execute("UPDATE oauth_clients SET disabled_at = now() WHERE client_id = 'housing-former'")
    hub.clock.ahead += 6
    assert code(hub, issuer.signed(hub, **former)) == "CLIENT_DISABLED"


def test_a_client_that_the_registry_has_not_gets_nothing(hub: Hub, issuer: Publisher) -> None:
    assert code(hub, issuer.signed(hub, client_id="stranger", sub="stranger")) == "INVALID_TOKEN"


def test_a_client_of_another_department_is_not_this_issuers_to_speak_for(hub: Hub, issuer: Publisher) -> None:
    portal(hub, "hub:read", department="health", client="health-portal")
    assert code(hub, issuer.signed(hub, client_id="health-portal", sub="health-portal")) == "INVALID_TOKEN"


def test_a_person_who_signs_in_through_a_program_is_not_the_program(hub: Hub, issuer: Publisher) -> None:
    assert code(hub, issuer.signed(hub, sub="zhang.san")) == "INVALID_TOKEN"


BAD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another algorithm of the same key": ({"alg": "PS256"}, {}),
    "no type": ({"typ": None}, {}),
    "an ID token": ({"typ": "JWT"}, {}),
    "another key id": ({"kid": "k2"}, {}),
    "no key id": ({"kid": None}, {}),
    "another audience": ({}, {"aud": "https://elsewhere.example/graphql"}),
    "no audience": ({}, {"aud": None}),
    "another issuer": ({}, {"iss": "https://elsewhere.example"}),
    "an address of the issuer that reads alike": ({}, {"iss": "http://localhost"}),
    "has ended": ({}, {"iat": 1, "exp": 2}),
    "lives for a day": ({}, {"exp": 10**10}),
    "never ends": ({}, {"exp": None}),
    "ends at no number": ({}, {"exp": "9999999999"}),
    "ends at true": ({}, {"exp": True}),
    "issued tomorrow": ({}, {"iat": 10**10, "exp": 10**10 + 60}),
    "not yet good": ({}, {"nbf": 10**10}),
    "no scope": ({}, {"scope": None}),
    "scope no list of words": ({}, {"scope": [7]}),
    "no client": ({}, {"client_id": None}),
    "client no text": ({}, {"client_id": [PORTAL], "sub": [PORTAL]}),
    "client with NUL": ({}, {"client_id": "a\0", "sub": "a\0"}),
}


def test_what_breaks_a_rule_is_no_token(hub: Hub, issuer: Publisher) -> None:
    told = {name: code(hub, issuer.signed(hub, header, **claims)) for name, (header, claims) in BAD.items()}
    assert told == dict.fromkeys(BAD, "INVALID_TOKEN")
    assert code(hub, issuer.signed(hub)) == "accepted"


def test_another_key_signs_nothing_and_none_is_taken_from_the_token(hub: Hub, issuer: Publisher) -> None:
    own = new_key()
    stranger = Publisher(issuer.iss, own)
    public = own.as_dict(private=False)
    brought = [{"jwk": public}, {"jku": f"{issuer.iss}/jwks"}, {"x5u": f"{issuer.iss}/jwks"}]
    assert code(hub, stranger.signed(hub)) == "INVALID_TOKEN"
    assert {code(hub, stranger.signed(hub, header)) for header in brought} == {"INVALID_TOKEN"}
    assert {code(hub, issuer.signed(hub, header)) for header in brought} == {"INVALID_TOKEN"}


def test_a_token_of_the_hub_in_the_issuers_name_is_none(hub: Hub, issuer: Publisher) -> None:
    claims = hub.server.tokens.verify(hub.token(hub.register("hub:read")))
    forged = issuer.signed(hub, iss=hub.server.endpoints.issuer, client_id=claims.client_id, sub=claims.client_id)
    assert code(hub, forged) == "INVALID_TOKEN"


def test_what_the_issuer_says_of_department_and_divisions_narrows_and_never_widens(
    hub: Hub, issuers: Mapping[str, Publisher]
) -> None:
    issuer = issuers["narrowing"]

    def me(divisions: object, dept: str = "housing") -> Any:
        return hub.me(issuer.signed(hub, dept=dept, divisions=divisions)).json()

    portal(hub, *HOUSING, client="housing-wide", divisions=["620102000000", "620103000000"])
    wide = {"client_id": "housing-wide", "sub": "housing-wide", "dept": "housing"}
    narrowed = hub.me(issuer.signed(hub, **wide, divisions=["620103000000", "620502000000"])).json()
    assert narrowed["divisions"] == ["620103000000"]
    assert narrowed["ranges"] == [[620103000000, 620104000000]]
    assert me("620000000000")["divisions"] == ["620102000000"]
    assert me(["620502000000"])["code"] == "INVALID_TOKEN"
    assert me([])["code"] == me("620102000000", "health")["code"] == me(7)["code"] == "INVALID_TOKEN"
    assert code(hub, issuer.signed(hub)) == "INVALID_TOKEN"


def test_tokens_of_the_type_of_all_tokens_are_known_by_another_claim(
    hub: Hub, issuers: Mapping[str, Publisher]
) -> None:
    issuer = issuers["keycloak"]
    known = {"azp": PORTAL, "client_id": None, "sub": "5b0e", "preferred_username": f"service-account-{PORTAL}"}
    typed = {"typ": "JWT"}
    assert code(hub, issuer.signed(hub, typed, typ="Bearer", **known)) == "accepted"
    assert code(hub, issuer.signed(hub, typed, typ="ID", **known)) == "INVALID_TOKEN"
    assert code(hub, issuer.signed(hub, typed, **known)) == "INVALID_TOKEN"
    person = known | {"preferred_username": "zhang.san"}
    assert code(hub, issuer.signed(hub, typed, typ="Bearer", **person)) == "INVALID_TOKEN"


def test_a_person_whom_the_provider_knows_is_the_officer_whom_an_administrator_named(
    hub: Hub, issuers: Mapping[str, Publisher]
) -> None:
    issuer, officer = issuers["people"], hub.officer("department_clerk", department="housing")
    portal(hub, *HOUSING, client="housing-console", divisions=["620102000000"])
    zhang = {"client_id": "housing-console", "sub": "3c1d-zhang"}
    assert code(hub, issuer.signed(hub, **zhang)) == "INVALID_TOKEN"
    with hub.pool.connection() as connection:
        officer_registration.let_in(connection, TESTER, officer, issuer.iss, "3c1d-zhang")
    told = hub.me(issuer.signed(hub, **zhang)).json()
    assert (told["officer"]["account"], told["client_id"]) == ("zhang", "housing-console")
    assert set(told["scopes"]) <= set(CEILING)
    assert hub.me(issuer.signed(hub)).json()["officer"] is None
    assert code(hub, issuers["plain"].signed(hub, **zhang)) == "INVALID_TOKEN"
    assert code(hub, issuer.signed(hub, client_id="housing-console", sub=["3c1d-zhang"])) == "INVALID_TOKEN"
    with hub.pool.connection() as connection, pytest.raises(Refusal, match="LOGIN_TAKEN"):
        officer_registration.let_in(connection, TESTER, officer, issuer.iss, "3c1d-zhang")
    kept = issuer.signed(hub, **zhang)
    assert code(hub, kept) == "accepted"
    with hub.pool.connection() as connection:
        officer_registration.let_in_no_more(connection, TESTER, officer, issuer.iss)
    hub.clock.ahead += 6
    assert code(hub, kept) == "INVALID_TOKEN"


def test_an_officer_of_another_department_is_not_this_issuers_to_speak_for(
    hub: Hub, issuers: Mapping[str, Publisher]
) -> None:
    issuer, officer = issuers["people"], hub.officer("reviewer", account="li")
    with hub.pool.connection() as connection:
        officer_registration.let_in(connection, TESTER, officer, issuer.iss, "li")
    assert code(hub, issuer.signed(hub, sub="li")) == "INVALID_TOKEN"


def test_two_tokens_of_one_name_are_two(hub: Hub, issuer: Publisher) -> None:
    wide, narrow = (
        issuer.signed(hub, jti="the same", scope=scope) for scope in ("hub:read housing/targets:read", "hub:read")
    )
    assert len(hub.me(wide).json()["scopes"]) == 2
    assert hub.me(narrow).json()["scopes"] == ["hub:read"]


def test_the_resource_says_whom_it_believes(hub: Hub, issuers: Mapping[str, Publisher]) -> None:
    document = hub.http.get("/.well-known/oauth-protected-resource").json()
    assert document["authorization_servers"] == [
        hub.server.endpoints.issuer,
        *(issuer.iss for issuer in issuers.values()),
    ]
