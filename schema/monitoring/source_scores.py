"""The scorecard of sources (数据来源质量): what came of the rows of each source, by place, rule and column."""

import strawberry

from planner.shape import Ask, Column, Key, Many, Source
from policy.quality import CONTRADICTION, declared
from registry.journal.source_counts import summed
from schema.fields.enums import QualityDimension, QualitySeverity
from schema.fields.mapping import mapped
from schema.fields.references import day, department, entered, last_day
from schema.monitoring.places import places
from schema.monitoring.supervision import DIVISION
from schema.register.published_figures import reads_register
from schema.requests.catalogue import DEPARTMENT, Department
from schema.requests.divisions import Division

SUPERVISES = "civil/supervise:read"
STANDS = "{0}.taken + {0}.unchanged"
REFUSALS = ("REFUSES", "VALIDITY")
"""How a refusal stands among the rules; what it means says errors.md."""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def met_rules(ask: Ask) -> Source:
    """The rules and refusals that were met, with what is declared of each rule; what others say is not everybody's."""
    rules = ", ".join(
        f"({', '.join(map(_quoted, (rule.code, rule.severity, rule.dimension, rule.en, rule.zh)))})"
        for rule in declared().values()
    )
    severity, dimension = map(_quoted, REFUSALS)
    return Source(
        f"""LATERAL (SELECT e.key AS code, e.value::bigint AS count, coalesce(d.severity, {severity}) AS severity,
    coalesce(d.dimension, {dimension}) AS dimension, d.en, d.zh
    FROM jsonb_each_text({{parent}}.rules) e LEFT JOIN (VALUES {rules}) d(code, severity, dimension, en, zh)
      ON d.code = e.key WHERE d.dimension IS DISTINCT FROM '{CONTRADICTION}' OR {supervises(ask)}) {{row}}""",
        order="{row}.count DESC, {row}.code",
    )


def supervises(ask: Ask) -> str:
    """Whether the caller may see what departments do: rows are of persons, and in a village on a day of one."""
    return f"('{SUPERVISES}' = ANY({ask.caller('scopes', 'text[]')}) AND {reads_register(ask)})"


@strawberry.type(description="How many rows met a rule of data quality, or were refused for a reason (规则命中).")
class RuleCount:
    code: str = mapped(
        Column("{row}.code"), "The rule, as docs/quality.md has it, or the refusal, as docs/errors.md does (代码)."
    )
    severity: QualitySeverity = mapped(Column("{row}.severity"), "What becomes of such a row (处理方式).")
    dimension: QualityDimension = mapped(Column("{row}.dimension"), "What lacks (数据质量维度).")
    count: int = mapped(Column("{row}.count::int"), "How many rows (行数).")
    meaning: str | None = mapped(
        Column(lambda ask: f"CASE WHEN {ask.caller('chinese', 'boolean')} THEN {{row}}.zh ELSE {{row}}.en END"),
        "What the rule says; null of a refusal (说明).",
    )


@strawberry.type(description="How often a column was filled in (列完整率).")
class ColumnCount:
    name: str = mapped(Column("{row}.name"), "Where its values go, as `person.disabilityType` (列).")
    told: int = mapped(Column("{row}.told::int"), "In how many of the rows that stand (已填行数).")
    share: float | None = mapped(
        Column("{row}.told::float8 / nullif({row}.stands, 0)"), "In which share of them (完整率)."
    )


@strawberry.type(description="What came of the rows of a source in one place (数据来源质量评价).")
class SourceScore:
    division: Division = mapped(
        DIVISION,
        "The place that the rows name; where they name none, that of whom they name, for who supervises, and for their"
        " own department the division of who sent them (地区).",
    )
    department: Department = mapped(DEPARTMENT, "Whose source it is (数源部门).")
    source: str = mapped(
        Column("{row}.source"), "The source; `feedback` or `facts` also of what came through the graph (数据来源)."
    )
    received: int = mapped(Column("{row}.received::int"), "How many rows came (接收行数).")
    taken: int = mapped(Column("{row}.taken::int"), "How many of them were new, and taken in (入库行数).")
    unchanged: int = mapped(Column("{row}.unchanged::int"), "How many were known already (无变化行数).")
    refused: int = mapped(Column("{row}.refused::int"), "How many were refused (退回行数).")
    odd: int = mapped(Column("{row}.odd::int"), "How many of those that stand are warned of (提示行数).")
    clean: float | None = mapped(
        Column("({row}.received - {row}.refused - {row}.odd)::float8 / nullif({row}.received, 0)"),
        "Which share of the rows was neither refused nor warned of (合格率).",
    )
    late: int = mapped(
        Column("{row}.late::int"), "How many stand for a day longer ago than the cycle of their data set (超期行数)."
    )
    mean_age_days: float | None = mapped(
        Column(f"{{row}}.age_days::float8 / nullif({STANDS.format('{row}')}, 0)"),
        "How many days ago the rows stood for when they came, on average (平均时滞，天).",
    )
    unattached: int = mapped(
        Column("{row}.unattached::int"),
        "How many name nobody who is registered by that number and name: `mismatches` and `unregisteredPersons` list"
        " them (未能归户行数).",
        scopes=SUPERVISES,
    )
    contradicted: int = mapped(
        Column("{row}.contradicted::int"),
        "Of how many other departments say otherwise, by rules of the dimension CONTRADICTION (与其他来源矛盾行数).",
        scopes=SUPERVISES,
    )
    rules: list[RuleCount] = mapped(
        Many("RuleCount", met_rules, usually=10),
        "How many rows met which rule or were refused for what, the most first; contradictions for who supervises"
        " (规则命中情况).",
    )
    columns: list[ColumnCount] = mapped(
        Many(
            "ColumnCount",
            Source(
                f"""LATERAL (SELECT e.key AS name, e.value::bigint AS told, {STANDS.format("{parent}")} AS stands
    FROM jsonb_each_text({{parent}}.told) e) {{row}}""",
                order="{row}.name",
            ),
            usually=20,
        ),
        "How often each of its columns was filled in (各列完整率).",
    )


SCORE_KEYS = (Key("{row}.lo", "bigint"), Key("{row}.department", "text"), Key("{row}.source", "text"))


def score_rows(ask: Ask) -> Source:
    """The sources of the caller's department, or for who supervises all, in the caller's divisions."""
    supervising = supervises(ask)
    where = [
        f"c.day >= {day(ask, 'since')}",
        f"(c.department = {ask.caller('department')} OR {supervising})",
    ]
    if ask.given("until"):
        where.append(f"c.day <= {last_day(ask, 'until', 'since')}")
    if ask.given("department"):
        where.append(f"c.department = {department(ask, 'department')}")
    if ask.given("source"):
        where.append(f"c.source = {entered(ask, 'source')}")
    return Source(
        f"""LATERAL (WITH shown AS MATERIALIZED (
      SELECT c.*, CASE WHEN c.said OR {supervising} THEN c.position ELSE c.home END AS place
      FROM source_counts c WHERE {" AND ".join(where)}),
    placed AS MATERIALIZED (SELECT v.code AS division, v.lo, c.*
      FROM ({places(ask, ask.arg("by"))}) v JOIN shown c ON v.lo <= c.place AND c.place < v.hi)
    {summed("placed", ("division", "lo", "department", "source"))}) {{row}}"""
    )
