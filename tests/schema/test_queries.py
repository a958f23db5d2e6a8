"""The hot questions as files: the question, the one statement it becomes, and its answer; read them when they move."""

import json
import os
import re
from pathlib import Path

import psycopg
import pytest

from planner.document import coerced, read
from planner.planner import Planner
from schema.compose import compose
from tests.conftest import of_the_document
from tests.hub_running import Running

FOLDER = Path(__file__).parent / "queries"
QUERIES = sorted(FOLDER.glob("*.graphql"))
HEAD = re.compile(r"# as: (\S+), statements: (\d)")
NUMBER = re.compile(r"629901\d{11}[\dX]")


@pytest.fixture(scope="module")
def planner() -> Planner:
    return compose(of_the_document()).planner()


def same_as_kept(file: Path, text: str) -> None:
    if os.environ.get("AIDHUB_SNAPSHOTS") == "write":
        file.write_text(text)
    assert file.read_text() == text, f"{file.name} moved: AIDHUB_SNAPSHOTS=write keeps it anew"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.stem)
def test_a_question_is_one_statement_and_its_answer_stands(planner: Planner, untouched: Running, query: Path) -> None:
    text = query.read_text()
    found = HEAD.match(text)
    assert found is not None
    who, statements = found[1], int(found[2])
    document = read(text)
    plan = planner.plan(document, None, coerced(planner.schema, document.operation(None), {}))
    assert plan.rest == ()
    assert 1 + bool(plan.sealed) == statements
    same_as_kept(query.with_suffix(".sql"), f"{plan.statement}\n")
    answer = json.dumps(untouched[who].ask(text, X_Purpose="review"), ensure_ascii=False, indent=1)
    same_as_kept(query.with_suffix(".json"), NUMBER.sub("629901…", answer) + "\n")


def test_a_departments_page_is_read_from_its_index_by_any_plan(planner: Planner, untouched: Running) -> None:
    document = read((FOLDER / "targets_page.graphql").read_text())
    plan = planner.plan(document, None, coerced(planner.schema, document.operation(None), {}))
    statement = str(plan.statement)
    nothing = ", ".join(["NULL"] * max(int(n) for n in re.findall(r"\$(\d+)", statement)))
    with psycopg.connect(untouched.owner) as owner:
        # The province of these tests is so small that reading all of it costs less than any index.
        owner.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off")
        owner.execute(f"PREPARE page AS {statement}".encode())
        lines = "\n".join(line for (line,) in owner.execute(f"EXPLAIN EXECUTE page({nothing})"))
    assert "ix_targets_page" in lines
    assert "hashed SubPlan" not in lines
