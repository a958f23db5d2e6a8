"""Writes the catalogue of `policy` to the tables of `registry.reference.catalogue`, so that SQL can join it."""

import json
from collections.abc import Iterator, Mapping, Sequence

import psycopg
from psycopg import sql

from policy.catalogue import Catalogue
from policy.programmes import Programme
from policy.spine import Category, ParameterValue
from registry.store.database import new_id

Row = Mapping[str, object]
"""A row by the names of its columns."""


def mirror(connection: psycopg.Connection, catalogue: Catalogue) -> bool:
    """Make the tables say what the catalogue says; whether anything changed, so that targets must be computed anew."""
    with connection.transaction():
        connection.execute("LOCK TABLE catalogue_state IN SHARE ROW EXCLUSIVE MODE")
        recorded = connection.execute("SELECT content_hash FROM catalogue_state").fetchone()
        if recorded == (catalogue.content_hash,):
            return False
        rewrite(connection, _tables(catalogue))
        connection.execute(STATE, [catalogue.content_hash])
        return True


STATE = """INSERT INTO catalogue_state (id, content_hash) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET content_hash = excluded.content_hash"""


def rewrite(connection: psycopg.Connection, tables: Mapping[str, Sequence[Row]]) -> None:
    """Put these rows in the place of those that each table holds."""
    for table, rows in tables.items():
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        _insert(connection, table, rows)


def start_parameters(connection: psycopg.Connection, catalogue: Catalogue, province: str) -> None:
    """Give every parameter that nobody has set its first value, for the whole province."""
    for standing in catalogue.standings:
        number, boolean, codes = _typed(standing)
        connection.execute(
            START,
            [new_id(), standing.name, standing.valid_from, number, boolean, codes, standing.source, province],
        )


START = """INSERT INTO parameters (id, name, division, lo, hi, valid_from, number, boolean, codes, source)
SELECT v.id, v.name, d.code, d.lo, d.hi, v.valid_from, v.number, v.boolean, v.codes, v.source
FROM (SELECT %s::uuid AS id, %s AS name, %s::date AS valid_from, %s::bigint AS number, %s::boolean AS boolean,
        %s::text[] AS codes, %s AS source) v, divisions d
WHERE d.code = %s AND NOT EXISTS (SELECT FROM parameters p WHERE p.name = v.name)"""


def _typed(standing: ParameterValue) -> tuple[int | None, bool | None, list[str] | None]:
    value = standing.value
    if isinstance(value, frozenset):
        return None, None, sorted(value)
    if isinstance(value, bool):
        return None, value, None
    return (value if isinstance(value, int) else None), None, None


def _tables(catalogue: Catalogue) -> dict[str, list[Row]]:
    """The rows of each table."""
    programmes = catalogue.programmes.values()
    return {
        "departments": [
            {"code": department.code, "en": department.en, "zh": department.zh}
            for department in catalogue.departments.values()
        ],
        "categories": [_category(category, place) for place, category in enumerate(catalogue.categories.values(), 1)],
        "programmes": [_programme(programme) for programme in programmes],
        "programme_clauses": [row for programme in programmes for row in _clauses(catalogue, programme)],
        "programme_exclusions": [
            {"programme": programme.code, "other": other.programme, "same": other.same}
            for programme in programmes
            for other in programme.excludes
        ],
    }


def _category(category: Category, place: int) -> Row:
    return {
        "code": category.code,
        "place": place,
        "en": category.en,
        "zh": category.zh,
        "agency": category.agency,
        "cites": category.cites,
        "quote": category.quote,
    }


def _programme(programme: Programme) -> Row:
    absence = programme.absence_means
    return {
        "code": programme.code,
        "number": programme.number,
        "department": programme.department,
        "en": programme.en,
        "zh": programme.zh,
        "categories": list(programme.categories),
        "residence": programme.residence,
        "unit": programme.unit,
        "kind": programme.kind,
        "form": programme.form,
        "period": programme.period,
        "department_decides": list(programme.department_decides),
        "alternatives": list(programme.alternatives),
        "entitlement": programme.entitlement,
        "absence": absence if isinstance(absence, str) else json.dumps(dict(absence)),
        "basis": programme.basis,
        "cites": programme.cites,
        "quote": programme.quote,
        "note": f"{programme.note} ({programme.note_zh})" if programme.note else "",
    }


def _clauses(catalogue: Catalogue, programme: Programme) -> Iterator[Row]:
    condition = programme.condition
    branches = [0] * len(condition.all) + [n for n, group in enumerate(condition.any, 1) for _ in group]
    for n, (clause, branch) in enumerate(zip(condition.clauses, branches, strict=True)):
        yield {
            "programme": programme.code,
            "n": n,
            "branch": branch,
            "text": str(clause),
            "en": catalogue.describe(clause, "en"),
            "zh": catalogue.describe(clause, "zh"),
            "basis": "general knowledge" if clause in programme.general_knowledge else "document",
        }


def _insert(connection: psycopg.Connection, table: str, rows: Sequence[Row]) -> None:
    """Rows that all name the same columns."""
    if not rows:
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
    copy = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with connection.cursor() as cursor, cursor.copy(copy) as out:
        for row in rows:
            out.write_row([row[name] for name in rows[0]])
