"""An installation is one that was made: a mistyped folder does not become another."""

from pathlib import Path

import pytest

from tests.hub.commands.typed import aidhub, refusal


@pytest.mark.parametrize("command", ["client list", "jobs list", "webhook list", "access-log search"])
def test_a_folder_without_a_hub_is_refused_and_stays_empty(command: str, tmp_path: Path) -> None:
    mistyped = tmp_path / "vra"
    said = refusal(aidhub(command, mistyped))
    assert said.startswith(f"aidhub: No hub has been made in {mistyped}")
    assert not mistyped.exists()


def test_the_doctor_says_so_and_makes_none(tmp_path: Path) -> None:
    mistyped = tmp_path / "vra"
    assert f"No hub has been made in {mistyped}" in aidhub("doctor", mistyped).stdout
    assert not (mistyped / "postgres").exists()
