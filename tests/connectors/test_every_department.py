"""What every department's folder keeps to, whichever are there: found, whole, and reported to over HTTP."""

import re
from typing import Any

import pytest
from graphql import GraphQLInputObjectType

from auth.scopes import OF_A_DEPARTMENT, defaults, scopes
from connectors import discover
from policy.catalogue import Detail, load
from policy.citations import compact, paragraph
from policy.clauses import Fact
from policy.programmes_page import render
from registry.tables import declared
from schema.compose import Graph, compose
from schema.fields.naming import pascal
from schema.register.facts import entities
from tests.conftest import Copy
from tests.hub_running import HOME, Running
from tests.migrations.comparison import differences

FOLDERS = {folder.name: folder for folder in discover()}
CATALOGUE = load(discover())
CHINESE = re.compile("[一-鿿]")
MIGRATION = re.compile(r"\d{4}_\w+\.py")
SAMPLES = {"boolean": True, "integer": 1, "fen": 100, "date": "2024-03-01", "text": "某"}

every_department = pytest.mark.parametrize("code", FOLDERS)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return compose(CATALOGUE)


OF_EVERY_FOLDER = {"__init__.py", "department.toml", "migrations"}
OF_LAYOUTS = {"mappings", "samples"}


@every_department
def test_its_folder_is_like_the_others(code: str) -> None:
    folder = FOLDERS[code]
    held = {entry.name for entry in folder.iterdir()} - {"__pycache__"}
    assert OF_EVERY_FOLDER <= held <= OF_EVERY_FOLDER | OF_LAYOUTS
    assert all(MIGRATION.fullmatch(file.name) for file in (folder / "migrations").glob("*.py"))


@every_department
def test_everything_it_declares_has_a_type_and_a_name_in_both_languages(code: str) -> None:
    department = CATALOGUE.departments[code]
    for one in (department, *department.facts, *department.details, *department.programmes):
        assert one.en.isascii()
        assert CHINESE.search(one.zh)
    for typed in (*department.facts, *department.details):
        assert typed.type == "code" or typed.type in SAMPLES
        assert all(listed.en and CHINESE.search(listed.zh) for listed in typed.codes)


@every_department
def test_its_programmes_stand_in_the_document_and_on_the_page(code: str) -> None:
    page = render(CATALOGUE)
    for programme in CATALOGUE.departments[code].programmes:
        assert f"`{programme.code}`" in page
        if programme.basis == "document":
            assert compact(programme.quote) in paragraph(programme.cites)


@every_department
def test_it_has_its_scopes(code: str) -> None:
    known = scopes(CATALOGUE.departments)
    assert {f"{code}/{resource}" for resource, _, _ in OF_A_DEPARTMENT} <= known.keys()
    assert defaults(code) <= known.keys()


@every_department
def test_it_is_in_the_graph_with_its_types_inputs_and_acts(graph: Graph, code: str) -> None:
    department, name = CATALOGUE.departments[code], pascal(code)
    types, acts = graph.core.type_map, graph.core.mutation_type
    assert acts is not None
    assert (f"reportFacts{name}" in acts.fields) == (f"{name}FactsInput" in types) == bool(department.facts)
    assert (f"feedBack{name}" in acts.fields) == (f"{name}FeedbackInput" in types) == bool(department.programmes)
    assert (f"{name}Record" in types) == bool(department.programmes)
    for entity in entities(department):
        input_ = types[f"{name}{pascal(entity)}FactsInput"]
        assert isinstance(input_, GraphQLInputObjectType)
        assert {camel(fact.name) for fact in department.facts if fact.entity == entity} <= input_.fields.keys()


def test_every_folders_migrations_lead_to_the_tables_it_declares(copy: Copy) -> None:
    assert differences(copy.owner, declared(CATALOGUE)) == []


@pytest.mark.parametrize("code", [one.code for one in CATALOGUE.departments.values() if one.facts])
def test_what_it_knows_is_taken_in(hub: Running, code: str) -> None:
    department, name = CATALOGUE.departments[code], pascal(code)
    act = f"""mutation ($items: [{name}FactsInput!]!) {{ reportFacts{name}(items: $items) {{
      ... on FactsReport {{ outcomes {{ __typename ... on Refused {{ message path }} }} }} }} }}"""
    items = [
        {
            "idNumber": hub.number(),
            "name": "王甲",
            "asOf": "2024-03-10",
            "sourceRecordId": f"contract-{entity}",
            entity: {camel(fact.name): sample(fact) for fact in department.facts if fact.entity == entity},
        }
        for entity in entities(department)
    ]
    outcomes = hub[code].ask(act, {"items": items})[f"reportFacts{name}"]["outcomes"]
    assert outcomes == [{"__typename": "FactsAccepted"}] * len(items)


@pytest.mark.parametrize("code", [one.code for one in CATALOGUE.departments.values() if one.programmes])
def test_what_it_did_is_taken_in_under_the_number_of_its_own_programme(hub: Running, code: str) -> None:
    department, name = CATALOGUE.departments[code], pascal(code)
    act = f"""mutation ($items: [{name}FeedbackInput!]!) {{ feedBack{name}(items: $items) {{
      ... on FeedbackReport {{ outcomes {{ __typename ... on Refused {{ message path }} }} }} }} }}"""
    detail = {camel(one.name): sample(one) for one in department.details}
    items: list[dict[str, Any]] = [
        {
            "externalId": f"contract-{programme.number}",
            "idNumber": hub.number(),
            "name": "王甲",
            "programme": programme.number,
            "status": "GRANTED",
            "happenedOn": "2024-03-10",
            "division": HOME,
            **detail,
        }
        for programme in department.programmes
    ]
    outcomes = hub[code].ask(act, {"items": items})[f"feedBack{name}"]["outcomes"]
    assert outcomes == [{"__typename": "FeedbackAccepted"}] * len(items)
    mine = (
        f"{{ records(first: 200) {{ nodes {{ ... on {name}Record {{ programme {{ code }} {' '.join(detail)} }} }} }} }}"
    )
    records = hub[code].ask(mine)["records"]["nodes"]
    assert {programme.code for programme in department.programmes} <= {node["programme"]["code"] for node in records}
    assert detail.items() <= records[0].items()


def sample(declared: Fact | Detail) -> object:
    if declared.type == "integer":
        return declared.bounds.least
    return declared.codes[0].code if declared.type == "code" else SAMPLES[declared.type]


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
