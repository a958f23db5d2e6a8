"""The pages of departments are as fresh as their folders, and say all that these declare."""

import pytest

from auth.scopes import OF_A_DEPARTMENT
from connectors import discover
from hub.published.department_pages import render
from hub.published.sdl import published
from policy.catalogue import load
from tests.docs.pages import ROOT

CATALOGUE = load(discover())
FOLDER = ROOT / "docs" / "departments"
every_department = pytest.mark.parametrize("code", sorted(CATALOGUE.departments))


@every_department
def test_a_page_is_fresh(code: str) -> None:
    page = render(CATALOGUE, CATALOGUE.departments[code])
    assert (FOLDER / f"{code}.md").read_text("utf-8") == page, "run scripts/catalogue and look at what moved"


def test_there_is_none_of_a_department_that_is_gone() -> None:
    assert {page.stem for page in FOLDER.glob("*.md")} == set(CATALOGUE.departments)


@every_department
def test_a_page_has_every_scope_programme_fact_source_and_delivery(code: str) -> None:
    department = CATALOGUE.departments[code]
    page = render(CATALOGUE, department)
    named = [f"{code}/{resource}" for resource, _, _ in OF_A_DEPARTMENT]
    named += [*map(str, department.facts), *(one.code for one in department.programmes), *department.sources]
    named += department.deliveries
    assert [name for name in named if f"`{name}`" not in page] == []


def test_acts_and_types_that_are_named_are_in_the_published_graph() -> None:
    sdl = published(requires_scopes=True).subgraph
    for department in CATALOGUE.departments.values():
        graph = render(CATALOGUE, department).partition("## In the graph")[2].partition("\n## ")[0]
        for line in graph.splitlines():
            if line.startswith(("- acts", "- types")):
                assert [name for name in line.split("`")[1::2] if name not in sdl] == []
