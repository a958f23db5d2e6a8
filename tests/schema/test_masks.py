"""Masks: all that a department holds of somebody together leaves as many ID numbers as birth date and county do."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from graphql import get_named_type, parse
from graphql.type import GraphQLObjectType, GraphQLSchema, is_composite_type
from graphql.utilities import build_ast_schema

from policy.statistics import statistics
from registry.identity.identity_numbers import MASK, with_check_digit
from tests.hub_running import IDENTITY, Asker, Running, token

OPENED = "query ($id: ID!) { person(id: $id) { id idNumber } }"
HEAD = "query ($p: String!) { eligibleTargets(programme: $p, first: 20) { nodes { "
LISTS = {"civil_affairs": "{ households(first: 5) { nodes { members { person { %s } } } } }"}
DEPARTMENTS = [
    "civil_affairs", "disabled_federation", "education_aid", "emergency_management", "health", "housing",
    "human_resources", "medical_insurance", "rural_revitalization",
]  # fmt: skip # who may ask after persons

REACH_NOBODY = ("emergency_management", "health")
"""Whom the invented people give no targets; what they may ask is the others'."""


def candidates(number: str, told: set[str]) -> int:
    """How many numbers of the same county, birth date and sex fit all these texts."""
    masks = [text for text in told if len(text) == 18 and "*" in text]
    fitting = (with_check_digit(f"{number[:14]}{place:03}") for place in range(int(number[16]) % 2, 1000, 2))
    return sum(all(re.fullmatch(mask.replace("*", "."), one) for mask in masks) for one in fitting)


def texts(value: Any) -> Iterator[str]:
    """Every text of an answer, but ids and instants, whose digits are the hub's own."""
    if isinstance(value, dict):
        for name, under in value.items():
            if name not in ("id", "recordedAt"):
                yield from texts(under)
    elif isinstance(value, list):
        for under in value:
            yield from texts(under)
    elif value is not None:
        yield str(value)


def leaves(schema: GraphQLSchema, name: str, further: int) -> str:
    """All that may be asked of a type without arguments, and of what it leads to."""
    kind = schema.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    told = ["__typename"]
    for field, of in kind.fields.items():
        beneath = get_named_type(of.type)
        if of.args:
            continue
        if not is_composite_type(beneath):
            told.append(field)
        elif further and isinstance(beneath, GraphQLObjectType) and beneath.name not in ("Household", "Person"):
            told.append(f"{field} {{ {leaves(schema, beneath.name, further - 1)} }}")
    return " ".join(told)


def without_identity(hub: Running, department: str) -> Asker:
    """The department's client with all that it may, but names and numbers in clear."""
    renew = hub[department].renew
    assert isinstance(renew, partial)
    *who, granted = renew.args
    return Asker(hub.http, partial(token, *who, [scope for scope in granted if scope not in IDENTITY]))


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_all_that_a_department_holds_of_a_person_leaves_every_number_of_the_day(hub: Running, department: str) -> None:
    asker = without_identity(hub, department)
    answer = hub.http.get("/schema.graphql?view=mine", headers={"Authorization": f"Bearer {asker.token}"})
    schema = build_ast_schema(parse(answer.text), assume_valid=True)
    asked = leaves(schema, "Person", 2)
    shown = schema.type_map["Person"].fields  # type: ignore[attr-defined] # an object
    assert ("idNumberMasked" in shown, "name" in shown, "idNumber" in shown) == (True, False, False)
    found = persons(hub, asker, department, asked)
    assert found or department in REACH_NOBODY
    for person in found[:5]:
        number = hub["civil_affairs"].ask(OPENED, {"id": person["id"]}, X_Purpose="review")["person"]["idNumber"]
        told = {*texts(person)}
        assert MASK in told
        if number[0].isdigit():
            assert candidates(number, told) >= statistics().fewest_candidates
        assert not any(number[-4:] in text or number[:6] in text for text in told if not text.startswith("6299"))


def persons(hub: Running, asker: Asker, department: str, asked: str) -> list[Any]:
    """Some whom the department reaches."""
    if department in LISTS:
        homes = asker.ask(LISTS[department] % asked)["households"]["nodes"]
        return [member["person"] for home in homes for member in home["members"]]
    members = "household.members" in hub.catalogue.departments[department].sees
    within = f"household {{ members {{ person {{ {asked} }} }} }}" if members else ""
    for code, programme in hub.catalogue.programmes.items():
        if programme.department == department:
            page = asker.ask(f"{HEAD} person {{ {asked} }} {within} }} }} }}", {"p": code})["eligibleTargets"]["nodes"]
            home = [m["person"] for one in page for m in (one.get("household") or {}).get("members", [])]
            if found := [one["person"] for one in page if one["person"]] + home:
                return found
    return []


def test_the_old_masks_would_have_left_one() -> None:
    number = with_check_digit("62990119850312452")
    assert candidates(number, {f"{number[:4]}**********{number[-4:]}"}) == 1
    assert candidates(number, {f"{'*' * 16}{number[-2:]}"}) < 10
    assert candidates(number, {MASK}) == 500
