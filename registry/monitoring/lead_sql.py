"""Leads (可能符合条件的线索) as SQL: who may be determined in a category, and is in none or in another.

二（三）: 重点监测其是否符合相关救助条件. Over the rows of facts of `registry.targets.fact_rows`.
"""

from collections.abc import Sequence

from policy.catalogue import Catalogue
from policy.signals import Signal
from policy.spine import registrar
from registry.targets.clause_sql import condition_sql


def lead_expressions(catalogue: Catalogue, signals: Sequence[Signal]) -> str:
    """The expression `leads`: one line for each household of which some of these rules are met, with key, the first
    rule, the categories in the order of the rules, and the person where the rules name one alone."""
    found = [_met(catalogue, signal, place) for place, signal in enumerate(signals)] or [NOBODY]
    return f"""leads AS MATERIALIZED (
  SELECT household_id, position, rules[1] AS rule, rules[1] || '|' || household_id AS key, base,
    categories, person_id
  FROM (
    SELECT household_id, position, array_agg(rule ORDER BY place) AS rules,
      array_agg(category ORDER BY place) AS categories,
      md5(string_agg(rule || persons::text, ',' ORDER BY place)) AS base,
      CASE WHEN bool_and(cardinality(persons) <= 1) THEN max(persons[1]::text)::uuid END AS person_id
    FROM (
      SELECT place, rule, category, household_id, position,
        coalesce(array_agg(DISTINCT person_id) FILTER (WHERE person_id IS NOT NULL), '{{}}') AS persons
      FROM ({" UNION ALL ".join(found)}) f GROUP BY place, rule, category, household_id, position) l
    GROUP BY household_id, position) l)"""


NOBODY = """SELECT 0 AS place, ''::text AS rule, ''::text AS category, h.id AS household_id, h.position,
      NULL::uuid AS person_id FROM h WHERE false"""


def _met(catalogue: Catalogue, signal: Signal, place: int) -> str:
    """The living members who meet a rule, or of a household that some of them do."""
    person = "b.person_id" if signal.about == "person" else "NULL::uuid"
    return f"""SELECT DISTINCT {place} AS place, '{signal.code}'::text AS rule,
      '{signal.leads_to}'::text AS category, b.household_id, b.position, {person} AS person_id
    FROM b WHERE NOT b.person_deceased AND {condition_sql(catalogue, signal.condition)}"""


RAISED = f"""SELECT rule, 'UNCOVERED'::text, household_id, person_id, position, key, base, ARRAY[]::text[],
    ARRAY[]::uuid[], ARRAY['{registrar()}'] FROM leads"""
"""The leads among what is raised."""
