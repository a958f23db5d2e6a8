"""Priorities (重点走访、零就业家庭) as SQL: the households of the groups of `priorities.toml`, and their rank.

Over the rows of facts of `registry.targets.fact_rows`.
"""

from collections.abc import Iterable, Iterator, Mapping

from policy.catalogue import Catalogue
from policy.clauses import Clause, FactName
from policy.priorities import Group, Need
from registry.targets.clause_sql import column, condition_sql, household_truths

COVERED = ("household", "covered_members")
ABLE = ("household", "able_members")
VISITS, EMPLOYMENT = "VISITS", "EMPLOYMENT"
"""The lists as codes beside those of their groups: whom to visit first, and families in which nobody works."""


def group_clauses(catalogue: Catalogue) -> list[Clause]:
    """The clauses of all groups."""
    return [clause for group in catalogue.priorities.groups.values() for clause in group.condition.clauses]


def group_facts(catalogue: Catalogue) -> list[FactName]:
    """The facts that are wanted of a listed household besides."""
    return list(dict.fromkeys((COVERED, ABLE, *reads(catalogue.priorities.ranking("visits")))))


def listed(catalogue: Catalogue) -> str:
    """The expressions that end in `listed`: household_id, code, position, groups, covered, rank, able, certain.

    A household to be visited stands under each of its groups and once under VISITS, with its groups, whether anybody is
    covered, and rank (二（三）); a family in which nobody is known to work under EMPLOYMENT, with how many of its
    members could and whether all is known (三（二）就业救助).
    """
    groups, needs = catalogue.priorities.listed("visits"), catalogue.priorities.ranking("visits")
    known = dict.fromkeys((COVERED, *reads(needs)))
    weights = ", ".join(f"('{group.code}', {n}, {group.weight})" for n, group in enumerate(groups))
    household = ", ".join(("t.household_id", "t.position", *(f"t.{column(*name)}" for name in known)))
    jobless = catalogue.priorities.listed("employment")
    return f"""-- each household of some group, once, with its groups in their order
grouped AS (
  SELECT {household}, array_agg(t.code ORDER BY w.place) AS groups, sum(w.weight)::int AS weight
  FROM ({_truths(catalogue, groups, known)}) t JOIN (VALUES {weights}) w(code, place, weight) ON w.code = t.code
  WHERE t.truth GROUP BY {household}),
listed AS MATERIALIZED (
  SELECT h.household_id, c.code, h.position, h.groups, h.{column(*COVERED)} > 0 AS covered,
    h.weight + {score(catalogue, needs)} AS rank, NULL::int AS able, NULL::boolean AS certain
  FROM grouped h CROSS JOIN LATERAL unnest(h.groups || '{VISITS}'::text) c(code)
  UNION ALL SELECT t.household_id, '{EMPLOYMENT}', t.position, NULL, NULL, NULL, t.{column(*ABLE)},
    bool_and(t.truth IS NOT NULL)
  FROM ({_truths(catalogue, jobless, (ABLE,))}) t WHERE t.truth IS NOT FALSE
  GROUP BY t.household_id, t.position, t.{column(*ABLE)})"""


def score(catalogue: Catalogue, needs: Iterable[Need], built_in: Mapping[str, str] | None = None) -> str:
    """The sum of what these needs add, over the row `h` of a household; `built_in` tests those that no clause can."""
    return " + ".join(_adds(catalogue, need, built_in or {}) for need in needs) or "0"


def reads(needs: Iterable[Need]) -> Iterator[FactName]:
    """The facts and parameters that these needs read."""
    for need in needs:
        yield from need.condition.reads if need.condition else ()
        yield from (need.counts,) if need.counts else ()


def _adds(catalogue: Catalogue, need: Need, built_in: Mapping[str, str]) -> str:
    if need.counts:
        counted = f"h.{column(*need.counts)}"
        return f"{need.weight} * {f'least({counted}, {need.at_most})' if need.at_most else counted}"
    test = condition_sql(catalogue, need.condition, "h", "h") if need.condition else built_in[need.code]
    return f"CASE WHEN {test} THEN {need.weight} ELSE 0 END"


def _truths(catalogue: Catalogue, groups: Iterable[Group], also: Iterable[FactName]) -> str:
    return household_truths(catalogue, {group.code: group.condition for group in groups}, also)
