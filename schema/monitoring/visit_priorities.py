"""Leads (摸排重点): households to visit first, and families in which nobody works, as the facts of today show them."""

import strawberry

from planner.shape import Ask, Column, Key, Source
from schema.fields.arguments import code_of
from schema.fields.mapping import mapped
from schema.fields.slices import below, reached
from schema.register.households import HOUSEHOLD, Household

GROUPS = {
    "DISABLED_UNCOVERED": "未纳入低保或特困救助供养范围的残疾人家庭",
    "WITHOUT_LABOUR": "无劳动力或弱劳动力家庭",
    "ILL": "有重病患者或慢性病人的家庭",
    "EMERGENCY": "遇到急难事项或意外事故的家庭",
}
LISTED = "; ".join(f"{code} {zh}" for code, zh in GROUPS.items())
ALIVE = "m.valid_to IS NULL AND m.superseded_at IS NULL AND (c.deceased_on IS NULL OR c.deceased_on > {today})"

MEMBERS = """memberships m JOIN persons p ON p.id = m.person_id
      LEFT JOIN civil_affairs_person_facts c ON c.identity_id = p.identity_id AND c.superseded_at IS NULL
      LEFT JOIN human_resources_person_facts w ON w.identity_id = p.identity_id AND w.superseded_at IS NULL
      LEFT JOIN disabled_federation_person_facts d ON d.identity_id = p.identity_id AND d.superseded_at IS NULL
      LEFT JOIN health_person_facts i ON i.identity_id = p.identity_id AND i.superseded_at IS NULL
      LEFT JOIN medical_insurance_person_facts o ON o.identity_id = p.identity_id AND o.superseded_at IS NULL"""
AGE = "extract(year FROM age({today}, p.birth_date))"
ABLE = f"{AGE} BETWEEN 16 AND 59 AND c.labour_ability"
COVERED = """EXISTS (SELECT FROM determinations x WHERE x.person_id = p.id AND x.superseded_at IS NULL
        AND x.category IN ('subsistence_allowance', 'extreme_hardship') AND x.valid_from <= {today}
        AND (x.valid_to IS NULL OR {today} < x.valid_to))"""


@strawberry.type(description="A household to be visited first (重点走访家庭).")
class VisitPriority:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    groups: list[str] = mapped(Column("{row}.groups"), f"Why (重点类别, 二（三）): {LISTED}.")
    covered: bool = mapped(Column("{row}.covered"), "Somebody is on the allowance or in extreme hardship (是否已纳入).")
    rank: int = mapped(Column("{row}.rank"), "Groups, and 10 more where nobody is covered (优先程度).")
    last_visited: str | None = mapped(
        Column(
            "(SELECT max(m.content->>'visited_on') FROM matters m WHERE m.household_id = {row}.household_id"
            " AND m.procedure = 'visit' AND m.state = 'VISITED')"
        ),
        "The day of the last visit (最近走访日期).",
    )


VISIT_KEYS = (Key("{row}.rank", "integer", "desc"), Key("{row}.household_id", "uuid", "desc"))


def visit_rows(ask: Ask) -> Source:
    today = ask.caller("today", "date")
    alive, covered = ALIVE.format(today=today), COVERED.format(today=today)
    where = list(reached(ask, "r"))
    if ask.given("division"):
        where += below(ask, "division", "r.position")
    happened = " UNION ALL ".join(
        f"SELECT 1 FROM {table} e JOIN memberships m ON m.household_id = r.household_id AND m.valid_to IS NULL"
        f" AND m.superseded_at IS NULL JOIN persons p ON p.id = m.person_id WHERE e.identity_id = p.identity_id"
        f" AND e.superseded_at IS NULL AND (e.until IS NULL OR {today} < e.until) AND e.as_of > {today} - 180"
        for table in ("civil_affairs_event_facts", "health_event_facts", "emergency_management_disaster_facts")
    )
    tests = f"""bool_or({covered}) AS covered,
        bool_or(coalesce(d.disabled, false) OR d.disability_grade IS NOT NULL) AS disabled,
        NOT bool_or(coalesce({ABLE.format(today=today)}, false)) AS weak,
        bool_or(coalesce(i.serious_illness, false) OR coalesce(o.outpatient_chronic_special, false)) AS ill"""
    group = ""
    if ask.given("group"):
        group = f"WHERE {ask.arg('group', code_of('group', frozenset(GROUPS)))} = ANY(g.groups)"
    return Source(
        f"""(SELECT g.*, cardinality(g.groups) + CASE WHEN g.covered THEN 0 ELSE 10 END AS rank
      FROM (SELECT r.household_id, f.covered, array_remove(ARRAY[
          CASE WHEN f.disabled AND NOT f.covered THEN 'DISABLED_UNCOVERED' END,
          CASE WHEN f.weak THEN 'WITHOUT_LABOUR' END,
          CASE WHEN f.ill THEN 'ILL' END,
          CASE WHEN EXISTS ({happened}) THEN 'EMERGENCY' END], NULL) AS groups
        FROM reach r CROSS JOIN LATERAL (SELECT {tests} FROM {MEMBERS}
          WHERE m.household_id = r.household_id AND {alive}) f
        WHERE r.person_id IS NULL AND {" AND ".join(where)} AND f.covered IS NOT NULL) g {group}) {{row}}""",
        ("cardinality({row}.groups) > 0",),
    )


@strawberry.type(description="A family with somebody able to work, in which nobody does (零就业家庭).")
class ZeroEmploymentFamily:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    able: int = mapped(Column("{row}.able"), "Members from 16 to 59 who can work (有劳动能力人数).")
    certain: bool = mapped(
        Column("{row}.certain"), "Of all of them it is known that they do not work; else to be verified (是否已核实)."
    )


FAMILY_KEYS = (Key("{row}.position", "bigint"), Key("{row}.household_id", "uuid"))


def zero_employment_rows(ask: Ask) -> Source:
    """It is off the list as soon as one of them is employed (三（二）就业救助: 零就业家庭动态清零)."""
    today = ask.caller("today", "date")
    able = ABLE.format(today=today)
    where = list(reached(ask, "r"))
    if ask.given("division"):
        where += below(ask, "division", "r.position")
    return Source(
        f"""(SELECT r.household_id, r.position, f.able, f.certain FROM reach r
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE {able})::int AS able,
          bool_or(coalesce(w.employed, false)) AS works,
          bool_and(w.employed IS NOT NULL) FILTER (WHERE {able}) AS certain,
          bool_or(coalesce(w.registered_unemployed, false) OR coalesce(w.job_intent, false)) AS seeks
        FROM {MEMBERS} WHERE m.household_id = r.household_id AND {ALIVE.format(today=today)}) f
      WHERE r.person_id IS NULL AND {" AND ".join(where)} AND f.able > 0 AND NOT f.works AND f.seeks) {{row}}"""
    )
