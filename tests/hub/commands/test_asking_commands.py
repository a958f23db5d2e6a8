"""A client's commands, typed from another folder against a hub that runs: token, ask, export, workbook."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from hub.database.postgres import free_port
from tests.hub.commands.typed import AIDHUB, environment
from tests.hub_running import Running

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
ME = "{ me { client department { code } } }"


def refused(ran: "subprocess.CompletedProcess[str]") -> str:
    assert ran.returncode == 1, ran.stderr
    english, chinese = ran.stderr.splitlines()
    assert english.startswith("aidhub: ")
    assert english != chinese
    return english


def test_a_token_is_printed_alone_and_a_question_asked_with_it(typed: Typed) -> None:
    ran = typed("token", "housing")
    assert (ran.returncode, ran.stderr, ran.stdout.count(".")) == (0, "", 2)
    answer = typed("ask", ME, AIDHUB_TOKEN=ran.stdout.strip())
    assert json.loads(answer.stdout)["data"]["me"]["department"]["code"] == "housing"
    asked = json.loads(typed("ask", "--as", "housing", ME).stdout)
    assert asked == json.loads(answer.stdout)
    told = json.loads(typed("ask", "--as", "housing", "--cost", ME).stdout)
    assert told["data"] == asked["data"]
    assert told["extensions"]["cost"]["requested"] > 0


def test_one_value_is_picked_from_an_answer(typed: Typed) -> None:
    assert typed("ask", "--as", "housing", "--only", "me.department.code", ME).stdout == "housing\n"
    said = refused(typed("ask", "--as", "housing", "--only", "me.name", ME))
    assert "The answer has no me.name" in said


def test_a_refused_question_is_printed_and_ends_with_status_1(typed: Typed) -> None:
    ran = typed("ask", "--as", "housing", "{ nothing }", AIDHUB_LANGUAGE="zh-CN")
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["errors"]


def test_a_whole_list_comes_line_by_line_to_its_end(typed: Typed) -> None:
    ran = typed("export", "--as", "housing", "{ households { nodes { number } } }")
    *nodes, end = [json.loads(line) for line in ran.stdout.splitlines()]
    assert (ran.returncode, end["end"]["count"]) == (0, len(nodes))
    assert "The hub refuses the export" in refused(typed("export", "--as", "housing", ME))


def test_a_list_goes_out_as_a_table(typed: Typed) -> None:
    ran = typed("export", "--csv", "--as", "housing", "{ households { nodes { number } } }", AIDHUB_LANGUAGE="zh-CN")
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, "\ufeff户编号")


@pytest.mark.parametrize(
    ("name", "begins"), [("list.parquet", b"PAR1"), ("list.xlsx", b"PK"), ("list.csv", b"\xef\xbb\xbfnumber")]
)
def test_a_list_is_saved_in_the_format_of_its_file(typed: Typed, tmp_path: Path, name: str, begins: bytes) -> None:
    file = tmp_path / name
    ran = typed("export", "--as", "housing", "--out", str(file), "{ households { nodes { number } } }")
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    assert file.read_bytes().startswith(begins)
    assert "The hub refuses the export" in refused(
        typed("export", "--as", "housing", "-o", str(tmp_path / "me.csv"), ME)
    )
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("tmp") or one.name == "me.csv"] == []
    assert "none of ndjson" in typed("export", "--as", "housing", "--format", "pdf", ME).stderr


def test_a_list_to_be_filled_in_is_fetched_under_its_own_name(typed: Typed, tmp_path: Path) -> None:
    ran = typed("workbook", "ZJ-03", "--division", "620000000000", "--as", "housing", "--purpose", "housing")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.strip() == "农村危房改造-甘肃省-2024-03-15.xlsx"
    assert (tmp_path / ran.stdout.strip()).read_bytes().startswith(b"PK")
    typed("workbook", "ZJ-03", "--division", "620000000000", "--as", "housing", "-o", "list.xlsx")
    assert (tmp_path / "list.xlsx").exists()


def test_a_list_that_is_refused_leaves_no_file(typed: Typed, tmp_path: Path) -> None:
    said = refused(typed("workbook", "JY-03", "--division", "620000000000", "--as", "housing"))
    assert "PROGRAMME_OF_ANOTHER_DEPARTMENT" in said
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


@pytest.mark.parametrize("place", ["nodir/list.csv", "nodir/list.xlsx", "/proc/list.csv"])
def test_a_place_that_cannot_be_written_is_said(typed: Typed, place: str) -> None:
    asked = typed("export", "--as", "housing", "-o", place, "{ households { nodes { number } } }")
    assert f"{place} cannot be written" in refused(asked)


def test_a_workbook_is_not_written_over_a_folder(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").mkdir()
    for place in ("nodir/list.xlsx", "list.xlsx"):
        ran = typed("workbook", "ZJ-03", "--division", "620000000000", "--as", "housing", "-o", place)
        assert f"{place} cannot be written" in refused(ran)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.xlsx", "var"]


def test_a_client_id_with_its_secret_in_the_environment_will_do_for_every_command(typed: Typed, tmp_path: Path) -> None:
    client = json.loads((tmp_path / "var" / "demo" / "clients.json").read_text())["housing"]
    said = {
        "AIDHUB_CLIENT": client["client_id"],
        "AIDHUB_CLIENT_SECRET": client["client_secret"],
        "AIDHUB_VAR": str(tmp_path / "none"),
    }
    assert typed("token", **said).stdout.count(".") == 2
    assert typed("ask", "--only", "me.client", "{ me { client } }", **said).stdout.strip() == client["client_id"]
    listed = typed("export", "{ households { nodes { number } } }", **said)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "no token" in refused(typed("ask", ME, **{**said, "AIDHUB_CLIENT_SECRET": "wrong"}))


def test_each_mistake_is_one_good_line(typed: Typed, tmp_path: Path) -> None:
    assert "There is no token" in refused(typed("ask", ME))
    assert "There is no client water in the demonstration. There are: housing" in refused(typed("token", "water"))
    assert "no JSON object" in refused(typed("ask", "--as", "housing", ME, "[1]"))
    assert "no JSON object" in refused(typed("ask", "--as", "housing", ME, "{id: 1}"))
    assert "clients.json cannot be read" in refused(typed("token", "housing", AIDHUB_VAR=str(tmp_path / "none")))
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert f"No hub answers at {nowhere}" in refused(typed("ask", "--as", "housing", ME, AIDHUB_URL=nowhere))
    assert "No hub answers at nonsense" in refused(typed("token", "housing", AIDHUB_URL="nonsense"))
    wrong = refused(typed("token", "housing-000000000000", AIDHUB_CLIENT_SECRET="wrong"))
    assert "The hub gives housing-000000000000 no token" in wrong


def test_the_port_is_read_anew_each_time_and_dash_will_do(typed: Typed, hub: Running, tmp_path: Path) -> None:
    port = hub.url.rpartition(":")[2]
    line = f'AIDHUB_TOKEN="$({" ".join(AIDHUB)} token housing)"; export AIDHUB_TOKEN; {" ".join(AIDHUB)} ask --only me.department.code "{ME}"'
    said = {**environment(tmp_path / "var", PORT=port)}
    ran = subprocess.run(["sh", "-c", line], env=said, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("housing\n", "")
    assert "AIDHUB_URL" not in os.environ


def test_a_link_is_printed_by_which_a_browser_fetches_the_list(typed: Typed) -> None:
    ran = typed("export", "--as", "housing", "{ households { nodes { number } } }", "--csv", "--link")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert httpx.get(ran.stdout.strip()).headers["content-type"].startswith("text/csv")
    ran = typed("workbook", "ZJ-03", "--division", "620000000000", "--as", "housing", "--link")
    assert httpx.get(ran.stdout.strip()).content.startswith(b"PK")
