"""The peers are asked the same as the hub, and answer the same: what is compared is one thing."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
import pytest

from benchmarks.operations import PROGRAMME, document
from benchmarks.peers import NODE, ON_NODE, PLAIN, Peer
from benchmarks.processes import SERVERS, running
from hub.database.postgres import free_port
from tests.hub_running import Running

# PostGraphile names the same things its own way, and wraps lists.
CALLED = {
    "rowId": "id", "zh": "name", "householdByRowId": "household", "allTargets": "eligibleTargets",
    "divisionByDivision": "division", "membershipsByHouseholdId": "members", "personByPersonId": "person",
    "determinationsByPersonId": "determinations", "categoryByCategory": "category", "chainLinksByHouseholdId": "chain",
    "departmentByDepartment": "department", "assistanceRecordByRecordId": "record",
    "programmeByProgramme": "programme", "householdByHouseholdId": "household",
}  # fmt: skip # pairs
UNWRAPPED = ("members", "determinations")


def plainly(value: Any) -> Any:
    """The answer under the hub's names; cursors are each server's own."""
    if isinstance(value, list):
        return [plainly(one) for one in value]
    if not isinstance(value, dict):
        return int(value) if isinstance(value, float) else value
    named = {CALLED.get(name, name): plainly(one) for name, one in value.items() if name != "endCursor"}
    for name in UNWRAPPED:
        if isinstance(named.get(name), dict):
            named[name] = named[name]["nodes"]
    if isinstance(named.get("amount"), str):
        named["amount"] = int(named["amount"])
    return named


@pytest.fixture(params=[PLAIN, *ON_NODE], ids=lambda peer: peer.name)
def peer_and_url(request: pytest.FixtureRequest, hub: Running) -> Iterator[tuple[Peer, str]]:
    peer: Peer = request.param
    if peer is not PLAIN and not NODE.exists():
        pytest.skip("the peers on npm are not installed: `make bench` does so")
    port = free_port()
    with running(peer.command, {"DATABASE_URL": hub.owner, "CONNECTIONS": "8", "PORT": str(port)}, port, SERVERS):
        yield peer, f"http://127.0.0.1:{port}/graphql"


def answer(url: str, body: object) -> Any:
    found = httpx.post(url, json=body, timeout=30).json()
    assert "errors" not in found, found["errors"]
    return plainly(found["data"])


def test_a_peer_answers_a_chain_as_the_hub_does(peer_and_url: tuple[Peer, str], hub: Running) -> None:
    peer, url = peer_and_url
    with psycopg.connect(hub.owner) as owner:
        row = owner.execute(
            """SELECT household_id FROM chain_links l WHERE household_id IS NOT NULL AND NOT EXISTS (
              SELECT FROM lineage WHERE lineage.household_id = l.household_id)
            GROUP BY household_id ORDER BY count(*) DESC, household_id LIMIT 1"""
        ).fetchone()
    assert row is not None
    variables = {"id": str(row[0])}
    theirs = answer(url, *peer.bodies("chain", [variables]))
    ours = plainly(hub["civil_affairs"].ask(document("chain"), variables))
    assert len(ours["household"]["chain"]["nodes"]) > 1
    assert ordered(theirs) == ordered(ours)


def test_a_peer_answers_a_page_of_targets_as_the_hub_does(
    peer_and_url: tuple[Peer, str],
    hub: Running,
) -> None:
    peer, url = peer_and_url
    variables: dict[str, object] = {"programme": PROGRAMME, "division": None, "after": None}
    theirs = answer(url, *peer.bodies("targets", [variables]))
    ours = plainly(hub["civil_affairs"].ask(document("targets"), variables))
    assert len(ours["eligibleTargets"]["nodes"]) > 10
    assert ordered(theirs) == ordered(ours)


def ordered(found: Any) -> Any:
    """Members and determinations that stand equal in the peer's order come in either one."""
    if isinstance(found, list):
        return [ordered(one) for one in found]
    if not isinstance(found, dict):
        return found
    return {
        name: sorted(ordered(one), key=lambda each: json.dumps(each, sort_keys=True))
        if name in UNWRAPPED
        else ordered(one)
        for name, one in found.items()
    }
