"""The next day on which time alone could change a household's targets, groups, warnings, or whether it is helped."""

from collections.abc import Iterable, Iterator, Set

from policy.catalogue import Catalogue
from policy.clauses import Clause, FactName, Parameter
from policy.spine import REGISTRY
from registry.people.facts import fact_table_name
from registry.targets.fact_rows import facts_of, programme_clauses, read_facts
from registry.targets.helped import HELP_DATES, UNPAID_FROM, UNPAID_RULES
from registry.targets.priority_sql import group_clauses, group_facts

# Each person's own, found by the person: of a plain join PostgreSQL may read all of the table.
DETERMINED = """LATERAL (SELECT * FROM determinations d
      WHERE d.person_id = m.person_id AND d.superseded_at IS NULL OFFSET 0) d"""

DATES = f"""
  SELECT m.household_id, x.day FROM m CROSS JOIN {DETERMINED}
    CROSS JOIN LATERAL (VALUES (d.valid_from), (d.valid_to)) x(day)
  UNION ALL SELECT m.household_id, d.valid_from + g.days
    FROM m CROSS JOIN {DETERMINED}
      CROSS JOIN (SELECT DISTINCT number::int AS days FROM parameters WHERE name = 'missed_grace_days') g
  UNION ALL SELECT m.household_id, x.day FROM m CROSS JOIN LATERAL (VALUES (m.valid_from), (m.valid_to)) x(day)
  UNION ALL SELECT h.id, x.day FROM h JOIN parameters k ON k.lo <= h.position AND h.position < k.hi
    CROSS JOIN LATERAL (VALUES (k.valid_from), (k.valid_to)) x(day)"""

# Of each help in force the last payment alone is read.
PAID_DATES = f"""
  UNION ALL SELECT r.household_id, x.day
    FROM assistance_records r CROSS JOIN LATERAL (
      SELECT p.paid_on FROM payments p WHERE p.record_id = r.id ORDER BY p.paid_on DESC LIMIT 1) p
    CROSS JOIN LATERAL ({UNPAID_FROM.format(since="p.paid_on")}) x
    WHERE r.household_id = ANY($1) AND r.status = 'GRANTED' AND r.ended_on IS NULL"""

# A reason for which help is not paid holds for as long as before it counted.
CLOSED_DATES = f"""
  UNION ALL SELECT w.household_id, x.day
    FROM early_warnings w CROSS JOIN LATERAL ({UNPAID_FROM.format(since="w.closed_on")}) x
    WHERE w.household_id = ANY($1) AND w.rule IN ({UNPAID_RULES}) AND w.closed_by IS NOT NULL"""


def next_change(catalogue: Catalogue) -> str:
    """The statement that stores it for the households in `$1`, seen from `$2`."""
    dates = (
        DATES
        + f"\n  UNION ALL{HELP_DATES.format(of='household_id')}"
        + PAID_DATES
        + CLOSED_DATES
        + "".join(_fact_dates(catalogue))
        + _birthdays(catalogue)
    )
    return f"""WITH
-- where each household lies: looked up first, or the parameters' divisions are, and they are the whole province
h AS MATERIALIZED (SELECT id, position FROM households WHERE id = ANY($1)),
-- who is, was or will be a member
m AS MATERIALIZED (
  SELECT m.household_id, m.person_id, p.identity_id, p.birth_date, m.valid_from, m.valid_to
  FROM (SELECT * FROM memberships WHERE household_id = ANY($1) OFFSET 0) m
  CROSS JOIN LATERAL (SELECT * FROM persons p WHERE p.id = m.person_id OFFSET 0) p
  WHERE m.superseded_at IS NULL),
-- every day on which something begins, ends or is reached
days AS ({dates}),
-- the next of them
soonest AS (SELECT household_id, min(day) AS day FROM days WHERE day > $2 GROUP BY household_id)
UPDATE households h SET recompute_on = s.day
FROM unnest($1::uuid[]) w(id) LEFT JOIN soonest s ON s.household_id = w.id
WHERE h.id = w.id AND h.recompute_on IS DISTINCT FROM s.day"""


def _fact_dates(catalogue: Catalogue) -> Iterable[str]:
    for supplier in catalogue.facts["person", "deceased_on"].suppliers:
        yield _dates_of("deceased_on", fact_table_name(supplier, "person"))
    repeating = [fact for fact in read_facts(catalogue, _clauses(catalogue)) if fact.repeats]
    tables = {fact_table_name(s, f.entity): f.entity for f in repeating for s in f.suppliers if s != REGISTRY}
    tables |= _happenings(catalogue, {fact.entity for fact in repeating})
    for table, entity in tables.items():
        yield _dates_of("as_of, until", table)
        if days := _compared(catalogue, (entity, "days_ago")):
            yield f"""
  UNION ALL SELECT m.household_id, f.as_of + a.number
    FROM m CROSS JOIN LATERAL ({facts_of(table, "m")}) f CROSS JOIN ({days}) a(number)"""


def _happenings(catalogue: Catalogue, entities: Set[str]) -> dict[str, str]:
    """The tables that report what these entities are, with the entity: also of those of whom nothing else is read."""
    facts = [fact for fact in catalogue.facts.values() if fact.entity in entities]
    return {fact_table_name(s, f.entity): f.entity for f in facts for s in f.suppliers if s != REGISTRY}


def _dates_of(columns: str, table: str) -> str:
    """The days in these columns of each fact, which is looked up once for all of them."""
    days = ", ".join(f"(f.{column})" for column in columns.split(", "))
    return f"""
  UNION ALL SELECT m.household_id, x.day
    FROM m CROSS JOIN LATERAL ({facts_of(table, "m")}) f CROSS JOIN LATERAL (VALUES {days}) x(day)"""


def _clauses(catalogue: Catalogue) -> list[Clause]:
    return [*programme_clauses(catalogue), *group_clauses(catalogue)]


def clauses_through(catalogue: Catalogue) -> Iterator[Clause]:
    """The clauses of all programmes and groups, and those of the derived facts that they read."""
    yield from _clauses(catalogue)
    for fact in read_facts(catalogue, _clauses(catalogue), group_facts(catalogue)):
        yield from fact.condition.clauses if fact.condition else ()


def _compared(catalogue: Catalogue, fact: FactName) -> str:
    """The numbers with which some clause compares a fact that grows by itself, and those after: SELECT, or nothing."""
    compared = {c.value for c in clauses_through(catalogue) if (c.entity, c.fact) == fact}
    named = {number for number in compared if isinstance(number, int)}
    numbers = sorted(named | {number + 1 for number in named})
    parameters = ", ".join(f"'{value.name}'" for value in compared if isinstance(value, Parameter))
    local = f"SELECT (x.number + n)::int FROM parameters x, generate_series(0, 1) n WHERE x.name IN ({parameters})"
    selects = [f"SELECT unnest(ARRAY{numbers})"] if numbers else []
    return " UNION ".join(selects + ([local] if parameters else []))


def _birthdays(catalogue: Catalogue) -> str:
    """The days on which an age that some clause names is reached or passed."""
    ages = _compared(catalogue, ("person", "age")) or "SELECT 0"
    # PostgreSQL moves a birthday of 29 February to the 28th; the year is full on 1 March.
    birthday = "(m.birth_date + make_interval(years => a.age))::date"
    leap = f"to_char(m.birth_date, 'MMDD') = '0229' AND to_char({birthday}, 'MMDD') = '0228'"
    return f"""
  UNION ALL SELECT m.household_id, {birthday} + CASE WHEN {leap} THEN 1 ELSE 0 END
    FROM m CROSS JOIN ({ages}) a(age)"""
