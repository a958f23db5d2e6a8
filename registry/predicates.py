"""Predicates: a programme's clauses as SQL, the second reader beside `policy.eligibility`.

A clause is a boolean expression that is NULL where it is unknown; AND and OR are SQL's own, which are Kleene's.
"""

from policy.catalogue import Catalogue
from policy.clauses import Clause, Parameter
from policy.programmes import Programme
from registry.bindings import column

COMPARISONS = {"=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def findings(catalogue: Catalogue) -> str:
    """Every programme over the bindings: programme, subject, household, person, department, position, truth, met, unknown."""
    return "\nUNION ALL\n".join(f"({finding(catalogue, p)})" for p in catalogue.programmes.values())


def finding(catalogue: Catalogue, programme: Programme) -> str:
    """One programme's subjects that are met or unknown, each with the binding that speaks most for it."""
    clauses = programme.condition.clauses
    values = ", ".join(f"{clause_sql(catalogue, clause)} AS c{n}" for n, clause in enumerate(clauses))
    person = programme.unit == "person"
    subject = "p.person_id" if person else "h.id"
    living = "" if programme.tests_deceased else "WHERE NOT p.person_deceased"
    return f"""SELECT DISTINCT ON (subject_id) '{programme.code}' AS programme, subject_id, household_id,
  {"subject_id" if person else "NULL::uuid"} AS person_id, '{programme.department}' AS department, position,
  {_truth(programme)} AS truth, {_mask(len(clauses), "c{n}")} AS met, {_mask(len(clauses), "c{n} IS NULL")} AS unknown
FROM (SELECT {subject} AS subject_id, h.id AS household_id, h.position, p.person_id AS binding, {values or "true AS c"}
  FROM h JOIN p ON p.household_id = h.id {_joins(catalogue, programme)} {living}) x
WHERE {_truth(programme)} IS NOT FALSE
ORDER BY subject_id, truth NULLS LAST, met DESC, binding"""


def _joins(catalogue: Catalogue, programme: Programme) -> str:
    """A household programme may bind any member's event, a person's programme that person's own."""
    entities = {c.entity for c in programme.condition.clauses if catalogue.facts[c.entity, c.fact].repeats}
    same = " AND {0}.person_id = p.person_id" if programme.unit == "person" else ""
    return " ".join(f"LEFT JOIN {e} ON {e}.household_id = h.id{same.format(e)}" for e in sorted(entities))


def _truth(programme: Programme) -> str:
    always = len(programme.condition.all)
    parts = [f"c{n}" for n in range(always)]
    groups = []
    for group in programme.condition.any:
        groups.append(" AND ".join(f"c{n}" for n in range(always, always + len(group))))
        always += len(group)
    if groups:
        parts.append("(" + " OR ".join(f"({group})" for group in groups) + ")")
    return "(" + (" AND ".join(parts) or "true") + ")"


def _mask(count: int, test: str) -> str:
    bits = [f"CASE WHEN {test.format(n=n)} THEN {1 << n} ELSE 0 END" for n in range(count)]
    return " + ".join(bits) or "0"


def clause_sql(catalogue: Catalogue, clause: Clause) -> str:
    """A clause over the bindings' columns; what a missing fact means is the fact's own say."""
    fact = catalogue.facts[clause.entity, clause.fact]
    row = clause.entity if fact.repeats else "p" if clause.entity == "person" else "h"
    value = f"{row}.{column(clause.entity, clause.fact)}"
    operand = _operand(clause)
    if fact.type == "set":
        return _set_sql(value, clause, operand)
    if fact.absent_means == "false":
        value = f"coalesce({value}, false)"
    missing_none = fact.absent_means == "none"
    if clause.operator == "!=":
        test = f"{value} IS DISTINCT FROM {operand}" if missing_none else f"{value} <> {operand}"
    elif clause.operator == "in":
        test = f"{value} = ANY({operand})"
    else:
        test = f"{value} {COMPARISONS[clause.operator]} {operand}"
    if missing_none and clause.operator != "!=":
        test = f"coalesce({test}, false)"
    if missing_none and isinstance(clause.value, Parameter):
        test = f"CASE WHEN {operand} IS NOT NULL THEN {test} END"
    return f"({test})"


def _set_sql(value: str, clause: Clause, operand: str) -> str:
    overlap = f"{value} && {operand}"
    return f"({overlap})" if clause.operator == "intersects" else f"(NOT {overlap})"


def _operand(clause: Clause) -> str:
    value = clause.value
    if isinstance(value, Parameter):
        return f"h.{column('parameter', value.name)}"
    if isinstance(value, tuple):
        return "ARRAY[" + ", ".join(_literal(v) for v in value) + "]::text[]"
    return _literal(value)


def _literal(value: bool | int | str) -> str:
    """A constant of the catalogue, which only the repository's own data can hold; quoted all the same."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"
