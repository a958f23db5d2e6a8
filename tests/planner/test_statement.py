"""The statements as they are, to be read in review. AIDHUB_SNAPSHOTS=write writes them anew."""

import json
import os
from pathlib import Path

import pytest
from toy_hub import ToyHub

QUERIES = Path(__file__).parent / "queries"


def agrees(path: Path, text: str) -> bool:
    if os.environ.get("AIDHUB_SNAPSHOTS") == "write":
        path.write_text(text)
    return path.read_text() == text


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.graphql")))
def test_an_operation_is_one_statement_and_its_answer_is_known(toy_hub: ToyHub, name: str) -> None:
    given = QUERIES / f"{name}.variables.json"
    variables = json.loads(given.read_text()) if given.exists() else {}
    plan, values = toy_hub.bound((QUERIES / f"{name}.graphql").read_text(), variables)
    answer = json.loads(toy_hub.run(plan, values)[0])
    assert toy_hub.statements == 1
    assert agrees(QUERIES / f"{name}.sql", f"{plan.statement}\n")
    assert agrees(QUERIES / f"{name}.json", json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
