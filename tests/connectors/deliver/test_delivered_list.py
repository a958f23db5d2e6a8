"""Delivered lists: what is declared can be asked of the graph by its department, and a page becomes rows."""

from dataclasses import replace

import pytest
from graphql import parse, validate

from auth.scopes import defaults
from connectors import discover
from connectors.deliver.delivered_list import BECAME, DeliveredList
from connectors.deliver.outgoing_table import ListedRow
from planner.document import coerced, read
from policy.catalogue import load
from policy.deliveries import LISTS, TableColumn, TableDelivery
from tests.schema.test_every_door import GRAPH

CATALOGUE = load(discover())
DECLARED = [
    (department, delivery)
    for department in CATALOGUE.departments.values()
    for delivery in department.deliveries.values()
    if isinstance(delivery, TableDelivery)
]


def test_every_declared_delivery_can_be_asked() -> None:
    assert len(DECLARED) > 1
    for _, delivery in DECLARED:
        listed = DeliveredList(delivery)
        assert validate(GRAPH.core, parse(listed.document)) == [], delivery.name
        coerced(GRAPH.core, read(listed.document).operation(None), listed.variables(200, None))


def test_its_department_sees_every_column_of_it() -> None:
    planner = GRAPH.planner(standby=False)
    for department, delivery in DECLARED:
        listed = DeliveredList(delivery)
        document = read(listed.document)
        values = coerced(GRAPH.core, document.operation(None), listed.variables(200, None))
        granted = frozenset(defaults(department.code) | {"identity/name:read", "identity/number:read"})
        plan = planner.compile(document, None, values)
        assert plan.missing(granted, frozenset(department.sees), bool(delivery.purpose)) == [], delivery.name


@pytest.mark.parametrize("name", LISTS)
def test_each_kind_of_list_is_asked_with_its_own_variables(name: str) -> None:
    delivery = replace(DECLARED[0][1], list=name, columns=(TableColumn("id", "__typename"),))  # type: ignore[arg-type]
    listed = DeliveredList(delivery)
    assert validate(GRAPH.core, parse(listed.document)) == []
    operation = read(listed.document).operation(None)
    declared = {one.variable.name.value for one in operation.variable_definitions or ()}
    assert set(listed.variables(200, "c")) == declared
    assert listed.follows == (name == "changes")


def test_a_page_becomes_rows_and_a_list_in_a_row_stays_one() -> None:
    columns = (TableColumn("n", "household.number"), TableColumn("c", "household.categories.code"))
    delivery = replace(DECLARED[0][1], list="changes", columns=columns)
    listed = DeliveredList(delivery)
    assert "household { number categories { code } }" in listed.document
    home = {"number": "A-1", "categories": [{"code": "a"}, {"code": "b"}]}
    nodes = [{BECAME: "MET", "household": home}, {BECAME: "ENDED", "household": None}]
    assert list(listed.rows(nodes)) == [
        ListedRow({"n": "A-1", "c": ["a", "b"]}, True),
        ListedRow({"n": None, "c": None}, False),
    ]
