import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import httpx
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from hub.database import migrations
from hub.database.postgres import Server, free_port
from hub.database.roles import addresses
from hub.database.secrets import Secrets
from registry.identity.master_key import MasterKey
from registry.store.roles import Roles
from tests.conftest import FOLDERS
from tests.hub.commands.typed import AIDHUB, Operator, aidhub, environment, refusal
from tests.hub.conftest import ordinary_user, python_for


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_said_before_anything_is_started(var: Path, command: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        said = refusal(aidhub(command, var, PORT=port))
    assert f"Port {port} cannot be had" in said
    assert "PORT" in said
    assert not var.exists()


def test_a_database_that_does_not_answer_is_said_without_its_password(var: Path) -> None:
    url = "postgresql://hub:secret@127.0.0.1:1/hub"
    said = refusal(aidhub("migrate", var, AIDHUB_DATABASE_URL=url))
    assert "AIDHUB_DATABASE_URL does not answer" in said
    assert "secret" not in said


def test_a_wrong_setting_is_one_line(var: Path) -> None:
    assert "PORT=http must be 1–65535" in refusal(aidhub("serve", var, PORT="http"))


def test_serving_an_older_database_asks_for_the_migration(var: Path, empty_database: str) -> None:
    said = refusal(aidhub("serve", var, AIDHUB_DATABASE_URL=empty_database, PORT=str(free_port())))
    assert "older than this program" in said
    assert "aidhub migrate" in said


def test_migrating_twice_is_migrating_once(var: Path, empty_database: str) -> None:
    for _ in range(2):
        ran = aidhub("migrate", var, AIDHUB_DATABASE_URL=empty_database)
        assert ran.returncode == 0, ran.stderr
    migrations.check_level(empty_database, FOLDERS)
    assert (var / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_database_of_another_installation_is_refused_before_anything_is_changed(
    var: Path, machine: Path, empty_database: str
) -> None:
    """A new container with an empty volume: it must not shut out the hub that is at work."""
    at_work = Operator(var, empty_database)
    at_work("migrate")
    passwords = (var / "secrets.json").read_bytes()
    empty, other = Operator(machine / "empty", empty_database), Operator(machine / "other", empty_database)
    MasterKey.create(_folder(other.var / "keys") / "master.key")
    for stranger in (empty, other):
        said = stranger.refused("migrate")
        assert f"belongs to another installation: {stranger.var}/keys/master.key does not open its keys" in said
        assert not (stranger.var / "secrets.json").exists()
        assert "does not hold the passwords" in stranger.refused("client list")
    assert not empty.var.exists()
    assert at_work("client list")
    assert (var / "secrets.json").read_bytes() == passwords


def test_an_owner_whom_the_guards_bind_is_told_of_another_installation_too(
    var: Path, machine: Path, postgres: Server, empty_database: str
) -> None:
    name = conninfo_to_dict(empty_database)["dbname"]
    with psycopg.connect(empty_database, autocommit=True) as administrator:
        administrator.execute(f"CREATE ROLE {name}_bound LOGIN CREATEROLE PASSWORD 'owner'")
        administrator.execute(f"ALTER DATABASE {name} OWNER TO {name}_bound")
    url = empty_database.replace(postgres.secrets["aidhub"], "owner").replace("aidhub:", f"{name}_bound:")
    Operator(var, url)("migrate")
    assert "belongs to another installation" in Operator(machine / "empty", url).refused("migrate")
    assert Operator(var, url)("client list")


def test_roles_that_a_hub_uses_keep_their_passwords_until_it_has_stopped(
    var: Path, machine: Path, postgres: Server, empty_database: str
) -> None:
    Operator(var, empty_database)("migrate")
    second = Operator(machine / "second", empty_database)
    shutil.copy(var / "keys" / "master.key", _folder(second.var / "keys"))
    app = addresses(
        empty_database, Roles.of(str(conninfo_to_dict(empty_database)["dbname"])), Secrets(var / "secrets.json")
    ).app
    with psycopg.connect(app):
        assert "A hub is at work on this database" in second.refused("migrate")
        assert Operator(var, empty_database)("client list")
    second("migrate")
    assert second("client list")
    assert "does not hold the passwords" in Operator(var, empty_database).refused("client list")


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_serving_a_newer_database_asks_for_a_newer_program(var: Path, empty_database: str) -> None:
    aidhub("migrate", var, AIDHUB_DATABASE_URL=empty_database)
    with psycopg.connect(empty_database) as connection:
        connection.execute("INSERT INTO alembic_version VALUES ('spine_9999')")
    said = refusal(aidhub("serve", var, AIDHUB_DATABASE_URL=empty_database, PORT=str(free_port())))
    assert "newer than this program (spine_9999). Update the program" in said


def test_serving_refuses_a_table_without_its_guard(var: Path, empty_database: str) -> None:
    aidhub("migrate", var, AIDHUB_DATABASE_URL=empty_database)
    with psycopg.connect(empty_database) as connection:
        connection.execute("ALTER TABLE households NO FORCE ROW LEVEL SECURITY")
    said = refusal(aidhub("serve", var, AIDHUB_DATABASE_URL=empty_database, PORT=str(free_port())))
    assert "table households has no forced row level security" in said


def test_an_owner_who_may_not_make_roles_is_given_the_sql_for_the_administrator(
    var: Path, postgres: Server, empty_database: str
) -> None:
    name = conninfo_to_dict(empty_database)["dbname"]
    with psycopg.connect(empty_database, autocommit=True) as administrator:
        administrator.execute(f"CREATE ROLE {name}_owner LOGIN PASSWORD 'owner'")
        administrator.execute(f"ALTER DATABASE {name} OWNER TO {name}_owner")
    url = empty_database.replace(postgres.secrets["aidhub"], "owner").replace("aidhub:", f"{name}_owner:")
    said = refusal(aidhub("migrate", var, AIDHUB_DATABASE_URL=url))
    orders = said.partition("run: ")[2]
    assert orders.count("CREATE ROLE") == 3
    passwords = Secrets(var / "secrets.json")
    assert not any(passwords[f"{name}_{role}"] in said for role in ("app", "vault", "auth"))
    with psycopg.connect(empty_database, autocommit=True) as administrator:
        administrator.execute(orders)
    ran = aidhub("migrate", var, AIDHUB_DATABASE_URL=url)
    assert ran.returncode == 0, ran.stderr


def test_a_half_made_var_is_one_line(var: Path, start: Callable[..., Server]) -> None:
    start(var).stop()
    data = Path((var / "pg").read_text().strip()) / "data"
    (data / "PG_VERSION").unlink()
    assert f"Delete {var}" in refusal(aidhub("migrate", var))


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_being_told_to_stop_stops_the_server_too(var: Path, asked: signal.Signals) -> None:
    standing = (
        "import signal; from hub.commands.command_session import command_session; from hub.database.setup import with_database\n"
        "with command_session() as settings, with_database(settings):\n"
        "    print('standing', flush=True)\n"
        "    signal.pause()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", standing],
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "standing\n"
        data = Path((var / "pg").read_text().strip()) / "data"
        assert (data / "postmaster.pid").exists()
        program.send_signal(asked)
        program.wait(60)
    assert not (data / "postmaster.pid").exists()


def test_an_ordinary_user_migrates_a_machine_of_his_own(machine: Path) -> None:
    nobody, home = ordinary_user(machine)
    python = python_for(nobody)
    ran = nobody.run([*python[:-1], f"AIDHUB_VAR={home}/var", python[-1], "-m", "hub.commands.cli", "migrate"])
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "The database is at the level of aidhub" in ran.stdout


def test_the_version_is_told(var: Path) -> None:
    assert aidhub("--version", var).stdout == f"aidhub {version('aidhub')}\n"


def test_it_says_that_it_is_ready_when_it_answers_and_where(var: Path, empty_database: str) -> None:
    port = str(free_port())
    settings = {"AIDHUB_DATABASE_URL": empty_database, "PORT": port, "AIDHUB_HOST": "127.0.0.2"}
    assert "catalogue changed (目录已更新): yes" in aidhub("migrate", var, **settings).stdout
    with subprocess.Popen(
        [*AIDHUB, "serve"], env=environment(var, **settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert f"is ready on 127.0.0.2 at port {port}" in program.stdout.readline()
        assert httpx.get(f"http://127.0.0.2:{port}/readyz").status_code == 200
        program.terminate()
