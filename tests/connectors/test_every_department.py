"""What every department's folder keeps to: it is found, and what it declares is whole."""

import re
from pathlib import Path

import pytest

from auth.scopes import scopes
from connectors import discover
from policy.catalogue import Catalogue, load
from schema.compose import Graph, compose

FOLDERS = {folder.name: folder for folder in discover()}
CHINESE = re.compile("[一-鿿]")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(discover())


@pytest.fixture(scope="module")
def graph(catalogue: Catalogue) -> Graph:
    return compose(catalogue, lambda value: value)


def test_all_ten_are_there() -> None:
    assert len(FOLDERS) >= 10


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_a_folder_holds_its_declarations_and_its_migrations(folder: Path) -> None:
    assert {"__init__.py", "department.toml", "migrations"} <= {entry.name for entry in folder.iterdir()}
    assert list((folder / "migrations").glob("0001_*.py"))


@pytest.mark.parametrize("code", FOLDERS)
def test_everything_it_declares_has_its_name_in_both_languages(catalogue: Catalogue, code: str) -> None:
    department = catalogue.departments[code]
    for one in (department, *department.facts, *department.details, *department.programmes):
        assert one.en
        assert CHINESE.search(one.zh)


@pytest.mark.parametrize("code", FOLDERS)
def test_it_is_in_the_graph_and_has_its_scopes(catalogue: Catalogue, graph: Graph, code: str) -> None:
    name = "".join(part.capitalize() for part in code.split("_"))
    department = catalogue.departments[code]
    mutations = graph.core.mutation_type.fields if graph.core.mutation_type else {}
    assert (f"reportFacts{name}" in mutations) == bool(department.facts)
    assert (f"feedBack{name}" in mutations) == bool(department.programmes)
    assert f"{code}/targets:read" in scopes(catalogue.departments)
