"""Supervision (数字监督): who is helped and who is missed, what is overdue, how fresh the data are."""

from collections.abc import Iterable, Iterator

import strawberry

from planner.shape import Ask, Column, One, Source
from policy.departments import Department as Declared
from registry.people.facts import fact_table_name
from registry.targets import counts
from schema.fields.mapping import mapped
from schema.fields.references import department, programme
from schema.fields.scalars import Date
from schema.monitoring.offers import line_of
from schema.monitoring.places import places
from schema.monitoring.source_schedules import FEEDING, SourceSchedule
from schema.register.coverage import helping
from schema.register.published_figures import LATEST, PUBLISHED, level, reads_register
from schema.requests.catalogue import DEPARTMENT, Department, Programme
from schema.requests.divisions import Division

# A duty of which no record tells that something is missing has no figure.
OWED = "g.entitlement = 'duty' AND g.absence <> 'nothing'"
# Warnings `w` that are not closed, in the index by place.
UNCLOSED = "w.state <> 'CLOSED' AND w.position >= 0"
# What the cross-check has found to be missed in a place, by programme: the absence of a target may mean no more than
# that it is to be assessed, and a grace, other help or a person's decision may excuse it.
MISSED = f"""SELECT o.programme, count(*) AS missed
          FROM early_warnings w CROSS JOIN LATERAL unnest(w.programmes) o(programme)
          WHERE w.rule = 'unfulfilled' AND w.position >= v.lo AND w.position < v.hi AND {UNCLOSED}
          GROUP BY o.programme"""
SET_ASIDE = "u.failed_at IS NOT NULL"
DIVISION = One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",)))


@strawberry.type(description=f"How a programme fares in one place (监督指标). {PUBLISHED}")
class Supervised:
    division: Division = mapped(DIVISION, "The place (行政区划).")
    department: Department = mapped(DEPARTMENT, "Who runs the programme (负责部门).")
    programme: Programme = mapped(
        One("Programme", Source("programmes {row}", ("{row}.code = {parent}.programme",))), "The programme (项目)."
    )
    targets: int | None = mapped(Column("{row}.targets"), "How many are targets (对象数).")
    covered: int | None = mapped(Column("{row}.covered"), "How many of them are helped (已救助数).")
    missed: int | None = mapped(
        Column("{row}.missed"),
        "How many do not have what is proven to be owed; null of an offer or service (应享未享数).",
    )
    share: float | None = mapped(
        Column("{row}.covered::float8 / nullif({row}.covered + {row}.missed, 0)"),
        "Covered ÷ (covered + missed), of what is owed; null of an offer or service (覆盖率).",
    )
    duplicates: int | None = mapped(
        Column("{row}.duplicates"), "Warnings of duplicate help not yet closed (重复救助预警数)."
    )
    published_for: Date | None = mapped(
        Column("{row}.published_for"), "The day for which it was published; null of what is counted now (公布数据时点)."
    )
    failed_checks: int = mapped(
        Column(
            f"(SELECT count(*)::int FROM unchecked u WHERE {SET_ASIDE} AND {{row}}.lo <= u.position"
            " AND u.position < {row}.hi)"
        ),
        "Households of the place whose cross-check failed, so that warnings of them may be missing; the same beside"
        " each of its programmes (比对失败户数). `failedCrossChecks` names them.",
        scopes="civil/supervise:read",
    )


@strawberry.type(description="How a department deals with what is referred to it in one place (转办监督).")
class Handling:
    division: Division = mapped(DIVISION, "The place (行政区划).")
    department: Department = mapped(DEPARTMENT, "Who handles (承办部门).")
    open: int = mapped(Column("{row}.open"), "Still to be done (在办数).")
    overdue: int = mapped(Column("{row}.overdue"), "Of these overdue (超期数).")
    escalated: int = mapped(Column("{row}.escalated"), "Of these told to the level above (督办数).")
    answered: int = mapped(Column("{row}.answered"), "Answered or closed (已答复数).")
    papers_overdue: int = mapped(Column("{row}.papers"), "Aid given first whose papers are overdue (补办手续超期数).")


@strawberry.type(description="A county in the order of its counties, the worst first (县区排名).")
class Ranked:
    division: Division = mapped(DIVISION, "The county (县区).")
    place: int = mapped(Column("{row}.place"), "Its place, 1 is the worst (名次，1 为最差).")
    targets: int | None = mapped(
        Column("{row}.targets"), "Who has what is owed, or is proven to miss it (应救助对象数)."
    )
    share: float | None = mapped(
        Column("{row}.share"), "Covered ÷ (covered + missed) over all programmes that are owed (应救助项目覆盖率)."
    )
    open_warnings: int = mapped(
        Column("{row}.warnings"),
        "Lines of warnings that nobody has triaged, the offers of a household as one (待处置预警数).",
    )
    overdue: int = mapped(Column("{row}.overdue"), "Overdue matters (超期事项数).")


@strawberry.type(description="What a department supplies, and how fresh it is (数据集).")
class DataSet:
    department: Department = mapped(DEPARTMENT, "The supplier (数源部门).")
    entity: str = mapped(Column("{row}.entity"), "What it speaks of: person, household, housing, event … (数据对象).")
    cycle_days: int = mapped(Column("{row}.cycle"), "It is to be renewed every so many days (更新周期，天).")
    as_of: Date | None = mapped(Column("{row}.as_of"), "The latest day it stands for (数据时点).")
    received_on: Date | None = mapped(Column("{row}.received_on"), "When something last came in (最近报送日期).")
    overdue: bool = mapped(
        Column(lambda ask: f"coalesce({{row}}.received_on + {{row}}.cycle < {ask.caller('today', 'date')}, true)"),
        "Nothing has come in for longer than its cycle (是否超期未更新).",
    )
    schedules: list[SourceSchedule] = mapped(
        FEEDING, "The sources that it is fetched from by itself: when last, and when next (读取计划)."
    )
    unmatched: int = mapped(
        Column("{row}.unmatched"),
        "How many it names who are in no household of the register (未在库人数); a lead for determination."
        " `unregisteredPersons` lists them.",
        scopes="civil/population:read",
    )
    failed_checks: int = mapped(
        Column("{row}.failed"),
        "Households of which it speaks and whose cross-check failed, so that what it says of them has had no effect yet"
        " (比对失败户数). `failedCrossChecks` names them.",
        scopes="civil/supervise:read",
    )


def supervised_rows(ask: Ask) -> Source:
    by, counted = level(ask), reads_register(ask)
    here = counts.counted("int8multirange(int8range(v.lo, v.hi))")
    where = [helping(ask)]
    if ask.given("programme"):
        where.append(f"g.code = {programme(ask, 'programme')}")
    if ask.given("department"):
        where.append(f"g.department = {department(ask, 'department')}")
    of = "v.code AS division, g.department, g.code AS programme, v.lo, v.hi, g.number"
    return Source(
        f"""LATERAL (WITH v AS MATERIALIZED ({places(ask, by)})
      SELECT {of}, n.met AS targets, n.helped AS covered, CASE WHEN {OWED} THEN n.missed END AS missed,
        w.count AS duplicates, NULL::date AS published_for
      FROM v CROSS JOIN LATERAL ({_with_missed(here)}) n JOIN programmes g ON g.code = n.programme
      CROSS JOIN LATERAL (SELECT count(*)::int FROM early_warnings w WHERE w.rule = 'duplicate'
    AND w.position >= v.lo AND w.position < v.hi AND {UNCLOSED} AND n.programme = ANY(w.programmes)) w
      WHERE {" AND ".join(where)} AND {counted}
      UNION ALL SELECT {of}, f.targets, f.helped, CASE WHEN {OWED} THEN f.missed END, f.duplicates, {LATEST}
      FROM v CROSS JOIN programmes g LEFT JOIN published_figures f ON {_published_of("v.code")} AND f.programme = g.code
      WHERE {" AND ".join(where)} AND v.whole AND NOT {counted}) {{row}}""",
        order="{row}.lo, {row}.number",
    )


def _published_of(division: str) -> str:
    return f"f.kind = 'COVERAGE' AND f.since = {LATEST} AND f.division = {division}"


def _with_missed(counts_here: str) -> str:
    """The counts of a place `v` with what is missed there, each read once."""
    return f"""SELECT c.*, coalesce(m.missed, 0)::int AS missed
        FROM ({counts_here}) c LEFT JOIN ({MISSED}) m ON m.programme = c.programme"""


def counted(name: str, *conditions: str) -> str:
    """How many rows meet these conditions, as a column of that name."""
    return f"count(*) FILTER (WHERE {' AND '.join(conditions)})::int AS {name}"


def handling_rows(ask: Ask) -> Source:
    today, level = ask.caller("today", "date"), ask.arg("by")
    where = "true"
    if ask.given("department"):
        where = f"m.to_department = {department(ask, 'department')}"
    late, referral = f"m.closed_on IS NULL AND m.due_on < {today}", "m.procedure = 'referral'"
    return Source(
        f"""LATERAL (SELECT v.code AS division, m.to_department AS department, v.lo,
    {counted("open", referral, "m.state NOT IN ('ANSWERED', 'CLOSED', 'WITHDRAWN')")},
    {counted("overdue", referral, late)},
    {counted("escalated", referral, "m.closed_on IS NULL", "m.escalated_on IS NOT NULL")},
    {counted("answered", referral, "m.state IN ('ANSWERED', 'CLOSED')")},
    {counted("papers", "m.procedure = 'papers'", late)}
      FROM ({places(ask, level)}) v JOIN matters m
    ON v.lo <= coalesce(m.handling_position, m.position) AND coalesce(m.handling_position, m.position) < v.hi
    AND m.procedure IN ('referral', 'papers') AND {where}
      GROUP BY v.code, v.lo, m.to_department) {{row}}""",
        order="{row}.overdue DESC, {row}.lo, {row}.department",
    )


def ranked_rows(ask: Ask) -> Source:
    """Of figures that are published those that are shown: a sum over more would tell the others."""
    counted, today = reads_register(ask), ask.caller("today", "date")
    here = counts.counted("int8multirange(int8range(v.lo, v.hi))")
    return Source(
        f"""LATERAL (SELECT c.*,
        row_number() OVER (ORDER BY c.share NULLS LAST, c.warnings DESC, c.division)::int AS place
      FROM (SELECT v.code AS division, n.due::int AS targets,
          CASE WHEN n.due >= 1 THEN n.helped::float8 / n.due END AS share,
          (SELECT count(DISTINCT {line_of("w")})::int FROM early_warnings w
            WHERE w.state = 'OPEN' AND {UNCLOSED} AND w.position >= v.lo AND w.position < v.hi) AS warnings,
          (SELECT count(*)::int FROM matters m WHERE m.closed_on IS NULL AND m.due_on < {today}
            AND coalesce(m.handling_position, m.position) >= v.lo
            AND coalesce(m.handling_position, m.position) < v.hi) AS overdue,
          v.whole, n.met
        FROM ({places(ask, "'COUNTY'")}) v
        CROSS JOIN LATERAL (SELECT coalesce(sum(x.met), 0) AS met, coalesce(sum(x.helped), 0) AS helped,
            CASE WHEN count(x.programme) > 0 OR {counted} THEN coalesce(sum(x.helped + x.missed), 0) END AS due
          FROM (SELECT c.programme, c.met, c.helped, c.missed FROM ({_with_missed(here)}) c WHERE {counted}
            UNION ALL SELECT f.programme, 0, f.helped, f.missed FROM published_figures f
            WHERE {_published_of("v.code")} AND f.helped IS NOT NULL AND f.missed IS NOT NULL AND NOT {counted}) x
          JOIN programmes g ON g.code = x.programme AND {OWED}) n) c
      WHERE c.whole OR c.met + c.warnings + c.overdue > 0) {{row}}""",
        order="{row}.place",
    )


def data_set_rows(departments: Iterable[Declared]) -> Source:
    """Every department's data sets, as declared."""
    departments = [*departments]
    declared = [(one.code, entity, days) for one in departments for entity, days in one.cycles.items()]
    rows = ", ".join(
        f"('{one.code}', '{entity}', {days}, '{{{{{','.join(_feeding(one, entity))}}}}}'::text[])"
        for one in departments
        for entity, days in one.cycles.items()
    )
    unmatched = " ".join(_of_each(declared, UNMATCHED))
    failed = " ".join(_of_each(declared, FAILED))
    return Source(
        f"""(SELECT d.*, r.as_of, r.received_on, CASE {unmatched} END AS unmatched, CASE {failed} END AS failed
      FROM (VALUES {rows}) d(department, entity, cycle, sources)
      LEFT JOIN LATERAL (SELECT max(s.as_of) AS as_of, max(s.received_on) AS received_on FROM data_sets s
        WHERE s.department = d.department AND s.entity = d.entity) r ON true) {{row}}""",
        order="{row}.department, {row}.entity",
    )


def _feeding(department: Declared, entity: str) -> Iterator[str]:
    """The sources of which a column tells of the entity."""
    for source in department.sources.values():
        columns = [*source.columns, *(column for column, _ in source.constants)]
        if source.act == "facts" and any(column.field.partition(".")[0] == entity for column in columns):
            yield source.name


def _of_each(declared: Iterable[tuple[str, str, int]], count: str) -> Iterator[str]:
    """The branches of a CASE that count for each data set in its own table."""
    for code, entity, _ in declared:
        counted = count.format(table=fact_table_name(code, entity))
        yield f"WHEN d.department = '{code}' AND d.entity = '{entity}' THEN ({counted})"


UNMATCHED = """SELECT count(DISTINCT f.identity_id)::int FROM {table} f WHERE f.position IS NULL
    AND f.superseded_at IS NULL
    AND NOT EXISTS (SELECT FROM identities i WHERE i.id = f.identity_id AND i.alias_of IS NOT NULL)"""

FAILED = (
    f"SELECT count(*)::int FROM unchecked u WHERE {SET_ASIDE}"
    """ AND EXISTS (SELECT FROM memberships m JOIN persons p ON p.id = m.person_id
    JOIN {table} f ON f.identity_id = p.identity_id AND f.superseded_at IS NULL
    WHERE m.household_id = u.household_id AND m.valid_to IS NULL AND m.superseded_at IS NULL)"""
)
