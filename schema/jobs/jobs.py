"""A job in the graph (后台任务): how far it has come, what it has come to, or why it cannot be done."""

from typing import Annotated

import strawberry

from planner.shape import PLAIN, Ask, Column, Key, Many, One, Same, Source
from schema.fields.enums import JobKind, JobState
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Instant
from schema.monitoring.cross_checks import CrossChecked, Simulated
from schema.register.coverage import Total, counted_rows
from schema.requests.problems import Refused


@strawberry.type(description="What a rule tried as a job has come to (规则试算结果).")
class Simulation:
    rule: str = mapped(Column("{row}.arguments ->> 'rule'"), "The rule's code (规则代码).")
    on: Date = mapped(Column("{row}.arguments ->> 'on'"), "The day as of which it was tried (试算日期).")
    households: int = mapped(Column("({row}.result ->> 'households')::int"), "How many were tried (试算户数).")
    counties: list[Simulated] = mapped(
        Many(
            "Simulated",
            Source(
                "jsonb_to_recordset({parent}.result -> 'counties') AS {row}(division text, households int, newly int)",
                order="{row}.division",
            ),
            usually=86,
        ),
        "Where how many households would be warned of, by county (各县预警户数).",
    )


@strawberry.type(description="What was given, counted as a job (汇总结果).")
class Totals:
    from_: Date | None = mapped(Column("{row}.arguments ->> 'from'"), "From this day (起始日期).", name="from")
    to: Date | None = mapped(Column("{row}.arguments ->> 'to'"), "To this day (截止日期).")
    programmes: list[Total] = mapped(
        Many("Total", counted_rows, usually=60),
        "By programme, as each was while the job worked (各项目汇总). Small cells are suppressed, but for who reads the"
        " register.",
    )


@strawberry.type(description="Why a job cannot be done (未完成原因).")
class JobFailure:
    code: str = mapped(Column("{row}.refusal"), "A stable code; all are listed in docs/errors.md (错误代码).")
    message: str = mapped(
        Column(
            lambda ask: (
                f"CASE WHEN {ask.caller('chinese', 'boolean')} THEN {{row}}.refusal_zh ELSE {{row}}.refusal_en END"
            )
        ),
        "What is wrong and what to do, in the language of Accept-Language (说明).",
    )


@strawberry.type(description="What takes longer than a request: it goes on beside, and is fetched (后台任务).")
class Job:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (任务标识).")
    kind: JobKind = mapped(Column("{row}.kind"), "What is done (任务类型).")
    state: JobState = mapped(Column("{row}.state"), "Where it stands (任务状态).")
    done: int = mapped(Column("{row}.done::int"), "How much is done: households, or records (已完成数量).")
    of: int | None = mapped(Column("{row}.size::int"), "Of how much; null until it has begun (总量).")
    asked_at: Instant = mapped(Column("{row}.asked_at"), "When it was asked for (提交时间).")
    started_at: Instant | None = mapped(Column("{row}.started_at"), "When it began (开始时间).")
    ended_at: Instant | None = mapped(Column("{row}.ended_at"), "When it ended (结束时间).")
    kept_until: Instant | None = mapped(
        Column("{row}.kept_until"), "Until then it can be fetched; null while it is open (结果保留至)."
    )
    failure: JobFailure | None = mapped(
        Same("JobFailure", "{row}.refusal IS NOT NULL"),
        "Why it cannot be done, of one that FAILED (未完成原因).",
    )
    simulation: Simulation | None = mapped(
        Same("Simulation", "{row}.kind = 'SIMULATION' AND {row}.state = 'DONE'"),
        "Of a SIMULATION that is DONE (规则试算结果).",
    )
    cross_check: CrossChecked | None = mapped(
        Same("CrossChecked", "{row}.kind = 'CROSS_CHECK' AND {row}.state = 'DONE'"),
        "Of a CROSS_CHECK that is DONE (比对结果).",
    )
    totals: Totals | None = mapped(
        Same("Totals", "{row}.kind = 'TOTALS' AND {row}.state = 'DONE'"), "Of TOTALS that are DONE (汇总结果)."
    )


JOB_KEYS = (Key("{row}.id", "uuid", "desc"),)


def job_rows(ask: Ask) -> Source:
    """The caller's own, in divisions and under scopes that it still has."""
    where = (
        f"{{row}}.client = {ask.caller('asker')}",
        f"{{row}}.ranges <@ {ask.caller('ranges', 'int8multirange')}",
        f"{{row}}.scopes && {ask.caller('scopes', 'text[]')}",
    )
    return Source("jobs {row}", where)


def one_job(ask: Ask) -> Source:
    """The same, the one that is asked for."""
    own = job_rows(ask)
    return Source(own.from_, (*own.where, f"{{row}}.id = {ask.arg('id', type='uuid')}"))


JobResult = Annotated[Job | Refused, strawberry.union("JobResult", description="The job, or why not (任务结果).")]
ASKED = One("Job", lambda ask: Source("jobs {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",)))
