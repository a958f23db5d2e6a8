"""Who may ask: nobody without a token, and what is refused stands in the access log."""

from tests.hub_running import Running


def test_who_comes_without_a_token_is_told_so_in_their_language(hub: Running) -> None:
    answer = hub.http.post("/graphql", json={"query": "{ me { client } }"}, headers={"Accept-Language": "zh-CN"})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (401, "MISSING_TOKEN")
    assert "令牌" in error["message"]


def test_what_may_not_be_asked_is_refused_field_by_field_and_leaves_a_trace(hub: Running) -> None:
    asker = hub["finance"]
    answer = asker.post("{ households(first: 1) { nodes { id chain { nodes { id } } } } }")
    errors = answer.json()["errors"]
    assert "data" not in answer.json()
    assert {error["extensions"]["code"] for error in errors} == {"MISSING_SCOPE"}
    assert all(error["path"] and error["extensions"]["need"] for error in errors)
    request = answer.headers["x-request-id"]
    log = hub.rows("SELECT kind, refusal, subjects FROM access_log WHERE request = %s", request)
    assert log == [("ATTEMPT", "MISSING_SCOPE", [])]
