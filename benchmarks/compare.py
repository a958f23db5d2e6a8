"""The comparison: every operation against its limit and the peers, and what each part of the hub adds to it."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from benchmarks import limit
from benchmarks.aims import BARE, UNLOGGED
from benchmarks.hub import Hub, serving
from benchmarks.operations import OPERATIONS, Operation, operations
from benchmarks.overhead import overhead
from benchmarks.peers import Peer, installed
from benchmarks.place import Place
from benchmarks.planned import planned
from benchmarks.processes import DATABASE, Measured, measured, peak, pin, running
from benchmarks.rounds import Run, interleaved
from benchmarks.statements import statements
from hub.database.postgres import free_port
from schema.compose import Graph, compose

CONNECTIONS = 16
Results = dict[str, dict[str, dict[str, float]]]
Count = Callable[[Operation], dict[str, float]]


def compare(place: Place, seconds: float, rounds: int) -> dict[str, Any]:
    """Medians by operation and by who was asked, and what is sent for each; how much memory each held at most, MiB."""
    pin(place.postmaster, DATABASE)
    results: dict[str, Any] = {}
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
            results[operation.name] = {
                **interleaved(runs, rounds, f"rounds of {operation.name}"),
                "overhead": asyncio.run(overhead(place, graph, operation)),
                "statements": sent,
            }
        results["memory"] = {peer.name: {"peak": peak(process)} for peer, (process, *_) in peers}
        results["memory"]["hub"] = {"peak": peak(hub.process)}
    return results


def asking(hub: Hub, place: Place, operation: Operation, seconds: float) -> Run:
    """One round of an operation at the hub, with a token of its own."""

    def run() -> Measured:
        url, headers = f"{hub.url}/graphql", {**hub.headers(operation.client), **operation.headers}
        return measured(hub.process, place.postmaster, url, operation.bodies, headers, seconds, CONNECTIONS)

    return run


def _bare(place: Place, graph: Graph, logs: bool) -> Peer:
    """The hub's own statements behind a bare endpoint, with the log or without it."""
    statements_by_document = {}
    for operation in operations(place):
        plan = planned(place, graph, operation.client, operation.document, operation.variables[0])
        household = operation.variables[0].get("id")
        statements_by_document[operation.document] = {
            "statement": plan.statement if logs else limit.without_log(plan),
            "writes": logs,
            "values": plan.texts,
            "id": plan.texts.index(str(household)) if household else None,
            "settings": dict(plan.settings),
        }
    command, environment = [sys.executable, "-m", "benchmarks.raw"], {"STATEMENTS": json.dumps(statements_by_document)}
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

    def run(whole: limit.Limit, connections: int = CONNECTIONS) -> Run:
        return lambda: limit.pgbench(place.addresses.app, whole, seconds, connections, place.postmaster)

    return {
        "limit": run(whole),
        "limit, 8 connections": run(whole, CONNECTIONS // 2),
    }
