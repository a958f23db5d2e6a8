"""Every door there is, read from the graph itself: a new one is tried as a stranger before anybody writes its story."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from connectors import discover
from planner.rights import Rule
from policy.catalogue import load
from schema.compose import Graph, compose
from tests.hub_running import Running

# What tells of no person: the catalogue, the divisions, and the caller to itself.
CATALOGUE = {
    "_entities",
    "_service",
    "auditCheckpoint",
    "auditConsistency",
    "categories",
    "departments",
    "divisions",
    "me",
    "parameters",
    "policyDocument",
    "programme",
    "programmes",
}
# Of its own jobs a client finds those for which it still has what it needed to begin them (tests/schema/jobs), and a
# department what became of its own sources.
# Of saved views everybody has their own, and what their department shares (tests/schema/views).
# What it is shown on what basis a department may know, and of itself alone.
OPEN = CATALOGUE | {
    "sharingAgreements",
    "job",
    "jobs",
    "cancelJob",
    "import",
    "imports",
    "sourceSchedules",
    "sourceScores",
    "savedViews",
    "saveView",
    "changeView",
    "removeView",
}
GRAPH = compose(load(discover()))


def doors(graph: Graph) -> Iterator[tuple[str, str]]:
    """Each field of the roots, asked with as little as it takes."""
    for word, root in (("query", graph.core.query_type), ("mutation", graph.core.mutation_type)):
        assert root is not None
        for name, field in root.fields.items():
            yield name, f"{word} {{ {name}{_arguments(field)}{_selection(field)} }}"


def _arguments(field: GraphQLField) -> str:
    given = [f"{name}: {_least(argument.type)}" for name, argument in field.args.items() if _named(name, argument)]
    return f"({', '.join(given)})" if given else ""


def _named(name: str, argument: GraphQLArgument) -> bool:
    """What must be said, and of what may be left out what one thing is found by."""
    return name == "id" or is_required_argument(argument)


def _least(type_: object) -> str:
    type_ = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if isinstance(type_, GraphQLList):
        return "[]"
    if isinstance(type_, GraphQLInputObjectType):
        inner = (f"{name}: {_least(one.type)}" for name, one in type_.fields.items() if is_required_input_field(one))
        return f"{{{', '.join(inner)}}}"
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    return {"Boolean": "true", "Fen": "1", "Int": "1"}.get(str(type_), '"x"')


def _selection(field: GraphQLField) -> str:
    return "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"


DOORS = dict(doors(GRAPH))
CLOSED = sorted(set(DOORS) - OPEN)


def test_what_is_open_to_everyone_is_listed_here() -> None:
    free = {name for name in DOORS if _rule(name).scopes == (frozenset({"hub:read"}),)}
    assert free == OPEN


def _rule(name: str) -> Rule:
    return GRAPH.rules.get(("Query", name)) or GRAPH.rules["Mutation", name]


@pytest.mark.parametrize("door", sorted(DOORS))
def test_nobody_gets_in_without_a_token(hub: Running, door: str) -> None:
    answer = hub["nobody"].post(DOORS[door])
    assert (answer.status_code, list(answer.json())) == (401, ["errors"])
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("door", CLOSED)
def test_without_its_scope_the_field_and_the_scope_are_named(hub: Running, door: str) -> None:
    answer = hub["reader"].post(DOORS[door], Accept="application/graphql-response+json")
    error, *others = answer.json()["errors"]
    assert {other["extensions"]["code"] for other in others} <= {"PURPOSE_REQUIRED", "NOT_SHARED"}
    assert (answer.status_code, "data" in answer.json()) == (403, False)
    assert error["extensions"]["code"] == "MISSING_SCOPE"
    assert error["extensions"]["field"].endswith(f".{door}")
    assert {frozenset(one.split(" and ")) for one in error["extensions"]["need"].split(" or ")} == set(
        _rule(door).scopes
    )
    assert error["path"] == [door]


@pytest.mark.parametrize("door", CLOSED)
def test_only_those_departments_get_in_whom_the_rule_names(hub: Running, door: str) -> None:
    for department in hub.catalogue.departments:
        asker = hub[department]
        scopes = set(asker.ask("{ me { scopes } }")["me"]["scopes"])
        body = asker.post(DOORS[door]).json()
        codes = {error["extensions"]["code"] for error in body.get("errors", ())}
        assert ("MISSING_SCOPE" in codes) == (not any(some <= scopes for some in _rule(door).scopes)), department
        assert "INTERNAL" not in codes
