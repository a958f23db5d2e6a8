"""Lines of an ending (减发停发条目): the records and determinations of one household that one hearing is about."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from policy.hearings import Hearing
from registry.errors import Refusal
from registry.journal.outbox import Location
from registry.people.blocking_matters import steps_on
from registry.people.person_locks import LAST_HOME
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id

MOST = 50


class EndingLine(NamedTuple):
    """What is to end or be reduced: a record or a determination."""

    record: UUID | None = None
    determination: UUID | None = None


class Reduction(NamedTuple):
    """What is left of what is reduced: of a record an amount in fen, of a determination its support or basis."""

    amount: int | None = None
    support: str | None = None
    basis: str | None = None


class LineDecision(NamedTuple):
    """What is decided of one line."""

    line: UUID
    decision: str
    reduced: Reduction
    reason: str | None


class Found(NamedTuple):
    """What a line names, as far as it is the household's and stands; `determination` as it stands by now."""

    determination: UUID | None
    department: str | None
    person: UUID | None
    programme: str | None
    open: UUID | None
    """Another open procedure about it."""


class DecidedLine(NamedTuple):
    """A line with what has been decided of it; `determination` as it stands by now."""

    id: UUID
    record: UUID | None
    determination: UUID | None
    amount: int | None
    """How much the record gives, in fen."""
    support: str | None
    basis: str | None
    """Of the determination as it stands by now."""
    proposed_support: str | None
    proposed_basis: str | None
    """As it stood when it was proposed."""
    answer: str | None
    reduced_to: int | None
    reduced_support: str | None
    reduced_basis: str | None

    @property
    def now(self) -> Reduction:
        return Reduction(self.amount, self.support, self.basis)


async def name(
    connection: Connection,
    catalogue: Catalogue,
    matter: UUID,
    department: str,
    location: Location,
    lines: Sequence[EndingLine],
    today: datetime.date,
) -> None:
    """Write what an ending is about.

    Raises NO_LINE, MISSING, RECORD_NOT_FOUND, NO_DETERMINATION, NOT_THE_OWNER and ENDING_OPEN.
    """
    if not 1 <= len(lines) <= MOST:
        raise Refusal("NO_LINE", "lines")
    found = await connection.fetch(Found, FOUND, [*ASKED.arrays(lines), location.household, today])
    for n, (line, known) in enumerate(zip(lines, found, strict=True)):
        path = _place(line, f"lines[{n}]." if len(lines) > 1 else "")
        _check(line, known, department, path)
        if known.open is not None:
            steps = await steps_on(connection, catalogue, [known.open], department)
            raise Refusal("ENDING_OPEN", path, steps=steps)
    rows = [Row(n, line, known) for n, (line, known) in enumerate(zip(lines, found, strict=True))]
    await connection.execute(INSERT, [matter, department, *location, *ROWS.arrays(rows)], prepare=True)


def _place(line: EndingLine, at: str) -> str:
    return f"{at}record" if line.record else f"{at}determination"


def _check(line: EndingLine, found: Found, department: str, path: str) -> None:
    if (line.record is None) == (line.determination is None):
        raise Refusal("MISSING", path, name="record / determination")
    if found.department is None:
        raise Refusal("RECORD_NOT_FOUND" if line.record else "NO_DETERMINATION", path)
    if found.department != department:
        raise Refusal("NOT_THE_OWNER", path, value=str(line.record or line.determination), department=found.department)


async def decide(
    connection: Connection,
    hearing: Hearing,
    matter: UUID,
    decision: str,
    reduced: Reduction,
    each: Sequence[LineDecision],
    today: datetime.date,
) -> str:
    """Decide of every line, of those in `each` otherwise than of the others; what goes furthest.

    Raises UNKNOWN_LINE, MISSING, NOT_REDUCED and NOTHING_TO_END.
    """
    lines = {line.id: line for line in await decided(connection, matter, today)}
    made = {id: LineDecision(id, decision, reduced, None) for id in lines}
    for n, one in enumerate(each):
        if one.line not in lines:
            raise Refusal("UNKNOWN_LINE", f"lines[{n}].line", value=str(one.line))
        made[one.line] = one
    places = {one.line: f"lines[{n}]." for n, one in enumerate(each)}
    for id, one in made.items():
        made[id] = one._replace(reduced=_left(hearing, one, lines[id], places.get(id, "")))
    await connection.execute(DECIDE, DECISIONS.arrays(list(made.values())), prepare=True)
    said = {one.decision for one in made.values()} or {decision}
    if not lines and decision != "KEEP" and not await connection.fetch_one(int, NAMED, [matter]):
        raise Refusal("NOTHING_TO_END", "decision")
    return next(code for code in ("END", "REDUCE", "KEEP") if code in said)


def _left(hearing: Hearing, decision: LineDecision, line: DecidedLine, at: str) -> Reduction:
    """What is left of a line, of what was said: a record has an amount, a determination has not."""
    if decision.decision != "REDUCE":
        return Reduction()
    _, support, basis = decision.reduced
    if line.record:
        _less_help(decision.reduced.amount, line.amount, f"{at}reducedTo")
        return Reduction(decision.reduced.amount)
    _less_category(hearing, Reduction(None, support, basis), line.now, at)
    return Reduction(None, support, basis)


def _less_help(amount: int | None, now: int | None, path: str) -> None:
    if amount is None:
        raise Refusal("MISSING", path, name="reducedTo")
    if now is not None and amount >= now:
        raise Refusal("NOT_REDUCED", path, value=now)


def _less_category(hearing: Hearing, reduced: Reduction, now: Reduction, at: str) -> None:
    """A category gives less by a lower support, or where a person alone is left of a household."""
    if reduced.support is None and reduced.basis is None:
        raise Refusal("MISSING", f"{at}reducedBasis", name="reducedBasis / reducedSupport")
    if reduced.support is not None and not hearing.lowers(now.support, reduced.support):
        raise Refusal("NOT_REDUCED", f"{at}reducedSupport", value=now.support or "–")
    if reduced.basis is not None and not alone(now.basis, reduced.basis):
        raise Refusal("NOT_REDUCED", f"{at}reducedBasis", value=now.basis)


def alone(before: str | None, after: str | None) -> bool:
    """Whether a household's category becomes that of one person."""
    return before == "HOUSEHOLD" and after != "HOUSEHOLD"


def reduced_by_its_agency(hearing: Hearing, line: DecidedLine) -> bool:
    """Whether its agency has reduced the determination of a line since it was proposed."""
    return hearing.lowers(line.proposed_support, line.support) or alone(line.proposed_basis, line.basis)


async def decided(connection: Connection, matter: UUID, on: datetime.date) -> list[DecidedLine]:
    """The lines of an ending that stand on a day: what has ended or was voided meanwhile is left out."""
    return await connection.fetch(DecidedLine, LINES, [matter, on])


class Row(NamedTuple):
    """A line as it is written."""

    n: int
    line: EndingLine
    found: Found


ASKED = Rows[EndingLine](
    record=("uuid", lambda line: line.record), determination=("uuid", lambda line: line.determination)
)

ROWS = Rows[Row](
    id=("uuid", lambda _: new_id()),
    n=("int", lambda row: row.n),
    record_id=("uuid", lambda row: row.line.record),
    determination_id=("uuid", lambda row: row.found.determination),
    person_id=("uuid", lambda row: row.found.person),
    programme=("text", lambda row: row.found.programme),
)

DECISIONS = Rows[LineDecision](
    id=("uuid", lambda one: one.line),
    answer=("text", lambda one: one.decision),
    reduced_to=("bigint", lambda one: one.reduced.amount),
    reduced_support=("text", lambda one: one.reduced.support),
    reduced_basis=("text", lambda one: one.reduced.basis),
    reason=("text", lambda one: one.reason),
)

# The rows by which a determination has stood: each began in the instant in which the one before it stood no more. And
# those that ran out where it begins, as before a reduction that lay ahead: LATER leads from them to it.
EARLIER = """WITH RECURSIVE versions AS (
      SELECT id, person_id, recorded_at, superseded_at, category, valid_from FROM determinations
      WHERE id = {determination}
      UNION SELECT v.id, v.person_id, v.recorded_at, v.superseded_at, v.category, v.valid_from
      FROM versions l CROSS JOIN LATERAL (SELECT * FROM determinations v WHERE v.person_id = l.person_id OFFSET 0) v
      WHERE v.superseded_at = l.recorded_at
        OR (l.superseded_at IS NULL AND v.superseded_at IS NULL AND v.category = l.category
          AND v.valid_to = l.valid_from))
    SELECT id FROM versions"""
# The row that stands first from a day on: the later ones, and by which the category goes on when they have run out, as
# after a reduction that lay ahead. What never comes into force is nothing.
LATER = """(WITH RECURSIVE versions AS (
      SELECT id, person_id, category, superseded_at, valid_from, valid_to, support, basis, agency FROM determinations
      WHERE id = {determination}
      UNION SELECT v.id, v.person_id, v.category, v.superseded_at, v.valid_from, v.valid_to, v.support, v.basis,
        v.agency
      FROM versions e CROSS JOIN LATERAL (SELECT * FROM determinations v WHERE v.person_id = e.person_id OFFSET 0) v
      WHERE v.recorded_at = e.superseded_at
        OR (e.superseded_at IS NULL AND v.superseded_at IS NULL AND v.category = e.category
          AND v.valid_from = e.valid_to))
    SELECT * FROM versions WHERE superseded_at IS NULL AND (valid_to IS NULL OR {on}::date < valid_to)
      AND valid_from IS DISTINCT FROM valid_to
    ORDER BY valid_from LIMIT 1)"""

OPEN = """SELECT m.id FROM (SELECT * FROM matter_lines l WHERE {line} OFFSET 0) l
  CROSS JOIN LATERAL (SELECT id FROM matters WHERE id = l.matter_id AND closed_on IS NULL OFFSET 0) m"""
IN_ENDING = f"""SELECT m.id FROM ({EARLIER}) e
  CROSS JOIN LATERAL ({OPEN.format(line="l.determination_id = e.id")}) m"""
"""The open procedure about a determination, in whatever version it was named."""
RECORD_IN_ENDING = OPEN.format(line="l.record_id = {record} AND l.action = 'END'")

FOUND = f"""SELECT d.id, coalesce(r.department, d.agency), coalesce(r.person_id, d.person_id), r.programme, o.id
FROM {ASKED.unnest("a", ordinality="n")}
LEFT JOIN LATERAL (SELECT * FROM assistance_records r WHERE r.id = a.record OFFSET 0) r
  ON r.household_id = $3 AND r.status = 'GRANTED' AND r.ended_on IS NULL
LEFT JOIN LATERAL {LATER.format(determination="a.determination", on="$4")} d
  ON (SELECT m.household_id FROM ({LAST_HOME.format("d.person_id")}) m) = $3
LEFT JOIN LATERAL (
  {RECORD_IN_ENDING.format(record="a.record")}
  UNION ALL
  {IN_ENDING.format(determination="d.id")}
  LIMIT 1) o ON true
ORDER BY a.n"""

INSERT = f"""INSERT INTO matter_lines (matter_id, action, department, household_id, position, handling_position, needs,
  {ROWS.names})
SELECT $1::uuid, 'END', $2::text, $3::uuid, $4::bigint, $5::bigint, '{{}}', n.* FROM {ROWS.unnest("n", first=6)}"""

LINES = f"""SELECT l.id, r.id, d.id, r.amount, d.support, d.basis, p.support, p.basis,
  l.answer, l.reduced_to, l.reduced_support, l.reduced_basis
FROM matter_lines l
LEFT JOIN LATERAL (SELECT * FROM assistance_records r WHERE r.id = l.record_id OFFSET 0) r
  ON r.status = 'GRANTED' AND r.ended_on IS NULL
LEFT JOIN LATERAL {LATER.format(determination="l.determination_id", on="$2")} d ON true
LEFT JOIN LATERAL (SELECT support, basis FROM determinations WHERE id = l.determination_id OFFSET 0) p ON true
WHERE l.matter_id = $1 AND (r.id IS NOT NULL OR d.id IS NOT NULL) ORDER BY l.n"""

NAMED = "SELECT count(*) FROM matter_lines WHERE matter_id = $1"

DECIDE = f"""UPDATE matter_lines l SET answer = d.answer, answer_reason = d.reason, reduced_to = d.reduced_to,
  reduced_support = d.reduced_support, reduced_basis = d.reduced_basis
FROM {DECISIONS.unnest("d")} WHERE l.id = d.id"""
