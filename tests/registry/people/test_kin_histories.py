"""Kin over random histories: what the statement finds is what the sentence says of who lived where on which day."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from registry.people import kin
from registry.store.database import new_id
from tests.hub_running import Copy
from tests.registry.generated import PLACES, PROVINCE

DAYS = [datetime.date(2024, 1, 1) + datetime.timedelta(days=10 * n) for n in range(9)]
PLACE, (POSITION, _) = next(iter(PLACES.items()))
PERSON = {
    "name": "甲",
    "name_masked": "甲**",
    "id_number_masked": "6299**********0000",
    "sex": "1",
    "birth_date": DAYS[0],
}


class Life(NamedTuple):
    """Where somebody lived, by the number of the household, each from its day on; at last perhaps nowhere any more."""

    homes: tuple[int, ...]
    since: tuple[datetime.date, ...]
    left_on: datetime.date | None

    def home(self, day: datetime.date) -> int:
        """Where they lived on a day; before the first day where they lived first, after the last where they did last."""
        return self.homes[max(sum(since <= day for since in self.since), 1) - 1]


@st.composite
def lives(draw: st.DrawFn, moves: int) -> Life:
    since = sorted(draw(st.sets(st.sampled_from(DAYS[1:-1]), min_size=1, max_size=moves + 1)))
    homes = draw(st.lists(st.integers(0, 7), min_size=len(since), max_size=len(since)))
    return Life(tuple(homes), tuple(since), draw(st.sampled_from([None, None, DAYS[-1]])))


# In one of four towns nobody ever moved.
towns = st.sampled_from([0, 1, 1, 2]).flatmap(lambda moves: st.lists(lives(moves), min_size=3, max_size=7))

COUNTED = f"""WITH
entry AS (SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::date[]) e(n, identity, household, day)),
help AS (SELECT *, 'infinity'::timestamptz AS recorded_at
  FROM unnest($5::int[], $6::uuid[], $7::date[]) h(id, identity_id, happened_on)),
{kin.lived("SELECT DISTINCT household AS household_id FROM entry")},
asked AS (
  SELECT e.n, l.household_id, e.day
  FROM entry e JOIN lived l ON l.identity_id = e.identity AND l.since <= e.day AND e.day < l.until),
{kin.akin()}
SELECT DISTINCT a.n, h.id FROM akin a JOIN help h ON h.identity_id = a.identity_id AND {kin.given("a", "h")}
ORDER BY a.n, h.id"""


@pytest.fixture
def register(copy: Copy) -> Iterator[psycopg.Connection]:
    connection = psycopg.connect(copy.owner, autocommit=True, cursor_factory=psycopg.RawCursor)
    with connection:
        for code, lo, hi in (PROVINCE, (PLACE, *PLACES[PLACE])):
            place = {"code": code, "name": code, "level": "x", "lo": lo, "hi": hi, "valid_from": "2000-01-01"}
            write(connection, "divisions", place)
        yield connection


# He moved on; she came to where he had lived from a household in which somebody lives to this day.
FARTHEST = [
    Life((0, 1), (DAYS[1], DAYS[5]), None),
    Life((2, 0), (DAYS[1], DAYS[3]), None),
    Life((2,), (DAYS[1],), None),
]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(town=towns)
@example(town=FARTHEST)
def test_help_counts_for_whoever_lived_with_someone_of_the_household(
    register: psycopg.Connection, town: list[Life]
) -> None:
    helps = [(who, day) for who in range(len(town)) for day in DAYS]
    with register.transaction(force_rollback=True):
        identities, homes = settle(register, town)
        given_to = columns([(n, identities[who], day) for n, (who, day) in enumerate(helps)])
        for asked, life in enumerate(town):
            # Each is a batch alone: what must be read for one would be read for the others too.
            entries = [(n, identities[asked], homes[life.homes[-1]], day) for n, day in enumerate(DAYS)]
            found = register.execute(COUNTED, [*columns(entries), *given_to], prepare=True).fetchall()
            assert found == [
                (n, help)
                for n, day in enumerate(DAYS)
                for help, (helped, on) in enumerate(helps)
                if counts(town, life.home(day), day, town[helped].home(on), on)
            ]


def counts(town: Sequence[Life], home: int, day: datetime.date, helped: int, on: datetime.date) -> bool:
    """Whether help given in the one household on its day is the help of the other on the day asked about."""
    return home == helped or any(life.home(on) == helped and life.home(day) == home for life in town)


def settle(connection: psycopg.Connection, town: Sequence[Life]) -> tuple[list[UUID], list[UUID]]:
    """Write the town; the identity of each person, and the eight households."""
    homes, identities = [new_id() for _ in range(8)], [new_id() for _ in town]
    of_home = {"division": PLACE, "position": POSITION, "as_of": DAYS[0], "channel": "x"}
    for id in homes:
        write(connection, "households", {"id": id, "number": str(id), **of_home})
    for life, identity in zip(town, identities, strict=True):
        person = new_id()
        write(connection, "identities", {"id": identity, "index": identity.bytes})
        write(connection, "persons", {"id": person, "identity_id": identity, "position": POSITION, **PERSON})
        for home, since, until in zip(life.homes, life.since, (*life.since[1:], life.left_on), strict=True):
            stay = {"valid_from": since, "valid_to": until, "relation": "97", "position": POSITION}
            key = {"id": new_id(), "household_id": homes[home], "person_id": person}
            write(connection, "memberships", key | stay)
    return identities, homes


def write(connection: psycopg.Connection, table: str, row: dict[str, Any]) -> None:
    places = ", ".join(f"${n}" for n in range(1, len(row) + 1))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))


def columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
