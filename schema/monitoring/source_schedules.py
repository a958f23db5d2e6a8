"""Schedules of sources in the graph (读取计划): when each was fetched and will be, what failed, and what is paused."""

import strawberry

from planner.shape import INSTANT, Ask, Column, Many, Same, Source
from registry.journal.source_marks import THRICE
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant
from schema.requests.catalogue import DEPARTMENT, Department

SUPERVISING = "civil/supervise:read"


@strawberry.type(description="That a source rests (暂停).")
class SourcePause:
    since: Instant = mapped(Column("{row}_p.paused_at", INSTANT), "Since when (暂停时间).")
    by: str = mapped(Column("{row}_p.paused_by"), "Which operator paused it (操作人).")
    reason: str = mapped(Column("{row}_p.reason"), "Why (原因).")


@strawberry.type(description="A source that the hub fetches by itself, and when (读取计划).")
class SourceSchedule:
    department: Department = mapped(DEPARTMENT, "Whose source it is (部门).")
    source: str = mapped(Column("{row}.source"), "The source (数据来源).")
    every_minutes: int = mapped(Column("{row}.every_minutes"), "It is fetched every so many minutes (读取周期，分钟).")
    fetched_at: Instant | None = mapped(Column("{row}.fetched_at", INSTANT), "When it was fetched last (上次读取时间).")
    next_at: Instant | None = mapped(
        Column("CASE WHEN {row}_p.schedule IS NULL THEN {row}.next_at END", INSTANT),
        "When it will be, after failures sooner; null where it is paused, and before its first time (下次读取时间).",
    )
    failures: int = mapped(
        Column("{row}.failures"), "How often it could not be fetched, one after the other (连续失败次数)."
    )
    failing: bool = mapped(
        Column(f"{{row}}.failures >= {THRICE}"),
        f"It could not be {THRICE} times or more: somebody has to see to it (需处理).",
    )
    failure: str | None = mapped(
        Column("{row}.failure"), "Why not, the last time: a code, listed in docs/errors.md (失败原因)."
    )
    paused: SourcePause | None = mapped(
        Same("SourcePause", "{row}_p.schedule IS NOT NULL"), "It rests; null where it does not (暂停)."
    )


# One of them pauses a source: its own, or that of all.
JOINED = """source_schedules {row} LEFT JOIN LATERAL (
  SELECT p.schedule, p.paused_at, p.paused_by, p.reason FROM pauses p
  WHERE p.resumed_at IS NULL AND p.schedule IN ('sources', {row}.department || '/' || {row}.source)
  ORDER BY p.paused_at LIMIT 1) {row}_p ON true"""
ORDER = "{row}.department, {row}.source"


def schedule_rows(ask: Ask) -> Source:
    """The caller's own, and for who supervises those of all departments."""
    supervises = f"'{SUPERVISING}' = ANY({ask.caller('scopes', 'text[]')})"
    return Source(JOINED, (f"({{row}}.department = {ask.caller('department')} OR {supervises})",), ORDER)


FEEDING = Many(
    "SourceSchedule",
    Source(JOINED, ("{row}.department = {parent}.department", "{row}.source = ANY({parent}.sources)"), ORDER),
    usually=1,
)
"""Those from which a data set comes."""
