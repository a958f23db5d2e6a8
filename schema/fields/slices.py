"""Slices (切片): which rows a caller may see, as conditions inside the statement.

`reach` says which households and persons a department reaches; the caller's ranges say where. The bounding range
lets an index be used, the multirange makes it exact, and row level security repeats it as the second lock.
"""

from planner.shape import Ask
from policy.spine import registrar
from registry.people.person_locks import LAST_HOME
from registry.targets.household_groups import BLOCK
from schema.fields.references import division, moment


def within(ask: Ask, position: str) -> tuple[str, ...]:
    """The position lies in the caller's divisions, as far as the agreement in force goes."""
    return (
        f"{position} >= {ask.caller('lowest', 'bigint')}",
        f"{position} < {ask.caller('beyond', 'bigint')}",
        exactly(ask, position),
    )


def exactly(ask: Ask, position: str) -> str:
    """The same where rows come in another order than that of places.

    Of a bounding range PostgreSQL thinks that it keeps one row in two hundred, and so would rather read and sort all of
    them than walk the index until a page is full.
    """
    return f"coalesce({position} <@ {ask.caller('ranges', 'int8multirange')}, false)"


def agreed(ask: Ask, reasons: str, by: str = "reasons") -> str:
    """A row of the slice stands there for something that the agreement in force names, or this names nothing."""
    wanted = ask.caller(by, "text[]")
    return f"coalesce({wanted} IS NULL OR {reasons} && {wanted}, false)"


def reached(ask: Ask, reach: str) -> tuple[str, ...]:
    """The rows of `reach` of the caller's department's households in the caller's divisions, place by place.

    That a position is not negative opens the index of pages (`registry.targets.reach`).
    """
    department = f"{reach}.department = {ask.caller('department')}"
    found = (department, f"{reach}.person_id IS NULL", f"{reach}.position >= 0", *within(ask, f"{reach}.position"))
    return (*found, agreed(ask, f"{reach}.reasons"))


def _found(ask: Ask, household: str) -> str:
    """The rows of one household in `reach`, by their key: no range of positions leads to another index."""
    return (
        f"FROM reach slice WHERE slice.household_id = {household}"
        f" AND slice.department = {ask.caller('department')} AND {exactly(ask, 'slice.position')}"
        f" AND {agreed(ask, 'slice.reasons')}"
    )


def household_reached(ask: Ask, household: str) -> str:
    """The household has the department's own row in `reach`, found by its key: of EXISTS a join would be made."""
    return f"(SELECT true {_found(ask, household)} AND slice.person_id IS NULL)"


def household_seen(ask: Ask, household: str) -> str:
    """The same where households come one by one: each is found by its key, and none is joined.

    Who keeps the register reaches them all (`registry.targets.reach`) and need not look.
    """
    seen = f"(SELECT true {_found(ask, household)} AND slice.person_id IS NULL)"
    return f"({ask.caller('department')} = '{registrar()}' OR {seen})"


def person_reached(ask: Ask, household: str, person: str) -> str:
    """The person is reached as such, or with the whole household where the department sees all members.

    Whether all are seen is asked by itself, so that it is asked once for all members of a household. Either finds one
    row at most, by its key; of EXISTS PostgreSQL would make a table of hashes where it thinks that many are asked.
    """
    rows = _found(ask, household)
    whole = f"slice.whole AND {agreed(ask, 'slice.reasons', 'whole_reasons')}"
    return f"""CASE WHEN {ask.caller("members", "boolean")} AND (SELECT {whole} {rows} AND slice.person_id IS NULL)
    THEN true ELSE (SELECT true {rows} AND slice.person_id = {person}) END"""


def found(table: str, id: str) -> str:
    """A row by its id, to be joined LATERAL: looked for after that which leads to it, whatever the statistics say.

    Where a plain join may also begin with `table`, or walk an index in the order of the ids, PostgreSQL does so as soon
    as it thinks that a condition keeps all rows. The OFFSET keeps the join from being seen.
    """
    return f"(SELECT * FROM {table} found WHERE found.id = {id} OFFSET 0)"


def home(person: str) -> str:
    """The household of a person, or the last one: there they are seen after they have left."""
    return f"(SELECT home.household_id FROM ({LAST_HOME.format(person)}) home)"


CURRENT = "{0}.superseded_at IS NULL AND {0}.valid_from <= {1} AND ({0}.valid_to IS NULL OR {1} < {0}.valid_to)"


def current(ask: Ask, row: str) -> str:
    """A dated row that is in force today."""
    return CURRENT.format(row, ask.caller("today", "date"))


def known(ask: Ask, row: str) -> tuple[str, ...]:
    """A row that stands, or stood at the moment of `knownAt`."""
    if not ask.given("knownAt"):
        return (f"{row}.superseded_at IS NULL",)
    known = moment(ask, "knownAt")
    return (f"{row}.recorded_at <= {known}", f"({row}.superseded_at IS NULL OR {known} < {row}.superseded_at)")


def asked(ask: Ask) -> str:
    """The caller's ranges, as far as they lie in the division asked for."""
    return asked_in(ask, "division")


def asked_in(ask: Ask, path: str, of: str = "ranges") -> str:
    """The same of another argument, or of other ranges: what is a department's own needs no agreement."""
    ranges = ask.caller(of, "int8multirange")
    if not ask.given(path):
        return ranges
    code = division(ask, path)
    return f"{ranges} * (SELECT int8multirange(int8range(v.lo, v.hi)) FROM divisions v WHERE v.code = {code})"


def below(ask: Ask, path: str, position: str) -> tuple[str, ...]:
    """The position lies in the division of an argument."""
    code = division(ask, path)
    return (
        f"{position} >= (SELECT v.lo FROM divisions v WHERE v.code = {code})",
        f"{position} < (SELECT v.hi FROM divisions v WHERE v.code = {code})",
    )


def counties(listed: str, ranges: str, block: str = "g.block") -> str:
    """The counties (`n`) of some ranges in which rows `listed` as `g` lie: the runs of a page that begins with them."""
    ends = f"SELECT lower(r) / {BLOCK} AS first, (upper(r) - 1) / {BLOCK} AS last FROM unnest({ranges}) r OFFSET 0"
    return f"SELECT DISTINCT n FROM ({ends}) e CROSS JOIN LATERAL ({BLOCKS.format(listed=listed, block=block)}) b"


# Each block in which something is listed, found one after the other in the index: compared with what is known already,
# or row level security would have the index read from its beginning.
BLOCKS = """WITH RECURSIVE block AS (
    SELECT (SELECT {block} {listed} AND {block} >= e.first AND {block} <= e.last ORDER BY {block} LIMIT 1) AS n
    UNION ALL SELECT (SELECT {block} {listed} AND {block} > block.n AND {block} <= e.last ORDER BY {block} LIMIT 1)
    FROM block WHERE block.n IS NOT NULL)
  SELECT n FROM block WHERE n IS NOT NULL"""
