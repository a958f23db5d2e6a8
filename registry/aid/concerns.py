"""Concerns (涉及对象): what is known of whom an entry helps, told where the department reaches them."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.aid.entries import Entry
from registry.people.facts import fact_table_name
from registry.store.arrays import Rows
from registry.store.connection import FEW, Connection, Question
from registry.targets.helped import IN_FORCE


class Reader(NamedTuple):
    """Who asks: a department within `ranges` (an int8multirange), and what of a person is shared with it."""

    department: str
    ranges: str
    today: datetime.date
    members: bool
    categories: bool
    deaths: bool


class Concern(NamedTuple):
    """Somebody registered whom the department reaches, as known before the entry."""

    determined: bool | None
    """Has a category in force; empty where the department sees no categories, or not this person."""
    target: str | None
    """MET or UNKNOWN, or no target of the programme."""
    alternatives: tuple[str, ...]
    """Programmes of which one is enough together with this one, and of which they have help in force."""
    after_death: bool | None
    """The entry is of a day after the person's death, and not given because of it; empty where the department does not
    see deaths, or not this person."""


class Concerning(NamedTuple):
    """An entry with whom it is about, where they are registered, and its place in the batch."""

    n: int
    programme: str
    household: UUID | None
    person: UUID | None
    happened_on: datetime.date
    because_of_death: bool
    """The programme gives because somebody died."""


async def concerned(
    connection: Connection, catalogue: Catalogue, reader: Reader, entries: Mapping[int, Entry]
) -> dict[int, Concern]:
    """What is known of those whom the entries concern, by the entry's place in the batch.

    Nothing of who is not registered, is registered under another name, or is not reached: nobody learns which.
    """
    asked = [
        Concerning(
            n,
            entry.programme,
            entry.person.household,
            entry.person.person,
            entry.happened_on,
            catalogue.programmes[entry.programme].tests_deceased,
        )
        for n, entry in entries.items()
    ]
    # It is asked also of who is not registered: else they would be answered sooner.
    question = Question(CONCERNED.format(deaths=_deaths(catalogue)), [*reader, *CONCERNING.arrays(asked)])
    rows = await connection.rows(_concern, question, len(asked) <= FEW)
    return dict(rows)


def _concern(
    n: int, determined: bool | None, target: str | None, alternatives: list[str], after_death: bool | None
) -> tuple[int, Concern]:
    return n, Concern(determined, target, tuple(alternatives), after_death)


def _deaths(catalogue: Catalogue) -> str:
    """The days of death that departments have told of the person `e.person`."""
    return " UNION ALL ".join(
        f"""SELECT f.deceased_on FROM persons p JOIN {fact_table_name(supplier, "person")} f
        ON f.identity_id = p.identity_id AND f.superseded_at IS NULL WHERE p.id = e.person"""
        for supplier in catalogue.facts["person", "deceased_on"].suppliers
    )


CONCERNING = Rows[Concerning](
    n=("int", lambda concerning: concerning.n),
    programme=("text", lambda concerning: concerning.programme),
    household=("uuid", lambda concerning: concerning.household),
    person=("uuid", lambda concerning: concerning.person),
    happened_on=("date", lambda concerning: concerning.happened_on),
    because_of_death=("boolean", lambda concerning: concerning.because_of_death),
)

REACHED = "s.household_id = e.household AND s.department = $1 AND s.position <@ $2::int8multirange"

# A programme for persons tells of who is reached as a person, one for households of a household that is reached.
CONCERNED = f"""SELECT e.n,
  CASE WHEN $5::boolean AND seen.person THEN (
    SELECT true FROM determinations d WHERE d.person_id = e.person AND d.superseded_at IS NULL
      AND d.valid_from <= $3::date AND (d.valid_to IS NULL OR $3::date < d.valid_to) LIMIT 1) IS NOT NULL END,
  (SELECT t.certainty FROM targets t WHERE t.programme = e.programme AND t.until IS NULL
    AND t.subject_id = CASE g.unit WHEN 'person' THEN e.person ELSE e.household END),
  ARRAY(SELECT t.programme FROM (
      SELECT a.code AS programme, e.household AS household_id, CASE a.unit WHEN 'person' THEN e.person END AS person_id
      FROM programmes a WHERE a.code = ANY(g.alternatives)) t
    WHERE {IN_FORCE.replace("$2", "$3::date")} ORDER BY t.programme),
  CASE WHEN $6::boolean AND seen.person THEN NOT e.because_of_death
    AND coalesce((SELECT min(x.deceased_on) FROM ({{deaths}}) x) < e.happened_on, false) END
FROM {CONCERNING.unnest("e", 7)}
JOIN programmes g ON g.code = e.programme
CROSS JOIN LATERAL (
  SELECT count(*) > 0 AS household,
    coalesce(bool_or(s.person_id = e.person OR s.person_id IS NULL AND s.whole AND $4::boolean), false) AS person
  FROM reach s WHERE {REACHED} AND (s.person_id IS NULL OR s.person_id = e.person)) seen
WHERE CASE g.unit WHEN 'person' THEN seen.person ELSE seen.household END"""
