"""Corrections of determinations (认定更正、作废、复核): a new row beside the old, and a link that says why."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.journal import chain
from registry.people import determinations
from registry.people.continuations import Then, continuations
from registry.people.determinations import Decision, Following, link, review_due
from registry.people.determined_persons import DeterminedPerson, person_of
from registry.store.connection import Connection
from registry.store.database import new_id

Changes = Mapping[str, Any]
"""Fields of Decision, as a caller has read them."""
NOW = datetime.datetime.max.replace(tzinfo=datetime.UTC)
"""Whatever was entered before is known."""


@dataclass(frozen=True)
class Corrector:
    """Who corrects, why, and when they looked at what they correct."""

    department: str
    reason: str
    seen: datetime.datetime
    today: datetime.date


class Standing(NamedTuple):
    """A determination as it stands, or stood until it was superseded."""

    agency: str
    category: str
    basis: str
    support: str | None
    valid_from: datetime.date
    valid_to: datetime.date | None
    number: str | None
    recorded_at: datetime.datetime
    superseded_at: datetime.datetime | None


async def correct(
    connection: Connection,
    catalogue: Catalogue,
    by: Corrector,
    determination: UUID,
    changed: Changes,
    due: datetime.date | None = None,
    then: Then | None = None,
) -> tuple[UUID, UUID]:
    """Let a determination say something else from its first day on (动态调整); `changed` are fields of Decision.

    Where it ends sooner, `then` says what becomes of that by which its category went on without a gap.

    What was known stays known: the old row is superseded and can be read as it was. It is looked at again by `due`, or
    as was known; another category by what local policy sets for that one. The new row's id and the household.
    Raises NO_DETERMINATION, NOT_THE_AGENCY, CHANGED_SINCE, REVERSED_DATES, SUPPORT_ONLY_FOR_EXTREME_HARDSHIP,
    GOES_ON_LATER and what `determinations.check` raises.
    """
    row = await standing(connection, by, determination)
    following = await continuations(connection, determination, row.valid_to, changed.get("valid_to"), then)
    new, subject = await _correct(connection, catalogue, by, determination, row, changed, due)
    await _follow(connection, catalogue, by, subject, row.category, following, then, changed.get("valid_to"))
    return new, subject.household


async def _correct(
    connection: Connection,
    catalogue: Catalogue,
    by: Corrector,
    determination: UUID,
    row: Standing,
    changed: Changes,
    due: datetime.date | None,
) -> tuple[UUID, DeterminedPerson]:
    """The new row's id, and whom it is about."""
    known = Decision(row.category, row.basis, row.support, row.valid_from, row.valid_to, row.number, by.today)
    decision = replace(known, **changed)
    _holds_together(catalogue, by.department, decision)
    if due and due < decision.valid_from:
        raise Refusal("REVERSED_DATES", "reviewDue", earlier=decision.valid_from, later=due)
    period = (decision.valid_from, decision.valid_to)
    subject = await person_of(connection, catalogue, determination, by.today, period)
    determinations.check(catalogue.categories, subject, decision)
    new, rule = new_id(), catalogue.categories[decision.category].rule
    values = [
        decision.category, decision.basis, decision.support, rule, decision.number, decision.valid_from,
        decision.valid_to, by.reason, by.today, due,
    ]  # fmt: skip # in the order of the columns
    await connection.execute(CORRECT, [determination, new, *values], prepare=True)
    since = min(row.valid_from, decision.valid_from)
    await _tell(connection, "DETERMINATION_CORRECTED", by, subject, decision.category, new, since, determination)
    return new, subject


async def _follow(
    connection: Connection,
    catalogue: Catalogue,
    by: Corrector,
    subject: DeterminedPerson,
    category: str,
    following: Sequence[Following],
    then: Then | None,
    ends: datetime.date | None,
) -> None:
    """What becomes of that by which a category went on after what now ends sooner."""
    if following and then == "END":
        await determinations.close(
            connection, by.department, subject, category, determinations.never(following), by.reason
        )
    elif following and then == "BEGIN":
        next, seen = following[0].id, replace(by, seen=NOW)
        row = await standing(connection, seen, next)
        await _correct(connection, catalogue, by, next, row, {"valid_from": ends}, None)


async def void(
    connection: Connection, catalogue: Catalogue, by: Corrector, determination: UUID, then: Then | None = None
) -> UUID:
    """Take back a determination that was entered in error: it never held, and stays readable as it was known.

    `then` says what becomes of that by which its category went on. The household. Raises NO_DETERMINATION,
    NOT_THE_AGENCY, CHANGED_SINCE, GOES_ON_LATER and what `determinations.check` raises.
    """
    row = await standing(connection, by, determination)
    following = await continuations(connection, determination, row.valid_to, row.valid_from, then)
    subject = await person_of(connection, catalogue, determination, by.today, (row.valid_from, row.valid_to))
    await connection.execute(VOID, [determination], prepare=True)
    kind, since = "DETERMINATION_VOIDED", row.valid_from
    await _tell(connection, kind, by, subject, row.category, determination, since, determination)
    await _follow(connection, catalogue, by, subject, row.category, following, then, row.valid_from)
    return subject.household


async def review(
    connection: Connection,
    catalogue: Catalogue,
    by: Corrector,
    determination: UUID,
    on: datetime.date,
    due: datetime.date | None,
) -> tuple[UUID, UUID]:
    """Keep a determination that was looked at again on a day (复核), until `due` or the day local policy sets.

    The new row's id and the household. Raises NO_DETERMINATION, NOT_THE_AGENCY, CHANGED_SINCE and REVERSED_DATES.
    """
    row = await standing(connection, by, determination)
    if row.valid_to and row.valid_to <= on:
        raise Refusal("NO_DETERMINATION", "determination")
    for earlier, later, path in ((row.valid_from, on, "on"), (on, due or on, "nextDue")):
        if later < earlier:
            raise Refusal("REVERSED_DATES", path, earlier=earlier, later=later)
    subject = await person_of(connection, catalogue, determination, by.today, (row.valid_from, row.valid_to))
    new = new_id()
    await connection.execute(REVIEW, [determination, new, on, due], prepare=True)
    await _tell(connection, "DETERMINATION_REVIEWED", by, subject, row.category, new, on, determination)
    return new, subject.household


async def standing(connection: Connection, by: Corrector, determination: UUID) -> Standing:
    """The determination as it stands and as its corrector saw it; its household is locked."""
    row = await connection.fetch_one(Standing, STANDING, [determination])
    if row is None:
        raise Refusal("NO_DETERMINATION", "determination")
    if row.agency != by.department:
        raise Refusal(
            "NOT_THE_AGENCY", "determination", category=row.category, agency=row.agency, department=by.department
        )
    changed = row.superseded_at or (row.recorded_at if by.seen < row.recorded_at else None)
    if changed:
        raise Refusal("CHANGED_SINCE", "seen", state=changed.isoformat(timespec="seconds"))
    return row


def _holds_together(catalogue: Catalogue, department: str, decision: Decision) -> None:
    category = catalogue.categories[decision.category]
    if category.agency != department:
        raise Refusal(
            "NOT_THE_AGENCY", "category", category=category.code, agency=category.agency, department=department
        )
    if (category.code == "extreme_hardship") != (decision.support is not None):
        raise Refusal("SUPPORT_ONLY_FOR_EXTREME_HARDSHIP", "support")
    if decision.valid_to and decision.valid_to < decision.valid_from:
        raise Refusal("REVERSED_DATES", "validTo", earlier=decision.valid_from, later=decision.valid_to)


async def _tell(
    connection: Connection,
    kind: str,
    by: Corrector,
    subject: DeterminedPerson,
    category: str,
    determination: UUID,
    on: datetime.date,
    before: UUID,
) -> None:
    """The link holds which row stood before, so that leaving that one out shows too."""
    told = link(kind, by.department, subject, category, determination, on, by.reason, before.bytes)
    await chain.append(connection, [told])


STANDING = """SELECT agency, category, basis, support, valid_from, valid_to, number, recorded_at, superseded_at
FROM determinations WHERE id = $1"""

SUPERSEDED = """WITH old AS (
  UPDATE determinations SET superseded_at = clock_timestamp() WHERE id = $1 AND superseded_at IS NULL RETURNING *)
INSERT INTO determinations (id, person_id, household_id, position, agency, category, basis, support, cites, number,
  valid_from, valid_to, end_reason, review_due, recorded_at)
SELECT $2, person_id, household_id, position, agency, {new}, superseded_at FROM old"""

# Another category is looked at again in its own time, counted from the day it was corrected; the same one as before,
# unless it only begins after that.
CORRECT = SUPERSEDED.format(
    new=f"""$3, $4, $5, $6, $7, $8::date, $9::date, CASE WHEN $9::date IS NOT NULL THEN coalesce(end_reason, $10) END,
  CASE WHEN $12::date IS NOT NULL THEN $12::date
    WHEN category = $3 AND (review_due >= $8::date) IS NOT FALSE THEN review_due
    ELSE {review_due("$3::text", "position", "greatest($8::date, $11::date)")} END"""
)

REVIEW = SUPERSEDED.format(
    new="category, basis, support, cites, number, valid_from, valid_to, end_reason, coalesce($4::date, "
    + review_due("category", "position", "$3::date")
    + ")"
)

VOID = "UPDATE determinations SET superseded_at = clock_timestamp() WHERE id = $1 AND superseded_at IS NULL"
