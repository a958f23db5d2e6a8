"""Random questions about people: any way through the graph, with the rules that are met on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)

from planner.rights import Rule
from schema.compose import Graph
from tests.schema.test_every_door import _least as least

LEFT_OUT = {"_entities", "findPersons", "_service", "pageInfo", "edges", "totalCount"}
"""What needs texts of its own, and what says nothing of a row."""
SOUGHT = {("Query", "household", "id"), ("Query", "person", "id"), ("Query", "explain", "household")}
"""What one thing is found by."""
PEOPLE = {"Household", "Person"}
MOST_ASKED = {"household", "households", "person", "eligibleTargets"}


@dataclass
class Question:
    """One question of a graph, drawn by a seed, mostly of what is `allowed`."""

    graph: Graph
    random: Random
    allowed: Callable[[Rule], bool]
    known: dict[str, list[str]]
    """By argument, the values that may be asked with."""
    rules: list[Rule] = field(default_factory=list)
    sought: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By key of the answer: the root that was asked for one thing, and its id."""
    keys: int = 0

    def text(self) -> str:
        """The document; a root from which people are reached, and what leads to them."""
        root = self.graph.core.query_type
        assert root is not None
        leading = [name for name in root.fields if name not in LEFT_OUT and self._leads(root.fields[name].type, 3)]
        names = [name for name in self._open(root) if name in leading] or leading
        often = [name for name in names if name in MOST_ASKED]
        return f"{{ {self._field(root, self.random.choice(self.random.choice((names, often or names))), 5)} }}"

    def _open(self, type_: Any) -> list[str]:
        """What may be asked of a type; once in thirty anything."""
        names = [name for name in type_.fields if name not in LEFT_OUT]
        allowed = [name for name in names if self.allowed(self.graph.rules.get((type_.name, name), Rule()))]
        return names if self.random.randrange(30) == 0 else allowed or names

    def _leads(self, type_: Any, steps: int) -> bool:
        """Whether people are reached from a type in so many steps."""
        named = get_named_type(type_)
        if named.name in PEOPLE or not steps:
            return named.name in PEOPLE
        return any(self._leads(one.type, steps - 1) for one in getattr(named, "fields", {}).values() if _rows(one.type))

    def _field(self, type_: GraphQLObjectType, name: str, depth: int) -> str:
        self.keys += 1
        key, declared = f"k{self.keys}", type_.fields[name]
        self._meet(type_.name, name)
        given = [self._argument((type_.name, name, one), of, key) for one, of in declared.args.items()]
        arguments = ", ".join(one for one in given if one)
        below = get_named_type(declared.type)
        return f"{key}: {name}{f'({arguments})' if arguments else ''}{self._selection(below, depth - 1)}"

    def _selection(self, type_: Any, depth: int) -> str:
        if is_leaf_type(type_):
            return ""
        told = ["__typename"]
        if is_abstract_type(type_):
            some = self.random.choice(self.graph.core.get_possible_types(type_))
            return f" {{ __typename ... on {some.name}{self._selection(some, depth)} }}"
        if type_.name in PEOPLE:
            self._meet(type_.name, "id")
            told.append("id")
        names = [name for name in self._open(type_) if depth > 0 or not _rows(type_.fields[name].type)]
        further = [name for name in names if _rows(type_.fields[name].type)]
        chosen = {self.random.choice(some) for some in (names, further) if some}
        chosen = {"nodes"} if "nodes" in type_.fields else chosen
        return f" {{ {' '.join([*told, *(self._field(type_, name, depth) for name in sorted(chosen))])} }}"

    def _argument(self, place: tuple[str, str, str], argument: GraphQLArgument, key: str) -> str:
        """What must be said, what one thing is found by, and now and then another that is known."""
        name = place[2]
        seldom = name in self.known and self.random.randrange(8) == 0
        if not (place in SOUGHT or is_required_argument(argument) or name == "first" or seldom):
            return ""
        self._meet(*place)
        value = self._value(".".join(place) if place in SOUGHT else name, argument)
        if place in SOUGHT:
            self.sought[key] = place[1], value.strip('"')
        return f"{name}: {value}"

    def _value(self, name: str, argument: GraphQLArgument) -> str:
        named = get_named_type(argument.type)
        if isinstance(named, GraphQLEnumType):
            return str(self.random.choice(list(named.values)))
        if name in self.known:
            return f'"{self.random.choice(self.known[name])}"'
        type_ = argument.type.of_type if isinstance(argument.type, GraphQLNonNull) else argument.type
        return "20" if name == "first" else least(type_)

    def _meet(self, *place: str) -> None:
        rule = self.graph.rules.get(place)  # type: ignore[call-overload] # two words or three
        if rule is not None:
            self.rules.append(rule)


def _rows(type_: Any) -> bool:
    return not is_leaf_type(get_named_type(type_))


def people(value: Any) -> Iterable[tuple[str, str]]:
    """Every household and person of an answer: type and id."""
    if isinstance(value, dict):
        if value.get("__typename") in PEOPLE:
            yield value["__typename"], value["id"]
        for under in value.values():
            yield from people(under)
    elif isinstance(value, list):
        for under in value:
            yield from people(under)
