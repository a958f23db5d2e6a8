"""Metrics: what two workers count is added up on a port of its own, beside how the database stands."""

import json
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from hub.answering.observation import Seen
from hub.database.postgres import free_port
from hub.measures import Measures
from tests.hub.commands.test_workers import serving, until
from tests.hub.commands.typed import aidhub


def counted(port: int) -> dict[str, float]:
    """The samples by name and labels."""
    answer = httpx.get(f"http://127.0.0.1:{port}/metrics")
    lines = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def test_only_what_was_refused_to_a_known_client_counts_as_refused() -> None:
    measures = Measures()
    for outcome in ("ok", "ERRORS", "BROKEN_OFF", "404", "MISSING_SCOPE"):
        measures.tell(Seen("housing", "query", "me", outcome), 0.1)
    measures.tell(Seen("", "", "/graphql", "INVALID_TOKEN"), 0.1)
    samples = [sample for metric in measures.refused.collect() for sample in metric.samples]
    assert {sample.labels["code"] for sample in samples} == {"MISSING_SCOPE"}


def test_how_long_a_subscription_lasted_is_no_time_of_a_request() -> None:
    measures = Measures()
    measures.tell(Seen("housing", "subscription", "referralPushed"), 3600)
    measures.tell(Seen("housing", "query", "me"), 0.1)
    timed = {
        (sample.name, sample.labels["operation"])
        for metric in (*measures.seconds.collect(), *measures.lives.collect())
        for sample in metric.samples
    }
    assert ("aidhub_request_seconds_count", "me") in timed
    assert ("aidhub_subscription_seconds_count", "referralPushed") in timed
    assert ("aidhub_request_seconds_count", "referralPushed") not in timed


def test_two_workers_count_together(var: Path, empty_database: str) -> None:
    port = free_port()
    assert aidhub("migrate", var, AIDHUB_DATABASE_URL=empty_database).returncode == 0
    with serving(var, empty_database, AIDHUB_METRICS_PORT=str(port)) as hub:
        until(hub.answers)
        for n in range(20):
            answer = httpx.post(f"{hub.url}/graphql", json={"query": f"query Q{n} {{ me {{ client }} }}"})
        code = answer.json()["errors"][0]["extensions"]["code"]
        asked = f'aidhub_requests_total{{operation="/graphql",outcome="{code}"}}'
        assert counted(port).get(asked) == 20
        told = counted(port)
        assert told["aidhub_database_up"] == 1
        assert told['aidhub_request_seconds_count{operation="/graphql"}'] == 20
        until(lambda: counted(port).get('aidhub_pool_connections{pool="app",state="pool_size"}', 0) >= 2)
        until(lambda: 'aidhub_upkeep_age_seconds{job="cross-check"}' in counted(port))
        assert counted(port)['aidhub_upkeep_fails{job="cross-check"}'] == 0
        assert {
            'aidhub_waiting{kind="cross_check"}',
            'aidhub_waiting{kind="cross_check_seconds"}',
            'aidhub_waiting{kind="outbox_seconds"}',
            'aidhub_waiting{kind="jobs_seconds"}',
            'aidhub_waiting{kind="webhooks_failing"}',
            'aidhub_waiting{kind="webhook_dead_letters"}',
        } <= told.keys()
        assert not any("Q1" in name for name in told)
        with pytest.raises(InvalidStatus), connect(f"{hub.url.replace('http', 'ws')}/no?access_token=canary"):
            pass
        hub.process.terminate()
        assert hub.process.stderr is not None
        lines = [json.loads(line) for line in hub.process.stderr.read().splitlines()]
    requests = [line for line in lines if line["message"] == "request"]
    assert {line["operation"] for line in requests} == {"/graphql", "socket"}
    assert "canary" not in str(lines)
