"""Renumbering (条件重新编号): where a rule changes, the marks of its targets follow their clauses by their words.

A target says by numbers which clauses held when it was last judged. Judged by the new rule it may end, and then those
numbers say what it has lost.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import psycopg
from psycopg import sql

Rules = Mapping[str, Sequence[str]]
"""The words of the clauses of each programme, in their order."""


def rules(connection: psycopg.Connection) -> Rules:
    """The rules as the tables have them."""
    rows = connection.execute("SELECT programme, array_agg(text ORDER BY n) FROM programme_clauses GROUP BY programme")
    return dict(rows.fetchall())


def renumber(connection: psycopg.Connection, before: Rules) -> None:
    """Let the marks of standing targets say of the rules as they are now what they said of those before.

    A clause that is new or reworded is marked for nobody: it did not hold before.
    """
    after = rules(connection)
    for programme, words in before.items():
        moved = list(moves(words, after.get(programme, ())))
        if moved != [(n, n) for n in range(len(words))]:
            marks = {name: _marks(name, moved) for name in ("met", "unknown")}
            connection.execute(sql.SQL(RENUMBER).format(**marks), [programme])


def moves(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From which number to which a clause has gone that both rules have; of the same words the first goes first."""
    places: dict[tuple[str, int], int] = {}
    for n, words in _counted(after):
        places[words] = n
    for n, words in _counted(before):
        if words in places:
            yield n, places[words]


def _counted(rule: Sequence[str]) -> Iterator[tuple[int, tuple[str, int]]]:
    """Each clause with how often its words stood before it: several groups may have the same."""
    seen: Counter[str] = Counter()
    for n, words in enumerate(rule):
        yield n, (words, seen[words])
        seen[words] += 1


def _marks(name: str, moved: Sequence[tuple[int, int]]) -> sql.Composable:
    bits = [sql.SQL("(((t.{} >> {}) & 1) << {})").format(sql.Identifier(name), old, new) for old, new in moved]
    return sql.SQL(" | ").join(bits) if bits else sql.SQL("0")


RENUMBER = "UPDATE targets t SET met = {met}, unknown = {unknown} WHERE t.programme = %s AND t.until IS NULL"
