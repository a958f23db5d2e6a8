"""The questions of the readme fit the graph, and both readmes ask the same ones."""

import json
import re
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

from policy.cases import FILE
from tests.docs.pages import READMES, ROOT, blocks

QUESTION = re.compile(r"'((?:\{ |mutation )[^']*)'")
MONITORING = ROOT / "docs" / "monitoring.md"
NOT_A_QUESTION = re.compile(r'\{ "')


@pytest.fixture(scope="module")
def graph() -> GraphQLSchema:
    return build_schema((ROOT / "schema" / "schema.graphql").read_text())


@pytest.mark.parametrize("page", [*READMES, MONITORING], ids=lambda page: page.name)
def test_every_question_fits_the_graph(page: Path, graph: GraphQLSchema) -> None:
    found = [text for block in blocks(page, "sh") for text in QUESTION.findall(block)]
    questions = [text for text in found if not NOT_A_QUESTION.match(text)]
    assert len(questions) >= 4
    for question in questions:
        assert validate(graph, parse(question)) == [], question


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_every_answer_is_json(page: Path) -> None:
    answers = blocks(page, "json")
    assert len(answers) >= 5
    for answer in answers:
        json.loads(answer)


def test_both_readmes_show_the_same() -> None:
    english, chinese = ([*blocks(page, "sh")[1:], *blocks(page, "json")] for page in READMES)
    assert english == chinese


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_worked_cases_that_are_named_are_there(page: Path) -> None:
    cases = {f"{case['number']:02}" for case in json.loads(FILE.read_text())["cases"]}
    assert set(re.findall(r"CASE-(\d\d)", page.read_text())) <= cases
