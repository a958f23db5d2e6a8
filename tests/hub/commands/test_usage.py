"""What is typed wrongly is said in a line of each language; settings are options that --help shows."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hub.commands.typed import aidhub, environment


@pytest.mark.parametrize(
    ("command", "english", "chinese"),
    [
        ("serve --wrokers 2", "--wrokers", "没有选项 --wrokers"),
        ("serve --workers many", "'--workers'", "参数 --workers 的值无效"),
        ("client add --department housing", "Missing option", "缺少参数"),
        ("client show", "Missing argument", "缺少参数"),
        ("dance", "No such command 'dance'", "命令用法有误"),
    ],
)
def test_what_was_typed_wrongly_is_said_in_both_languages(var: Path, command: str, english: str, chinese: str) -> None:
    ran = aidhub(command, var)
    assert (ran.returncode, ran.stdout) == (2, "")
    first, second = ran.stderr.splitlines()
    assert first.startswith("aidhub: ")
    assert english in first
    assert "--help`" in first
    assert chinese in second
    assert not var.exists()


def test_settings_are_options_that_count_before_the_environment(var: Path, tmp_path: Path) -> None:
    shown = " ".join(aidhub("serve --help", var, COLUMNS="200").stdout.split())
    for flag, variable in (("--port", "PORT"), ("--var", "AIDHUB_VAR"), ("--metrics-port", "AIDHUB_METRICS_PORT")):
        assert flag in shown
        assert f"env var: {variable}" in shown
    assert "PORT=http must be 1–65535" in aidhub("serve --port http", var, PORT="8000").stderr
    away = aidhub("client list --database-url postgresql://u:secret@127.0.0.1:1/d", var)
    assert "does not answer" in away.stderr
    assert "secret" not in away.stderr


def test_a_name_of_several_commands_alone_shows_them(var: Path) -> None:
    ran = aidhub("outbox", var)
    assert (ran.returncode, ran.stderr) == (2, "")
    assert "trim" in ran.stdout


def test_a_clients_command_starts_without_the_database_and_the_graph(var: Path) -> None:
    heavy = "{'sqlalchemy', 'alembic', 'psycopg', 'strawberry', 'graphql', 'starlette', 'procrastinate'}"
    asked = f"""import sys
sys.argv = ["aidhub", "token", "housing", "--url", "http://127.0.0.1:1", "--var", "{var}"]
from hub.commands.entry import main
try:
    main()
finally:
    print(sorted({heavy} & set(sys.modules)))"""
    ran = subprocess.run(
        [sys.executable, "-c", asked], env=environment(var), capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (1, "[]\n"), ran.stderr
