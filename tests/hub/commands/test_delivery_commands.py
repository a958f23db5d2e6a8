"""The commands of deliveries: what goes where, whether its table can be written, and that it is delivered now."""

import re
import subprocess
from pathlib import Path

from tests.connectors.sources.test_database_table import run
from tests.hub.commands.typed import Operator, aidhub
from tests.hub.jobs.test_deliveries import TARGETS


def typed(operator: Operator, *words: str) -> "subprocess.CompletedProcess[str]":
    return aidhub("deliveries " + " ".join(words), operator.var, AIDHUB_DATABASE_URL=operator.url)


def declared(folder: Path, address: str, table: str = "targets") -> str:
    file = folder / "deliveries.toml"
    file.write_text(f'[housing.renovation_targets]\nclient = "c"\ndatabase = "{address}"\ntable = "{table}"\n')
    return str(file)


def test_a_table_is_tried_and_nothing_is_written(var: Path, empty_database: str, tmp_path: Path) -> None:
    operator = Operator(var, empty_database)
    file = declared(tmp_path, empty_database)
    ran = typed(operator, "test housing/renovation_targets --deliveries", file)
    assert (ran.returncode, "There is no table targets" in ran.stderr) == (1, True)
    run(empty_database, TARGETS)
    ran = typed(operator, "test housing/renovation_targets --deliveries", file)
    assert (ran.returncode, ran.stdout) == (0, "housing/renovation_targets: targets can be written (可写入)\n")
    away = declared(tmp_path, "postgresql://a:hidden-word@127.0.0.1:1/none")
    ran = typed(operator, "test housing/renovation_targets --deliveries", away)
    assert (ran.returncode, "cannot be reached now (OperationalError)" in ran.stderr) == (1, True)
    assert "hidden-word" not in ran.stderr + ran.stdout


def test_deliveries_are_listed_and_asked_for(var: Path, empty_database: str, tmp_path: Path) -> None:
    operator, file = Operator(var, empty_database), declared(tmp_path, empty_database)
    operator("migrate")
    listed = typed(operator, "list --deliveries", file).stdout
    assert listed.splitlines() == [
        "housing/renovation_targets  every 1440 min  last –  next –",
        "housing/renovation_changes  no place in AIDHUB_DELIVERIES (未配置交付位置)",
    ]
    ran = typed(operator, "run housing/renovation_targets --whole --deliveries", file)
    assert "housing/renovation_targets is asked for" in ran.stdout
    assert "DELIVERY" in operator("jobs list")
    paused = typed(operator, "pause housing/renovation_targets --by 李某 --why 升级 --deliveries", file)
    assert (paused.returncode, paused.stdout) == (0, "deliveries/housing/renovation_targets rests (已暂停)\n")
    line = typed(operator, "list --deliveries", file).stdout.splitlines()[0]
    assert re.fullmatch(r".*  next –  paused 20[0-9: -]{14} by 李某: 升级", line)
    waits = len(operator("jobs list").split("DELIVERY"))
    refused = typed(operator, "run housing/renovation_targets --deliveries", file)
    assert (refused.returncode, "李某" in refused.stderr, "升级" in refused.stderr) == (1, True, True)
    assert len(operator("jobs list").split("DELIVERY")) == waits
    typed(operator, "resume housing/renovation_targets --by 李某")
    assert "is asked for" in typed(operator, "run housing/renovation_targets --deliveries", file).stdout
    assert "paused" not in typed(operator, "list --deliveries", file).stdout
    operator("jobs pause deliveries --by 李某 --why 升级")
    assert "  next –  paused " in typed(operator, "list --deliveries", file).stdout
    assert "李某" in typed(operator, "run housing/renovation_targets --deliveries", file).stderr
    rest = f"jobs pause housing/renovation_targets --by 李某 --why 升级 --deliveries {file}"
    assert "deliveries/housing/renovation_targets" in operator.refused(rest)  # a source may be called so
    assert "housing/other" in typed(operator, "run housing/other --deliveries", file).stderr
    assert "AIDHUB_DELIVERIES names no file" in typed(operator, "list").stderr
