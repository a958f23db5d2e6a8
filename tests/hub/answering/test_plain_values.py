"""Lists completed by a compiled function are what graphql-core makes of them, errors and all."""

import asyncio
from typing import Annotated, Any

import pytest
import strawberry
from graphql import execute, parse
from graphql.execution import Executor
from hypothesis import given
from hypothesis import strategies as st

from hub.answering.executor import FragmentExecutor


@strawberry.type
class Leaf:
    number: int
    word: str | None


@strawberry.type
class Good:
    leaf: Leaf
    leaves: list[Leaf | None]


@strawberry.type
class Bad:
    code: str
    path: list[str] | None


@strawberry.type
class Slow:
    code: str

    @strawberry.field
    def said(self) -> str:
        return f"said {self.code}"


Outcome = Annotated[Good | Bad | Slow, strawberry.union("Outcome")]


@strawberry.type
class Query:
    @strawberry.field
    def outcomes(self) -> list[Outcome | None]:
        return list(HANDED)

    @strawberry.field
    def leaves(self) -> list[Leaf]:
        return [one.leaf for one in HANDED if isinstance(one, Good)]


HANDED: list[Any] = []
SCHEMA = strawberry.Schema(Query)
DOCUMENTS = [
    "{ outcomes { __typename ... on Good { a: leaf { number } leaf { word } leaves { n: number } } ... on Bad { code path } } }",
    "{ leaves { number word } outcomes { ... on Slow { said } ... on Bad { code } } }",
    "query ($no: Boolean = false) { outcomes { ... on Bad @include(if: $no) { code } ... on Good { leaves { word @skip(if: $no) } } } }",
]

# 2 ** 40 is no Int, and None no String that must be: both are errors at their place.
leaves = st.builds(Leaf, number=st.sampled_from([0, 1, 2**40]), word=st.sampled_from([None, "", "字"]))
goods = st.builds(Good, leaf=leaves, leaves=st.lists(st.none() | leaves, max_size=3))
bads = st.builds(
    Bad, code=st.sampled_from(["A", None]), path=st.none() | st.lists(st.sampled_from(["x", "y"]), max_size=2)
)
slows = st.builds(Slow, code=st.just("S"))


@pytest.mark.parametrize("text", DOCUMENTS)
@given(handed=st.lists(st.none() | goods | bads | slows, max_size=5))
def test_compiled_and_ordinary_completion_agree(text: str, handed: list[Any]) -> None:
    HANDED[:] = handed
    compiled, ordinary = (answered(text, executor) for executor in (FragmentExecutor, Executor))
    assert compiled == ordinary


def answered(text: str, executor: type[Any]) -> tuple[Any, list[tuple[str, Any]]]:
    found: Any = execute(SCHEMA._schema, parse(text), executor_class=executor)
    if asyncio.iscoroutine(found):
        found = asyncio.run(found)
    return found.data, sorted((error.message, error.path) for error in found.errors or ())
