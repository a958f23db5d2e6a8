"""Every argument of every door, and every field of every input: whatever stands there, the hub answers by name.

The values are tried where plausible ones would do, so that they get past what is checked before them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_input_field,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.scopes import defaults
from connectors import discover
from policy.catalogue import load
from schema.compose import Graph, compose
from schema.fields.naming import pascal
from tests.hub_running import HOME, Running
from tests.schema.acts import FEED, feedback, household, member, register
from tests.schema.living import FACTS
from tests.schema.matters.test_matters import on_allowance

CATALOGUE = load(discover())
GRAPH = compose(CATALOGUE)
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 1.5, 1e308, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**40,
    "", " ", "x", "\ud83d", "\udc00x", "a\x00b", "\x85", "\u200b", "\u3164", "张\u202e三", "张\u2028三", "\ufffe", "\U0010ffff",
    "😀" * 300, "长" * 3000, "é", "e\u0301", "%s{0}{row}$1'\"\\;--", "９９", "٣", "²", "NaN", "Infinity", "null", "-0",
    "0000-00-00", "0001-01-01", "0202-05-01", "1899-12-31", "2024-02-30", "2034-03-16", "9999-12-31", "10000-01-01", "2024-W10-1",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-03-15T08:00:00Z",
    "00000000-0000-0000-0000-000000000000", "629901209901010010", "62990120240229001X", HOME, "620000000000",
    [], {}, [[]], [None], ["\ud83d"], {"x": "\ud83d"}, [{}] * 60, ["x"] * 1001,
)  # fmt: skip # by what is odd about them
PLAUSIBLE: Mapping[str, Any] = {
    "division": HOME, "place": HOME, "below": HOME, "name": "王甲", "relation": "02", "to": "education_aid",
    "department": "education_aid", "month": "2024-02", "rule": "unfulfilled", "asOf": "2024-03-01", "note": "说明", "reason": "理由",
}  # fmt: skip # what a value of this name may be


SPECIAL: Mapping[str, str] = {
    "hub:webhooks": "civil_affairs here",
    "hub:officers": "system_administrator",
    "hub:grants": "security_administrator",
    "civil/population:decide": "reviewer",
    "civil/population:review": "first reviewer",
    "civil/sharing:decide": "registrar",
    "identity/phone:read": "contact reader",
    "household/subject:read": "window",
}
"""Who has what no client has by itself."""


@dataclass(frozen=True)
class Door:
    """A field of a root: how it is asked with variables, and what its arguments may plausibly be."""

    name: str
    document: str
    types: Mapping[str, Any]


def doors(graph: Graph) -> Iterator[Door]:
    for word, root in (("query", graph.core.query_type), ("mutation", graph.core.mutation_type)):
        assert root is not None
        for name, field in root.fields.items():
            if not name.startswith("_"):
                yield Door(name, _document(word, name, field), {key: arg.type for key, arg in field.args.items()})


def _document(word: str, name: str, field: GraphQLField) -> str:
    declared = ", ".join(f"${key}: {argument.type}" for key, argument in field.args.items())
    given = ", ".join(f"{key}: ${key}" for key in field.args)
    return f"{word}{f'({declared})' if declared else ''} {{ {name}{f'({given})' if given else ''}{_selection(field.type)} }}"


def _selection(type_: Any) -> str:
    """As much of an answer as shows what became of it, item by item and row by row."""
    inner = get_named_type(type_)
    if isinstance(inner, GraphQLUnionType):
        parts = (f"... on {one.name} {_selection(one)}" for one in inner.types)
        return f"{{ __typename {' '.join(parts)} }}"
    if is_leaf_type(inner):
        return ""
    wanted = [key for key in ("code", "path", "outcomes", "nodes", "id") if key in inner.fields]
    return f"{{ {' '.join(f'{key} {_selection(inner.fields[key].type)}' for key in wanted) or '__typename'} }}"


def plausible(type_: Any, name: str, known: Mapping[str, Any], path: tuple[str, ...] = ()) -> Any:
    """A value of a type: what is required, whose it is, and what leads along `path`."""
    if isinstance(type_, GraphQLNonNull):
        return plausible(type_.of_type, name, known, path)
    if isinstance(type_, GraphQLList):
        return [plausible(type_.of_type, name, known, path)]
    if isinstance(type_, GraphQLInputObjectType):
        return {
            key: plausible(field.type, key, known, path[1:] if path[:1] == (key,) else ())
            for key, field in type_.fields.items()
            if is_required_input_field(field) or key == "idNumber" or path[:1] == (key,)
        }
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    by_type = {"Boolean": True, "Fen": 1, "Int": 1, "Date": "2024-03-01", "Instant": "2024-03-15T08:00:00Z"}
    return known.get(name, by_type.get(str(type_), "00000001-0000-7000-8000-000000000000"))


def places(type_: Any) -> Iterator[tuple[str, ...]]:
    """Every place in a value of this type, the value itself among them."""
    yield ()
    inner = get_named_type(type_)
    if isinstance(inner, GraphQLInputObjectType):
        for key, field in inner.fields.items():
            for path in places(field.type):
                yield (key, *path)


def _leaf(type_: Any, path: tuple[str, ...]) -> str:
    """The name of the type at a place."""
    inner = get_named_type(type_)
    return _leaf(inner.fields[path[0]].type, path[1:]) if path else str(inner)


def put(value: Any, path: tuple[str, ...], odd: Any) -> Any:
    if isinstance(value, list) and path:
        return [put(value[0], path, odd), *value[1:]]
    return {**value, path[0]: put(value[path[0]], path[1:], odd)} if path else odd


DOORS = {door.name: door for door in doors(GRAPH)}
Place = tuple[str, str, tuple[str, ...]]
"""A door, one of its arguments, and a place in it."""
PLACES: list[Place] = [
    (door.name, argument, path)
    for door in DOORS.values()
    for argument, type_ in door.types.items()
    for path in places(type_)
]


def asked(hub: Running, home: Mapping[str, str], place: Place, odd: Any) -> Any:
    """The answer to a door with one odd value, from whoever may ask there."""
    name, argument, path = place
    door = DOORS[name]
    known = {**PLAUSIBLE, **home, "idNumber": hub.number("19800101"), "programme": _programme(name)}
    variables = {
        key: plausible(type_, key, known, path if key == argument else ())
        for key, type_ in door.types.items()
        if isinstance(type_, GraphQLNonNull) or key == argument
    }
    variables[argument] = put(variables[argument], path, odd)
    body = json.dumps({"query": door.document, "variables": variables})
    who = hub[_asker(door.name)]
    headers = {"Authorization": f"Bearer {who.token}", "Content-Type": "application/json", "X-Purpose": "review"}
    return hub.http.post("/graphql", content=body, headers=headers)


def _programme(door: str) -> str:
    """A programme of the department that a door is for; the education office's at the others."""
    own = (one for one in CATALOGUE.departments.values() if one.programmes and door == f"feedBack{pascal(one.code)}")
    return next(own, CATALOGUE.departments["education_aid"]).programmes[0].code


def _asker(door: str) -> str:
    rule = GRAPH.rules.get(("Query", door)) or GRAPH.rules["Mutation", door]
    for scope, who in SPECIAL.items():
        if any(scope in some for some in rule.scopes):
            return who
    able = (
        code
        for code in ("civil_affairs", *CATALOGUE.departments)
        if any(some <= defaults(code) for some in rule.scopes)
    )
    return next(able)


@pytest.fixture(scope="module")
def home(hub: Running) -> Mapping[str, str]:
    """A household and its member, by the names of arguments that take their ids."""
    (registered,) = register(hub, household(hub, member(hub.number("19800101"))))
    of = "SELECT person_id::text FROM memberships WHERE household_id = %s"
    ((person,),) = hub.rows(of, registered["household"])
    on_allowance(hub, registered["household"])
    ((determination,),) = hub.rows("SELECT id::text FROM determinations WHERE person_id = %s", person)
    return {"household": registered["household"], "person": person, "determination": determination}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), odd=st.sampled_from(ODD))
def test_no_value_of_any_argument_is_beyond_the_hub(
    hub: Running, home: Mapping[str, str], place: Place, odd: Any
) -> None:
    answer = asked(hub, home, place, odd)
    assert "INTERNAL" not in answer.text, (answer.text, place, odd)
    assert answer.status_code < 500, (answer.text, place, odd)


DATED = [
    (*place, kind)
    for place in PLACES
    if (kind := _leaf(DOORS[place[0]].types[place[1]], place[2])) in ("Date", "Instant")
]


@pytest.mark.parametrize("day", ["9999-12-31", "0202-05-01"])
def test_no_day_of_any_argument_is_further_than_anybody_decides(
    hub: Running, home: Mapping[str, str], day: str
) -> None:
    for door, argument, path, kind in DATED:
        odd = day if kind == "Date" else f"{day}T00:00:00Z"
        answer = asked(hub, home, (door, argument, path), odd).text
        # Whoever has seen nothing since long ago is told what has changed.
        past = (argument, *path)[-1] == "seen" and day < "1900"
        assert past or BEYOND.search(answer), (door, argument, path, odd, answer)


# NOT_EXPECTED: there is no place for that day, whichever it is.
BEYOND = re.compile('"(FAR_DATE|EARLY_DATE|FUTURE_DATE|SEEN_AHEAD|TOO_FAR_AHEAD|BEFORE_BIRTH|NOT_EXPECTED)"')

HELD = [(name, path) for name, argument, path in PLACES if argument == "items" and name == "feedBackEducationAid"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from([path for _, path in HELD if len(path) == 1]), odd=st.sampled_from(ODD))
def test_what_an_item_holds_harms_none_of_its_neighbours(hub: Running, place: tuple[str], odd: Any) -> None:
    strange = {**feedback(hub, hub.number(), f"odd-{hub.numbers}"), place[0]: odd}
    body = json.dumps(
        {"query": FEED, "variables": {"items": [strange, feedback(hub, hub.number(), f"kept-{hub.numbers}")]}}
    )
    headers = {"Authorization": f"Bearer {hub['education_aid'].token}", "Content-Type": "application/json"}
    report = hub.http.post("/graphql", content=body, headers=headers).json()["data"]["feedBackEducationAid"]
    assert report["outcomes"][1]["__typename"] == "FeedbackAccepted", (place, odd, report)


def test_a_number_too_large_for_graphql_refuses_its_item_alone(hub: Running) -> None:
    facts = [
        {
            "idNumber": hub.number("19800101"),
            "name": "王甲",
            "asOf": "2024-03-01",
            "sourceRecordId": "large",
            "person": {"disabilityGrade": grade},
        }
        for grade in (2**40, 1)
    ]
    answer = hub["disabled_federation"].ask(FACTS.format("DisabledFederation"), {"items": facts})
    large, small = answer["reportFactsDisabledFederation"]["outcomes"]
    assert (large["code"], large["path"]) == ("BAD_NUMBER", "items[0].person.disabilityGrade")
    assert small["__typename"] == "FactsAccepted"
