"""The commands of sources: what is fetched from where, whether it can be read, and that it is fetched now."""

import subprocess
from pathlib import Path

from registry.journal.upkeep import PAUSABLE
from tests.hub.commands.typed import Operator, aidhub

HEADINGS = "外部编号,姓名,身份证号,项目,状态,发生日期,支付地区代码,金额（元）"
LINES = (
    "A-1,王某,629901197001010014,ZJ-03,已给予,2026-11-02,620502000000,35000",
    "A-2,王某,629901197001010014,ZJ-03,给了,2026-13-02,620502000000,35000",
)


def typed(operator: Operator, *words: str) -> "subprocess.CompletedProcess[str]":
    return aidhub("sources " + " ".join(words), operator.var, AIDHUB_DATABASE_URL=operator.url)


def declared(folder: Path) -> Path:
    """A file of sources, and a folder with one list of which a row is wrong."""
    (folder / "in").mkdir()
    (folder / "in" / "list.csv").write_text("\n".join([HEADINGS, *LINES]))
    file = folder / "sources.toml"
    file.write_text(f'[housing.feedback]\nclient = "c"\nfolder = "{folder}/in"\nquiet_seconds = 0\n')
    return file


def test_a_source_is_tried_and_nothing_is_taken_in(var: Path, empty_database: str, tmp_path: Path) -> None:
    operator = Operator(var, empty_database)
    ran = typed(operator, "test housing/feedback --sources", str(declared(tmp_path)))
    assert (ran.returncode, ran.stderr) == (0, "")
    said = ran.stdout.splitlines()
    assert said[0] == "housing/feedback: 1 to fetch (待读取)  list.csv"
    assert said[1].startswith("list.csv: 2 rows read, 2 cells are wrong. Only cells were looked at")
    assert said[2].startswith("list.csv：已读 2 行，有误单元格 2 个。仅核对单元格")
    assert sorted(line.split()[0] for line in said[3:]) == ["发生日期:", "状态:"]
    assert "629901" not in ran.stdout
    assert (tmp_path / "in" / "list.csv").exists()


def test_sources_are_listed_and_asked_for(var: Path, empty_database: str, tmp_path: Path) -> None:
    operator, file = Operator(var, empty_database), declared(tmp_path)
    operator("migrate")
    said = typed(operator, "list --sources", str(file)).stdout.splitlines()
    assert said[0] == "housing/feedback  every 1440 min  last –  next –"
    assert "housing/danger_appraisals  no place in AIDHUB_SOURCES (未配置来源地址)" in said[1:]
    assert "housing/feedback is asked for" in typed(operator, "run housing/feedback --sources", str(file)).stdout
    listed = operator("jobs list").splitlines()
    assert "FETCH" in listed[0]
    assert {line.split()[0] for line in listed[1:]} == {*PAUSABLE}
    assert typed(operator, "pause housing/feedback --by 李某 --why 维护 --sources", str(file)).returncode == 0
    assert "by 李某: 维护" in typed(operator, "run housing/feedback --sources", str(file)).stderr


def test_what_is_not_declared_is_said(var: Path, empty_database: str, tmp_path: Path) -> None:
    operator = Operator(var, empty_database)
    ran = typed(operator, "test housing/facts --sources", str(declared(tmp_path)))
    assert (ran.returncode, "has no source housing/facts" in ran.stderr) == (1, True)
    assert "AIDHUB_SOURCES names no file" in typed(operator, "test housing/facts").stderr
