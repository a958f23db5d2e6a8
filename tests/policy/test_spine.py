"""The spine: parameters start with a value, and categories are determined by who is there."""

from policy.catalogue import Catalogue


def test_every_parameter_starts_with_a_value_of_its_type(catalogue: Catalogue) -> None:
    for standing in catalogue.standings:
        kind = catalogue.facts["parameter", standing.name].type
        assert isinstance(standing.value, {"boolean": bool, "set": frozenset}.get(kind, int))


def test_a_category_is_determined_by_a_department_that_is_there(catalogue: Catalogue) -> None:
    assert {category.agency for category in catalogue.categories.values()} == {
        "civil_affairs",
        "rural_revitalization",
    }
