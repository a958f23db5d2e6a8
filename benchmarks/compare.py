"""The comparison: every operation against its limit and the peers, and what each part of the hub's way costs."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from benchmarks import limit
from benchmarks.aims import BARE, UNLOGGED
from benchmarks.asked import OPERATIONS, Operation, operations
from benchmarks.hub import Hub, serving
from benchmarks.peers import Peer, installed
from benchmarks.place import Place
from benchmarks.planned import planned
from benchmarks.processes import DATABASE, Measured, measured, peak, pin, running
from benchmarks.rounds import Run, interleaved
from benchmarks.statements import statements
from benchmarks.way import way
from hub.database.postgres import free_port
from schema.compose import Graph, compose

CONNECTIONS = 16
Found = dict[str, dict[str, dict[str, float]]]
Count = Callable[[Operation], dict[str, float]]


def compare(place: Place, seconds: float, rounds: int) -> dict[str, Any]:
    """Medians by operation and by who was asked, and what is sent for each; how much memory each held at most, MiB."""
    pin(place.postmaster, DATABASE)
    found: dict[str, Any] = {}
    graph = compose(place.catalogue)
    with ExitStack() as stack:
        hub = stack.enter_context(serving(place))
        bare = {
            logs: stack.enter_context(_serving(_bare(place, graph, logs), place, place.addresses.app))[1]
            for logs in (True, False)
        }
        peers = [(peer, stack.enter_context(_serving(peer, place))) for peer in installed()]
        for operation in operations(place):
            runs = {"hub": asking(hub, place, operation, seconds), **_limits(place, graph, operation, seconds)}
            runs |= {BARE: bare[True](operation, seconds), UNLOGGED: bare[False](operation, seconds)}
            if operation.name != "changes":
                runs |= {peer.name: ask(operation, seconds) for peer, (_, ask, _) in peers}
            sent = {"hub": statements(place, f"{hub.url}/graphql", operation.bodies, hub.headers(operation.client))}
            if operation.name != "changes":
                sent |= {peer.name: count(operation) for peer, (_, _, count) in peers}
            found[operation.name] = {
                **interleaved(runs, rounds, f"rounds of {operation.name}"),
                "way": asyncio.run(way(place, graph, operation)),
                "statements": sent,
            }
        found["memory"] = {peer.name: {"peak": peak(process)} for peer, (process, *_) in peers}
        found["memory"]["hub"] = {"peak": peak(hub.process)}
    return found


def asking(hub: Hub, place: Place, operation: Operation, seconds: float) -> Run:
    """One round of an operation at the hub, with a token of its own."""

    def run() -> Measured:
        url, headers = f"{hub.url}/graphql", hub.headers(operation.client)
        return measured(hub.process, place.postmaster, url, operation.bodies, headers, seconds, CONNECTIONS)

    return run


def _bare(place: Place, graph: Graph, logs: bool) -> Peer:
    """The hub's own statements behind a bare endpoint, with the log or without it."""
    known = {}
    for operation in operations(place):
        found = planned(place, graph, operation.client, operation.document, operation.variables[0])
        asked = operation.variables[0].get("id")
        known[operation.document] = {
            "statement": found.statement if logs else limit.without_log(found),
            "writes": logs,
            "values": found.texts,
            "id": found.texts.index(str(asked)) if asked else None,
            "settings": dict(found.settings),
        }
    command, environment = [sys.executable, "-m", "benchmarks.raw"], {"STATEMENTS": json.dumps(known)}
    return Peer(BARE, command, folder=OPERATIONS, environment=environment)


@contextmanager
def _serving(peer: Peer, place: Place, url: str = "") -> Iterator[tuple[int, Callable[[Operation, float], Run], Count]]:
    port = free_port()
    environment = {
        "DATABASE_URL": url or place.owner,
        "CONNECTIONS": str(place.settings.connections),
        "PORT": str(port),
        "NODE_ENV": "production",
        **peer.environment,
    }
    with running(peer.command, environment, port) as process:
        url = f"http://127.0.0.1:{port}/graphql"

        def ask(operation: Operation, seconds: float) -> Run:
            bodies = peer.bodies(operation.name, operation.variables)
            return lambda: measured(process, place.postmaster, url, bodies, {}, seconds, CONNECTIONS)

        def count(operation: Operation) -> dict[str, float]:
            return statements(place, url, peer.bodies(operation.name, operation.variables), {})

        yield process, ask, count


def _limits(place: Place, graph: Graph, operation: Operation, seconds: float) -> dict[str, Run]:
    """The hub's own statement; eight connections get less into each other's way, sixteen wait less for the disk."""
    first = operation.variables[0]
    whole = limit.limit(planned(place, graph, operation.client, operation.document, first))
    if len(operation.variables) > 1:
        whole = limit.over(whole, str(first["id"]), "bench.homes", len(operation.variables), "id", "uuid")

    def run(found: limit.Limit, connections: int = CONNECTIONS) -> Run:
        return lambda: limit.pgbench(place.addresses.app, found, seconds, connections, place.postmaster)

    return {
        "limit": run(whole),
        "limit, 8 connections": run(whole, CONNECTIONS // 2),
    }
