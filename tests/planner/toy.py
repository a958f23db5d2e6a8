"""A toy graph with the shapes of the real one: its mapping, its rules and its rows."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from graphql import GraphQLSchema, build_schema

from planner.access_log import LogShape
from planner.planner import Planner
from planner.rights import Rule
from planner.shape import (
    INSTANT,
    PLAIN,
    Ask,
    Choice,
    Column,
    Entities,
    EntityKey,
    Key,
    Kind,
    Many,
    One,
    Page,
    Same,
    Sealed,
    Shapes,
    Source,
    Values,
)
from planner.values import BY_TYPE

HERE = Path(__file__).parent


def uuid(kind: int, number: int) -> UUID:
    """A recognisable id."""
    return UUID(f"{kind:08d}-0000-7000-8000-{number:012d}")


def people(ask: Ask) -> Source:
    where = []
    if ask.given("filter.sex"):
        where.append(f"{{row}}.sex = {ask.arg('filter.sex')}")
    if ask.given("filter.bornBefore"):
        where.append(f"{{row}}.birth_date < {ask.arg('filter.bornBefore', type='date')}")
    return Source("persons {row}", tuple(where), "{row}.id")


def person(ask: Ask) -> Source:
    if ask.given("idNumber"):
        blind = ask.arg("idNumber", lambda number: "masked " + str(number)[-1])
        return Source("persons {row}", (f"{{row}}.masked = {blind}",), "{row}.id")
    return Source("persons {row}", (f"{{row}}.id = {ask.arg('id', type='uuid')}",))


def chain(ask: Ask) -> Source:
    where = ["{row}.household_id = {parent}.id"]
    if ask.given("asOf"):
        where.append(f"{{row}}.happened_on <= {ask.arg('asOf', type='date')}")
    if ask.given("knownAt"):
        where.append(f"{{row}}.recorded_at <= {ask.arg('knownAt', type='timestamptz')}")
    return Source("links {row}", tuple(where))


def households(ask: Ask) -> Source:
    where = (f"{{row}}.division = {ask.arg('division', type='integer')}",) if ask.given("division") else ()
    return Source("households {row}", where)


def own(ask: Ask) -> str:
    return f"CASE WHEN {{row}}.department = {ask.caller('department')} THEN {{row}}.department END"


def by_id(table: str, key: str) -> Source:
    return Source(f"{table} {{row}}", (f"{{row}}.id = {{parent}}.{key}",))


RECORD = {
    "id": Column("{row}.id", PLAIN),
    "month": Column("{row}.month"),
    "department": Column("{row}.department"),
    "programme": One("Programme", Source("programmes {row}", ("{row}.code = {parent}.programme",))),
}
AMOUNT = {"amount": Column("{row}.amount", PLAIN)}

HOUSEHOLD = One(
    "Household",
    lambda ask: Source("households {row}", (f"{{row}}.id = {ask.arg('id', type='uuid')}",)),
    logs="{row}.id",
)
REFERRED = Same("Referred")

SHAPES: Shapes = {
    "Query": {
        "household": HOUSEHOLD,
        "households": Page(
            "Household",
            households,
            (Key("{row}.division", "integer", "desc"), Key("{row}.id", "uuid")),
            logs="{row}.id",
        ),
        "people": Many("Person", people, logs="{row}.id"),
        "person": One("Person", person, logs="{row}.id"),
        "records": Many("AssistanceRecord", Source("records {row}", (), "{row}.month DESC, {row}.id")),
        "me": Same("Me"),
        "_entities": Entities(
            (
                EntityKey("Household", "id", by_id("households", "key"), BY_TYPE["uuid"], logs="{row}.id"),
                EntityKey("Person", "id", by_id("persons", "key"), BY_TYPE["uuid"], logs="{row}.id"),
            )
        ),
    },
    "Me": {"department": Column(lambda ask: ask.caller("department"))},
    "Referred": {
        "household": One(
            "Household",
            lambda ask: Source("households {row}", (f"{{row}}.id = {ask.caller('referred', 'uuid')}",)),
        )
    },
    "Household": {
        "id": Column("{row}.id", PLAIN),
        "number": Column("{row}.number"),
        "size": Column("{row}.size"),
        "address": Same("Address", "{row}.village IS NOT NULL"),
        "categories": Column("{row}.categories"),
        "members": Many(
            "Person", Source("persons {row}", ("{row}.household_id = {parent}.id",), "{row}.id"), usually=4
        ),
        "eldest": One(
            "Person",
            Source(
                "persons {row}",
                ("{row}.household_id = {parent}.id", "{row}.birth_date IS NOT NULL"),
                "{row}.birth_date, {row}.id",
            ),
        ),
        "events": Values(
            Source("links {row}", ("{row}.household_id = {parent}.id",), "{row}.happened_on, {row}.id"), "{row}.kind"
        ),
        "records": Many(
            "AssistanceRecord",
            Source("records {row}", ("{row}.household_id = {parent}.id",), "{row}.month, {row}.id"),
        ),
        "chain": Page("ChainLink", chain, (Key("{row}.happened_on", "date", "desc"), Key("{row}.id", "uuid", "desc"))),
    },
    "Address": {"township": Column("{row}.township"), "village": Column("{row}.village")},
    "Person": {
        "id": Column("{row}.id", PLAIN),
        "name": Column("{row}.name"),
        "sex": Column("{row}.sex"),
        "birthDate": Column("{row}.birth_date"),
        "phone": Column("{row}.phone"),
        "idNumberMasked": Column("{row}.masked"),
        "idNumber": Sealed("id_number", "{row}.vault_id"),
        "household": One("Household", by_id("households", "household_id")),
    },
    "Programme": {
        "code": Column("{row}.code"),
        "title": Column("{row}.title"),
        "parent": One("Programme", Source("programmes {row}", ("{row}.code = {parent}.parent",))),
    },
    "AssistanceRecord": Choice(
        own,
        MappingProxyType(
            {
                "housing": Kind("HousingRecord", Source("housing_records {row}_d", ("{row}_d.id = {row}.id",))),
                "education": Kind("EducationRecord", Source("education_records {row}_d", ("{row}_d.id = {row}.id",))),
            }
        ),
        otherwise="RecordElsewhere",
    ),
    "HousingRecord": {**RECORD, **AMOUNT, "rooms": Column("{row}_d.rooms"), "note": Column("{row}_d.note")},
    "EducationRecord": {
        **RECORD,
        **AMOUNT,
        "school": Column("{row}_d.school"),
        "pupil": One("Person", Source("persons {row}", ("{row}.id = {parent}_d.pupil",))),
    },
    "RecordElsewhere": RECORD,
    "ChainLink": {
        "id": Column("{row}.id", PLAIN),
        "kind": Column("{row}.kind"),
        "happenedOn": Column("{row}.happened_on"),
        "recordedAt": Column("{row}.recorded_at", INSTANT),
        "record": One("AssistanceRecord", by_id("records", "record_id")),
    },
}

RULES = {(type_, field): Rule() for type_, shape in SHAPES.items() if not isinstance(shape, Choice) for field in shape}
RULES |= {("AssistanceRecord", field): Rule() for field in RECORD}
RULES |= {
    ("Household", "chain"): Rule((frozenset({"household/chain:read"}),)),
    ("Person", "phone"): Rule(column="phone"),
    ("Person", "idNumber"): Rule((frozenset({"identity/number:read"}),), column="idNumber", purpose=True),
    ("HousingRecord", "amount"): Rule(
        (frozenset({"housing/feedback:read"}), frozenset({"household/amounts:read", "hub:read"}))
    ),
    ("Query", "person", "idNumber"): Rule((frozenset({"identity/number:read"}),)),
    ("Query", "people", "filter.bornBefore"): Rule(column="birthDate"),
}

LOG = LogShape(
    "access_log",
    roots="roots",
    document="document_hash",
    operation="operation",
    attributes="attributes",
    caller=MappingProxyType({"client": ("client", "text")}),
)
CALLER = {"department": "housing", "client": "county-housing", "referred": uuid(1, 2)}


def schema() -> GraphQLSchema:
    return build_schema((HERE / "toy.graphql").read_text())


def planner() -> Planner:
    return Planner(schema(), SHAPES, RULES, LOG)


ROWS: dict[str, list[dict[str, object]]] = {
    "programmes": [
        {"code": "HS-01", "title": "公租房保障", "parent": None},
        {"code": "HS-02", "title": '住房 "保障"\\', "parent": "HS-01"},
        {"code": "ED-01", "title": "国家助学金", "parent": None},
    ],
    "households": [
        {
            "id": uuid(1, number),
            "number": f"H-{number:03d}",
            "division": 620102 - number % 3,
            "size": number % 4,
            "township": None if number % 2 else "雁滩",
            "village": None if number % 5 == 0 else f"村{number}",
            "categories": ["subsistence_allowance", "relapse_monitored"][: number % 3],
        }
        for number in range(1, 13)
    ],
    "persons": [
        {
            "id": uuid(2, number),
            "household_id": uuid(1, 1 + number % 7),
            "name": '{"~":"id_number:00000009-0000-7000-8000-000000000001"}' if number == 3 else f"人{number}\n\t'\"",
            "sex": "FEMALE" if number % 2 else "MALE",
            "birth_date": None if number % 6 == 0 else f"{1950 + number}-02-{1 + number % 28:02d}",
            "phone": None if number % 3 == 0 else f"1380000{number:04d}",
            "masked": f"masked {number}",
            "vault_id": None if number % 4 == 0 else uuid(9, number),
        }
        for number in range(1, 19)
    ],
    "records": [
        {
            "id": uuid(3, number),
            "household_id": uuid(1, 1 + number % 5),
            "department": ("housing", "education", "health")[number % 3],
            "month": f"2024-{1 + number % 12:02d}",
            "programme": None if number % 7 == 0 else ("HS-02", "ED-01", None)[number % 3],
            "amount": None if number % 4 == 0 else number * 10_000_000_000,
        }
        for number in range(1, 22)
    ],
    "housing_records": [
        {"id": uuid(3, number), "rooms": number, "note": None if number % 2 else "…"} for number in range(3, 22, 3)
    ],
    "education_records": [
        {"id": uuid(3, number), "school": f"学校{number}", "pupil": uuid(2, number) if number % 2 else None}
        for number in range(1, 19, 3)
    ]
    + [{"id": uuid(3, 19), "school": "学校", "pupil": None}],
    "links": [
        {
            "id": uuid(4, number),
            "household_id": uuid(1, 1 + number % 3),
            "kind": ("DETERMINED", "ASSISTED", "REFERRED")[number % 3],
            "happened_on": f"2024-03-{1 + number % 5:02d}",
            "recorded_at": f"2024-04-{1 + number % 9:02d}T08:00:0{number % 10}.{number * 1000:06d}+00:00",
            "record_id": None if number % 2 else uuid(3, 1 + number % 21),
        }
        for number in range(1, 31)
    ],
}
