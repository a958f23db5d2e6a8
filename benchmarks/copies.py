"""Copies: a small invented population multiplied into a province by set-based SQL.

Every copy has ids, numbers and blind indexes of its own, lies in other villages of the same counties, and keeps its
facts, determinations, records and chain. Ids stay in order, as UUIDv7 made one after the other would be.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, MetaData, Table

YEARS = 3
"""How many earlier years each record is repeated for, the last one for every second record only."""

# What is derived is derived anew; sealed values open only for the id they were sealed for; nobody has moved yet.
LEFT = frozenset({"targets", "household_groups", "reach", "vault", "lineage"})
OWN_IDS = frozenset(
    {"id", "identity_id", "household_id", "person_id", "subject_id", "record_id", "determination_id"}
)  # a batch's stays
NAMED = frozenset({"households", "assistance_records", "payments"})
"""Tables whose rows departments name: each copy has its own names."""
DATES = ("happened_on", "starts", "ended_on", "period_from", "period_to", "papers_due")

# The first 16 bits of a UUIDv7 are the same for years: there the copies are told apart, and stay in order.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION bench_id(id uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT overlay(id::text PLACING lpad(to_hex(1024 + copy), 4, '0') FROM 1 FOR 4)::uuid $$;
CREATE OR REPLACE FUNCTION bench_year(id uuid, year int) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT overlay(id::text PLACING year::text FROM 15 FOR 1)::uuid $$;
"""

PLACES = """CREATE TEMP TABLE bench_places ON COMMIT DROP AS
WITH v AS (
  SELECT v.code, v.lo AS position, c.code AS county, row_number() OVER (PARTITION BY c.code ORDER BY v.lo) - 1 AS n,
         count(*) OVER (PARTITION BY c.code) AS villages
  FROM divisions v JOIN divisions c ON c.level = 'COUNTY' AND c.lo <= v.lo AND v.lo < c.hi
  WHERE v.level = 'VILLAGE')
SELECT a.code AS division, a.position, b.code AS new_division, b.position AS new_position
FROM v a JOIN v b ON b.county = a.county AND b.n = (a.n + {copy} * 7) % a.villages"""


# Copies have prefixes from 0x0400 on; a UUIDv7 of this century begins below.
FIRST = "t.id < '04000000-0000-0000-0000-000000000000'"


def copied(metadata: MetaData) -> Iterator[Table]:
    """The tables that hold what is about households and persons: all that lie somewhere, and who they are."""
    for table in metadata.sorted_tables:
        own = {"id", "position"} <= set(table.columns.keys()) and table.name not in LEFT
        if own or table.name == "identities":
            yield table


def copy(table: Table, number: int) -> str:
    """The rows of the first population once more, for copy `number`."""
    columns = [column for column in table.columns if column.computed is None and column.name != "xid"]
    names = ", ".join(f'"{column.name}"' for column in columns)
    placed = [name for name in ("position", "paying_position") if name in table.columns]
    joins = " ".join(f"LEFT JOIN bench_places {name}_ ON {name}_.position = t.{name}" for name in placed)
    values = ", ".join(_value(column, number) for column in columns)
    return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name} t {joins} WHERE {FIRST}"


def _value(column: Column[object], number: int) -> str:
    name = column.name
    if name in OWN_IDS:
        return f"bench_id(t.{name}, {number})"
    if name in ("position", "paying_position"):
        return f"coalesce({name}_.new_position, t.{name})"
    if name == "division":
        return "coalesce(position_.new_division, t.division)"
    if name == "county" and "division" in column.table.columns:
        return "left(coalesce(position_.new_division, t.division), 6)"
    if name == "index":
        return f"sha256(t.index || int4send({number}))"
    if name in ("number", "external_id", "period_key") and column.table.name in NAMED:
        return f"t.{name} || '-{number}'"
    return f't."{name}"'


def history(metadata: MetaData, details: Sequence[Table]) -> Iterator[str]:
    """The records of the first population once more for each of the years before, with their links."""
    records, links = metadata.tables["assistance_records"], metadata.tables["chain_links"]
    for year in range(1, YEARS + 1):
        some = " AND right(t.{}::text, 1) < '8'" if year == YEARS else ""
        yield _earlier(records, year, "id", some.format("id"))
        for table in (*details, links):
            own = "record_id" if table is links else "id"
            yield _earlier(table, year, own, f" AND t.{own} IS NOT NULL" + some.format(own))


def _earlier(table: Table, year: int, own: str, which: str) -> str:
    columns = [column.name for column in table.columns if column.computed is None and column.name != "xid"]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(_then(name, own, year) for name in columns)
    first = f"substr(t.{own}::text, 15, 1) = '7'"
    return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name} t WHERE {first}{which}"


def _then(name: str, own: str, year: int) -> str:
    if name in ("id", own):
        return f"bench_year(t.{name}, {year})"
    if name in DATES:
        return f"(t.{name} - interval '{year} years')::date"
    if name == "ends":
        return f"(coalesce(t.ends, t.starts + 365) - interval '{year} years')::date"
    if name in ("external_id", "period_key"):
        return f"t.{name} || '-{year}y'"
    return f't."{name}"'
