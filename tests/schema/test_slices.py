"""Slices: whatever is asked, with whatever rights and wherever, who is in the answer is who is to be seen."""

import json
import re
from random import Random
from typing import NamedTuple

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.client_registration import Application, register
from auth.scopes import defaults, scopes
from planner.rights import Rule
from tests.hub_running import IDENTITY, PROVINCE, Running, token
from tests.schema.generated import Question, people
from tests.schema.slice_reference import Register, Slice, read, slice_of
from tests.schema.test_access_matrix import GRAPH, RIGHTS, expected
from tests.schema.test_masks import texts

ID_NUMBER = re.compile(r"629901\d{11}[\dX]")


class Caller(NamedTuple):
    """A client of some department, somewhere, with some of its scopes, who states a purpose or none."""

    department: str
    divisions: list[str]
    scopes: frozenset[str]
    sees: frozenset[str]
    headers: dict[str, str]
    purpose: bool

    def lacking(self, *rules: Rule) -> set[tuple[str, str]]:
        """What is lacking for these rules, as it is declared."""
        lacking = expected(rules, self.scopes, self.sees)
        return {one for one in lacking if not (self.purpose and one[0] == "PURPOSE_REQUIRED")}

    def slice(self, register: Register) -> Slice:
        return slice_of(register, self.department, self.divisions, "household.members" in self.sees)


def caller(hub: Running, random: Random, places: list[str]) -> Caller:
    department = random.choice(sorted(hub.catalogue.departments))
    divisions = random.choice(([PROVINCE], random.sample(places, 1), random.sample(places, len(places) // 3)))
    granted = sorted(defaults(department) | (IDENTITY if department != "finance" else frozenset()))
    with psycopg.connect(hub.owner) as connection:
        application = Application(department, divisions, granted, "a test", secret=True)
        client = register(connection, application, scopes(hub.catalogue.departments))
    held = granted if random.randrange(2) else sorted({"hub:read", *random.sample(granted, len(granted) // 2)})
    bearer = token(hub, client.client_id, str(client.client_secret), held)
    purpose = bool(random.randrange(2))
    headers = {"Authorization": f"Bearer {bearer}"} | ({"X-Purpose": "verification; test"} if purpose else {})
    sees = frozenset(hub.catalogue.departments[department].sees)
    return Caller(department, divisions, frozenset(held), sees, headers, purpose)


def known(hub: Running, random: Random, register: Register, department: str, seen: Slice) -> dict[str, list[str]]:
    """What is asked with: anybody at all, or who is to be seen."""
    homes, persons = sorted(register.places), sorted(register.homes)
    near = random.choice((homes, sorted(seen.households) or homes))
    programmes = sorted(hub.catalogue.programmes)
    return {
        "Query.household.id": near,
        "Query.explain.household": near,
        "Query.person.id": random.choice((persons, sorted(seen.persons) or persons)),
        "programme": [one for one in programmes if one.startswith(f"{department}.")] or programmes,
        "division": sorted(set(register.places.values())),
        "box": [],  # now and then said, with any of its values
    }


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_who_is_shown_is_who_is_to_be_seen(hub: Running, seed: int) -> None:
    random, register = Random(seed), read(hub)
    asker = caller(hub, random, sorted({*register.places.values(), *_above(register)}))
    seen = asker.slice(register)
    question = Question(
        GRAPH, random, lambda rule: not asker.lacking(rule), known(hub, random, register, asker.department, seen)
    )
    text = question.text()
    body = hub.http.post("/graphql", json={"query": text}, headers=asker.headers).json()
    errors = [error["extensions"] for error in body.get("errors", ())]
    told = {(one["code"], one["need"]) for one in errors if one["code"] in RIGHTS}
    assert told == asker.lacking(*question.rules), text
    answer = body.get("data") or {}
    shown = set(people(answer))
    assert {one for type_, one in shown if type_ == "Household"} <= seen.households, text
    assert {one for type_, one in shown if type_ == "Person"} <= seen.persons, text
    for key, (root, one) in question.sought.items() if not errors else ():
        if root in ("household", "person"):
            assert (answer[key] is not None) == (one in seen.households | seen.persons), text
    if not asker.purpose:
        assert not ID_NUMBER.search(json.dumps(body)), text
        assert not set(texts(body)) & {name for (name,) in hub.rows("SELECT name FROM persons")}, text


def _above(register: Register) -> set[str]:
    return {str(register.parents[str(register.parents[place])]) for place in register.places.values()}
