"""People as they are compared: the columns in which they come, and what is made of these beforehand."""

from collections.abc import Iterable
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.csv as csv
from pypinyin import Style, pinyin

from registry.identity.names import plain_name
from registry.people.compared_persons import COLUMNS

MOST_FELLOWS = 30
"""In a home of more people namesakes say little."""

SPELLED = pa.schema([(name, pa.string()) for name in ("written", "name", "pinyin", "letters")])

# A number's ending is that of an ID card; a place is as narrow as it was told, and a province's is none.
PEOPLE = f"""CREATE TABLE people AS
WITH spelt AS (
  SELECT t.kind, t.id, t.owner, s.name, s.pinyin, s.letters, t.birth,
    CASE WHEN t.sex IN ('1', '2') THEN t.sex END AS sex,
    CASE WHEN t.division[5:6] <> '00' THEN t.division[1:6] END AS county,
    CASE WHEN t.division[7:9] <> '000' THEN t.division[1:9] END AS township,
    t.ending, t.household, g.name AS guardian, t.kind <> 'PERSON' OR t.sought = 't' AS sought
  FROM told t LEFT JOIN spelled s ON s.written = t.name LEFT JOIN spelled g ON g.written = t.guardian
  WHERE t.kind <> 'APART'),
homes AS (
  SELECT household, list(name) AS names FROM spelt WHERE household IS NOT NULL
  GROUP BY household HAVING count(*) <= {MOST_FELLOWS})
SELECT p.* EXCLUDE (guardian), CASE WHEN len(f.names) > 0 THEN f.names END AS fellows
FROM spelt p LEFT JOIN homes h ON h.household = p.household
CROSS JOIN LATERAL (SELECT list_filter(list_append(coalesce(h.names, []), p.guardian),
  lambda other: other IS NOT NULL AND other IS DISTINCT FROM p.name) AS names) f"""

APART = """CREATE TABLE told_apart AS SELECT DISTINCT least(id, owner) AS one, greatest(id, owner) AS other, findings
FROM told WHERE kind = 'APART'"""


def take_in(connection: duckdb.DuckDBPyConnection, rows: BinaryIO) -> None:
    """Make `people` and `told_apart` of the rows of a CSV, as `registry.people.compared_persons` tells them."""
    told = csv.read_csv(
        rows,
        csv.ReadOptions(column_names=list(COLUMNS)),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=dict.fromkeys(COLUMNS, pa.string()), strings_can_be_null=True, null_values=[""]
        ),
    )
    connection.register("told", told)
    names = connection.execute("SELECT name FROM told UNION SELECT guardian FROM told").fetchall()
    connection.register("spelled", spelled(name for (name,) in names if name))
    connection.execute(PEOPLE)
    connection.execute(APART)
    connection.unregister("spelled")
    connection.unregister("told")


def spelled(names: Iterable[str]) -> pa.Table:
    """Each name as it is compared: in one script, by its sound, and by its characters in whatever order."""
    sounds: dict[str, str] = {}
    rows = []
    for written in names:
        plain = plain_name(written)
        for character in plain:
            if character not in sounds:
                sounds[character] = _sound(character)
        rows.append((written, plain, " ".join(sounds[character] for character in plain), "".join(sorted(plain))))
    return pa.Table.from_arrays(
        [pa.array(column, pa.string()) for column in zip(*rows, strict=True)] or [pa.array([], pa.string())] * 4,
        schema=SPELLED,
    )


def _sound(character: str) -> str:
    """How a character is read first, without its tone: both sides are read alike, whatever a surname is read as."""
    return pinyin(character, style=Style.NORMAL, errors="default")[0][0]
