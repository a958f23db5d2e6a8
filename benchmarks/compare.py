"""The comparison: every operation against its limit and the peers, and what each part of the hub's way costs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from benchmarks import limit
from benchmarks.asked import Operation, operations
from benchmarks.hub import Hub, free_port, serving
from benchmarks.peers import Peer, installed
from benchmarks.place import Place
from benchmarks.processes import DATABASE, Measured, measured, peak, pin, running
from benchmarks.rounds import Run, interleaved
from schema.compose import compose

CONNECTIONS = 16
Found = dict[str, dict[str, dict[str, float]]]


def compare(place: Place, seconds: float, rounds: int) -> Found:
    """Medians by operation and by who was asked; how much memory each held at most, in MiB."""
    pin(place.postmaster, DATABASE)
    found: Found = {}
    with ExitStack() as stack:
        hub = stack.enter_context(serving(place))
        peers = [(peer, stack.enter_context(_serving(peer, place))) for peer in installed()]
        for operation in operations(place):
            runs = {"hub": asking(hub, place, operation, seconds), **_limits(place, operation, seconds)}
            if operation.name != "changes":
                runs |= {peer.name: ask(operation, seconds) for peer, (_, ask) in peers}
            found[operation.name] = interleaved(runs, rounds, f"rounds of {operation.name}")
        found["memory"] = {peer.name: {"peak": peak(process)} for peer, (process, _) in peers}
        found["memory"]["hub"] = {"peak": peak(hub.process)}
    return found


def asking(hub: Hub, place: Place, operation: Operation, seconds: float) -> Run:
    """One round of an operation at the hub, with a token of its own."""

    def run() -> Measured:
        url, headers = f"{hub.url}/graphql", hub.headers(operation.client)
        return measured(hub.process, place.postmaster, url, operation.bodies, headers, seconds, CONNECTIONS)

    return run


@contextmanager
def _serving(peer: Peer, place: Place) -> Iterator[tuple[int, Callable[[Operation, float], Run]]]:
    port = free_port()
    environment = {"DATABASE_URL": place.owner, "PORT": str(port), "NODE_ENV": "production"}
    with running(peer.command, environment, port) as process:

        def ask(operation: Operation, seconds: float) -> Run:
            bodies, url = peer.bodies(operation.name, operation.variables), f"http://127.0.0.1:{port}/graphql"
            return lambda: measured(process, place.postmaster, url, bodies, {}, seconds, CONNECTIONS)

        yield process, ask


def _limits(place: Place, operation: Operation, seconds: float) -> dict[str, Run]:
    """The whole form, then with one part after the other left out."""
    first, graph = operation.variables[0], compose(place.catalogue, lambda value: value)
    whole = limit.limit(place, graph, operation.client, operation.document, first)
    if len(operation.variables) > 1:
        whole = limit.over(whole, str(first["id"]), "bench.homes", len(operation.variables), "id", "uuid")
    bare, app, owner = whole.without_log(), place.addresses.app, place.owner

    def run(url: str, found: limit.Limit, form: str = "pipelined") -> Run:
        return lambda: limit.pgbench(url, found, seconds, CONNECTIONS, place.postmaster, form)

    return {
        "limit": run(app, whole),
        "limit, four round trips": run(app, whole, "round trips"),
        "limit without log": run(app, bare),
        "limit without log and row security": run(owner, bare),
        "statement alone": run(owner, bare, "alone"),
    }
