"""A department is a folder: a copy under another name is a new department, and no file has been edited for it."""

import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from tests.conftest import FOLDERS, Copy

ROOT = FOLDERS.parent
PACKAGES = ("policy", "registry", "auth", "planner", "schema", "connectors", "hub", "migrations")
TRY = """
import sys
from pathlib import Path
import connectors
from auth.scopes import scopes
from hub import migrations
from hub.published import sdl
from policy.catalogue import load
from policy.page import render
from registry.roles import Roles
from registry.tables import declared
from schema.compose import compose
folders = Path(next(iter(connectors.__path__)))
catalogue = load(connectors.discover())
migrations.upgrade(sys.argv[1], folders, declared(catalogue), Roles.of("aidhub_template"))
migrations.check_level(sys.argv[1], folders)
graph = compose(catalogue, lambda value: value)
graph.planner()
for name in ("reportFactsWater", "feedBackWater", "type WaterRecord", "type WaterHousingFacts"):
    assert name in graph.sdl, name
assert "water/targets:read" in scopes(catalogue.departments)
assert "water.rural_house_renovation" in catalogue.programmes
assert "water" in render(catalogue)
"""


def test_a_copied_and_renamed_folder_is_a_department(copy: Copy, tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(tmp_path / "connectors" / "housing", tmp_path / "connectors" / "water")
    run = subprocess.run([sys.executable, "-c", TRY, copy.owner], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    with psycopg.connect(copy.owner) as owner:
        tables = owner.execute("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'water%'")
        assert {name for (name,) in tables} == {"water_housing_facts", "water_records"}
