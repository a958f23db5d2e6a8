"""Metrics: what all workers count and how the database stands, at /metrics on a port of its own."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from hub.jobs.linkage_work import CLAIM
from hub.settings import Settings
from registry.errors import Refusal
from registry.journal.pauses import RESTING
from registry.journal.source_schedules import FAILURES
from registry.store.database import Addresses


@contextmanager
def served(settings: Settings, addresses: Callable[[], Addresses]) -> Iterator[None]:
    """Serve /metrics from this process while others answer, where AIDHUB_METRICS_PORT says so; raises PORT_TAKEN."""
    if not settings.metrics_port:
        yield
        return
    with TemporaryDirectory(prefix="aidhub-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        from prometheus_client import CollectorRegistry, start_http_server
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        sums = MultiProcessCollector(None, folder)  # type: ignore[no-untyped-call] # prometheus_client's own
        registry.register(Workers(folder, sums))
        registry.register(Standing(addresses))
        try:
            server, thread = start_http_server(settings.metrics_port, settings.host, registry)
        except OSError as error:
            raise Refusal("PORT_TAKEN", value=settings.metrics_port, detail=error.strerror) from error
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


class Workers:
    """What the workers count, those that have ended too; of these no connections are counted."""

    def __init__(self, folder: str, collector: Any) -> None:  # prometheus_client's own
        self._folder, self._collector = Path(folder), collector

    def collect(self) -> Iterable[Any]:
        """The sums over all workers."""
        from prometheus_client.multiprocess import mark_process_dead

        for file in self._folder.glob("gauge_live*_*.db"):
            process = file.stem.rpartition("_")[2]
            if not _runs(int(process)):
                mark_process_dead(process, str(self._folder))  # type: ignore[no-untyped-call] # prometheus_client's own
        return self._collector.collect()  # type: ignore[no-any-return] # prometheus_client's own


class Standing:
    """How the database stands, asked at each look: what waits, and when upkeep was done."""

    def __init__(self, addresses: Callable[[], Addresses]) -> None:
        self._addresses = addresses

    def collect(self) -> Iterable[Any]:
        """Whether it answers within two seconds, and what it says."""
        from prometheus_client.core import GaugeMetricFamily

        up = GaugeMetricFamily("aidhub_database_up", "1 where the database answers")
        waiting = GaugeMetricFamily("aidhub_waiting", "What waits, by kind", labels=["kind"])
        ages = GaugeMetricFamily("aidhub_upkeep_age_seconds", "Since a job of upkeep was last done", labels=["job"])
        vain = GaugeMetricFamily("aidhub_source_failures", "In vain one after the other", labels=["source"])
        paused = GaugeMetricFamily("aidhub_paused", "1 for what an operator has paused", labels=["schedule"])
        fails = GaugeMetricFamily("aidhub_upkeep_fails", "1 where a job has failed since", labels=["job"])
        try:
            counts, jobs, sources, resting = self._asked()
        except (psycopg.Error, Refusal):
            up.add_metric([], 0)
            return [up]
        up.add_metric([], 1)
        for kind, count in counts:
            waiting.add_metric([kind], count)
        for job, age, failing in jobs:
            fails.add_metric([job], failing)
            if age is not None:
                ages.add_metric([job], age)
        for source, failures in sources:
            vain.add_metric([source], failures)
        for schedule, *_ in resting:
            paused.add_metric([schedule], 1)
        return [up, waiting, ages, fails, vain, paused]

    def _asked(self) -> list[list[tuple[Any, ...]]]:
        reached = make_conninfo(self._addresses().app, connect_timeout=2, options="-c statement_timeout=2s")
        with psycopg.connect(reached) as connection:
            connection.execute("SELECT set_config('hub.ranges', '{(,)}', true)")
            return [connection.execute(one).fetchall() for one in (WAITING, UPKEEP, FAILURES, RESTING)]


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


# A job waits since it was asked for, or since it was due again that was put back.
# A row of the outbox is told once every writer before it is through; its id says in which millisecond it was written.
WAITING = """SELECT 'cross_check', count(*)::float FROM unchecked WHERE failed_at IS NULL
UNION ALL SELECT 'cross_check_seconds',
    greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(since))::float, 0))
  FROM unchecked WHERE failed_at IS NULL
UNION ALL SELECT 'cross_check_set_aside', count(*)::float FROM unchecked WHERE failed_at IS NOT NULL
UNION ALL SELECT 'outbox', count(*)::float FROM outbox WHERE changed_xid >= pg_snapshot_xmin(pg_current_snapshot())
UNION ALL SELECT 'outbox_seconds', greatest(0, coalesce(extract(epoch FROM clock_timestamp())::float
    - ('x' || left(replace(min(id::text), '-', ''), 12))::bit(48)::bigint / 1000.0, 0))
  FROM outbox WHERE changed_xid >= pg_snapshot_xmin(pg_current_snapshot())
UNION ALL SELECT 'jobs', count(*) FILTER (WHERE status = 'todo') FROM procrastinate.procrastinate_jobs
UNION ALL SELECT 'jobs_at_work', count(*) FILTER (WHERE status = 'doing') FROM procrastinate.procrastinate_jobs
UNION ALL SELECT 'jobs_failed', count(*) FILTER (WHERE status = 'failed') FROM procrastinate.procrastinate_jobs
UNION ALL SELECT 'jobs_seconds',
    greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(greatest(e.at, j.scheduled_at)))::float, 0))
  FROM procrastinate.procrastinate_jobs j JOIN procrastinate.procrastinate_events e ON e.job_id = j.id
  WHERE j.status = 'todo' AND e.type = 'deferred'
UNION ALL SELECT 'webhooks_failing', count(*) FILTER (WHERE failing_since IS NOT NULL AND state = 'ACTIVE')
  FROM webhook_stands
UNION ALL SELECT 'webhooks_disabled', count(*) FILTER (WHERE state = 'DISABLED') FROM webhook_stands
UNION ALL SELECT 'webhook_dead_letters', count(*)::float FROM webhook_dead_letters
UNION ALL SELECT 'audit_seconds', greatest(0, coalesce(extract(epoch FROM clock_timestamp() - max(at))::float, 0))
  FROM audit_checkpoints
UNION ALL SELECT 'counts', count(*)::float FROM target_deltas"""

# That somebody has asked for the linkage is no job that is done.
UPKEEP = f"""SELECT job, extract(epoch FROM clock_timestamp() - done_at)::float,
  (failed_at IS NOT NULL AND coalesce(done_at < failed_at, true))::int FROM upkeep
WHERE job <> '{CLAIM}'"""
