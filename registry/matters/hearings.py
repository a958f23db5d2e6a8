"""Hearings (听取意见): a category that gives basic living is neither ended nor made less around its procedure.

Whoever calls: without a decision that was made after a hearing and told in writing, only for a declared reason that is
shown (社会救助法 47–48). The people are locked before.
"""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from policy.hearings import NEEDS, Cut, Waived
from registry.errors import Refusal
from registry.people.continuations import Then, continuations
from registry.people.facts import fact_table_name
from registry.people.households import BELONGS
from registry.store.connection import Connection

WAIVED = "withoutHearing"
CUTS: dict[str, tuple[Cut, ...]] = {"END": ("END", "REDUCE"), "REDUCE": ("REDUCE",)}
"""What a decision lets be done."""


class Ending(NamedTuple):
    """The procedure that is open about what would be cut."""

    id: UUID
    state: str
    decision: str | None
    """What it has decided of it."""
    content: dict[str, Any]  # JSON


def open_ending(
    id: UUID | None, state: str | None, decision: str | None, content: dict[str, Any] | None
) -> Ending | None:
    """The procedure as a row has it, whose columns are all empty where none is open."""
    return None if id is None else Ending(id, state or "", decision, content or {})


class HeldDetermination(NamedTuple):
    """A determination with what may let it be cut."""

    category: str
    support: str | None
    basis: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    since: datetime.date
    """The day on which it was entered, in whatever version."""
    died_on: datetime.date | None
    paid: bool
    """Basic living has been paid to the person, or their household, since it was entered."""
    ending: UUID | None
    state: str | None
    decision: str | None
    content: dict[str, Any] | None  # JSON
    reduced_support: str | None
    reduced_basis: str | None
    """To what it was decided to reduce it."""

    @property
    def procedure(self) -> Ending | None:
        return open_ending(self.ending, self.state, self.decision, self.content)


async def may_end(
    connection: Connection,
    catalogue: Catalogue,
    determination: UUID,
    on: datetime.date,
    waived: Waived | None,
    path: str = "on",
) -> None:
    """Whether a determination may end on a day. Raises HEARING_NEEDED, BEFORE_THE_NOTICE, MISSING, REVERSED_DATES."""
    held = await _held(connection, catalogue, determination)
    if held is not None:
        allow(catalogue, "END", on, held.procedure, waived, held.died_on, path)


async def may_correct(
    connection: Connection,
    catalogue: Catalogue,
    determination: UUID,
    changed: dict[str, Any],  # fields of Decision
    waived: Waived | None,
    today: datetime.date,
    then: Then | None = None,
) -> None:
    """Whether a determination may say something else from its first day on, and `then` what becomes of what follows it.

    What was entered in error is put right for some days, as long as nobody was paid by it. Raises as `may_end` does,
    and LESS_THAN_DECIDED.
    """
    held = await _held(connection, catalogue, determination)
    if held is None:
        return
    cut = _cut(catalogue, held, changed)
    if cut is not None and not entered_in_error(catalogue, held.since, held.paid, today):
        ends = changed.get("valid_to") or today
        allow(catalogue, cut, ends, held.procedure, waived, held.died_on, "validTo")
        if cut == "REDUCE" and not waived and held.decision == "REDUCE":
            _as_far_as_decided(catalogue, held, changed)
    following = await continuations(connection, determination, held.valid_to, changed.get("valid_to"), then)
    for one in following if then == "END" else ():
        await may_correct(connection, catalogue, one.id, {"valid_to": one.valid_from}, waived, today, "STAY")


def _as_far_as_decided(
    catalogue: Catalogue,
    held: HeldDetermination,
    changed: dict[str, Any],  # fields of Decision
) -> None:
    """A decision to lower the one thing lets nobody lower another. Raises LESS_THAN_DECIDED.

    One of before decisions said to what they reduce leaves it to the agency.
    """
    if held.reduced_support is None and held.reduced_basis is None:
        return
    support, basis = held.reduced_support or held.support, held.reduced_basis or held.basis
    if catalogue.procedures.hearing.lowers(support, changed.get("support", held.support)):
        raise Refusal("LESS_THAN_DECIDED", "support", value=support)
    if basis == "HOUSEHOLD" and changed.get("basis", held.basis) != "HOUSEHOLD":
        raise Refusal("LESS_THAN_DECIDED", "basis", value=basis)


async def may_void(
    connection: Connection, catalogue: Catalogue, determination: UUID, today: datetime.date, then: Then | None = None
) -> None:
    """Whether a determination may be taken back as never made, and what follows it; raises as `may_end` does."""
    held = await _held(connection, catalogue, determination)
    if held is None:
        return
    if not entered_in_error(catalogue, held.since, held.paid, today):
        allow(catalogue, "END", today, held.procedure, None, None, "determination")
    following = await continuations(connection, determination, held.valid_to, held.valid_from, then)
    for one in following if then == "END" else ():
        await may_void(connection, catalogue, one.id, today, "STAY")


def entered_in_error(catalogue: Catalogue, since: datetime.date, paid: bool, today: datetime.date) -> bool:
    """Whether an entry of that day can be taken back as one made in error."""
    days = datetime.timedelta(days=catalogue.procedures.hearing.error_days)
    return not paid and today <= since + days


def allow(
    catalogue: Catalogue,
    cut: Cut,
    on: datetime.date,
    procedure: Ending | None,
    waived: Waived | None,
    died_on: datetime.date | None,
    path: str,
) -> None:
    """Let something be cut for a reason that is shown, or after its procedure.

    Raises HEARING_NEEDED, BEFORE_THE_NOTICE, MISSING and REVERSED_DATES.
    """
    if waived is not None:
        since = shown(catalogue, waived, died_on, {need: f"{WAIVED}.{need}" for need in NEEDS})
        _not_before(on, since, path)
        return
    if procedure is None or procedure.state != "NOTIFIED" or cut not in CUTS.get(procedure.decision or "", ()):
        raise hearing_needed(catalogue, procedure)
    after_notice(procedure.content, on, path)


def after_notice(content: dict[str, Any], on: datetime.date, path: str) -> None:
    """Nothing is cut before the notice was delivered; to who has died, not before the death.

    Raises BEFORE_THE_NOTICE and REVERSED_DATES.
    """
    delivered = datetime.date.fromisoformat(content["notified_on"])
    if content.get("no_hearing_because") == "DEATH":
        died_on = content.get("no_hearing_since")
        _not_before(on, datetime.date.fromisoformat(died_on) if died_on else None, path)
    elif on < delivered:
        raise Refusal("BEFORE_THE_NOTICE", path, value=delivered)


def hearing_needed(catalogue: Catalogue, procedure: Ending | None) -> Refusal:
    """Says which steps are to be taken from here, as the graph spells them."""
    hearing = catalogue.procedures.hearing
    declared = catalogue.procedures.by_code[hearing.procedure]
    last = declared.steps["carry_out"].to
    here = procedure.state if procedure else ""
    # A decision that does not go as far is followed by another procedure.
    steps = declared.way(here, last) if here != "NOTIFIED" else declared.way("", last)
    return Refusal(
        "HEARING_NEEDED",
        WAIVED,
        law=hearing.law,
        steps=" → ".join(step.act for step in steps),
        matter=str(procedure.id) if procedure else "–",
        codes=", ".join(waiver.code for waiver in hearing.waivers),
    )


def shown(
    catalogue: Catalogue, waived: Waived, died_on: datetime.date | None, places: Mapping[str, str]
) -> datetime.date | None:
    """The day of a reason for which nobody is heard; raises MISSING where what shows it is neither told nor known.

    `places` says where each of NEEDS is told.
    """
    evidence = catalogue.procedures.hearing.evidence[waived.because]
    known = died_on if evidence.known == "death" else None
    for need in () if known else evidence.needs:
        if getattr(waived, need) is None:
            raise Refusal("MISSING", places[need], name=places[need].rpartition(".")[2])
    return waived.since or known


def _not_before(on: datetime.date, since: datetime.date | None, path: str) -> None:
    """Raises REVERSED_DATES where something would be cut before its reason was there."""
    if since is not None and on < since:
        raise Refusal("REVERSED_DATES", path, earlier=since, later=on)


def _cut(
    catalogue: Catalogue,
    held: HeldDetermination,
    changed: dict[str, Any],  # fields of Decision
) -> Cut | None:
    """What a correction takes from the person."""
    ends, known = changed.get("valid_to", held.valid_to), held.valid_to
    sooner = ends is not None and (known is None or ends < known)
    later = changed.get("valid_from", held.valid_from) > held.valid_from
    if sooner or later or changed.get("category", held.category) != held.category:
        return "END"
    alone = held.basis == "HOUSEHOLD" and changed.get("basis", held.basis) != "HOUSEHOLD"
    less = catalogue.procedures.hearing.lowers(held.support, changed.get("support", held.support))
    return "REDUCE" if alone or less else None


async def _held(connection: Connection, catalogue: Catalogue, determination: UUID) -> HeldDetermination | None:
    """The determination, if it stands and gives basic living."""
    hearing = catalogue.procedures.hearing
    values = [determination, list(hearing.categories), hearing.held(catalogue.programmes), hearing.procedure]
    return await connection.fetch_one(HeldDetermination, HELD.format(deaths=deaths(catalogue, "p.identity_id")), values)


def deaths(catalogue: Catalogue, identity: str) -> str:
    """The day on which a person died, as any department told it first."""
    told = ", ".join(
        f"(SELECT min(f.deceased_on) FROM {fact_table_name(supplier, 'person')} f"
        f" WHERE f.identity_id = {identity} AND f.superseded_at IS NULL)"
        for supplier in catalogue.facts["person", "deceased_on"].suppliers
    )
    return f"least({told})"


# The rows by which a determination has stood: each began in the instant in which the one before it stood no more.
VERSIONS = """versions AS (
  SELECT id, person_id, recorded_at FROM determinations WHERE id = $1
  UNION
  SELECT d.id, d.person_id, d.recorded_at
  FROM versions v JOIN determinations d ON d.person_id = v.person_id AND d.superseded_at = v.recorded_at)"""

# By household and by identity there is an index each.
PAID = """SELECT FROM (SELECT * FROM assistance_records r WHERE {} OFFSET 0) r
    CROSS JOIN LATERAL (SELECT * FROM payments y WHERE y.record_id = r.id OFFSET 0) y
    WHERE r.programme = ANY($3::text[]) AND r.status = 'GRANTED'
      AND y.kind = 'PAID' AND y.superseded_at IS NULL AND entered.at <= y.recorded_at"""

# PostgreSQL takes coalesce for leaky, and under row level security would rather read all records.
HOME = "CASE WHEN m.household_id IS NULL THEN d.household_id ELSE m.household_id END"

# A merge of persons writes a determination anew: when it was first told, its link says.
HELD = f"""WITH RECURSIVE {VERSIONS}
SELECT d.category, d.support, d.basis, d.valid_from, d.valid_to,
  (entered.at AT TIME ZONE 'Asia/Shanghai')::date, {{deaths}},
  EXISTS ({PAID.format(f"r.household_id = {HOME} AND r.person_id IS NULL")})
    OR EXISTS ({PAID.format("r.identity_id = p.identity_id")}),
  e.id, e.state, e.answer, e.content, e.reduced_support, e.reduced_basis
FROM determinations d JOIN persons p ON p.id = d.person_id
LEFT JOIN memberships m ON m.person_id = p.id AND {BELONGS.format("m")}
CROSS JOIN LATERAL (SELECT least(
  (SELECT min(recorded_at) FROM versions),
  (SELECT min(l.recorded_at) FROM chain_links l WHERE l.person_id = p.id AND l.kind = 'DETERMINED'
    AND l.category = d.category AND l.happened_on = d.valid_from)) AS at) entered
LEFT JOIN LATERAL (
  SELECT e.id, e.state, l.answer, e.content, l.reduced_support, l.reduced_basis
  FROM matter_lines l JOIN matters e ON e.id = l.matter_id
  WHERE l.determination_id IN (SELECT id FROM versions) AND e.procedure = $4 AND e.closed_on IS NULL LIMIT 1) e ON true
WHERE d.id = $1 AND d.superseded_at IS NULL AND d.category = ANY($2::text[])"""
