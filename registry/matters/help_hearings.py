"""Hearings of help (救助的听取意见): feedback neither ends nor reduces basic living around its procedure."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from policy.hearings import Cut
from registry.aid.entries import Entry
from registry.aid.records import NET
from registry.errors import Refusal
from registry.matters.hearings import WAIVED, Ending, allow, deaths, entered_in_error, open_ending
from registry.store.arrays import Rows
from registry.store.connection import FEW, Connection, Question

CHANGES = ("ENDED", "ADJUSTED", "VOIDED")


class Change(NamedTuple):
    """An entry that may cut what somebody has, with its place in the batch."""

    n: int
    entry: Entry


class Standing(NamedTuple):
    """The record that an entry changes, as it stands, with what may let it be cut."""

    n: int
    programme: str
    unit: str
    subject: UUID
    amount: int | None
    starts: datetime.date
    period_to: datetime.date | None
    since: datetime.date
    """The day on which it was entered."""
    paid: bool
    died_on: datetime.date | None
    survived: bool
    """Somebody else of the household is alive."""
    ending: UUID | None
    state: str | None
    decision: str | None
    reduced_to: int | None
    content: dict[str, Any] | None  # JSON

    @property
    def procedure(self) -> Ending | None:
        return open_ending(self.ending, self.state, self.decision, self.content)


async def cutting(
    connection: Connection, catalogue: Catalogue, department: str, entries: Mapping[int, Entry], today: datetime.date
) -> dict[int, Refusal]:
    """Why entries may not end or reduce basic living, by their place in the batch (社会救助法 47–48).

    What was taken in before is answered as it was then; what names no record, or one that has ended, is answered as
    any other. The people are locked.
    """
    hearing = catalogue.procedures.hearing
    programmes = catalogue.programmes
    changes = [
        Change(n, entry) for n, entry in entries.items()
        if entry.replaces or (entry.status in CHANGES and hearing.holds(programmes[entry.programme]))
    ]  # fmt: skip # only these can take something away
    if not changes:
        return {}
    granted = {(entry.county, entry.external_id) for entry in entries.values() if entry.status == "GRANTED"}
    values = [department, hearing.procedure, hearing.held(programmes), *CHANGED.arrays(changes)]
    told = {"deaths": deaths(catalogue, "c.identity"), "others": deaths(catalogue, "o.identity_id")}
    question = Question(STANDING.format(**told), values)
    standing = {row.n: row for row in await connection.rows(Standing, question, len(changes) <= FEW)}
    wrong = {}
    for n, entry in changes:
        try:
            if n in standing:
                _check(catalogue, entry, standing[n], today)
            elif entry.status == "ENDED" and (entry.county, entry.of_record) in granted:
                # What the batch itself grants is corrected in it; but nobody's help begins and ends in one.
                allow(catalogue, "END", entry.happened_on, None, entry.waived, None, "happenedOn")
        except Refusal as refusal:
            wrong[n] = refusal
    return wrong


def _check(catalogue: Catalogue, entry: Entry, record: Standing, today: datetime.date) -> None:
    if entry.voids and entered_in_error(catalogue, record.since, record.paid, today):
        return
    cut = _cut(entry, record)
    if cut is None:
        return
    if entry.waived and entry.waived.because == "DEATH" and record.unit == "household" and record.survived:
        raise Refusal("HELP_OF_THE_LIVING", WAIVED)
    allow(catalogue, cut, entry.happened_on, record.procedure, entry.waived, record.died_on, "happenedOn")
    decided = record.reduced_to
    if not entry.waived and record.decision == "REDUCE" and decided and (entry.amount or decided) < decided:
        raise Refusal("LESS_THAN_DECIDED", "amount", value=decided)


def _cut(entry: Entry, record: Standing) -> Cut | None:
    """What an entry takes from whom the record helps."""
    if entry.replaces:
        return None if _gives_as_much(entry, record) else "END"
    if entry.status in ("ENDED", "VOIDED") or entry.amount == 0:
        return "END"
    sooner = entry.period_to is not None and (record.period_to is None or entry.period_to < record.period_to)
    later = entry.period_from is not None and record.starts < entry.period_from
    less = entry.amount is not None and record.amount is not None and entry.amount < record.amount
    return "END" if sooner else "REDUCE" if later or less else None


def _gives_as_much(entry: Entry, record: Standing) -> bool:
    """The right entry gives the same people of the same programme no less, and no shorter."""
    subject = entry.person.household if record.unit == "household" else entry.person.identity
    return (
        entry.programme == record.programme
        and subject == record.subject
        and (entry.amount or 0) >= (record.amount or 0)
        and entry.span.starts <= record.starts
        and (entry.period_to is None or (record.period_to is not None and record.period_to <= entry.period_to))
    )


CHANGED = Rows[Change](
    n=("int", lambda change: change.n),
    county=("text", lambda change: change.entry.county),
    external_id=("text", lambda change: change.entry.external_id),
    record=("text", lambda change: change.entry.of_record),
    identity=("uuid", lambda change: change.entry.person.identity),
    status=("text", lambda change: change.entry.status),
)

# Only records of basic living that stand: of a replaced one the programme is not the entry's.
STANDING = f"""SELECT c.n, r.programme, g.unit, r.subject_id, r.amount, r.starts, r.period_to,
  (r.recorded_at AT TIME ZONE 'Asia/Shanghai')::date,
  coalesce((SELECT sum({NET}) FROM payments p WHERE p.record_id = r.id AND p.superseded_at IS NULL), 0) > 0,
  {{deaths}},
  EXISTS (SELECT FROM memberships m JOIN persons o ON o.id = m.person_id
    WHERE m.household_id = r.household_id AND m.valid_to IS NULL AND m.superseded_at IS NULL
      AND o.identity_id <> c.identity AND {{others}} IS NULL),
  e.id, e.state, e.answer, e.reduced_to, e.content
FROM {CHANGED.unnest("c", first=4)}
JOIN LATERAL (SELECT * FROM assistance_records x
  WHERE x.department = $1 AND x.county = c.county AND x.external_id = c.record OFFSET 0) r ON true
JOIN programmes g ON g.code = r.programme
LEFT JOIN LATERAL (SELECT e.id, e.state, l.answer, l.reduced_to, e.content
  FROM matter_lines l JOIN matters e ON e.id = l.matter_id
  WHERE l.record_id = r.id AND l.action = 'END' AND e.procedure = $2 AND e.closed_on IS NULL LIMIT 1) e ON true
WHERE r.status = 'GRANTED' AND r.programme = ANY($3::text[])
  AND (r.ended_on IS NULL OR c.status <> 'ENDED')
  AND NOT EXISTS (SELECT FROM feedback_entries f
    WHERE f.department = $1 AND f.county = c.county AND f.external_id = c.external_id)"""
