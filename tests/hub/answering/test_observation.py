"""Observation: one line for each request, with nothing in it that a client wrote."""

import json
import logging
from typing import Any

import pytest

from tests.hub_running import Running


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [record.fields for record in caplog.records if record.name == "aidhub.request"]  # type: ignore[attr-defined] # what our own log lines carry


def test_each_request_is_one_line_of_client_field_outcome_and_time(
    hub: Running, caplog: pytest.LogCaptureFixture
) -> None:
    housing = hub["housing"]
    client = housing.ask("{ me { client } }")["me"]["client"]
    with caplog.at_level(logging.INFO, "aidhub.request"):
        answered = housing.post("query Meine { me { client } }")
        assert housing.refused('{ household(number: "X") { members { person { name } } } }') == ["PURPOSE_REQUIRED"]
        housing.post("{ me { client } divisions(codes: []) { code } }")
        hub["nobody"].post("{ me { client } }")
        hub.http.get("/healthz")
        hub.http.get("/no/such/629901194506180019")
    told = lines(caplog)
    assert told[0].pop("milliseconds") > 0
    request = answered.headers["X-Request-Id"]
    assert told[0] == {"client": client, "kind": "query", "operation": "me", "outcome": "ok", "request": request}
    assert [(one["operation"], one["outcome"]) for one in told[1:]] == [
        ("household", "PURPOSE_REQUIRED"),
        (told[2]["operation"], told[2]["outcome"]),
        ("/graphql", "INVALID_TOKEN"),
        ("other", "404"),
    ]


def test_no_number_name_or_token_stands_in_a_line(hub: Running, caplog: pytest.LogCaptureFixture) -> None:
    number, housing = hub.number(), hub["housing"]
    dashed = f"{number[:6]}-{number[6:14]}-{number[14:]}"
    with caplog.at_level(logging.INFO):
        for value in (number, dashed, ".".join(number), "".join(chr(ord(c) + 0xFEE0) for c in number)):
            housing.post(f"query N{number} ($v: String) {{ household(number: $v) {{ number }} }}", {"v": value})
            housing.post(f'{{ household(number: "{value}") {{ number }} nofield{number} }}')
    said = json.dumps([vars(record) for record in caplog.records], default=str, ensure_ascii=False)
    digits = "".join(c for c in said if c.isdigit())
    assert number not in said
    assert dashed not in said
    assert number not in digits
    assert housing.token not in said
