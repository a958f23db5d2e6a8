"""Every change of the graph that a client may notice is said where clients look for it."""

import re

import pytest
from graphql import GraphQLSchema, build_schema

from connectors import discover
from hub.published.sdl_changes import changes, last_released, since, together, unsaid, unsaid_now
from policy.catalogue import load
from schema.compose import compose

OLD = """type Query { home(id: ID!): Home aid: Aid } type Home { status: String! level: String! } enum Kind { CASH }
input Filter { kind: Kind } type Aid { status: String! kind(of: Filter): Kind } type Visit { status: String! }"""
NEW = """type Query { home(id: ID!, day: String!): Home aid: Aid } type Home { status: Status! } enum Kind { CASH GOODS }
enum Status { OPEN } input Filter { kind: Kind day: String }
type Aid { status: Status! kind(of: Filter): Kind } type Visit { status: Status! }"""


@pytest.fixture(scope="module")
def found() -> list[str]:
    return changes(build_schema(OLD), build_schema(NEW))


def test_what_changed_since_the_last_release_stands_in_the_changelog() -> None:
    assert unsaid_now() == [], "scripts/sdl-changes prints the lines for schema/CHANGELOG.md"


def test_what_breaks_or_surprises_a_client_is_found(found: list[str]) -> None:
    assert set(found) == {
        "A required argument Query.home(day:) was added.",
        "Field Home.level was removed.",
        "`Home.status`: `String!` → `Status!`",
        "`Aid.status`: `String!` → `Status!`",
        "`Visit.status`: `String!` → `Status!`",
        "Enum value Kind.GOODS was added.",
        "An optional field Filter.day was added.",
    }


def test_what_changed_alike_in_many_types_is_said_once(found: list[str]) -> None:
    shared = "`*.status`: `String!` → `Status!`"
    assert list(together(found)).count(shared) == 1
    assert len(list(together(found))) == len(found) - 2
    assert unsaid(found, "\n".join(f"- {line} – why" for line in together(found))) == []


def test_an_argument_of_many_questions_is_said_once() -> None:
    lines = [f"`Query.{name}(box:)`: `String!` → `Box!`" for name in ("visits", "notices", "uploads")]
    assert list(together(lines)) == ["`Query.*(box:)`: `String!` → `Box!`"]
    assert unsaid(lines, "- `Query.*(box:)`: `String!` → `*!`") == []


def test_a_line_says_its_own_change_and_no_other(found: list[str]) -> None:
    assert unsaid(found, "- `*.status`: `String!` → `State!`\n- Field Home.street was removed.") == found
    assert "`Home.status`: `String!` → `Status!`" not in unsaid(found, "- `Home.status`: `String!` → `Status!`")


def test_only_what_stands_above_the_last_release_counts() -> None:
    version, _ = last_released()
    assert since(version, f"# Changes\n\n## unreleased\n\n- new\n\n## {version}\n\n- old\n").endswith("- new\n")
    with pytest.raises(ValueError, match="no heading"):
        since(version, "# Changes\n")


def test_what_is_deprecated_says_until_when() -> None:
    core: GraphQLSchema = compose(load(discover())).core
    reasons = [
        member.deprecation_reason
        for type_ in core.type_map.values()
        for member in [*getattr(type_, "fields", {}).values(), *getattr(type_, "values", {}).values()]
        if member.deprecation_reason is not None
    ]
    assert [reason for reason in reasons if not re.search(r"until \d{4}-\d{2}-\d{2}$", reason)] == []
