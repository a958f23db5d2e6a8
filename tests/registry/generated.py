"""Generated households: every value once as a row of the database, once as the reader in memory takes it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from hypothesis import strategies as st

from policy.catalogue import Catalogue
from policy.clauses import Clause, Fact, FactName, Value
from policy.households import Happening, Household, Member
from registry.people.facts import fact_columns, fact_table_name
from registry.store.database import new_id
from registry.targets.fact_rows import programme_clauses, read_facts

DAY = datetime.date(2023, 2, 28)
"""No 29 February this year: whoever was born on one is a year older tomorrow."""
PLACES = {"620102000000": (620102000000, 620103000000), "621102000000": (621102000000, 621103000000)}
PROVINCE = ("620000000000", 620000000000, 630000000000)
INFINITY = datetime.date.max
Row = dict[str, Any]

BIRTHS = [datetime.date(DAY.year - age, 2, day) for age in (6, 7, 15, 16, 18, 59, 60, 70) for day in (27, 28)]
BIRTHS += [datetime.date(DAY.year - age, 3, 1) for age in (7, 16, 18, 60)]
BIRTHS += [datetime.date(year, 2, 29) for year in (1960, 2004, 2016)]
DATES = [DAY + datetime.timedelta(days=n) for n in (-400, -30, -1, 0, 1, 30)]

dates = st.sampled_from(DATES)


@dataclass(frozen=True)
class Person:
    """A member with what is known of it; `facts` are a row per department."""

    id: UUID
    identity: UUID
    birth_date: datetime.date
    determinations: tuple[Row, ...]
    facts: dict[str, Row]
    left: datetime.date | None


@dataclass(frozen=True)
class Home:
    """A household with its members; `reports` are rows of facts about it, as (department, entity, member, row)."""

    id: UUID
    place: str
    residence: str | None
    subsistence_type: str | None
    persons: tuple[Person, ...]
    reports: tuple[tuple[str, str, int, Row], ...]


@dataclass(frozen=True)
class Town:
    """Households and the parameters that hold where they live."""

    homes: tuple[Home, ...]
    parameters: tuple[Row, ...]


def values(fact: Fact) -> st.SearchStrategy[Any]:
    """A value around those that clauses name, or none."""
    if fact.type == "boolean":
        return st.sampled_from([None, True, True, False])
    if fact.type == "integer":
        return st.sampled_from([None, 1, 2, 3, 4, 6, 7])
    if fact.type == "fen":
        return st.sampled_from([None, 0, 47400, 47401, 76000, 76001, 999999, 1000000, 4100000])
    if fact.type == "date":
        return st.sampled_from([None, None, None, *DATES])
    if fact.name == "place":
        return st.sampled_from([None, "620102000000", "629999000000", "110101000000"])
    return st.sampled_from([None, *(code.code for code in fact.codes)]) if fact.codes else st.none()


def matters(catalogue: Catalogue, fact: Fact) -> bool:
    """Whether some clause reads it, or something that clauses read or that is derived of households follows from it."""
    clauses = [*programme_clauses(catalogue), *group_clauses(catalogue), *signal_clauses(catalogue)]
    read = read_facts(catalogue, clauses, household_facts(catalogue))
    return (fact.entity, fact.name) in {name for known in read for name in ((known.entity, known.name), *known.sources)}


def group_clauses(catalogue: Catalogue) -> list[Clause]:
    return [clause for group in catalogue.priorities.groups.values() for clause in group.condition.clauses]


def signal_clauses(catalogue: Catalogue) -> list[Clause]:
    return [clause for signal in catalogue.signals.values() for clause in signal.condition.clauses]


def household_facts(catalogue: Catalogue) -> list[FactName]:
    """What is derived of a household, from its members and from amounts."""
    return [
        name
        for name, fact in catalogue.facts.items()
        if fact.entity == "household" and (fact.condition or fact.computed)
    ]


@st.composite
def determinations(draw: st.DrawFn, catalogue: Catalogue) -> Row:
    category = draw(st.sampled_from(sorted(catalogue.categories)))
    supports = [None, "dispersed", "institutional"] if category == "extreme_hardship" else [None]
    starts = draw(dates)
    ends = draw(st.sampled_from([None, None, *(day for day in DATES if day > starts)]))
    return {
        "category": category,
        "basis": draw(st.sampled_from(["HOUSEHOLD", "SINGLE_PERSON"])),
        "support": draw(st.sampled_from(supports)),
        "valid_from": starts,
        "valid_to": ends,
        "superseded": draw(st.sampled_from([False, False, False, True])),
    }


@st.composite
def persons(draw: st.DrawFn, catalogue: Catalogue) -> Person:
    facts = {}
    for department in catalogue.departments.values():
        own = [fact for fact in department.facts if fact.entity == "person" and matters(catalogue, fact)]
        known: bool = bool(own) and draw(st.booleans())
        if known:
            facts[department.code] = {fact.name: draw(values(fact)) for fact in own}
    found = draw(st.lists(determinations(catalogue), max_size=3, unique_by=lambda row: row["category"]))
    return Person(
        new_id(),
        new_id(),
        draw(st.sampled_from(BIRTHS)),
        tuple(found),
        facts,
        draw(st.sampled_from([None, None, None, DAY, DAY + datetime.timedelta(days=1)])),
    )


@st.composite
def homes(draw: st.DrawFn, catalogue: Catalogue) -> Home:
    members = draw(st.lists(persons(catalogue), min_size=1, max_size=3))
    reports = []
    for department in catalogue.departments.values():
        read = [fact for fact in department.facts if fact.entity != "person" and matters(catalogue, fact)]
        for entity in dict.fromkeys(fact.entity for fact in read):
            own = [fact for fact in read if fact.entity == entity]
            # Who is named twice is named by one row that stands; what repeats has many.
            who = st.lists(st.integers(0, len(members) - 1), max_size=2, unique=not own[0].repeats)
            for n in draw(who):
                row = {"as_of": draw(dates), **{fact.name: draw(values(fact)) for fact in own}}
                if own[0].repeats:
                    row["until"] = draw(st.sampled_from([None, None, *DATES]))
                reports.append((department.code, entity, n, row))
    residence = st.sampled_from([None, "urban", "rural"])
    place = draw(st.sampled_from(sorted(PLACES)))
    return Home(new_id(), place, draw(residence), draw(residence), tuple(members), tuple(reports))


@st.composite
def parameters(draw: st.DrawFn, catalogue: Catalogue, fact: Fact) -> Row:
    code, lo, hi = draw(st.sampled_from([PROVINCE, *((code, *span) for code, span in PLACES.items())]))
    starts = draw(dates)
    row: Row = {"name": fact.name, "division": code, "lo": lo, "hi": hi, "valid_from": starts}
    row["valid_to"] = draw(st.sampled_from([None, None, *(day for day in DATES if day > starts)]))
    if fact.type == "set":
        return {**row, "codes": draw(st.lists(st.sampled_from(sorted(catalogue.categories)), min_size=1, unique=True))}
    if fact.type == "boolean":
        return {**row, "boolean": draw(st.booleans())}
    numbers = [6, 16, 30, 59, 60] if fact.type == "integer" else [47400, 76000, 1000000]
    return {**row, "number": draw(st.sampled_from(numbers))}


@st.composite
def towns(draw: st.DrawFn, catalogue: Catalogue) -> Town:
    known = []
    for fact in catalogue.facts.values():
        if fact.entity == "parameter":
            one = parameters(catalogue, fact)
            known += draw(st.lists(one, max_size=3, unique_by=lambda row: (row["lo"], row["valid_from"])))
    return Town(tuple(draw(st.lists(homes(catalogue), min_size=2, max_size=8))), tuple(known))


# ── as the reader in memory takes it ─────────────────────────────────────────────────────────────────────────────────


def read(catalogue: Catalogue, town: Town, home: Home) -> Household:
    """The household as it is on the day."""
    persons = sorted((p for p in home.persons if p.left is None or p.left > DAY), key=lambda p: p.id)
    members = tuple(member(person) for person in persons)
    living = [person for person in persons if not died(person)]
    known = [report for report in home.reports if home.persons[report[2]] in persons]
    return Household(
        key=str(home.id),
        members=members,
        basis_categories=frozenset(
            row["category"]
            for person in living
            for row in person.determinations
            if row["basis"] == "HOUSEHOLD" and in_force(row, DAY)
        ),
        facts={
            "residence": home.residence,
            "subsistence_type": home.subsistence_type,
            **latest(catalogue, known, "household"),
        },
        housing=latest(catalogue, known, "housing"),
        events=happenings(home, known, "event"),
        disasters=happenings(home, known, "disaster"),
        parameters={
            fact.name: standing(town, home.place, fact.name)
            for fact in catalogue.facts.values()
            if fact.entity == "parameter"
        },
    )


def member(person: Person) -> Member:
    day = died(person) or DAY
    found = [row for row in person.determinations if in_force(row, day) or (died(person) and ended_by_death(row, day))]
    facts = merged(list(person.facts.values()))
    support = max((row["support"] for row in found if row["support"]), default=None)
    return Member(
        str(person.id),
        person.birth_date,
        frozenset(row["category"] for row in found),
        {**facts, "deceased_on": reported_dead(person), "support": support},
        {row["category"]: row["valid_from"] for row in found},
    )


def died(person: Person) -> datetime.date | None:
    day = reported_dead(person)
    return day if day is not None and day <= DAY else None


def reported_dead(person: Person) -> datetime.date | None:
    """The first day that any department reports."""
    return min((row["deceased_on"] for row in person.facts.values() if row.get("deceased_on")), default=None)


def in_force(row: Row, day: datetime.date) -> bool:
    return not row["superseded"] and row["valid_from"] <= day < (row["valid_to"] or INFINITY)


def ended_by_death(row: Row, day: datetime.date) -> bool:
    """A determination that ends with the day of death counts on it."""
    return not row["superseded"] and row["valid_from"] <= day == row["valid_to"]


def latest(catalogue: Catalogue, known: Sequence[tuple[str, str, int, Row]], entity: str) -> Row:
    """Of each department the newest row; of two members named on one day the row that came last."""
    found: list[Row] = []
    for department in catalogue.departments:
        own = [(row["as_of"], n, row) for n, (by, of, _, row) in enumerate(known) if (by, of) == (department, entity)]
        if own:
            found.append(max(own, key=lambda one: one[:2])[2])
    return merged(sorted(found, key=lambda row: row["as_of"], reverse=True))


def merged(rows: Sequence[Row]) -> Row:
    """Each fact from the first row that says anything of it."""
    return {
        name: next((row[name] for row in rows if row.get(name) is not None), None)
        for name in dict.fromkeys(name for row in rows for name in row)
    }


def happenings(home: Home, known: Sequence[tuple[str, str, int, Row]], entity: str) -> tuple[Happening, ...]:
    return tuple(
        Happening(str(n), str(home.persons[who].id), dict(row))
        for n, (_, of, who, row) in enumerate(known)
        if of == entity and row["as_of"] <= DAY < (row["until"] or INFINITY)
    )


def standing(town: Town, place: str, name: str) -> Value:
    """The smallest division's, of its values the latest that is in force."""
    lo, hi = PLACES[place]
    around = [
        row
        for row in town.parameters
        if row["name"] == name
        and row["lo"] <= lo < hi <= row["hi"]
        and row["valid_from"] <= DAY < (row["valid_to"] or INFINITY)
    ]
    if not around:
        return None
    row = min(around, key=lambda row: (row["hi"] - row["lo"], -row["valid_from"].toordinal()))
    if "codes" in row:
        return frozenset(row["codes"])
    return row["boolean"] if "boolean" in row else row["number"]  # type: ignore[no-any-return] # by its type


# ── as rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(connection: psycopg.Connection, catalogue: Catalogue, town: Town) -> None:
    """The whole town."""
    written = [row for home in town.homes for row in rows(catalogue, home)]
    written += [("parameters", {"id": new_id(), "source": "x", **row}) for row in town.parameters]
    with connection.pipeline():
        for table, row in written:
            places = ", ".join(f"${n}" for n in range(1, len(row) + 1))
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))


def rows(catalogue: Catalogue, home: Home) -> Iterator[tuple[str, Row]]:
    position = PLACES[home.place][0]
    header = {"residence": home.residence, "subsistence_type": home.subsistence_type, "as_of": DAY, "channel": "x"}
    yield (
        "households",
        {"id": home.id, "number": str(home.id), "division": home.place, "position": position, **header},
    )
    for person in home.persons:
        yield from person_rows(home, person, position)
    for department, entity, who, row in home.reports:
        declared = fact_columns(catalogue.departments[department], entity)
        kept = {name: value for name, value in row.items() if name in declared}
        yield fact_row(department, entity, home.persons[who].identity, position, kept, row["as_of"])


def person_rows(home: Home, person: Person, position: int) -> Iterator[tuple[str, Row]]:
    yield "identities", {"id": person.identity, "index": person.identity.bytes}
    names = {"name": "甲", "name_masked": "甲**", "id_number_masked": "6299**********0000", "sex": "1"}
    yield (
        "persons",
        {
            "id": person.id,
            "identity_id": person.identity,
            "position": position,
            "birth_date": person.birth_date,
            **names,
        },
    )
    edge = {"household_id": home.id, "person_id": person.id, "position": position}
    yield (
        "memberships",
        {"id": new_id(), **edge, "relation": "97", "valid_from": DATES[0], "valid_to": person.left},
    )
    for row in person.determinations:
        kept = {name: value for name, value in row.items() if name != "superseded"}
        superseded = datetime.datetime.now(datetime.UTC) if row["superseded"] else None
        yield (
            "determinations",
            {"id": new_id(), **edge, "cites": "x", "agency": "x", **kept, "superseded_at": superseded},
        )
    for department, facts in person.facts.items():
        yield fact_row(department, "person", person.identity, position, facts, DATES[0])


def fact_row(
    department: str, entity: str, identity: UUID, position: int, facts: Row, as_of: datetime.date
) -> tuple[str, Row]:
    id = new_id()
    known = {"id": id, "identity_id": identity, "position": position, "source_record_id": str(id), "as_of": as_of}
    return fact_table_name(department, entity), {**known, **facts}
