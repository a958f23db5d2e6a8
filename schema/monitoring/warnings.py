"""Early warnings in the graph (预警): households worst first, each with its warnings; rules with their precision."""

import strawberry

from planner.shape import PLAIN, Ask, Column, Many, One, Source
from policy.signals import declared
from schema.fields.enums import (
    CategoryCode,
    Disposition,
    LineAnswer,
    WarningClosing,
    WarningKind,
    WarningOutcome,
    WarningState,
)
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.fields.slices import below, within
from schema.monitoring.evidence import Evidence
from schema.register.households import HOUSEHOLD, Household
from schema.register.persons import PERSON, Person
from schema.register.records import AssistanceRecord
from schema.requests.catalogue import DEPARTMENT, Department, Programme

SIGNALS = declared()
PROGRAMMES = Many("Programme", Source("programmes {row}", ("{row}.code = ANY({parent}.programmes)",), "{row}.number"))


def of_rule(column: str, code: str) -> str:
    """What a rule's declaration says, as SQL."""
    pairs = " ".join(
        f"WHEN '{one.code}' THEN '{getattr(one, column).replace(chr(39), chr(39) * 2)}'" for one in SIGNALS.values()
    )
    return f"CASE {code} {pairs} END"


@strawberry.type(description="What was answered about a warning, or corrected (预警答复).")
class WarningAnswer:
    department: Department = mapped(DEPARTMENT, "Who answered (答复部门).")
    answer: LineAnswer = mapped(Column("{row}.answer"), "The answer (答复).")
    before: LineAnswer | None = mapped(Column("{row}.before"), "What they had answered before (原答复).")
    reason: str | None = mapped(Column("{row}.reason"), "Why (答复理由).")
    happened_on: Date = mapped(Column("{row}.happened_on"), "The day (日期).")


ANSWERS = Many(
    "WarningAnswer",
    Source(
        """(SELECT s.id, s.department, s.happened_on, a.n, a.e->>'answer' AS answer, a.e->>'before' AS before,
      a.e->>'reason' AS reason
      FROM matter_lines l JOIN matter_steps s ON s.matter_id = l.matter_id
        CROSS JOIN LATERAL json_array_elements(s.content->'answers') WITH ORDINALITY a(e, n)
      WHERE l.warning_id = {parent}.id AND a.e->>'line' = l.id::text) {row}""",
        order="{row}.id, {row}.n",
    ),
    usually=1,
)
DECIDED_BY = One("Department", Source("departments {row}", ("{row}.code = {parent}.closed_by",)))


@strawberry.type(
    description="Help that may be missing, doubled or no longer due (预警). It is a lead; a person decides."
)
class EarlyWarning:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    kind: WarningKind = mapped(Column("{row}.kind"), "What it may mean (预警类型).")
    rule: str = mapped(Column("{row}.rule"), "The rule that found it; see `warningRules` (规则代码).")
    meaning: str = mapped(Column(of_rule("zh", "{row}.rule")), "What was found, in Chinese (预警内容).")
    meaning_en: str = mapped(Column(of_rule("en", "{row}.rule")), "The same in English (英文).")
    cites: str = mapped(Column(of_rule("cites", "{row}.rule")), "The paragraph (条款依据).")
    quote: str = mapped(Column(of_rule("quote", "{row}.rule")), "The sentence (原文).")
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    person: Person | None = mapped(PERSON, "The person it is about; null for the household (涉及人员).")
    programmes: list[Programme] = mapped(
        PROGRAMMES,
        "The programmes of which any one would do, or that are at stake (可选项目).",
    )
    categories: list[CategoryCode] = mapped(
        Column("{row}.categories"),
        "The categories that the household, or the person, may be determined in, the most supportive first; empty but"
        " for such a lead (可能认定的类别).",
    )
    records: list[AssistanceRecord] = mapped(
        Many(
            "AssistanceRecord",
            Source("assistance_records {row}", ("{row}.id = ANY({parent}.records)",), "{row}.id"),
            usually=1,
        ),
        "The help at stake, or its refusal (涉及救助记录).",
    )
    departments: list[Department] = mapped(
        Many("Department", Source("departments {row}", ("{row}.code = ANY({parent}.departments)",), "{row}.code")),
        "Whom it concerns (涉及部门).",
    )
    evidence: list[Evidence] = mapped(
        Many(
            "Evidence",
            Source("json_array_elements({parent}.evidence) WITH ORDINALITY {row}(e, n)", (), "{row}.n"),
            usually=3,
        ),
        "What it rests on: which fact, from whom, as of when (依据).",
    )
    rank: int = mapped(
        Column("{row}.rank"), "The harm as far as it is certain, and the household's need: worst first (紧急程度)."
    )
    raised_on: Date = mapped(Column("{row}.raised_on"), "Raised on this day (预警日期).")
    state: WarningState = mapped(Column("{row}.state"), "Where it stands (状态).")
    disposition: Disposition | None = mapped(Column("{row}.disposition"), "How it was triaged (处置方式).")
    outcome: WarningOutcome | None = mapped(Column("{row}.outcome"), "What came of it (结果).")
    reason: str | None = mapped(Column("{row}.reason"), "Why it was closed (关闭理由).")
    closed_on: Date | None = mapped(Column("{row}.closed_on"), "Closed on this day (关闭日期).")
    closed_by: Department | None = mapped(
        DECIDED_BY, "The department of the person who closed it; null where it closed by itself (关闭部门)."
    )
    closed_through: WarningClosing | None = mapped(
        Column("{row}.closed_through"), "With what they closed it; null where it closed by itself (关闭方式)."
    )
    answers: list[WarningAnswer] = mapped(
        ANSWERS, "All that was answered about it, and what corrected that, the first first (答复经过)."
    )


@strawberry.type(description="A rule of the cross-check, and how right it has been here (比对规则).")
class WarningRule:
    code: str = mapped(Column("{row}.code"), "The code (规则代码).")
    kind: WarningKind = mapped(Column(of_rule("kind", "{row}.code")), "What it warns of (预警类型).")
    meaning: str = mapped(Column(of_rule("zh", "{row}.code")), "What it looks for, in Chinese (比对内容).")
    meaning_en: str = mapped(Column(of_rule("en", "{row}.code")), "The same in English (英文).")
    cites: str = mapped(Column(of_rule("cites", "{row}.code")), "The paragraph (条款依据).")
    quote: str = mapped(Column(of_rule("quote", "{row}.code")), "The sentence (原文).")
    enabled: bool = mapped(Column("{row}.enabled"), "Warnings are raised by it; else try `simulateRule` (是否启用).")
    raised: int = mapped(Column("{row}.raised"), "How many it has raised in your divisions (预警数).")
    open: int = mapped(Column("{row}.open"), "How many wait to be triaged (待处置数).")
    confirmed: int = mapped(
        Column("{row}.confirmed"), "How many were right: confirmed by a person, or help came (属实数)."
    )
    false_positives: int = mapped(Column("{row}.wrong"), "How many a person found wrong (误报数).")
    decided_otherwise: int = mapped(
        Column("{row}.otherwise"),
        "How many were looked into and the help refused, or not due, with a reason: neither right nor wrong"
        " (经核实不予救助数).",
    )
    decided: int = mapped(Column("{row}.confirmed + {row}.wrong"), "How many turned out right or wrong (已有定论数).")
    precision: float | None = mapped(
        Column("{row}.confirmed::float8 / nullif({row}.confirmed + {row}.wrong, 0)"),
        "Confirmed ÷ decided; null where none is decided (准确率).",
    )


def rule_rows(ask: Ask) -> Source:
    where = [*within(ask, "w.position")]
    if ask.given("division"):
        where += below(ask, "division", "w.position")
    rules = ", ".join(f"('{one.code}', {one.enabled})" for one in SIGNALS.values())
    return Source(
        f"""(SELECT r.code, r.enabled, count(w.id)::int AS raised,
      count(w.id) FILTER (WHERE w.state = 'OPEN')::int AS open,
      count(w.id) FILTER (WHERE w.outcome IN ('CONFIRMED', 'HELPED'))::int AS confirmed,
      count(w.id) FILTER (WHERE w.outcome = 'FALSE_POSITIVE')::int AS wrong,
      count(w.id) FILTER (WHERE w.outcome = 'DECIDED_OTHERWISE')::int AS otherwise
      FROM (VALUES {rules}) r(code, enabled) LEFT JOIN early_warnings w ON w.rule = r.code
        AND {" AND ".join(where)}
      GROUP BY r.code, r.enabled) {{row}}""",
        order="{row}.code",
    )


ONE_WARNING = One(
    "EarlyWarning", lambda ask: Source("early_warnings {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))
)
