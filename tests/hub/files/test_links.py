"""Download links: what their asker may, for whoever holds them, once; and nothing of a stranger's."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from registry.journal.download_links import MOST_OPEN
from tests.hub.files.sheets import line, sheet, worked
from tests.hub_running import Running

LIST = {"query": '{ targetChanges(programme: "ZJ-03") { nodes { kind householdId } } }'}
EXPORT = {"path": "/export", "body": LIST}


def asked(hub: Running, wanted: Any, who: str = "housing", **headers: str) -> httpx.Response:
    said = {"Authorization": f"Bearer {hub[who].token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return hub.http.post("/links", content=json.dumps(wanted), headers={**said, "Content-Type": "application/json"})


def link(hub: Running, wanted: Any = EXPORT, who: str = "housing", **headers: str) -> str:
    answer = asked(hub, wanted, who, **headers)
    assert answer.status_code == 201, answer.text
    url: str = answer.json()["url"]
    return url


def code(answer: httpx.Response) -> str:
    found: str = answer.json()["errors"][0]["extensions"]["code"]
    return found


def nested(deep: int) -> Any:
    return json.loads("[" * deep + "]" * deep)


def direct(hub: Running, accept: str) -> bytes:
    headers = {"Authorization": f"Bearer {hub['housing'].token}", "Accept": accept}
    return hub.http.post("/export", json=LIST, headers=headers).content


def test_a_list_is_fetched_once_by_whoever_holds_the_link(hub: Running) -> None:
    answer = asked(hub, EXPORT, Accept="text/csv")
    url = answer.json()["url"]
    assert url.startswith(f"{hub.url}/d/")
    assert (answer.headers["cache-control"], answer.json()["uses"]) == ("no-store", 1)
    fetched = httpx.get(url)
    assert (fetched.status_code, fetched.content) == (200, direct(hub, "text/csv"))
    assert fetched.headers["content-disposition"].startswith("attachment")
    assert fetched.headers["cache-control"] == "no-store"
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert fetched.headers["referrer-policy"] == "no-referrer"
    again = httpx.get(url)
    assert (again.status_code, code(again)) == (410, "LINK_GONE")
    assert again.headers["cache-control"] == "no-store"


def test_the_workbook_with_its_red_cells_is_fetched_by_its_link_alone(hub: Running) -> None:
    id = worked(hub, sheet(line(hub, "link", 发生日期="2999-01-01")))["id"]
    fetched = httpx.get(link(hub, {"path": f"/files/{id}/errors.csv"}))
    own = hub.http.get(f"/files/{id}/errors.csv", headers={"Authorization": f"Bearer {hub['housing'].token}"})
    assert (fetched.status_code, fetched.content) == (200, own.content)
    stranger = link(hub, {"path": f"/files/{id}/errors.csv"}, "education_aid")
    assert code(httpx.get(stranger)) == "FILE_GONE"  # it is made with the rights of whoever asks for it


def test_a_list_of_targets_is_fetched_as_a_workbook_with_the_purpose_of_its_asker(hub: Running) -> None:
    body = {"programme": "ZJ-03", "division": "620000000000", "certainty": "MET"}
    fetched = httpx.get(link(hub, {"path": "/files/targets", "body": body}, X_Purpose="housing"))
    assert (fetched.status_code, fetched.content[:2]) == (200, b"PK")
    request = fetched.headers["x-request-id"]
    assert ("housing",) in hub.rows("SELECT purpose FROM access_log WHERE request = %s", request)


def test_it_opens_as_often_as_was_asked_for_and_what_brings_nothing_does_not_count(hub: Running) -> None:
    url = link(hub, {**EXPORT, "uses": 2})
    assert httpx.head(url).status_code == 405  # who looks whether something is there spends nothing
    assert [httpx.get(url).status_code for _ in range(3)] == [200, 200, 410]
    refused = link(hub, {"path": "/export", "body": {"query": "{ me { client } }"}})
    assert [httpx.get(refused).status_code for _ in range(2)] == [422, 422]


def test_a_person_reads_in_a_browser_what_is_wrong(hub: Running) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "zh-CN,zh;q=0.9"}
    answer = httpx.get(f"{hub.url}/d/{'A' * 43}", headers=browser)
    assert answer.status_code == 410
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "content-disposition" not in answer.headers
    assert answer.text == "该链接无效、已使用或已过期。请向发送人索取新链接。 (LINK_GONE)"
    url = link(hub, {"path": "/export", "body": {"query": "{ me { client } }"}})
    assert httpx.get(url, headers=browser).headers["content-type"].startswith("text/plain")


def test_of_many_who_open_it_at_once_one_does(hub: Running) -> None:
    url = link(hub)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(httpx.get, [url] * 8))
    assert sorted(answer.status_code for answer in answers) == [200, *[410] * 7]


def test_it_ends_with_its_minutes(hub: Running) -> None:
    url = link(hub)
    hub.rows("UPDATE download_links SET expires_at = now() RETURNING 1")
    assert code(httpx.get(url)) == "LINK_GONE"
    link(hub)
    assert hub.rows("SELECT count(*) FROM download_links WHERE expires_at < now()") == [(0,)]


def test_it_ends_with_its_client_and_is_worth_what_the_client_may_then(hub: Running) -> None:
    url = link(hub)
    ((client,),) = hub.rows("SELECT client FROM download_links ORDER BY id DESC LIMIT 1")
    for change, back, status in (
        ("disabled_at = now()", "disabled_at = NULL", 401),
        ("scopes = array_remove(scopes, 'housing/targets:read')", "scopes = scopes || '{housing/targets:read}'", 403),
    ):
        hub.rows(f"UPDATE oauth_clients SET {change} WHERE client_id = %s RETURNING 1", client)
        try:
            deadline = time.monotonic() + 15
            while (answer := httpx.get(url)).status_code != status:
                assert time.monotonic() < deadline
                url = link(hub) if answer.status_code == 200 else url
                time.sleep(0.2)
        finally:
            hub.rows(f"UPDATE oauth_clients SET {back} WHERE client_id = %s RETURNING 1", client)
            while "errors" in hub["housing"].post(LIST["query"]).json():
                time.sleep(0.2)


def test_its_asking_and_its_opening_stand_in_the_access_log_with_what_was_shown(hub: Running) -> None:
    url = link(hub)
    request = httpx.get(url).headers["x-request-id"]
    ((id,),) = hub.rows("SELECT id::text FROM download_links ORDER BY id DESC LIMIT 1")
    rows = hub.rows("SELECT operation, variables FROM access_log WHERE variables LIKE %s ORDER BY id", f"%{id}%")
    assert rows == [(name, json.dumps({"link": id, "path": "/export"})) for name in ("link.asked", "link.opened")]
    kinds = hub.rows("SELECT kind, operation FROM access_log WHERE request = %s ORDER BY id", request)
    assert kinds[0] == ("ANSWER", "link.opened")
    assert {kind for kind, _ in kinds[1:]} == {"ANSWER", "EXPORT"}


def test_neither_the_link_nor_what_it_asks_can_be_read_from_the_database(hub: Running) -> None:
    url = link(
        hub,
        {"path": "/export", "body": {"query": "{ me { client } }", "variables": {"idNumber": "629901199001010014"}}},
    )
    ((kept,),) = hub.rows("SELECT to_jsonb(l)::text FROM download_links l ORDER BY id DESC LIMIT 1")
    assert url.rpartition("/")[2] not in kept
    assert b"629901199001010014".hex() not in kept
    assert "629901199001010014" not in url


@pytest.mark.parametrize(
    "wanted",
    [
        {}, [], {"path": "/graphql", "body": LIST}, {"path": "/oauth/token", "body": {}}, {"path": "/export"},
        {"path": "/files", "body": {}}, {"path": "/files/../graphql/errors.csv"}, {"path": "/links", "body": EXPORT},
        {"path": "/files/00000000-0000-0000-0000-000000000000/errors.csv", "body": {}}, {"path": 1},
        {**EXPORT, "minutes": 31}, {**EXPORT, "minutes": 0}, {**EXPORT, "uses": 6}, {**EXPORT, "uses": True},
        {**EXPORT, "uses": "1"}, {"path": "/export", "body": {"query": "x" * 70_000}},
        {**EXPORT, "path": []}, {**EXPORT, "path": {}}, {**EXPORT, "path": ["/export"]}, {"path": None, "body": None},
        {"path": "/export", "body": {**LIST, "variables": {"n": 1 << 64}}}, {"path": "/export", "body": {"\ud800": 1}},
        {"path": "/export", "body": {"query": "\ud800"}}, {"path": "/export", "body": {"query": nested(400)}},
    ],
)  # fmt: skip # by what is wrong with them
def test_what_is_no_file_has_no_link(hub: Running, wanted: Any) -> None:
    answer = asked(hub, wanted)
    assert (answer.status_code, code(answer)) == (400, "BAD_LINK_REQUEST")


def test_without_a_token_nobody_makes_one_and_no_code_is_guessed(hub: Running) -> None:
    assert asked(hub, EXPORT, "nobody").status_code == 401
    for guess in ("x", "A" * 43, "é" * 43):
        assert code(httpx.get(f"{hub.url}/d/{guess}")) == "LINK_GONE"


def test_a_client_has_only_so_many_that_can_be_opened(hub: Running) -> None:
    who = "health"
    hub.rows("DELETE FROM download_links RETURNING 1")
    link(hub, EXPORT, who)
    hub.rows(
        "INSERT INTO download_links (id, hash, department, client, scopes, request, uses, expires_at)"
        " SELECT gen_random_uuid(), n::text::bytea, department, client, scopes, request, 1, expires_at"
        " FROM download_links, generate_series(2, %s) n RETURNING 1",
        MOST_OPEN,
    )
    answer = asked(hub, EXPORT, who)
    assert (answer.status_code, code(answer)) == (429, "TOO_MANY_LINKS")
    hub.rows("DELETE FROM download_links RETURNING 1")
