"""A department is a folder: a copy under another name is a new department, and no file has been edited for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from connectors import discover
from connectors.ingest.mapping import Mapping
from connectors.sources.files import read_file
from connectors.sources.local_files import LocalFiles
from connectors.sources.places import declared
from connectors.sources.watched_folder import WatchedFolder
from policy.catalogue import Catalogue, load
from registry.errors import Refusal
from schema.compose import compose
from schema.fields import item_checks
from tests.conftest import FOLDERS, Copy
from tests.hub_running import running

ROOT = FOLDERS.parent
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "var", "node_modules", "*.egg-info")
# What `aidhub migrate` does, on the day on which the running hub stands still.
MIGRATE = """
import asyncio, os
from connectors import discover
from hub.database import setup
from hub.database.first_fill import fill
from hub.settings import Settings
from hub.upkeep.runs import recompute
from policy.catalogue import load
from tests.hub_running import TODAY
settings = Settings.read(os.environ)
setup.migrate(settings)
addresses, catalogue = setup.checked_addresses(settings), load(discover())
assert fill(settings, addresses, catalogue)
asyncio.run(recompute(addresses, catalogue, TODAY))
"""
SUBGRAPH = "from hub.published.sdl import published; print(published(requires_scopes=True).subgraph)"
KEPT = """SELECT programme, subject_id, certainty, met, unknown, since, until FROM targets
WHERE department <> 'water' ORDER BY 1, 2"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """This checkout, with a department of water that is the folder of housing."""
    copied = tmp_path / "checkout"
    shutil.copytree(ROOT, copied, ignore=NOT_COPIED)
    shutil.copytree(copied / "connectors" / "housing", copied / "connectors" / "water")
    return copied


def run(checkout: Path, *command: str, **environment: str) -> str:
    """What a program of the copy says, once it has gone well."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIDHUB_", "PYTEST", "PG"))}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=checkout,
        env={**kept, **environment, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


def test_a_new_department_comes_into_a_hub_that_is_running_and_moves_no_ones_targets(
    checkout: Path, copy: Copy, tmp_path: Path
) -> None:
    with running(copy, tmp_path / "var") as hub:
        before = hub.rows(KEPT)
        run(checkout, "-c", MIGRATE, AIDHUB_DATABASE_URL=copy.owner, AIDHUB_VAR=str(tmp_path / "var"))
        tables = hub.rows("SELECT table_name FROM information_schema.tables WHERE table_name LIKE %s", "water%")
        assert set(tables) == {("water_housing_facts",), ("water_records",)}
        assert hub.rows("SELECT zh FROM departments WHERE code = 'water'") == [("住建",)]
        assert hub.rows(KEPT) == before
        # Whom housing may have to help, water may too: it declares the same rules.
        of = """SELECT split_part(programme, '.', 2), subject_id, certainty FROM targets
        WHERE department = %s AND until IS NULL ORDER BY 1, 2"""
        assert hub.rows(of, "water") == hub.rows(of, "housing") != []


def test_it_keeps_to_the_contract_of_all_departments(checkout: Path) -> None:
    contract = ["tests/connectors/test_every_department.py", "tests/migrations/test_tables.py"]
    contract += ["tests/registry/targets/test_clause_sql.py"]
    wanted = "water or tables or clause_sql"
    said = run(checkout, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", wanted, *contract)
    assert " passed" in said
    assert "skipped" not in said


def test_it_is_in_the_published_graph_and_on_the_page(checkout: Path) -> None:
    sdl = run(checkout, "-c", SUBGRAPH)
    for name in (
        "type WaterRecord",
        "type WaterHousingFacts",
        "reportFactsWater",
        "feedBackWater",
        "water/targets:read",
    ):
        assert name in sdl
    declared = sorted(str(file) for file in checkout.glob("connectors/*/department.toml"))
    assert "`water.rural_house_renovation`" in run(checkout, "-m", "policy.programmes_page", *declared)


def test_a_number_means_ones_own_programme_first_and_must_not_mean_two(checkout: Path) -> None:
    catalogue = load(discover(checkout / "connectors"))

    def meant(department: str) -> str:
        return item_checks.programme(catalogue, "ZJ-03", department).code

    assert meant("water") == "water.rural_house_renovation"
    assert meant("housing") == "housing.rural_house_renovation"
    with pytest.raises(Refusal, match=r"housing\.rural_house_renovation, water\.rural_house_renovation") as refused:
        meant("civil_affairs")
    assert refused.value.code == "AMBIGUOUS_PROGRAMME"
    assert item_checks.programme(catalogue, "water.rural_house_renovation", "civil_affairs").department == "water"


def test_its_sources_come_along_and_only_their_place_is_to_be_told(checkout: Path, tmp_path: Path) -> None:
    catalogue = load(discover(checkout / "connectors"))
    water, housing = (catalogue.departments[code].sources for code in ("water", "housing"))
    assert list(water) == list(housing)
    assert water["danger_appraisals"] == housing["danger_appraisals"]
    sample = checkout / "connectors" / "water" / "samples" / "danger_appraisals.xlsx"
    mapping = Mapping(water["danger_appraisals"])
    with sample.open("rb") as content:
        items = [mapping.item(row) for row in read_file(sample.name, content, mapping.layout)]
    assert [item["housing"]["dangerGrade"] for item in items if isinstance(item, dict)] == ["D", "C"]
    (tmp_path / "sources.toml").write_text('[water.danger_appraisals]\nclient = "c"\nfolder = "/srv/water"\n')
    (place,) = declared(tmp_path / "sources.toml", catalogue)
    assert place.origin == WatchedFolder(LocalFiles(Path("/srv/water")), "*.xlsx")


@pytest.mark.parametrize("code", [folder.name for folder in discover()])
def test_any_folder_may_be_the_one_that_is_copied(tmp_path: Path, code: str) -> None:
    shutil.copytree(FOLDERS, tmp_path / "connectors", ignore=NOT_COPIED)
    shutil.copytree(FOLDERS / code, tmp_path / "connectors" / "water")
    catalogue: Catalogue = load(discover(tmp_path / "connectors"))
    compose(catalogue).planner()
    mine = [name.partition(".")[2] for name in catalogue.programmes if name.startswith("water.")]
    assert mine == [name.partition(".")[2] for name in catalogue.programmes if name.startswith(f"{code}.")]
