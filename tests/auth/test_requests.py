"""Requests for tokens: what two programs could read in two ways is refused."""

from tests.auth.asking import FORM, raw
from tests.auth.conftest import Hub


def test_what_two_programs_could_read_in_two_ways_is_refused(hub: Hub) -> None:
    party = hub.register()
    good = "&".join(f"{name}={value}" for name, value in party.form().items()).encode()
    answers = {
        "repeated": raw(hub, good + b"&scope=hub:read"),
        "repeated empty": raw(hub, good + b"&scope="),
        "bad UTF-8": raw(hub, good + b"&x=\xff"),
        "bad escaped UTF-8": raw(hub, good + b"&x=%ff"),
        "escaped half surrogate": raw(hub, good + b"&x=%ed%a0%80"),
        "NUL": raw(hub, good + b"&x=%00"),
        "70 kB": raw(hub, good + b"&x=" + b"a" * 70_000),
        "a thousand fields": raw(hub, good + b"".join(b"&f%d=1" % n for n in range(1000))),
        "JSON": hub.http.post("/oauth/token", json=party.form()),
        "no content type": hub.http.post("/oauth/token", content=good),
        "multipart": hub.http.post("/oauth/token", files={"grant_type": (None, "client_credentials")}),
        "another charset": raw(hub, good, **{"Content-Type": FORM["Content-Type"] + "; charset=gbk"}),
        "query": hub.http.post("/oauth/token?scope=hub:read", content=good, headers=FORM),
        "empty": raw(hub, b""),
        "no pairs": raw(hub, b"&&&"),
        "two authorizations": hub.http.post(
            "/oauth/token", content=good, headers=[*FORM.items(), ("Authorization", "a"), ("Authorization", "b")]
        ),
        "assertion and secret": raw(hub, good, Authorization="Basic YTpi"),
    }
    assert {a.json()["error"] for a in answers.values()} == {"invalid_request"}, answers
    assert {name: a.status_code for name, a in answers.items() if a.status_code != 400} == {"70 kB": 413}
    assert hub.http.get("/oauth/token").status_code == 405
    assert raw(hub, good).status_code == 200
