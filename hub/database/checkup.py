"""The checkup of an installation: what is wrong with it, each finding a refusal with what to do next."""

import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import packages_distributions
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from hub.database import setup
from hub.database.data_folder import PLACE_OF_DATA, ROOM
from hub.database.failing import failing
from hub.database.keys import master_key
from hub.database.roles import in_use
from hub.settings import Settings
from registry.errors import Refusal
from registry.identity import keys
from registry.journal import log_partitions, pauses, upkeep, webhooks
from registry.journal.pauses import Pause
from registry.reference.calendar import ZONE
from registry.store.database import Addresses

LATE: Mapping[str, timedelta] = {
    "sweep": timedelta(hours=3),
    "deadlines": timedelta(hours=3),
    "assertions": timedelta(hours=3),
    "audit": timedelta(minutes=15),
    "figures": timedelta(hours=3),
    "partitions": timedelta(hours=3),
    "counts": timedelta(minutes=15),
    "cross-check": timedelta(minutes=15),
    "jobs": timedelta(minutes=15),
    "sources": timedelta(minutes=15),
    "deliveries": timedelta(minutes=15),
}
"""For how long a job of upkeep may not have been done while a hub is at work."""
SOON = timedelta(days=30)
LONG = timedelta(days=1)
"""For how long something may rest before the operator is reminded of it."""
BESIDE = 24
"""Connections of a worker besides those with which it answers: its own 10, vault 2, flush 1, tokens 4, outbox 2 and
the queue of jobs 3."""

PACKAGES = ("auth", "connectors", "hub", "migrations", "planner", "policy", "registry", "schema")
"""The top-level packages of the wheel."""

Findings = Iterator[Refusal]


@dataclass(frozen=True)
class Installation:
    """One whose database answers, and whose roles connect."""

    settings: Settings
    addresses: Addresses
    today: date


def files(settings: Settings) -> Findings:
    """What others may read of `var/`, and whether there is room left."""
    for name in ("keys/master.key", "secrets.json", "demo/clients.json"):
        file = settings.var / name
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield Refusal("FILE_OPEN", value=str(file))
    for place in (settings.var, _data(settings.var)):
        if place and place.exists() and (free := shutil.disk_usage(place).free) < ROOM:
            yield Refusal("NO_ROOM", value=str(place), count=free >> 20, least=ROOM >> 20)


def packages(_: Settings) -> Findings:
    """Whether another package has put anything under the names of ours: what is imported may then be either."""
    owners = packages_distributions()
    for name in PACKAGES:
        if others := sorted({*owners.get(name, ())} - {"aidhub"}):
            yield Refusal("NAME_TAKEN", value=name, codes=", ".join(others))


def address(settings: Settings) -> Findings:
    """Whether clients from elsewhere reach the hub under the address that its tokens name."""
    host = urlsplit(settings.issuer).hostname or ""
    if not ip_address(settings.host).is_loopback and host in ("127.0.0.1", "localhost", "::1"):
        yield Refusal("ISSUER_LOCAL", value=settings.issuer)


def database(settings: Settings) -> Findings:
    """Its level, its guards and its roles, as `serve` asks for them, and what it has room for."""
    with psycopg.connect(settings.database_url or "") as owner:
        most, clock = owner.execute(LIMITS).fetchone() or (0, datetime.now(UTC))
    if most < (needed := settings.connections + BESIDE):
        yield Refusal("FEW_CONNECTIONS", value=most, least=needed)
    if abs(datetime.now(UTC) - clock) > timedelta(minutes=1):
        yield Refusal("CLOCKS_DIFFER", value=_told(clock))
    addresses = setup.checked_addresses(settings)
    master = master_key(settings)
    with psycopg.connect(addresses.vault) as connection:
        keys.load(connection, master)


def kept_up(installation: Installation) -> Findings:
    """When the jobs of upkeep were last done, and what they failed of."""
    at_work = in_use(installation.settings.database_url or "")
    with psycopg.connect(installation.addresses.app) as app:
        jobs = {row[0]: upkeep.Job(*row) for row in app.execute(upkeep.JOBS).fetchall()}
        app.execute("SELECT set_config('hub.ranges', '{(,)}', true)")
        ((failed,),) = app.execute(SET_ASIDE).fetchall()
        ((jobs_failed, jobs_wait),) = app.execute(JOBS_AMISS).fetchall()
        resting = {pause.schedule: pause for pause in map(Pause._make, app.execute(pauses.RESTING).fetchall())}
        yield from failing(app, installation.settings, resting)
        yield from _given_up(app)
    for job in jobs.values():
        if job.fails:
            yield Refusal("UPKEEP_FAILS", value=job.job, detail=job.failure or "–", at=_told(job.failed_at))
    for pause in resting.values():
        if datetime.now(UTC) - pause.paused_at > LONG:
            at = _told(pause.paused_at)
            yield Refusal("PAUSED_LONG", value=pause.schedule, name=pause.paused_by, at=at, detail=pause.reason)
    for name, most in LATE.items() if at_work else ():
        if name in resting:
            continue
        done = jobs[name].done_at if name in jobs else None
        if done is None or datetime.now(UTC) - done > most:
            yield Refusal("UPKEEP_LATE", value=name, at=_told(done))
    if failed:
        yield Refusal("CHECKS_FAIL", count=failed)
    if jobs_failed:
        yield Refusal("JOBS_FAIL", count=jobs_failed)
    if jobs_wait and at_work:
        yield Refusal("JOBS_WAIT", count=jobs_wait)


def _given_up(app: psycopg.Connection) -> Findings:
    """The jobs that were given up, of all departments."""
    given_up = 0
    for (department,) in app.execute("SELECT code FROM departments ORDER BY code").fetchall():
        app.execute("SELECT set_config('hub.department', %s, true)", [department])
        ((jobs,),) = app.execute(GIVEN_UP).fetchall()
        given_up += jobs
    if given_up:
        yield Refusal("JOBS_GIVEN_UP", count=given_up)


def told_webhooks(installation: Installation) -> Findings:
    """The webhooks that are disabled, that fail, and what they could not deliver."""
    with psycopg.connect(installation.addresses.app) as app:
        for (department,) in app.execute("SELECT code FROM departments ORDER BY code").fetchall():
            app.execute("SELECT set_config('hub.department', %s, true)", [department])
            for row in app.execute(webhooks.LISTED).fetchall():
                yield from _webhook(webhooks.Listed(*row))


def _webhook(one: webhooks.Listed) -> Findings:
    told = {"value": str(one.id), "name": one.department, "detail": one.failure or "–"}
    if one.state == "DISABLED":
        yield Refusal("WEBHOOK_OFF", at=_told(one.disabled_at), **told)
    elif one.state == "ACTIVE" and one.failing_since:
        yield Refusal("WEBHOOK_FAILS", at=_told(one.failing_since), **told)
    if one.dead:
        yield Refusal("WEBHOOK_DEAD", count=one.dead, **told)


def access_log(installation: Installation) -> Findings:
    """Whether the access log has places for the months to come, and what of it is past its term."""
    now, months = datetime.now(UTC), installation.settings.access_log_months
    with psycopg.connect(installation.settings.database_url or "") as owner:
        listed, missing = log_partitions.listed(owner), [*log_partitions.missing(owner, now)]
    if missing:
        yield Refusal("NO_PARTITION", value=f"{missing[0]:%Y-%m}")
    for one in listed:
        if one.until is None and one.rows:
            yield Refusal("STRAY_LOG", value=one.name, count=one.rows)
    for one in log_partitions.past_term(listed, months, now):
        yield Refusal("LOG_PAST_TERM", value=one.name, count=months)


def clients(installation: Installation) -> Findings:
    """Whose last day has been, or comes soon."""
    with psycopg.connect(installation.addresses.auth) as connection:
        rows = connection.execute(ENDING, [installation.today + SOON]).fetchall()
    for client, last in rows:
        yield Refusal("CLIENT_EXPIRED" if last < installation.today else "CLIENT_EXPIRES", value=client, at=str(last))


OF_SETTINGS: Mapping[str, Callable[[Settings], Findings]] = {
    "files (文件)": files,
    "packages (软件包)": packages,
    "address (地址)": address,
}
OF_DATABASE: Mapping[str, Callable[[Settings], Findings]] = {"database (数据库)": database}
OF_INSTALLATION: Mapping[str, Callable[[Installation], Findings]] = {
    "upkeep (日常维护)": kept_up,
    "webhooks (事件推送)": told_webhooks,
    "access log (查询日志)": access_log,
    "clients (账户)": clients,
}


def _told(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" if moment else "–"


def _data(var: Path) -> Path | None:
    place = var / PLACE_OF_DATA
    return Path(place.read_text().strip()) if place.exists() else None


LIMITS = """SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
  clock_timestamp()"""

SET_ASIDE = "SELECT count(*) FROM unchecked WHERE failed_at IS NOT NULL"

GIVEN_UP = "SELECT count(*) FROM jobs WHERE refusal = 'JOB_GIVEN_UP' AND ended_at > now() - interval '1 day'"

# Those that failed through a fault of ours within a day; those that wait although nobody is at any.
JOBS_AMISS = """SELECT
  count(*) FILTER (WHERE j.status = 'failed' AND e.type = 'failed' AND e.at > now() - interval '1 day'),
  count(*) FILTER (WHERE j.status = 'todo' AND e.type = 'deferred'
    AND greatest(e.at, j.scheduled_at) < now() - interval '15 minutes'
    AND NOT EXISTS (SELECT FROM procrastinate.procrastinate_jobs d WHERE d.status = 'doing'))
FROM procrastinate.procrastinate_jobs j JOIN procrastinate.procrastinate_events e ON e.job_id = j.id"""

ENDING = """SELECT client_id, expires_on FROM oauth_clients
WHERE disabled_at IS NULL AND expires_on <= %s ORDER BY expires_on, client_id"""
