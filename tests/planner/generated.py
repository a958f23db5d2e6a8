"""Random valid operations over the toy graph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import toy
from graphql import (
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)
from hypothesis import assume
from hypothesis import strategies as st

from planner.document import TOKENS

LEFT_OUT = {"server", "_entities", "cursor", "startCursor", "endCursor"}
ARGUMENTS = {
    ("Query", "household"): ["id: $id", f'id: "{toy.uuid(1, 3)}"', f'id: "{toy.uuid(1, 99)}"'],
    ("Query", "households"): ["", "first: 3", "first: $first", "division: 620101, first: 2", "division: $nothing"],
    ("Query", "people"): ["", "filter: {sex: MALE}", "filter: $filter", "filter: {sex: $sex, bornBefore: null}"],
    ("Query", "person"): ["id: $person", 'idNumber: "…5"', f'id: "{toy.uuid(2, 99)}"'],
    ("Household", "chain"): ["", "first: $first", 'asOf: "2024-03-03"', 'knownAt: "2024-04-05T08:00:04.5Z", first: 4'],
}
HEADER = (
    "query ($yes: Boolean!, $no: Boolean!, $maybe: Boolean = true, $id: ID!, $person: ID, $first: Int, "
    "$filter: PeopleFilter, $sex: Sex, $nothing: Int)"
)


@dataclass
class Operations:
    """Draws one operation; response keys are made so that validation finds no conflict."""

    schema: GraphQLSchema
    draw: Any
    fragments: list[str] = field(default_factory=list)
    keys: int = 0

    def text(self) -> str:
        assert self.schema.query_type is not None
        roots = self.selection(self.schema.query_type, 4)
        return "\n".join([f"{HEADER} {roots}", *self.fragments])

    def selection(self, type_: Any, depth: int) -> str:
        chosen = [self.one(type_, depth) for _ in range(self.draw(st.integers(1, 4)))]
        return "{ " + " ".join(chosen) + " }"

    def one(self, type_: Any, depth: int) -> str:
        kind = self.draw(st.integers(0, 9))
        if kind == 0 and depth:
            return f"... {self.directive()} {self.selection(type_, depth - 1)}"
        if kind == 1 and depth:
            return self.spread(type_, depth - 1)
        if kind <= 5 and is_abstract_type(type_):
            concrete = self.draw(st.sampled_from(self.schema.get_possible_types(type_)))
            return f"... on {concrete.name} {self.directive()} {self.selection(concrete, depth)}"
        if kind == 2:
            return f"{self.alias()} __typename {self.directive()}"
        return self.field(type_, depth)

    def spread(self, type_: Any, depth: int) -> str:
        name = f"F{len(self.fragments)}"
        self.fragments.append("")
        index = len(self.fragments) - 1
        self.fragments[index] = f"fragment {name} on {type_.name} {self.selection(type_, depth)}"
        again = f" ...{name}" if self.draw(st.booleans()) else ""
        return f"...{name} {self.directive()}{again}"

    def field(self, type_: GraphQLObjectType, depth: int) -> str:
        names = [
            name
            for name, one in type_.fields.items()
            if name not in LEFT_OUT and (depth or not is_composite_type(get_named_type(one.type)))
        ]
        if not names:
            return "__typename"
        name = self.draw(st.sampled_from(names))
        arguments = self.draw(st.sampled_from(ARGUMENTS.get((type_.name, name), [""])))
        alias = self.alias(always=(type_.name, name) in ARGUMENTS)
        below = get_named_type(type_.fields[name].type)
        inner = self.selection(below, depth - 1) if is_composite_type(below) else ""
        return f"{alias} {name} {f'({arguments})' if arguments else ''} {self.directive()} {inner}"

    def alias(self, always: bool = False) -> str:
        form = self.draw(st.sampled_from(["short", "long"] if always else ["", "", "", "short", "long"]))
        self.keys += 1
        return {"": "", "short": f"k{self.keys}:", "long": f"{'a' * 70}{self.keys}:"}[form]

    def directive(self) -> str:
        return str(
            self.draw(
                st.sampled_from(
                    [""] * 6
                    + ["@skip(if: $no)", "@include(if: $yes)", "@include(if: $maybe)", "@skip(if: true)"]
                    + ["@skip(if: $yes) @include(if: $yes)"]
                )
            )
        )


@st.composite
def variables(draw: Any) -> dict[str, Any]:
    """Values for the header's variables; the nullable ones may be absent."""
    some: dict[str, Any] = {
        "yes": draw(st.booleans()),
        "no": draw(st.booleans()),
        "id": str(toy.uuid(1, draw(st.integers(0, 13)))),
        "person": str(toy.uuid(2, draw(st.integers(0, 19)))),
    }
    if draw(st.booleans()):
        some["maybe"] = draw(st.booleans())
        some["first"] = draw(st.sampled_from([None, 1, 2, 7]))
        some["filter"] = draw(st.sampled_from([None, {}, {"sex": "FEMALE"}, {"bornBefore": "1960-01-01"}]))
        some["sex"] = draw(st.sampled_from([None, "MALE"]))
    return some


@st.composite
def operations(draw: Any, schema: GraphQLSchema) -> tuple[str, list[dict[str, Any]]]:
    """An operation, and two sets of variables to ask it with."""
    text = Operations(schema, draw).text()
    assume(len(re.findall(r"\w+|[^\w\s]", text)) < TOKENS)
    return text, [draw(variables()), draw(variables())]
