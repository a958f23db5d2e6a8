"""Two readers of a household's help: the review in memory and the cross-check find the same, whatever was given."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors import discover
from policy.catalogue import load
from policy.periods import periods, span
from policy.programmes import Programme
from policy.review import ActiveRecord, review
from registry.monitoring.signal_sql import signal_expressions
from registry.store.database import new_id
from registry.targets.maintenance import Maintenance
from tests.registry.generated import (
    BIRTHS,
    DATES,
    DAY,
    PLACES,
    Home,
    Person,
    Town,
    read,
    standing,
    towns,
    write,
)

CATALOGUE = load(discover())
MAINTENANCE = Maintenance.of(CATALOGUE)
RULES = {"unfulfilled": "missed", "uncovered": "maybe", "duplicate": "duplicate", "not_matching": "not_matching"}
FOUND = signal_expressions(CATALOGUE, [CATALOGUE.signals[rule] for rule in RULES])
# So that what one programme gives meets what another does, programmes that exclude each other are drawn often.
CLASHING = [programme for programme in CATALOGUE.programmes.values() if programme.excludes]
COLUMNS = (
    "id, department, programme, identity_id, household_id, person_id, subject_id, position, paying_position, status"
)
COLUMNS += ", happened_on, starts, ends, label, event, ended_on, division, county, external_id, batch_id"
Findings = dict[str, set[tuple[Any, ...]]]


@dataclass(frozen=True)
class Help:
    """A help of a household, as it was entered."""

    id: UUID
    home: Home
    programme: Programme
    member: int
    status: str
    happened_on: datetime.date
    event: str | None
    ended_on: datetime.date | None

    @property
    def person(self) -> UUID | None:
        return self.home.persons[self.member].id if self.programme.unit == "person" else None

    @property
    def subject(self) -> UUID:
        return self.person or self.home.id


@st.composite
def helps(draw: st.DrawFn, home: Home) -> Help:
    programme = draw(st.sampled_from([*CATALOGUE.programmes.values(), *CLASHING, *CLASHING]))
    day = draw(st.sampled_from(DATES))
    return Help(
        new_id(),
        home,
        programme,
        draw(st.integers(0, len(home.persons) - 1)),
        draw(st.sampled_from(["GRANTED"] * 6 + ["REFUSED", "VOIDED"])),
        day,
        draw(st.sampled_from([None, None, "fire", "flood"])),
        draw(st.sampled_from([None, None, None, *(other for other in DATES if other >= day)])),
    )


@st.composite
def helped(draw: st.DrawFn) -> tuple[Town, tuple[Help, ...]]:
    """A town, and what was given in it: often the same twice, and of one event to two members."""
    town = draw(towns(CATALOGUE))
    given_: list[Help] = []
    for home in town.homes:
        for one in draw(st.lists(helps(home), max_size=5)):
            given_.append(one)
            if draw(st.booleans()):
                other = draw(st.integers(0, len(home.persons) - 1))
                given_.append(Help(new_id(), home, one.programme, other, "GRANTED", one.happened_on, one.event, None))
    return town, tuple(given_)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(told=helped())
def test_the_review_in_memory_and_the_cross_check_agree(
    register: psycopg.Connection, told: tuple[Town, tuple[Help, ...]]
) -> None:
    town, given_ = told
    with register.transaction(force_rollback=True):
        write(register, CATALOGUE, town)
        write_help(register, given_)
        found = in_sql(register, town)
    assert found == in_memory(town, given_)


def test_one_event_of_two_members_is_one_help_of_each(register: psycopg.Connection) -> None:
    """Neither reader calls it a duplicate, and both do where one of them is helped twice."""
    town = two_unknown()
    (home,) = town.homes
    vagrant = CATALOGUE.numbered["MZ-10"]
    one, other, again = (Help(new_id(), home, vagrant, n, "GRANTED", DAY, "fire", None) for n in (0, 1, 1))
    for given_, expected in (((one, other), 0), ((one, other, again), 2)):
        with register.transaction(force_rollback=True):
            write(register, CATALOGUE, town)
            write_help(register, given_)
            found = in_sql(register, town)
        assert found == in_memory(town, given_)
        assert len(found["duplicate"]) == expected


def two_unknown() -> Town:
    """One household of two of whom nothing is known."""
    two = tuple(Person(new_id(), new_id(), BIRTHS[0], (), {}, None) for _ in range(2))
    return Town((Home(new_id(), next(iter(PLACES)), None, None, two, ()),), ())


# ── as the cross-check finds it ──────────────────────────────────────────────────────────────────────────────────────


def write_help(connection: psycopg.Connection, given_: tuple[Help, ...]) -> None:
    batch = new_id()
    connection.execute(
        "INSERT INTO batches (id, department, client, kind, items, accepted, replayed, refused)"
        " VALUES ($1, 'x', 'x', 'x', 0, 0, 0, 0)",
        [batch],
    )
    places = ", ".join(f"${n}" for n in range(1, COLUMNS.count(",") + 2))
    for one in given_:
        stands = span(one.programme.period, one.happened_on, event=one.event)
        position, person = PLACES[one.home.place][0], one.home.persons[one.member]
        row = [one.id, one.programme.department, one.programme.code, person.identity, one.home.id, one.person]
        row += [one.subject, position, position, one.status, one.happened_on, stands.starts, stands.ends, stands.label]
        row += [one.event, one.ended_on, one.home.place, one.home.place[:6], str(one.id), batch]
        connection.execute(f"INSERT INTO assistance_records ({COLUMNS}) VALUES ({places})", row)


def in_sql(connection: psycopg.Connection, town: Town) -> Findings:
    homes = [home.id for home in town.homes]
    for statement in (MAINTENANCE.targets, MAINTENANCE.helped):
        connection.execute(statement, [homes, DAY], prepare=True)
    found: Findings = {name: set() for name in RULES.values()}
    select = "SELECT rule, household_id, person_id, programmes, records FROM raised"
    for rule, home, person, programmes, records in connection.execute(f"WITH {FOUND} {select}", [homes, DAY]):
        if rule == "duplicate":
            found[RULES[rule]] |= {(home, tuple(sorted(set(programmes))), record) for record in records}
        else:
            found[RULES[rule]].add((person or home, tuple(programmes)))
    return found


# ── as the review has it ─────────────────────────────────────────────────────────────────────────────────────────────


def in_memory(town: Town, given_: tuple[Help, ...]) -> Findings:
    found: Findings = {name: set() for name in RULES.values()}
    for home in town.homes:
        counting = [one for one in given_ if one.home is home and counts(town, one)]
        records = {active(one): one for one in counting}
        said = review(CATALOGUE, read(CATALOGUE, town, home), records, DAY)
        for name in ("missed", "maybe"):
            found[name] |= {(UUID(gap.subject), tuple(sorted(gap.options))) for gap in getattr(said, name)}
        found["duplicate"] |= {
            (home.id, tuple(sorted({one.programme for one in pair})), records[one].id)
            for pair in said.duplicate
            for one in pair
        }
        found["not_matching"] |= {
            (UUID(one.subject), (one.programme,)) for one in said.active_not_matching if lasts(records[one])
        }
    return found


def active(one: Help) -> ActiveRecord:
    label = span(one.programme.period, one.happened_on, event=one.event).label
    return ActiveRecord(
        one.programme.code, str(one.subject), one.event, label, happened_on=one.happened_on, key=str(one.id)
    )


def lasts(one: Help) -> bool:
    """Help of today."""
    ends = span(one.programme.period, one.happened_on).ends
    return ends is None or ends > DAY


def counts(town: Town, one: Help) -> bool:
    """Help of today, or given once not long ago."""
    if one.status != "GRANTED" or one.happened_on > DAY or (one.ended_on and one.ended_on <= DAY):
        return False
    days: Any = standing(town, one.home.place, periods()[one.programme.period].counts_for or "")
    return lasts(one) or (days is not None and one.happened_on > DAY - datetime.timedelta(days=days))
