"""Leavers of a list (不再符合的对象): why somebody is a target no more, as far as the caller is told such things."""

from planner.shape import Ask, Column
from policy.catalogue import Catalogue
from registry.people.facts import fact_table_name
from registry.people.person_locks import LAST_HOME
from schema.fields.slices import exactly


def left_because(catalogue: Catalogue) -> Column:
    """Why: a move away, and what else the caller's columns and scopes show; else that the rule is met no more.

    A death is told as `Person.leftBecause` is, or the facts that tell of it; a merge to who reads the register.
    """
    deaths = " OR ".join(
        f"'facts.{supplier}' = ANY({{sees}}) AND EXISTS (SELECT FROM {fact_table_name(supplier, 'person')} f"
        " JOIN persons p ON p.identity_id = f.identity_id"
        " WHERE p.id = {{row}}.person_id AND f.superseded_at IS NULL AND f.deceased_on <= {{row}}.until)"
        for supplier in catalogue.facts["person", "deceased_on"].suppliers
    )

    def reason(ask: Ask) -> str:
        sees, scopes = ask.caller("sees", "text[]"), ask.caller("scopes", "text[]")
        left = f"(SELECT home.end_reason FROM ({LAST_HOME.format('{row}.person_id')}) home"
        left += " WHERE home.valid_to <= {row}.until)"
        relation, register = f"'person.relation' = ANY({sees})", f"'civil/population:read' = ANY({scopes})"
        merged = " OR ".join(
            f"EXISTS (SELECT FROM {table} x WHERE x.id = {{row}}.{key} AND x.merged_into IS NOT NULL)"
            for table, key in (("persons", "person_id"), ("households", "household_id"))
        )
        return f"""CASE WHEN {{row}}.until IS NULL THEN NULL WHEN {{row}}.gone THEN 'MOVED_AWAY'
      WHEN {register} AND ({merged}) THEN 'MERGED'
      WHEN {relation} AND {left} = 'DEATH' OR {deaths.format(sees=sees)} THEN 'DIED'
      WHEN {relation} AND {left} IS NOT NULL THEN 'LEFT_HOUSEHOLD' ELSE 'NOT_MET' END"""

    return Column(reason)


def known(column: str, table: str, key: str) -> Column:
    """Of a household or person of a change, while it lies in the caller's divisions: who left them is told by id."""
    return Column(
        lambda ask: (
            f"(SELECT x.{column} FROM {table} x WHERE x.id = {{row}}.{key} AND {exactly(ask, 'x.position')}"
            " AND NOT {row}.gone)"
        )
    )
