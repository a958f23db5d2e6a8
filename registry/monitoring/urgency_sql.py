"""Urgency (预警紧急程度) as SQL: which harm of `urgency.toml` each signal speaks of, and what it weighs.

Over the rows of facts of `registry.targets.fact_rows`, `in_force` and `raised`. It ends in `urgent`: what was raised
with its harm and rank, the weight of the harm and what the household's need adds (`priorities.toml`).
"""

from collections.abc import Iterable, Sequence

from policy.catalogue import Catalogue
from policy.clauses import Clause
from policy.priorities import Need
from policy.signals import Signal
from policy.urgency import Harm
from registry.targets.clause_sql import condition_sql, joins
from registry.targets.priority_sql import score


def harm_clauses(catalogue: Catalogue) -> list[Clause]:
    """The clauses of all harms."""
    return [clause for harm in catalogue.urgency.harms.values() for clause in harm.condition.clauses]


def urgency_expressions(catalogue: Catalogue, signals: Iterable[Signal]) -> str:
    """The expressions that end in `urgent`, ready to stand behind `raised`."""
    harms = catalogue.urgency.harms.values()
    weights = {signal.code: [*catalogue.urgency.of(signal)] for signal in signals}
    rows = ", ".join(f"('{rule}', '{harm.code}', {weight})" for rule, of in weights.items() for harm, weight in of)
    cases = " ".join(_case(catalogue, harm, [rule for rule, of in weights.items() if harm in dict(of)])
                     for harm in harms)  # fmt: skip # one harm after the other
    return f"""{_needs(catalogue, catalogue.priorities.ranking("warnings"))},
affected AS MATERIALIZED ({" UNION ALL ".join(_affected(catalogue, harm) for harm in harms if harm.condition.clauses)}),
-- each signal with the programmes that it names, or those of the help at stake
concerning AS MATERIALIZED (
  SELECT s.*, CASE WHEN s.programmes <> '{{}}' THEN s.programmes ELSE ARRAY(
    SELECT r.programme FROM unnest(s.records) n(id)
      CROSS JOIN LATERAL (SELECT y.programme FROM assistance_records y WHERE y.id = n.id OFFSET 0) r) END AS concerns
  FROM raised s),
urgent AS MATERIALIZED (
  SELECT c.*, w.weight + n.weight AS rank
  FROM (SELECT s.*, CASE {cases} END AS harm FROM concerning s) c
    JOIN (VALUES {rows}) w(rule, harm, weight) ON w.rule = c.rule AND w.harm = c.harm
    JOIN needs n ON n.household_id = c.household_id)"""


def _needs(catalogue: Catalogue, needs: Sequence[Need]) -> str:
    return f"""needs AS MATERIALIZED (
  SELECT h.id AS household_id, {score(catalogue, needs, {"UNHELPED": UNHELPED})} AS weight FROM h)"""


UNHELPED = "NOT EXISTS (SELECT FROM in_force r WHERE r.household_id = h.id AND r.today)"


def _affected(catalogue: Catalogue, harm: Harm) -> str:
    """The living members of whom a harm may be said."""
    said, condition = condition_sql(catalogue, harm.condition), harm.condition
    return f"""SELECT b.household_id, b.person_id, '{harm.code}'::text AS harm
    FROM b {joins(catalogue, condition)} WHERE NOT b.person_deceased AND {said}"""


def _case(catalogue: Catalogue, harm: Harm, rules: Sequence[str]) -> str:
    """A branch of CASE: the harm is said by some rule, of some programme, of somebody."""
    tests = [f"s.rule IN ({_texts(rules)})" if rules else "false"]
    if harm.narrowed:
        programmes = [code for code, programme in catalogue.programmes.items() if harm.holds_of(programme)]
        tests.append(f"s.concerns && ARRAY[{_texts(programmes)}]::text[]")
    if harm.condition.clauses:
        tests.append(f"""EXISTS (SELECT FROM affected a WHERE a.harm = '{harm.code}' AND a.household_id = s.household_id
      AND (a.person_id = s.person_id OR s.person_id IS NULL))""")
    return f"WHEN {' AND '.join(tests)} THEN '{harm.code}'"


def _texts(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)
