"""Totals as a job: what a request counts, and what is too much for one."""

from typing import Any

import pytest

from schema.register import coverage
from tests.hub_running import HOME, Running
from tests.schema.jobs.test_acts import ended

START = """mutation ($in: String, $programme: String, $from: Date, $to: Date) {
  startTotals(division: $in, programme: $programme, from: $from, to: $to) {
    ... on Job { id kind } ... on Refused { code path } } }"""
CELLS = "programme { number } records subjects granted paid"
JOB = (
    f"query ($id: ID!) {{ job(id: $id) {{ id state endedAt done of totals {{ from to programmes {{ {CELLS} }} }} }} }}"
)
LIVE = f"""query ($in: String, $programme: String, $from: Date, $to: Date) {{
  totals(division: $in, programme: $programme, from: $from, to: $to) {{ {CELLS} }} }}"""


def counted(hub: Running, who: str, **given: Any) -> dict[str, Any]:
    job = hub[who].ask(START, given)["startTotals"]
    assert job["kind"] == "TOTALS"
    return ended(hub, who, job["id"], JOB)


def test_a_job_counts_what_a_request_counts(hub: Running) -> None:
    for given in ({}, {"in": HOME}, {"programme": "JY-02"}, {"in": HOME, "from": "2024-01-01", "to": "2024-02-29"}):
        job = counted(hub, "civil_affairs", **given)
        assert (job["state"], job["done"]) == ("DONE", job["of"])
        assert job["totals"]["programmes"] == hub["civil_affairs"].ask(LIVE, given)["totals"]
        assert (job["totals"]["from"], job["totals"]["to"]) == (given.get("from"), given.get("to"))


def test_who_does_not_read_the_register_counts_by_no_job_either(hub: Running) -> None:
    for who in ("finance", "supervisor here"):
        assert hub[who].ask(START, {"in": HOME})["startTotals"] == {"code": "PUBLISHED_ONLY", "path": None}


def test_what_a_job_counted_is_told_for_as_long_as_its_client_reads_the_register(hub: Running) -> None:
    job = counted(hub, "civil_affairs here")
    assert job["totals"]["programmes"]
    told = hub["supervisor here"].ask(JOB, {"id": job["id"]})["job"]
    assert told["totals"]["programmes"] == []


def test_what_is_wrong_with_a_question_is_refused_before_it_is_a_job(hub: Running) -> None:
    def refused(**given: Any) -> dict[str, Any]:
        answer: dict[str, Any] = hub["civil_affairs"].ask(START, given)["startTotals"]
        return answer

    assert refused(programme="nothing") == {"code": "UNKNOWN_PROGRAMME", "path": "programme"}
    assert refused(**{"from": "2024-02-02", "to": "2024-02-01"}) == {"code": "REVERSED_DATES", "path": "to"}
    assert refused(**{"from": "0001-01-01"})["code"] == "EARLY_DATE"
    assert hub["housing"].refused(START) == ["MISSING_SCOPE"]


def test_more_than_a_request_counts_is_refused_with_the_way_to_ask_and_a_job_counts_it(
    hub: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = sum(row["records"] for row in hub["civil_affairs"].ask(LIVE)["totals"])
    ((here,),) = hub.rows(
        "SELECT count(*)::int FROM assistance_records WHERE paying_position / 1000000 = %s", int(HOME[:6])
    )
    monkeypatch.setattr(coverage, "MOST_COUNTED", here)
    answer = hub["civil_affairs"].post(f"query Beyond {LIVE.removeprefix('query')}")
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "ASK_AS_JOB"
    assert "startTotals" in error["message"]
    assert hub.rows("SELECT kind FROM access_log WHERE refusal = 'ASK_AS_JOB'") == [("ATTEMPT",)]
    assert hub["civil_affairs"].ask(f"query Within {LIVE.removeprefix('query')}", {"in": HOME})["totals"]
    job = counted(hub, "civil_affairs")
    assert sum(row["records"] for row in job["totals"]["programmes"]) == records
