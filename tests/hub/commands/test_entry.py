"""The entry of the command: nothing of another package is run in the place of ours."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from tests.hub.commands.typed import ROOT, environment

ENTRY = "import sys; sys.path[:0] = {!r}; from hub.commands.entry import main; main()"


def entered(*first: str) -> "subprocess.CompletedProcess[str]":
    program = ENTRY.format(list(first))
    return subprocess.run(
        [sys.executable, "-c", program, "--version"],
        env=environment(ROOT / "var"),
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_runs_the_command_where_the_packages_are_its_own() -> None:
    ran = entered()
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"aidhub {version('aidhub')}\n", "")


def test_another_package_of_the_same_name_is_said_in_a_line_and_not_run(tmp_path: Path) -> None:
    for name in ("schema", "auth"):
        place = tmp_path / name / name
        place.mkdir(parents=True)
        (place / "__init__.py").write_text("raise RuntimeError('it was run')")
        ran = entered(str(tmp_path / name))
        assert (ran.returncode, ran.stdout) == (1, "")
        english, chinese = ran.stderr.splitlines()
        assert english.startswith(f"aidhub: another package has taken the name {name} ({place}")
        assert "独立的虚拟环境" in chinese
