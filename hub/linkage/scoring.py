"""Scoring: which pairs of people may be one, by Splink, under the weights of `policy/identity_evidence.toml`."""

import math
from collections.abc import Iterator
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker

from policy.identity_evidence import MISSING, Attribute, Evidence

MOST_OF_ONE = 5
"""Pairs of one who is sought, beside those told apart: beyond these a name is common rather than the evidence good."""
MOST = 100_000
"""Pairs in all, those told apart last, the most probable first: the hub holds them while it writes them down."""
DECIBANS = 10 * math.log10(2)
"""A weight of Splink's is a power of two; ours is ten for a power of ten."""
RARE = 1e-6
"""No name is taken to be rarer: it may be one that somebody has mistyped."""

Pair = tuple[str, str, str, float, list[tuple[str | None, int]]]
"""The kind, a person, the other, the probability, and of each attribute finding and weight."""

SIDES = {
    "sought": ("sought", "kind = 'PERSON'"),
    "registered": ("NOT sought", None),
}
"""Who is compared with whom; without another side among themselves."""


def pairs(connection: duckdb.DuckDBPyConnection, evidence: Evidence) -> Iterator[Pair]:
    """The pairs of `people` that are to be offered, of persons once whichever stands first."""
    found = [score(connection, evidence, whose) for whose in SIDES]
    columns = ", ".join(f"{one.code}_finding, {one.code}_weight" for one in evidence.attributes)
    answer = connection.execute(f"""SELECT kind_l, id_r, id_l, match_probability, {columns}
      FROM ({" UNION ALL ".join(f"SELECT * FROM {table}" for table in found)})
      QUALIFY row_number() OVER (PARTITION BY least(id_l, id_r), greatest(id_l, id_r)) = 1
      ORDER BY apart, match_probability DESC, id_l, id_r LIMIT {MOST}""")
    while rows := answer.fetchmany(10_000):
        for kind, person, other, probability, *findings in rows:
            yield kind, person, other, probability, list(zip(findings[::2], map(round, findings[1::2]), strict=True))


def score(connection: duckdb.DuckDBPyConnection, evidence: Evidence, whose: str) -> str:
    """The table of the pairs of whom a duplicate is sought, or of the registered among themselves."""
    left, right = SIDES[whose]
    api = DuckDBAPI(connection=connection)
    tables = []
    for side, condition in (("l", left), ("r", right)):
        if condition:
            connection.execute(f"CREATE TABLE {whose}_{side} AS SELECT * FROM people WHERE {condition}")
            tables.append(api.register(f"{whose}_{side}"))
    counts = [_count(connection, f"{whose}_{side}") for side in "lr"[: len(tables)]]
    found = f"{whose}_pairs"
    if not all(counts) or sum(counts) < 2:
        connection.execute(f"CREATE TABLE {found} AS SELECT * FROM ({_told(evidence, whose, _nothing(evidence))})")
        return found
    linker = Linker(tables, settings(evidence, whose, counts), log_level=None)
    predicted = linker.inference.predict(threshold_match_probability=evidence.least / 100)
    connection.execute(f"CREATE TABLE {found} AS {_told(evidence, whose, predicted.physical_name)}")
    return found


def settings(evidence: Evidence, whose: str, counts: list[int]) -> dict[str, Any]:
    """What Splink is told: the model with its weights, and how probable a pair is before it is compared."""
    share = evidence.prior[whose]
    prior = share / counts[1] if len(counts) > 1 else 2 * share / counts[0]
    return {
        "link_type": "link_only" if len(counts) > 1 else "dedupe_only",
        "sql_dialect": "duckdb",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": min(0.5, prior),
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in evidence.common[whose]
        ],
        "comparisons": [_comparison(attribute) for attribute in evidence.attributes],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _comparison(attribute: Attribute) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": attribute.missing, "is_null_level": True, "label_for_charts": MISSING}
    ]
    for level in attribute.levels:
        rare = {"tf_adjustment_column": level.frequency, "tf_minimum_u_value": RARE} if level.frequency else {}
        levels.append(
            {"sql_condition": level.when, "label_for_charts": level.code, "m_probability": level.m,
             "u_probability": level.u, **rare}
        )  # fmt: skip # one level
    return {"output_column_name": attribute.code.lower(), "comparison_levels": levels}


def finding(attribute: Attribute) -> str:
    """The code of what is found of an attribute, as SQL over the columns of both sides; NULL where one lacks it."""
    cases = " ".join(f"WHEN {level.when} THEN '{level.code}'" for level in attribute.levels[:-1])
    return f"CASE WHEN {attribute.missing} THEN NULL {cases} ELSE '{attribute.levels[-1].code}' END"


def beside(columns: list[str]) -> str:
    """The columns of both sides under the names by which findings know them."""
    return ", ".join(f"{side}.{name} AS {name}_{side}" for side in "lr" for name in columns)


def _told(evidence: Evidence, whose: str, predicted: str) -> str:
    """What is told of pairs: never one with itself, nor a report with whose number it names.

    Those told apart upon these findings keep their rows up to date, and keep no other from being offered.
    """
    left, right = f"{whose}_l", f"{whose}_{'r' if SIDES[whose][1] else 'l'}"
    told = ", ".join(
        f"{finding(one)} AS {one.code}_finding, coalesce({_weight(one)}, 0) AS {one.code}_weight"
        for one in evidence.attributes
    )
    names = ["kind", "id", "owner", "name", "pinyin", "letters", "birth", "sex", "county", "township", "ending",
             "household", "fellows"]  # fmt: skip # in one line they are too many
    return f"""SELECT t.*, a.one IS NOT NULL AS apart FROM (
      SELECT kind_l, id_l, id_r, match_probability, {told} FROM (
        SELECT p.* EXCLUDE (id_l, id_r), {beside(names)}
        FROM {predicted} p JOIN {left} l ON l.id = p.id_l JOIN {right} r ON r.id = p.id_r)
      WHERE id_l <> id_r AND owner_l IS DISTINCT FROM id_r) t
    LEFT JOIN told_apart a ON a.one = least(t.id_l, t.id_r) AND a.other = greatest(t.id_l, t.id_r)
      AND a.findings = {_findings(evidence)}
    QUALIFY a.one IS NOT NULL OR row_number() OVER (
      PARTITION BY t.id_l, a.one IS NOT NULL ORDER BY match_probability DESC, t.id_r) <= {MOST_OF_ONE}"""


def _findings(evidence: Evidence) -> str:
    """All that was found, as `registry.people.identity_candidates.Found.findings` writes it."""
    told = (f"coalesce({one.code}_finding, '{one.code}?')" for one in evidence.attributes)
    return f"concat_ws(' ', {', '.join(told)})"


def _weight(attribute: Attribute) -> str:
    column = attribute.code.lower()
    rare = f" + coalesce(mw_tf_adj_{column}, 0)" if any(level.frequency for level in attribute.levels) else ""
    return f"{DECIBANS} * (mw_{column}{rare})"


def _nothing(evidence: Evidence) -> str:
    """No pairs, in the columns of those that are predicted."""
    weights = ", ".join(
        f"0.0 AS mw_{one.code.lower()}, 0.0 AS mw_tf_adj_{one.code.lower()}" for one in evidence.attributes
    )
    return f"(SELECT 0.0 AS match_probability, '' AS id_l, '' AS id_r, {weights} WHERE false)"


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    (row,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(row[0])
