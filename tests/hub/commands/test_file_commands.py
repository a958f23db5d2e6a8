"""Handing a file in by the command line: what it says, what it leaves beside the file, and with which status it ends."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.hub.files.sheets import line, sheet
from tests.hub_running import Running

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_file_that_is_all_right_ends_with_0_and_sent_again_too(hub: Running, typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(sheet(*(line(hub, f"typed-{n}") for n in range(3))))
    for known in (False, True):
        ran = typed("ingest", "list.csv", "--as", "housing")
        assert ran.returncode == 0, ran.stderr
        *before, english, chinese = ran.stdout.splitlines()
        assert english == "list.csv: 3 rows: 3 taken in, 0 known already, 0 refused, 0 with nothing to report."
        assert chinese == "list.csv：共 3 行：接收 3 行，重复提交 0 行，退回 0 行，未填报 0 行。"
        assert [("nothing was done now" in said, "本次未重复办理" in said) for said in before] == (
            [(True, False), (False, True)] if known else []
        )
    ran = typed("ingest", "list.csv", "--as", "housing", "--again")
    assert ran.stdout.splitlines()[0].startswith("list.csv: 3 rows: 0 taken in, 3 known already")
    assert not list(tmp_path.glob("*.errors.*"))


def test_where_rows_are_refused_they_lie_beside_the_file_and_it_ends_with_1(
    hub: Running, typed: Typed, tmp_path: Path
) -> None:
    lines = [line(hub, "typed-good"), line(hub, "typed-bad", 发生日期="2999-01-01")]
    (tmp_path / "list.csv").write_bytes(sheet(*lines))
    checked = typed("ingest", "list.csv", "--as", "housing", "--check", "--json")
    told = json.loads(checked.stdout)
    assert (checked.returncode, told["checkOnly"], told["accepted"], told["refused"]) == (1, True, 1, 1)
    ran = typed("ingest", "list.csv", "--as", "housing", "--errors", "wrong.csv")
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (1, "What is wrong (错误明细): wrong.csv")
    for name in ("list.errors.csv", "wrong.csv"):
        assert "FUTURE" in (tmp_path / name).read_text("utf-8-sig")


def test_a_file_that_is_refused_as_a_whole_ends_with_2_and_says_why_in_both_languages(
    hub: Running, typed: Typed, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes("姓名,项目\n王某,ZJ-03\n".encode())
    worked = typed("ingest", "list.csv", "--as", "housing", "--json")
    sent = typed("ingest", "list.csv", "--as", "housing", "--source", "gold", "--json")
    for ran, state, code in ((worked, "FAILED", "COLUMNS_MISSING"), (sent, "REFUSED", "UNKNOWN_SOURCE")):
        told = json.loads(ran.stdout)
        assert (ran.returncode, told["state"], told["failure"]["code"]) == (2, state, code)
        assert ran.stderr.splitlines()[-2:] == [f"aidhub: {told['failure']['en']}", f"aidhub: {told['failure']['zh']}"]
        assert (told["failure"]["en"].isascii() or code == "COLUMNS_MISSING", "（" in told["failure"]["zh"]) == (
            True,
            True,
        )


def test_what_cannot_be_sent_is_said_before_anything_is_and_ends_with_3(
    hub: Running, typed: Typed, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes(b"x")
    for words in (("nothing.csv",), ("list.csv", "--errors", "wrong.pdf")):
        ran = typed("ingest", *words, "--as", "housing", "--json")
        assert (ran.returncode, len(ran.stderr.splitlines()), json.loads(ran.stdout)["state"]) == (3, 2, "UNKNOWN")


def test_a_hub_that_does_not_answer_ends_it_with_3(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"x")
    ran = typed("ingest", "list.csv", "--as", "housing", AIDHUB_URL="http://127.0.0.1:1")
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (3, "", 2)


def test_where_errors_cannot_be_written_is_said_before_anything_is_sent(
    hub: Running, typed: Typed, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes(sheet(line(hub, "typed-unwritten", 发生日期="2999-01-01")))
    ran = typed("ingest", "list.csv", "--as", "housing", "--errors", "nodir/e.csv", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["failure"]["code"]) == (3, "FILE_UNWRITABLE")
    assert "nodir/e.csv cannot be written" in ran.stderr


def test_what_became_of_the_rows_is_told_where_the_errors_cannot_be_written(
    hub: Running, typed: Typed, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes(sheet(line(hub, "typed-blocked", 发生日期="2999-01-02")))
    (tmp_path / "list.errors.csv").mkdir()
    ran = typed("ingest", "list.csv", "--as", "housing", "--json")
    told = json.loads(ran.stdout)
    assert (ran.returncode, told["state"], told["refused"], told["failure"]["code"]) == (
        1,
        "DONE",
        1,
        "FILE_UNWRITABLE",
    )
