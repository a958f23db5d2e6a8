"""A department's tables are named by what its folder declares, and written out nowhere else."""

import re
from pathlib import Path

import pytest

from connectors import discover
from policy.catalogue import load
from registry.people.facts import fact_table_name

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("room", ["policy", "registry", "auth", "planner", "schema", "hub"])
def test_no_file_outside_the_folders_names_a_departments_table(room: str) -> None:
    catalogue = load(discover())
    tables = {
        fact_table_name(one.code, entity) for one in catalogue.departments.values() for entity in catalogue.entities
    }
    tables |= {f"{one.code}_records" for one in catalogue.departments.values()}
    named = re.compile(rf"\b({'|'.join(sorted(tables))})\b")
    files = [file for kind in ("*.py", "*.sql", "*.toml") for file in (ROOT / room).rglob(kind)]
    assert files
    assert {
        (str(file.relative_to(ROOT)), found) for file in files for found in named.findall(file.read_text("utf-8"))
    } == set()
