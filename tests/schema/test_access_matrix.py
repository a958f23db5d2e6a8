"""The access matrix: every field that needs something, asked over HTTP with every scope, is refused as declared."""

import os
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

import pytest
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from connectors import discover
from planner.rights import Rule, RuleKey
from policy.catalogue import load
from schema.compose import compose
from tests.hub_running import Running, token
from tests.schema.test_every_door import _arguments as least

GRAPH = compose(load(discover()))
WHOLE = "AIDHUB_MATRIX" in os.environ
"""Every department, and every scope by itself: minutes (`make matrix`)."""
SOME = ["civil_affairs", "education_aid", "finance"]
DEPARTMENTS = sorted(load(discover()).departments) if WHOLE else SOME


class Route(NamedTuple):
    """How a type is reached from the root: the document around a selection in it, and the rules met on the way."""

    document: str
    rules: tuple[Rule, ...]


def routes() -> dict[str, Route]:
    """The shortest way to each type that questions show."""
    found = {"Query": Route("{ %s }", ())}
    waiting = ["Query"]
    for name in waiting:
        type_ = GRAPH.core.type_map[name]
        for to, selection, rules in _steps(type_):
            if to not in found and not to.startswith("_"):
                found[to] = Route(found[name].document.replace("%s", selection), (*found[name].rules, *rules))
                waiting.append(to)
    return found


def _steps(type_: object) -> Iterator[tuple[str, str, tuple[Rule, ...]]]:
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in type_.fields.items():
            rule = GRAPH.rules.get((type_.name, name))
            if not is_leaf_type(get_named_type(field.type)) and rule and not name.startswith("_"):
                yield get_named_type(field.type).name, f"{name}{least(field)} {{ %s }}", (rule,)
    if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
        for one in GRAPH.core.get_possible_types(type_):
            yield one.name, f"... on {one.name} {{ %s }}", ()


class Asked(NamedTuple):
    """A document, and the rules that are met in it."""

    document: str
    rules: tuple[Rule, ...]


def documents() -> Iterator[Asked]:
    """Of each type as many as it takes to ask each field without another of the same rule beside it."""
    for name, route in routes().items():
        type_ = GRAPH.core.type_map[name]
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            by_rule = defaultdict[Rule, list[str]](list)
            for field, declared in type_.fields.items():
                rule = GRAPH.rules.get((name, field))
                if rule is not None and _needs(rule):
                    by_rule[rule].append(_selected(field, declared))
            for fields in zip_longest(*by_rule.values()):
                together = [(rule, field) for rule, field in zip(by_rule, fields, strict=True) if field]
                for some in (together[n : n + 4] for n in range(0, len(together), 4)):
                    inner = " ".join(f"f{n}: {field}" for n, (_, field) in enumerate(some))
                    yield Asked(route.document.replace("%s", inner), (*route.rules, *(rule for rule, _ in some)))


def _needs(rule: Rule) -> bool:
    return bool(rule.column or rule.purpose or frozenset({"hub:read"}) not in rule.scopes)


def _selected(name: str, field: GraphQLField) -> str:
    return f"{name}{least(field)}{'' if is_leaf_type(get_named_type(field.type)) else ' { __typename }'}"


def expected(rules: tuple[Rule, ...], scopes: frozenset[str], sees: frozenset[str]) -> set[tuple[str, str]]:
    """What is lacking without a purpose, worked out from the declaration alone."""
    lacking = set()
    for rule in rules:
        if rule.scopes and not any(some <= scopes for some in rule.scopes):
            lacking.add(("MISSING_SCOPE", " or ".join(" and ".join(sorted(some)) for some in rule.scopes)))
        if rule.column and rule.column not in sees:
            lacking.add(("NOT_SHARED", rule.column))
        if rule.purpose:
            lacking.add(("PURPOSE_REQUIRED", "purpose"))
    return lacking


DOCUMENTS = list(documents())
RIGHTS = {"MISSING_SCOPE", "NOT_SHARED", "PURPOSE_REQUIRED", "NO_AGREEMENT"}


def disagreements(hub: Running, department: str, granted: list[str]) -> list[object]:
    """What the hub says otherwise than is declared, to a client of the department with these scopes."""
    renew = hub[department].renew
    _, client, secret, _ = renew.args  # type: ignore[attr-defined] # a partial of `token`
    bearer = {"Authorization": f"Bearer {token(hub, client, secret, granted)}"}
    sees = frozenset(hub.catalogue.departments[department].sees)
    wrong: list[object] = []
    for asked in DOCUMENTS:
        body = hub.http.post("/graphql", json={"query": asked.document}, headers=bearer).json()
        errors = [error["extensions"] for error in body.get("errors", ())]
        told = {(error["code"], error["need"]) for error in errors if error["code"] in RIGHTS}
        if told != (wanted := expected(asked.rules, frozenset(granted), sees)):
            wrong.append((asked.document, wanted, told, [error["code"] for error in errors]))
    return wrong


def _granted(hub: Running, department: str) -> list[str]:
    granted: list[str] = hub[department].renew.args[-1]  # type: ignore[attr-defined] # as above
    return granted


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_may_ask_what_is_declared_and_nothing_else(hub: Running, department: str) -> None:
    assert disagreements(hub, department, _granted(hub, department)) == []


@pytest.mark.parametrize("department", DEPARTMENTS if WHOLE else ["education_aid"])
def test_each_scope_by_itself_opens_what_is_declared_and_nothing_else(hub: Running, department: str) -> None:
    for scope in _granted(hub, department) if WHOLE else ["identity/name:read"]:
        assert disagreements(hub, department, sorted({"hub:read", scope})) == [], scope


def test_every_field_of_a_question_that_needs_something_is_asked() -> None:
    reached = routes()
    asked = {place for place in _ruled() if place[0] in reached}
    assert {place[0] for place in _ruled() - asked} <= ONLY_OF_ACTS, "by an act alone, or by no way at all"
    assert len(asked) > 100


def _ruled() -> set[RuleKey]:
    return {place for place, rule in GRAPH.rules.items() if len(place) == 2 and _needs(rule)}


ONLY_OF_ACTS = {"Mutation", "Subscription"}
