"""The audit of npm's graphql-http: the specification of GraphQL over HTTP, by the letter."""

import json

from tests.hub.conftest import run
from tests.hub_running import Running


def test_whatever_the_specification_says_must_and_should_be_is_so(node: str, hub: Running) -> None:
    given = {"url": f"{hub.url}/graphql", "token": hub["housing"].token}
    audits = run(node, "audit.mjs", json.dumps(given))
    wanted = [audit for audit in audits if audit["name"].startswith(("MUST", "SHOULD"))]
    assert len(wanted) > 30
    assert [audit for audit in wanted if audit["status"] != "ok"] == []
