"""Divisions: the province's tree is loaded, and its villages are read with the county that pays there."""

import datetime
from pathlib import Path

import psycopg

import registry.reference
from hub.population.places import Village
from registry.store.connection import Connection

FILE = Path(registry.reference.__file__).parent / "gansu_divisions.csv"


def load_divisions(connection: psycopg.Connection, file: Path = FILE) -> int:
    """Make the divisions say what the file says; how many there are. One that is no longer in it stays, dated."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE read (LIKE divisions) ON COMMIT DROP")
        with cursor.copy(f"COPY read ({COLUMNS}) FROM STDIN (FORMAT csv, HEADER)") as copy:
            copy.write(file.read_bytes())
        cursor.execute(UPSERT)
        return cursor.rowcount


COLUMNS = "code, name, level, parent, lo, hi, valid_from, valid_to, successor, note"

UPSERT = f"""INSERT INTO divisions ({COLUMNS}) SELECT {COLUMNS} FROM read
ON CONFLICT (code) DO UPDATE SET (name, level, parent, lo, hi, valid_from, valid_to, successor, note) =
  (excluded.name, excluded.level, excluded.parent, excluded.lo, excluded.hi, excluded.valid_from, excluded.valid_to,
   excluded.successor, excluded.note)"""


async def villages(connection: Connection, today: datetime.date) -> list[Village]:
    """Every village in force; where there is no county, as in 嘉峪关, the city pays."""
    rows = await connection.execute(VILLAGES, [today])
    return [Village(*row) for row in await rows.fetchall()]


VILLAGES = """WITH paying AS MATERIALIZED (SELECT code, lo, hi FROM divisions WHERE level IN ('COUNTY', 'CITY'))
SELECT DISTINCT ON (v.lo) v.code, v.name, v.lo, c.code, c.lo
FROM divisions v JOIN paying c ON c.lo <= v.lo AND v.lo < c.hi
WHERE v.level = 'VILLAGE' AND v.valid_from <= $1 AND (v.valid_to IS NULL OR $1 < v.valid_to)
ORDER BY v.lo, c.hi - c.lo"""
