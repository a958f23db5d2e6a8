"""Documents: variables are reported as GraphQL does, and one operation of several must be named."""

import pytest
from graphql import GraphQLError
from toy_hub import ToyHub

from planner.document import BadVariables, read


def test_variables_of_the_wrong_type_are_reported_as_graphql_does(toy_hub: ToyHub) -> None:
    with pytest.raises(BadVariables, match="sex"):
        toy_hub.bound(
            "query ($filter: PeopleFilter) { people(filter: $filter) { name } }", {"filter": {"sex": "NEITHER"}}
        )


def test_an_operation_must_be_named_among_several() -> None:
    document = read("query A { __typename } query B { __typename }")
    assert document.operation("B").name is not None
    for name in (None, "C"):
        with pytest.raises(GraphQLError):
            document.operation(name)
