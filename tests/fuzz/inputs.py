"""Inputs: requests to the token endpoint, to sign-in and to the graph, of which none may be let in and none may break anything."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote_plus

from tests.fuzz.mutations import bytes_of, jsons, values_of, words_of

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
HOUSEHOLD = {
    "division": "621102001001",
    "asOf": "2024-03-01",
    "channel": "HOME_VISIT",
    "residence": "rural",
    "members": [{"name": "李四", "idNumber": "629901201009010027", "relation": "head"}],
}
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("query ($id: ID!) { household(id: $id) { id chain(first: 5) { nodes { kind month } } } }", {"id": "x"}),
    ('{ household(number: "CASE-01") { number members { person { nameMasked birthDate } } } }', {}),
    ("query ($n: Int, $a: String) { households(first: $n, after: $a) { nodes { number } pageInfo { endCursor } } }", {"n": 3, "a": None}),
    ("query ($p: String!) { eligibleTargets(programme: $p, first: 2) { nodes { certainty } totalCount } }", {"p": "JY-02"}),
    ("query ($n: String!) { person(idNumber: $n) { id } }", {"n": "629901194506180019"}),
    ("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", {"r": [{"__typename": "Household", "id": "x"}]}),
    ("query ($k: Instant, $d: Date) { household(number: \"CASE-02\") { chain(knownAt: $k, asOf: $d) { nodes { id } } } }", {"k": "2024-01-01T00:00:00Z", "d": "2024-01-01"}),
    ("{ me { client sees } __schema { types { name fields { name } } } }", {}),
    ("mutation ($i: [HouseholdInput!]!) { registerHouseholds(items: $i) { __typename } }", {"i": [HOUSEHOLD]}),
    ("mutation ($i: [EducationAidFeedbackInput!]!) { feedBackEducationAid(items: $i, checkOnly: true) { __typename } }", {"i": [{"externalId": "f"}]}),
]  # fmt: skip
FIELDS = (
    "account",
    "password",
    "again",
    "code",
    "next",
    "passkey",
    "asked",
    "request_uri",
    "client_id",
    "answer",
    "id",
)
PAGES = (
    "/signin", "/signin", "/signin/factor", "/signin/account", "/signin/end", "/signin/passkeys", "/signin/password", "/signin/style.css",
    "/enrol/AAAA", "/oauth/authorize", "/oauth/par", "/session", "/signout",
)  # fmt: skip
SESSION = b"aidhub-without-tls"


@dataclass(frozen=True)
class Known:
    """What an attacker may hold who is let in nowhere: a client's id, an old assertion, tokens that they change."""

    host: str
    client_id: str
    secret: str = field(repr=False)
    assertion: str = field(repr=False)
    """A good one, once: nobody may change it and be believed."""
    token: str = field(repr=False)
    origin: str


@dataclass(frozen=True)
class Request:
    """What is sent, and whether an answer of success would mean that somebody was let in."""

    kind: str
    sent: bytes
    shut: bool


def inputs(known: Known, seed: int) -> Iterator[Request]:
    """Requests without end, the same for the same seed."""
    random = Random(seed)
    makers: tuple[Callable[[Random, Known], Request], ...] = (
        _form,
        _assertion,
        _stranger,
        _document,
        _document,
        _signing,
    )
    while True:
        yield random.choice(makers)(random, known)


def _form(random: Random, known: Known) -> Request:
    """A form with a secret that is not the client's, spelled in whatever way."""
    wrong = bytes_of(random, known.secret.encode(), [b"secret"])
    basic = b"Basic " + base64.b64encode(quote_plus(known.client_id).encode() + b":" + quote_plus(wrong).encode())
    in_header = random.random() < 0.5
    form = {b"grant_type": b"client_credentials", b"scope": b"hub:read"}
    if not in_header:
        form |= {b"client_id": known.client_id.encode(), b"client_secret": quote_plus(wrong).encode()}
    body = b"&".join(name + b"=" + value for name, value in form.items())
    if random.random() < 0.7:
        body = bytes_of(random, body, [b"&scope=hub:keys", b"&resource=https://x", b"&grant_type=password"])
    headers = {"Content-Type": _type(random, FORM), **({"Authorization": basic} if in_header else {})}
    path = random.choice(("/oauth/token", "/oauth/token", "/oauth/introspect", "/oauth/revoke"))
    return _request(known, "token endpoint", "POST", path, headers, body, shut=True)


def _assertion(random: Random, known: Known) -> Request:
    """An assertion that is not the client's any more: changed in its letters, or in what it says."""
    changed = _changed_jwt(random, known.assertion)
    form = f"grant_type=client_credentials&client_assertion_type={quote_plus(ASSERTION)}&client_assertion=".encode()
    body = form + quote_plus(changed).encode()
    return _request(known, "token endpoint", "POST", "/oauth/token", {"Content-Type": FORM}, body, shut=True)


def _stranger(random: Random, known: Known) -> Request:
    """A question with a token that nobody gave."""
    query, variables = random.choice(QUESTIONS)
    bearer = b"Bearer " + _changed_jwt(random, known.token)
    headers = {"Content-Type": _type(random, JSON), "Authorization": bearer}
    return _request(
        known, "token", "POST", "/graphql", headers, jsons({"query": query, "variables": variables}), shut=True
    )


def _document(random: Random, known: Known) -> Request:
    """A document, its variables or the bytes of both that a good client would not send."""
    query, variables = random.choice(QUESTIONS)
    asked: Any = {"query": query, "variables": variables}
    match random.randrange(4):
        case 0:
            asked["query"] = words_of(random, query)
        case 1:
            asked["variables"] = values_of(random, variables)
        case 2:
            asked = values_of(random, {**asked, "operationName": None, "extensions": {}})
    body = jsons(asked)
    if random.random() < 0.3:
        body = bytes_of(random, body, [jsons({"query": one}) for one, _ in QUESTIONS])
    headers = {"Content-Type": _type(random, JSON), "Authorization": f"Bearer {known.token}".encode()}
    if random.random() < 0.3:
        headers |= {"X-Purpose": _header(bytes_of(random, b"review; %E6%A0%B8", [b"determine"]))}
    return _request(known, "graph", random.choice(("POST",) * 9 + ("PUT",)), "/graphql", headers, body, shut=False)


def _signing(random: Random, known: Known) -> Request:
    """A form or a session of a page of signing in that no page gave out."""
    path = random.choice(PAGES)
    names = random.sample(FIELDS, random.randint(1, 5))
    body = b"&".join(name.encode() + b"=" + quote_plus(bytes_of(random, b"lisi", [b"x"])).encode() for name in names)
    if random.random() < 0.4:
        body = bytes_of(random, body, [b"&account=admin&password=admin"])
    headers: dict[str, str | bytes] = {"Content-Type": _type(random, FORM)}
    if random.random() < 0.8:
        headers["Origin"] = known.origin
    if random.random() < 0.5:
        headers["Cookie"] = SESSION + b"=" + _header(bytes_of(random, known.token[:43].encode(), [b"; a=b"]))
    if random.random() < 0.3:
        query = quote_plus(bytes_of(random, b"response_type=code", [b"&request_uri=urn:x"]), safe="=&%")
        return _request(known, "sign-in", "GET", f"{path}?{query}", headers, b"", shut=True)
    return _request(known, "sign-in", "POST", path, headers, body, shut=True)


def _changed_jwt(random: Random, token: str) -> bytes:
    """Another token than this one, whatever blanks a server may take away from its ends."""
    changed = token.encode()
    while changed.strip() == token.encode():
        parts = changed.split(b".")
        at = random.randrange(3)
        if at < 2 and random.random() < 0.5:
            said = json.loads(base64.urlsafe_b64decode(parts[at] + b"=="))
            parts[at] = base64.urlsafe_b64encode(jsons(values_of(random, said))).rstrip(b"=")
        else:
            parts[at] = bytes_of(random, parts[at], [b"eyJhbGciOiJub25lIn0", b"."])
        changed = _header(b".".join(parts))
    return changed


def _type(random: Random, usual: str) -> str | bytes:
    return (
        usual
        if random.random() < 0.9
        else _header(bytes_of(random, usual.encode(), [b"text/plain", b"multipart/form-data"]))
    )


def _header(value: bytes) -> bytes:
    """What can stand in a header at all: anything else is the HTTP parser's, which hangs up."""
    return bytes(byte for byte in value if byte >= 0x20 and byte != 0x7F)[:8000]


def _request(
    known: Known, kind: str, method: str, path: str, headers: Mapping[str, str | bytes], body: bytes, *, shut: bool
) -> Request:
    told = {"Host": known.host, "Content-Length": str(len(body)), **headers}
    lines = [
        name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()) for name, value in told.items()
    ]
    return Request(kind, f"{method} {path} HTTP/1.1\r\n".encode() + b"\r\n".join(lines) + b"\r\n\r\n" + body, shut)
