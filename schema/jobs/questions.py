"""Questions about jobs: how far one has come, and which are mine (后台任务)."""

from typing import Annotated

import strawberry

from planner.shape import Many, One, Page
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.mapping import argument, mapped_method, planned
from schema.jobs.imports import IMPORT_KEYS, Import, import_rows, one_import
from schema.jobs.jobs import JOB_KEYS, Job, job_rows, one_job
from schema.monitoring.source_schedules import SourceSchedule, schedule_rows

JobId = Annotated[strawberry.ID, argument(None, description="The job's id (任务标识).")]


class Questions:
    """A client's own jobs."""

    @mapped_method(One("Job", one_job), "A job of yours: how far it has come, and what it has come to (后台任务).")
    def job(self, id: JobId) -> Job | None:
        planned()

    @mapped_method(
        Page("Job", job_rows, JOB_KEYS),
        "Your jobs, the last one first; one that has ended goes when it has been kept long enough (后台任务列表).",
    )
    def jobs(self, first: First = 50, after: After = None) -> Connection[Job]:
        planned()

    @mapped_method(
        One("Import", one_import),
        "A file of yours: how far it has come, and what is wrong in it (文件报送).",
        name="import",
    )
    def import_(
        self, id: Annotated[strawberry.ID, argument(None, description="The import's id (标识).")]
    ) -> Import | None:
        planned()

    @mapped_method(
        Many("SourceSchedule", schedule_rows, usually=10),
        "The sources that the hub fetches by itself: your department's, of who supervises those of all; when each was"
        " fetched and will be, what failed, what is paused (读取计划).",
    )
    def source_schedules(self) -> list[SourceSchedule]:
        planned()

    @mapped_method(
        Page("Import", import_rows, IMPORT_KEYS), "The files you handed in, the last one first (文件报送列表)."
    )
    def imports(self, first: First = 50, after: After = None) -> Connection[Import]:
        planned()
