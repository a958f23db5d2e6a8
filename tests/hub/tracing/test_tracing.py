"""Tracing: what a collector is told of requests, operations of sockets and jobs, and what it never is."""

import json
import logging
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from hub.database.postgres import free_port
from tests.conftest import Started
from tests.hub.tracing.receiver import Collected, receiving
from tests.hub_running import Running
from tests.schema.jobs.test_acts import ended
from tests.schema.jobs.test_acts import started as begun

PUSHED = "subscription { referralPushed { cursor } }"

TRACE, ABOVE = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
PAGE = 'query Meine { eligibleTargets(programme: "ZJ-03", first: 1) { nodes { id } } }'


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collected]:
    with receiving(tmp_path_factory.mktemp("collector")) as collected:
        yield collected


@pytest.fixture(scope="module")
def traced(started: Started, collected: Collected) -> Iterator[Running]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        with started(collector=collected.address) as hub:
            yield hub


@contextmanager
def conversation(hub: Running, who: str) -> Iterator[ClientConnection]:
    url = hub.url.replace("http", "ws") + "/graphql"
    with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as line:
        line.send(json.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {hub[who].token}"}}))
        assert json.loads(line.recv(10))["type"] == "connection_ack"
        yield line


def names(spans: list[dict[str, Any]]) -> list[str]:
    return [span["name"] for span in sorted(spans, key=lambda span: (span["from"], span["to"]))]


def test_a_question_is_a_span_with_what_it_waited_for_and_asked_below_it(traced: Running, collected: Collected) -> None:
    housing = traced["housing"]
    traceparent = f"00-{TRACE}-{ABOVE}-01"
    answer = housing.post(PAGE, traceparent=traceparent, tracestate="a=canary")
    client = housing.ask("{ me { client } }")["me"]["client"]
    id = answer.headers["X-Request-Id"]
    root, parts = collected.request(id)
    assert (root["trace"], root["parent"], root["state"]) == (TRACE, ABOVE, "")
    assert (root["name"], root["kind"], root["failed"]) == ("query eligibleTargets", 2, False)
    assert root["said"] == {
        "http.response.status_code": 200,
        "aidhub.request": id,
        "aidhub.client": client,
        "aidhub.operation": "eligibleTargets",
        "graphql.operation.type": "query",
        "aidhub.outcome": "ok",
    }
    assert "COMMIT" in names(parts), "whoever asks a document first has it kept"
    assert [*names(parts)[:1], *names(parts)[-5:]] == [
        "read the document",
        "compile the plan",
        "wait for a turn",
        "wait for a connection",
        "SQL eligibleTargets",
        "wait for the disk",
    ]
    assert root["service"]["service.name"] == "aidhub"


def test_a_refusal_is_told_by_its_code_and_is_no_failure_of_the_hub(traced: Running, collected: Collected) -> None:
    answer = traced["housing"].post('{ household(number: "X") { members { person { name } } } }')
    root, _ = collected.request(answer.headers["X-Request-Id"])
    assert (root["said"]["aidhub.outcome"], root["said"]["aidhub.code"]) == ("refused", "PURPOSE_REQUIRED")
    assert not root["failed"]


def test_the_statements_of_an_act_are_named_for_who_sends_them(traced: Running, collected: Collected) -> None:
    answer = traced["civil_affairs here"].post("mutation { startTotals { ... on Job { id } } }")
    root, parts = collected.request(answer.headers["X-Request-Id"])
    assert root["name"] == "mutation startTotals"
    assert "SQL registry.journal.jobs.ask" in names(parts)
    assert "COMMIT" in names(parts)
    ended(traced, "civil_affairs here", answer.json()["data"]["startTotals"]["id"])


def test_a_job_is_a_span_of_its_own(traced: Running, collected: Collected) -> None:
    id = begun(traced, "civil_affairs here")
    ended(traced, "civil_affairs here", id)
    spans = collected.until(lambda spans: any(span["said"].get("aidhub.job") == id for span in spans))
    (root,) = [span for span in spans if span["said"].get("aidhub.job") == id]
    parts = [span for span in spans if span["parent"] == root["id"]]
    assert (root["name"], root["parent"], root["failed"]) == ("job SIMULATION", "", False)
    assert "SQL registry.journal.jobs.finish" in names(parts)


def test_an_operation_of_a_socket_is_a_span_and_a_subscription_ends_its_own_when_it_has_begun(
    traced: Running, collected: Collected
) -> None:
    with conversation(traced, "education_aid") as line:
        line.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": "{ me { client } }"}}))
        assert json.loads(line.recv(10))["type"] == "next"
        line.send(json.dumps({"type": "subscribe", "id": "2", "payload": {"query": PUSHED}}))
        spans = collected.until(lambda spans: any(span["name"].startswith("subscription ") for span in spans))
    assert "query me" in [span["name"] for span in spans if "http.response.status_code" not in span["said"]]
    (one,) = [span for span in spans if span["name"].startswith("subscription ")]
    assert one["said"]["aidhub.outcome"] == "ok"


def test_a_subscription_by_events_ends_its_span_when_it_has_begun(traced: Running, collected: Collected) -> None:
    headers = {"Authorization": f"Bearer {traced['education_aid'].token}", "Accept": "text/event-stream"}
    with traced.http.stream("POST", "/graphql", json={"query": PUSHED}, headers=headers) as events:
        root, _ = collected.request(events.headers["X-Request-Id"])
    assert (root["name"], root["said"]["http.response.status_code"]) == ("subscription referralPushed", 200)


def test_upkeep_is_not_traced(traced: Running, collected: Collected) -> None:
    id = traced["housing"].post("{ me { client } }").headers["X-Request-Id"]
    collected.request(id)
    tops = {re.split(r"[ /]", span["name"])[0] for span in collected.spans() if not span["parent"]}
    assert tops <= {"query", "mutation", "subscription", "POST", "GET", "job"}


def test_no_name_number_or_token_stands_in_a_span(traced: Running, collected: Collected) -> None:
    number, housing = traced.number(), traced["housing"]
    dashed = f"{number[:6]}-{number[6:14]}-{number[14:]}"
    sent = {"tracestate": f"a={number}", "baggage": f"who={number}"}
    for value in (number, dashed, ".".join(number), "".join(chr(ord(c) + 0xFEE0) for c in number)):
        housing.post(f"query N{number} ($v: String) {{ household(number: $v) {{ number }} }}", {"v": value}, **sent)
        housing.post(f'{{ k{number}: household(number: "{value}") {{ number }} nofield{number} }}', **sent)
    housing.post('query Meierin { person(name: "Canary Meierin") { id } }', traceparent=number)
    traced.http.request(number, f"/no/such/{number}")
    traced.http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=(number, number))
    # What a database says of a failure repeats the values.
    traced.rows("SELECT 1; ALTER TABLE jobs ADD CONSTRAINT canary CHECK (key <> 'Canary Meierin') NOT VALID")
    failed = traced["civil_affairs here"].post(
        'mutation { startTotals(key: "Canary Meierin") { ... on Job { id } } }', **sent
    )
    assert failed.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    root, parts = collected.request(failed.headers["X-Request-Id"])
    assert root["said"]["aidhub.outcome"] == "errors"
    assert "CheckViolation" in {part["status"] for part in parts}
    last = traced["housing"].post("{ me { client } }").headers["X-Request-Id"]
    collected.request(last)
    said = collected.file.read_text("utf-8")
    digits = "".join(c for c in said if c.isdigit())
    for canary in (number, dashed, "Canary", "Meierin", housing.token, "canary"):
        assert canary not in said
    assert number not in digits
    assert not any(span["events"] for span in collected.spans())


def test_spans_are_dropped_while_the_collector_is_away_and_the_log_says_so_once(
    started: Started, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    port = free_port()
    with started(collector=f"http://127.0.0.1:{port}/v1/traces") as hub, caplog.at_level(logging.INFO):
        while not said(caplog):
            hub["housing"].ask(PAGE)
        hub["housing"].ask(PAGE)
        time.sleep(2)
        assert len(said(caplog)) == 1
        with receiving(tmp_path, port) as collected:
            id = hub["housing"].post(PAGE).headers["X-Request-Id"]
            collected.request(id)
        assert [line[:13] for line in said(caplog)] == ["the collector", "the collector"]
    assert "opentelemetry" not in {record.name.split(".")[0] for record in caplog.records}


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "hub.tracing.collector"]


def test_a_collector_that_never_answers_does_not_keep_a_worker_from_ending(started: Started) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with started(collector=f"http://127.0.0.1:{silent.getsockname()[1]}/v1/traces") as hub:
            hub["housing"].ask(PAGE)
            began = time.monotonic()
        assert time.monotonic() - began < 30  # it would try for as long as the SDK waits for its thread
