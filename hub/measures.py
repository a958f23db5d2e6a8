"""Measures of a worker: requests and their times, refusals, connections, waits for the disk, in Prometheus' form."""

import asyncio

from graphql import OperationType

from hub.answering.observation import BROKEN_OFF, ERRORS, Seen
from registry.store.database import Database

EVERY = 5
"""Seconds between two looks at the pools."""
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LIVES = (1, 10, 60, 300, 1800, 3600, 21600, 86400)
SUBSCRIPTION = OperationType.SUBSCRIPTION.value


class Measures:
    """Counts of one worker. They lie in files of PROMETHEUS_MULTIPROC_DIR, which has to be set before."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram  # reads that variable as it loads

        here = CollectorRegistry()
        self._requests = Counter(
            "aidhub_requests",
            "Requests by field of the graph or path, and outcome",
            ["operation", "outcome"],
            registry=here,
        )
        self.seconds = Histogram(
            "aidhub_request_seconds", "Time to the last byte", ["operation"], registry=here, buckets=BUCKETS
        )
        self.lives = Histogram(
            "aidhub_subscription_seconds",
            "How long subscriptions lasted",
            ["operation"],
            registry=here,
            buckets=LIVES,
        )
        self.refused = Counter(
            "aidhub_refused", "Requests refused, by client and code", ["client", "code"], registry=here
        )
        self._pool = Gauge(
            "aidhub_pool_connections",
            "Connections by pool and state",
            ["pool", "state"],
            registry=here,
            multiprocess_mode="livesum",
        )
        self._flushes = Counter("aidhub_log_flushes", "Waits for the disk, each for all answers at once", registry=here)
        self._flush_seconds = Counter("aidhub_log_flush_seconds", "Time of these waits", registry=here)

    def tell(self, seen: Seen, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(seen.operation, seen.outcome).inc()
        times = self.lives if seen.kind == SUBSCRIPTION else self.seconds
        times.labels(seen.operation).observe(seconds)
        if seen.client and seen.outcome.isupper() and seen.outcome not in (ERRORS, BROKEN_OFF):
            self.refused.labels(seen.client, seen.outcome).inc()

    async def watch(self, database: Database) -> None:
        """Look at the pools now and then; ends by being cancelled."""
        flushes, waited = 0, 0.0
        while True:
            for name, pool in (("app", database.app), ("own", database.own), ("vault", database.vault)):
                stats = pool.get_stats()
                for state in ("pool_size", "pool_available", "requests_waiting"):
                    self._pool.labels(name, state).set(stats.get(state, 0))
            self._flushes.inc(database.flush.count - flushes)
            self._flush_seconds.inc(database.flush.seconds - waited)
            flushes, waited = database.flush.count, database.flush.seconds
            await asyncio.sleep(EVERY)
