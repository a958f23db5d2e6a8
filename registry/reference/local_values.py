"""Local values (地方参数): what a division sets a parameter of policy to, from a day on, and by which basis.

No value is ever changed: another one of the same division and day takes its place, and the earlier row is kept, in
force on no day.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policy.catalogue import Catalogue
from policy.clauses import Fact
from policy.periods import periods
from registry.errors import Refusal
from registry.parsing import MOST_FEN, code, fen, whole_number
from registry.reference.divisions import Division
from registry.store.connection import Connection
from registry.store.database import new_id

MOST = 36_500
"""Of days, months, years of age, or times a day: what is more is a slip of the pen, and would leave the calendar."""


@dataclass(frozen=True)
class Setting:
    """A value as it is set: a boolean, a whole number (money in fen) or codes, from one day to before another."""

    name: str
    division: str
    value: bool | int | Sequence[str]
    since: datetime.date
    until: datetime.date | None
    source: str


class Standing(NamedTuple):
    """A value that is or will be in force somewhere."""

    name: str
    division: str
    place: str
    since: datetime.date
    until: datetime.date | None
    value: str
    source: str


def read_value(parameter: Fact, text: str) -> bool | int | list[str]:
    """A value as it is typed: true or false, a whole number, codes with commas between them.

    Raises BAD_BOOLEAN, BAD_AMOUNT, BAD_NUMBER and UNKNOWN_CODE.
    """
    match parameter.type:
        case "boolean":
            if text not in ("true", "false"):
                raise Refusal("BAD_BOOLEAN", name=parameter.name)
            return text == "true"
        case "set":
            known = {known.code for known in parameter.codes}
            return sorted({code(word.strip(), parameter.name, known) for word in text.split(",")})
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_FEN)) else None
    return fen(number) if parameter.type == "fen" else whole_number(number, parameter.name, most=MOST)


def decides_targets(catalogue: Catalogue, name: str) -> bool:
    """Whether a target, a warning or a need follows from this parameter; deadlines and quotas are read as they are."""
    needs = catalogue.priorities.needs
    conditions = [
        *(one.condition for one in catalogue.programmes.values()),
        *(one.condition for one in catalogue.signals.values()),
        *(one.condition for one in catalogue.priorities.groups.values()),
        *(need.condition for need in needs if need.condition),
    ]
    named = [fact for condition in conditions for fact in condition.reads]
    named += [need.counts for need in needs if need.counts]
    named += [("parameter", one.counts_for) for one in periods().values() if one.counts_for]
    return ("parameter", name) in catalogue.read_through(named)


async def put(connection: Connection, setting: Setting, place: Division) -> bool:
    """Let a value stand in its place, which the division names; False where it stands so already.

    Raises ENDS_BEFORE_IT_BEGINS.
    """
    if setting.until is not None and setting.until <= setting.since:
        raise Refusal("ENDS_BEFORE_IT_BEGINS", value=setting.until.isoformat(), since=setting.since.isoformat())
    await connection.execute(ALONE)
    key = [setting.name, setting.division, setting.since]
    content = [setting.until, *_typed(setting.value), setting.source]
    if await connection.fetch_one(bool, STANDS, [*key, *content]):
        return False
    await connection.execute(TAKE_BACK, key)
    await connection.execute(INSERT, [new_id(), *key, *content, place.lo, place.hi])
    return True


async def end(connection: Connection, name: str, division: str, on: datetime.date) -> int:
    """Let what this division has set end before a day, what begins later too, so that the next above stands again."""
    await connection.execute(ALONE)
    return (await connection.execute(END, [name, division, on])).rowcount


async def standing(connection: Connection, today: datetime.date) -> list[Standing]:
    """All that is in force or will be, parameter by parameter, the largest division first."""
    return await connection.fetch(Standing, LIST, [today])


def _typed(value: bool | int | Sequence[str]) -> tuple[bool | None, int | None, Sequence[str] | None]:
    if isinstance(value, bool):
        return value, None, None
    return (None, value, None) if isinstance(value, int) else (None, None, value)


# Of two who set the same, the second finds what the first has set.
ALONE = "SELECT pg_advisory_xact_lock(hashtext('aidhub parameters'))"

SAME = "name = $1 AND division = $2 AND valid_from = $3 AND coalesce(valid_from < valid_to, true)"

STANDS = f"""SELECT true FROM parameters
WHERE {SAME} AND (valid_to, boolean, number, codes, source)
  IS NOT DISTINCT FROM ($4::date, $5::boolean, $6::bigint, $7::text[], $8::text)"""

TAKE_BACK = f"UPDATE parameters SET valid_to = valid_from WHERE {SAME}"

INSERT = """INSERT INTO parameters
  (id, name, division, valid_from, valid_to, boolean, number, codes, source, lo, hi)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"""

END = """UPDATE parameters SET valid_to = greatest(valid_from, $3)
WHERE name = $1 AND division = $2 AND coalesce($3 < valid_to, true) AND coalesce(valid_from < valid_to, true)"""

LIST = """SELECT p.name, p.division, d.name, p.valid_from, p.valid_to,
  coalesce(p.boolean::text, p.number::text, array_to_string(p.codes, ',')), p.source
FROM parameters p JOIN divisions d ON d.code = p.division
WHERE coalesce(p.valid_from < p.valid_to AND $1 < p.valid_to, true)
ORDER BY p.name, p.hi - p.lo DESC, p.lo, p.valid_from"""
