"""The commands that look after jobs and schedules (后台任务)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import psycopg
import typer

import connectors
from hub.commands.command_session import database_session
from hub.commands.pause_commands import Name, pause, resume
from hub.commands.schedules import declared, known, schedules
from hub.commands.setting_options import DATABASE, SOURCES, typed_settings
from hub.commands.source_commands import fetch_now
from hub.commands.typed_acts import administers
from policy.catalogue import load
from registry import parsing
from registry.errors import Refusal
from registry.journal.jobs import CALLED_OFF, LISTED, RETRY, Listed
from registry.reference.calendar import ZONE
from registry.store.database import Addresses
from registry.store.job_queue import PUT

app = typer.Typer(
    help="See, call off and retry jobs; run, pause and resume what is done by itself (后台任务).", no_args_is_help=True
)
Id = Annotated[str, typer.Argument(help="The job's id (任务标识).")]
app.command()(pause)
app.command()(resume)


@app.callback()
def jobs() -> None:
    """See, call off and retry jobs; run, pause and resume what is done by itself (后台任务)."""


@app.command("list")
@typed_settings(*DATABASE, *SOURCES)
def list_(
    open_: Annotated[bool, typer.Option("--open", help="Only jobs that wait or run (仅未结束的).")] = False,
    most: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many, the newest (最多条数).")] = 50,
) -> None:
    """Print the jobs of all clients, the newest first: id, kind, state, how far, client, when it was asked for.

    Below them what is done by itself: how often, when last, when next, what failed, what is paused.
    """
    with database_session() as (settings, addresses):
        found = sorted(_read(addresses), key=lambda job: job.id, reverse=True)
        for job in [job for job in found if job.open or not open_][:most]:
            print(f"{job.id}  {job.kind}  {job.state}  {_how_far(job)}  {job.client}  {_told(job.asked_at)}")
        for schedule in () if open_ else schedules(settings, addresses):
            print(schedule)


@app.command()
@typed_settings(*DATABASE, *SOURCES)
@administers("schedule.run", "name")
def run(name: Name) -> None:
    """Have a source fetched now by the hub that runs; `aidhub sweep` and `cross-check` do theirs (立即执行)."""
    with database_session() as (settings, addresses):
        known(settings, name)
        if name not in (places := declared(settings)):
            raise Refusal("DONE_BY_ITSELF", value=name)
        fetch_now(places[name], addresses)


@app.command()
@typed_settings(*DATABASE)
@administers("job.retry", "id")
def retry(id: Id) -> None:
    """Put a job that failed into the queue again; an import goes on behind its last rows, others begin anew (重试)."""
    with database_session() as (_, addresses):
        job = _one(addresses, parsing.uuid(id, "id"))
        with psycopg.connect(addresses.app, cursor_factory=psycopg.RawCursor) as connection:
            connection.execute("SELECT set_config('hub.department', $1, true)", [job.department])
            if not connection.execute(RETRY, [job.id]).rowcount:
                raise Refusal("JOB_NOT_FAILED", "id")
            connection.execute(PUT, [job.client, str(job.id), job.department])
        print(f"job {job.id} waits again (已重新提交)")


@app.command()
@typed_settings(*DATABASE)
def show(id: Id) -> None:
    """Print what is known of a job: what was asked, how far it has come, why it cannot be done (查看)."""
    with database_session() as (_, addresses):
        job = _one(addresses, parsing.uuid(id, "id"))
        said = {
            **{name: getattr(job, name) for name in ("kind", "state", "client", "department", "arguments")},
            "done": _how_far(job),
            "taken up": job.taken,
            "asked": _told(job.asked_at),
            "began": _told(job.started_at),
            "ended": _told(job.ended_at),
            "kept until": _told(job.kept_until),
            "failure": f"{job.refusal}: {job.refusal_en}" if job.refusal else "–",
        }
        for name, value in said.items():
            print(f"{name:<11} {value}")


@app.command()
@typed_settings(*DATABASE)
@administers("job.cancel", "id")
def cancel(id: Id) -> None:
    """Call a job off, whosever it is; what is at work on it stops after its piece (取消)."""
    with database_session() as (settings, addresses):
        job = _one(addresses, parsing.uuid(id, "id"))
        with psycopg.connect(addresses.app) as connection:
            connection.execute("SELECT set_config('hub.department', %s, true)", [job.department])
            if not connection.execute(CALLED_OFF, [settings.job_keeping, job.id]).rowcount:
                raise Refusal("JOB_ENDED", "id")
        print(f"job {job.id} called off (已取消)")


def _one(addresses: Addresses, id: UUID) -> Listed:
    for job in _read(addresses):
        if job.id == id:
            return job
    raise Refusal("UNKNOWN_JOB", "id")


def _read(addresses: Addresses) -> list[Listed]:
    """All jobs there are, department by department: each sees its own alone."""
    found: list[Listed] = []
    with psycopg.connect(addresses.app) as connection:
        for department in load(connectors.discover()).departments:
            connection.execute("SELECT set_config('hub.department', %s, true)", [department])
            found += [Listed(*row) for row in connection.execute(LISTED).fetchall()]
    return found


def _how_far(job: Listed) -> str:
    """So many of so many; what is reckoned at the beginning may be passed, and is left out then."""
    if job.size is None:
        return f"{job.done}/–"
    return f"{job.done}/{job.size}" if job.done <= job.size else str(job.done)


def _told(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M:%S}" if moment else "–"
