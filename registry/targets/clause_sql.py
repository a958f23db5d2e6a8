"""Clauses as SQL: the second reader of a programme's conditions, beside `policy.eligibility`.

A clause is a boolean expression that is NULL where it is unknown; AND and OR are SQL's own, which are Kleene's.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from policy.catalogue import Catalogue
from policy.clauses import Clause, Condition, FactName, Parameter, Scalar
from policy.programmes import Programme


def column(entity: str, fact: str) -> str:
    """Where a clause finds a fact: in the member's row, the entity's own row, or the household's."""
    return f"{entity}_{fact}"


COMPARISONS = {"=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def findings(catalogue: Catalogue, programmes: Iterable[Programme] | None = None) -> str:
    """Of these programmes, else of all, the subjects met or unknown, with the truth and the masks of clauses."""
    judged = catalogue.programmes.values() if programmes is None else programmes
    return _union(judgement(catalogue, programme, "WHERE truth IS NOT FALSE") for programme in judged)


def judgements(catalogue: Catalogue) -> str:
    """The same of every subject, met or not: what the two readers are compared by."""
    return judged(catalogue, catalogue.programmes.values())


def judged(catalogue: Catalogue, programmes: Iterable[Programme]) -> str:
    """Of these programmes every subject, met or not."""
    return _union(judgement(catalogue, programme) for programme in programmes)


def _union(selects: Iterable[str]) -> str:
    return "\nUNION ALL\n".join(f"({select})" for select in selects)


def judgement(catalogue: Catalogue, programme: Programme, kept: str = "") -> str:
    """One programme's subjects, each with the binding that speaks most for it, as `policy.eligibility` ranks them."""
    clauses = programme.condition.clauses
    person = programme.unit == "person"
    truth = truth_sql(programme.condition, [f"c{n}" for n in range(len(clauses))])
    return f"""SELECT DISTINCT ON (subject_id) '{programme.code}' AS programme, subject_id, household_id,
  {"subject_id" if person else "NULL::uuid"} AS person_id, '{programme.department}' AS department, position,
  truth, met, unknown
FROM (SELECT *, {truth} AS truth, {_mask(len(clauses), "c{n}")} AS met,
    {_mask(len(clauses), "c{n} IS NULL")} AS unknown
  FROM ({_bound(catalogue, programme)}) bound) judged {kept}
ORDER BY subject_id, CASE WHEN truth THEN 0 WHEN truth IS NULL THEN 1 ELSE 2 END, bit_count(met::bit(32)) DESC,
  {", ".join(("member", *_happenings(catalogue, programme.condition)))}"""


def household_truths(catalogue: Catalogue, conditions: Mapping[str, Condition], also: Iterable[FactName] = ()) -> str:
    """Of each household with a living member whether each condition holds for some of them, with some event and
    disaster of any member, as `policy.eligibility.holds` reads it: household_id, position, `also` what else is wanted
    of the household, code, truth."""
    household = ", ".join(("b.household_id", "b.position", *(f"b.{column(*name)}" for name in dict.fromkeys(also))))
    return _union(
        f"SELECT {household}, '{code}'::text AS code, {some(condition_sql(catalogue, condition))} AS truth"
        f" FROM b {joins(catalogue, condition)} WHERE NOT b.person_deceased GROUP BY {household}"
        for code, condition in conditions.items()
    )


def _bound(catalogue: Catalogue, programme: Programme) -> str:
    """The truth of every clause for every binding of a member with an event and a disaster."""
    person = programme.unit == "person"
    clauses = enumerate(programme.condition.clauses)
    columns = [f"{clause_sql(catalogue, clause)} AS c{n}" for n, clause in clauses]
    columns += [f"{entity}.id AS {entity}" for entity in _happenings(catalogue, programme.condition)]
    # The dead are a target only of what is given because of the death (三（五）殡葬费用减免).
    living = "" if person and programme.tests_deceased else "WHERE NOT b.person_deceased"
    return f"""SELECT {"b.person_id" if person else "b.household_id"} AS subject_id, b.household_id, b.position,
      {", ".join(("b.person_id AS member", *columns))}
    FROM b {joins(catalogue, programme.condition, person)} {living}"""


def _happenings(catalogue: Catalogue, condition: Condition) -> list[str]:
    return sorted({clause.entity for clause in condition.clauses if catalogue.fact(clause).repeats})


def joins(catalogue: Catalogue, condition: Condition, own: bool = False) -> str:
    """What joins to `b` the happenings that a condition reads: any member's, or of a person's programme their own."""
    same = " AND {0}.person_id = b.person_id" if own else ""
    return " ".join(
        f"LEFT JOIN {e} ON {e}.household_id = b.household_id{same.format(e)}" for e in _happenings(catalogue, condition)
    )


def truth_sql(condition: Condition, truths: Iterable[str]) -> str:
    """The truth of the whole from the truths of its clauses, in their order."""
    names = iter(truths)
    parts = [next(names) for _ in condition.all]
    groups = [" AND ".join(next(names) for _ in group) for group in condition.any]
    if groups:
        parts.append(f"({' OR '.join(f'({group})' for group in groups)})")
    return f"({' AND '.join(parts) or 'true'})"


def some(truth: str) -> str:
    """Over the rows of a group: true as soon as one is, else NULL as soon as one is."""
    return f"CASE WHEN bool_or({truth}) THEN true WHEN bool_or({truth} IS NULL) THEN NULL ELSE false END"


def _mask(count: int, test: str) -> str:
    """Bit n is set where the test holds of clause n."""
    bits = (f"CASE WHEN {test.format(n=n)} THEN {1 << n} ELSE 0 END" for n in range(count))
    return " + ".join(bits) or "0"


def condition_sql(catalogue: Catalogue, condition: Condition, row: str = "b", parameters: str = "b") -> str:
    """A condition over the columns of these rows."""
    return truth_sql(condition, [clause_sql(catalogue, clause, row, parameters) for clause in condition.clauses])


def clause_sql(catalogue: Catalogue, clause: Clause, row: str = "b", parameters: str = "b") -> str:
    """A clause over the bindings' columns; what a missing fact means is the fact's own say.

    `row` holds the facts, but for those of an event, and `parameters` the parameters.
    """
    fact = catalogue.fact(clause)
    value = f"{clause.entity if fact.repeats else row}.{column(clause.entity, clause.fact)}"
    operand = _operand(clause, parameters)
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


def _operand(clause: Clause, parameters: str) -> str:
    value = clause.value
    if isinstance(value, Parameter):
        return f"{parameters}.{column('parameter', value.name)}"
    if isinstance(value, tuple):
        return "ARRAY[" + ", ".join(_literal(v) for v in value) + "]::text[]"
    return _literal(value)


def _literal(value: Scalar) -> str:
    """A constant of the catalogue, which only the repository's own data can hold; quoted all the same."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f"date '{value}'"
    return "'" + value.replace("'", "''") + "'"
