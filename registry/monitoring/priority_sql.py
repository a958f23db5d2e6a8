"""Priorities (重点走访、零就业家庭) as SQL: the households of the groups of `priorities.toml`, and their rank.

`$1` is the households, `$2` today.
"""

from collections.abc import Iterable, Iterator, Mapping

from policy.catalogue import Catalogue
from policy.clauses import Clause, FactName
from policy.priorities import Group, Need
from registry.targets.clause_sql import column, condition_sql, household_truths
from registry.targets.fact_rows import bindings

COVERED = ("household", "covered_members")
ABLE = ("household", "able_members")


def visits(catalogue: Catalogue) -> str:
    """The expressions that end in `visited`: households of some group to visit, with their groups, whether anybody is
    covered, and rank: household_id, groups, covered, rank (二（三）)."""
    groups, needs = catalogue.priorities.listed("visits"), catalogue.priorities.ranking("visits")
    known = dict.fromkeys((COVERED, *reads(needs)))
    weights = ", ".join(f"('{group.code}', {n}, {group.weight})" for n, group in enumerate(groups))
    household = ", ".join(("t.household_id", *(f"t.{column(*name)}" for name in known)))
    return f"""{bindings(catalogue, _clauses(groups), known)},
-- each household of some group, once, with its groups in their order
grouped AS (
  SELECT {household}, array_agg(t.code ORDER BY w.place) AS groups, sum(w.weight)::int AS weight
  FROM ({_truths(catalogue, groups, known)}) t JOIN (VALUES {weights}) w(code, place, weight) ON w.code = t.code
  WHERE t.truth GROUP BY {household}),
visited AS MATERIALIZED (
  SELECT h.household_id, h.groups, h.{column(*COVERED)} > 0 AS covered, h.weight + {score(catalogue, needs)} AS rank
  FROM grouped h)"""


def zero_employment(catalogue: Catalogue) -> str:
    """The expressions that end in `jobless`: families in which nobody is known to work, how many of them could, and
    whether all is known: household_id, position, able, certain (三（二）就业救助)."""
    groups = catalogue.priorities.listed("employment")
    return f"""{bindings(catalogue, _clauses(groups), (ABLE,))},
jobless AS MATERIALIZED (
  SELECT t.household_id, t.position, t.{column(*ABLE)} AS able, t.truth IS NOT NULL AS certain
  FROM ({_truths(catalogue, groups, (ABLE,))}) t WHERE t.truth IS NOT FALSE)"""


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


def _clauses(groups: Iterable[Group]) -> list[Clause]:
    return [clause for group in groups for clause in group.condition.clauses]


def _truths(catalogue: Catalogue, groups: Iterable[Group], also: Iterable[FactName]) -> str:
    return household_truths(catalogue, {group.code: group.condition for group in groups}, also)
