"""The console's sources: what is generated of them is what the graph gives, and it takes nothing from elsewhere."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

CONSOLE = Path(__file__).parents[2] / "console"
SOURCES = CONSOLE / "src"
MODULES = CONSOLE / "node_modules"


@pytest.mark.skipif(
    not shutil.which("node") or not (MODULES / "@graphql-codegen").is_dir(),
    reason="npm ci --ignore-scripts --prefix console",
)
def test_types_and_labels_are_those_of_the_graph() -> None:
    program = ["node", "scripts/codegen.mjs", "--check"]
    told = subprocess.run(program, cwd=CONSOLE, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_package_is_named_to_its_last_digit() -> None:
    """The lock file holds what is installed; what is asked for is no less exact, so that an update is a decision."""
    named = json.loads((CONSOLE / "package.json").read_text())
    versions = {**named["dependencies"], **named["devDependencies"]}
    assert versions
    assert not {name: version for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)}


def test_the_lock_file_names_what_each_package_holds_and_no_place_of_its_own() -> None:
    """So that any mirror of the registry may be used, and what it gives is what was looked at."""
    packages = json.loads((CONSOLE / "package-lock.json").read_text())["packages"]
    brought = {name: package for name, package in packages.items() if name and not package.get("inBundle")}
    assert brought
    assert not {name for name, package in brought.items() if "integrity" not in package or "resolved" in package}


def test_no_script_reads_a_token_and_no_page_is_put_together_from_text() -> None:
    forbidden = re.compile(r"dangerouslySetInnerHTML|innerHTML|\beval\(|sessionStorage|[Aa]uthorization\b|\bBearer\b")
    found = {str(file.relative_to(SOURCES)) for file in _scripts() if forbidden.search(file.read_text())}
    assert not found


def test_nothing_but_the_language_and_unsent_visits_is_kept_in_the_browser() -> None:
    files = [file for file in _scripts() if not file.name.endswith(".test.ts")]
    keeping = {
        str(file.relative_to(SOURCES)) for file in files if re.search("localStorage|indexedDB", file.read_text())
    }
    assert keeping == {"app/words.ts", "pages/visit/unsent.ts"}


def test_the_console_names_no_other_host() -> None:
    addresses = re.compile(r"""["'`](?:https?:)?//""")
    files = [*_scripts(), CONSOLE / "index.html", CONSOLE / "explorer.html"]
    assert not {file.name for file in files if addresses.search(file.read_text())}


def _scripts() -> Iterator[Path]:
    """What is written by hand."""
    yield from (file for file in SOURCES.rglob("*.ts*") if "gql" not in file.parts)
