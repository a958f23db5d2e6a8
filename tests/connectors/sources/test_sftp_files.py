"""A directory that is reached by SFTP: fetched as a folder is, under a pinned host key, with a key or a password."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import asyncssh
import pytest

from connectors.sources.secret import Secret
from connectors.sources.sftp_files import PIECE, SftpFiles
from connectors.sources.watched_folder import WatchedFolder
from registry.errors import Refusal
from tests.connectors.sftp_server import PASSWORD, USER, SftpServer, sftp_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SftpServer]:
    with sftp_server(tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("own")) as running:
        yield running


@pytest.fixture
def there(server: SftpServer) -> Path:
    """An empty directory on the server."""
    folder = server.folder / str(time.time_ns())
    folder.mkdir()
    return folder


def files(server: SftpServer, there: Path) -> SftpFiles:
    return SftpFiles("127.0.0.1", server.port, USER, f"/{there.name}", server.known_hosts, server.key_file)


def put(folder: Path, name: str, content: bytes = b"x", age: float = 60) -> None:
    (folder / name).write_bytes(content)
    then = time.time() - age
    os.utime(folder / name, (then, then))


def test_files_are_read_in_their_order_and_moved_out_of_the_way(server: SftpServer, there: Path) -> None:
    long = os.urandom(PIECE + 1)
    put(there, "b.csv", b"second", age=100)
    put(there, "a.csv", long, age=200)
    put(there, "now.csv", age=1)
    put(there, "half.csv.filepart")
    folder = WatchedFolder(files(server, there), "*.csv")
    units = list(folder.units(""))
    assert [(unit.name, b"".join(folder.content(unit))) for unit in units] == [("a.csv", long), ("b.csv", b"second")]
    for unit in units:
        folder.put_away(unit)
    assert sorted(path.name[-5:] for path in (there / "taken").iterdir()) == ["a.csv", "b.csv"]
    assert list(folder.units("")) == []


def test_a_password_from_a_file_opens_it_as_well(server: SftpServer, there: Path, tmp_path: Path) -> None:
    put(there, "a.csv")
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    by_word = replace(files(server, there), key=None, password=Secret(tmp_path / "password"))
    assert list(by_word.listed()) == ["a.csv"]
    assert PASSWORD not in repr(replace(by_word, password=Secret(text=PASSWORD)))
    (tmp_path / "password").write_text("another")  # it is read when it is used
    with pytest.raises(Refusal, match=r"does not let the hub.s account in"):
        by_word.listed()


def test_a_host_with_another_key_is_sent_nothing(server: SftpServer, there: Path, tmp_path: Path) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    for known in (f"[127.0.0.1]:{server.port} {other}", f"elsewhere.example {other}"):
        (tmp_path / "known_hosts").write_text(known)
        with pytest.raises(Refusal) as refused:
            replace(files(server, there), known_hosts=tmp_path / "known_hosts").listed()
        assert refused.value.code == "SOURCE_HOST_KEY"


def test_without_a_list_of_hosts_or_with_a_key_that_is_none_it_is_not_reached(
    server: SftpServer, there: Path, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text("no key")
    for wrong in ({"known_hosts": tmp_path / "none"}, {"key": tmp_path / "none"}, {"key": tmp_path / "key"}):
        with pytest.raises(Refusal) as refused:
            replace(files(server, there), **wrong).listed()
        assert refused.value.code == "SOURCE_SECRET"


def test_a_directory_that_is_not_there_is_named(server: SftpServer, there: Path) -> None:
    with pytest.raises(Refusal, match="nowhere"):
        replace(files(server, there), path="/nowhere").listed()


def test_links_and_directories_are_no_files(server: SftpServer, there: Path) -> None:
    put(server.folder, "secret.csv")
    (there / "link.csv").symlink_to(server.folder / "secret.csv")
    (there / "folder.csv").mkdir()
    assert dict(files(server, there).listed()) == {}


def test_a_file_that_is_written_while_it_is_read_stays_and_is_read_again(server: SftpServer, there: Path) -> None:
    put(there, "list.csv", b"x" * 2 * PIECE)
    folder = WatchedFolder(files(server, there))
    (unit,) = folder.units("")
    content = folder.content(unit)
    next(content)
    with (there / "list.csv").open("ab") as file:
        file.write(b"more")
    with pytest.raises(Refusal, match=r"list\.csv"):
        list(content)
    folder.put_away(unit)
    assert (there / "list.csv").exists()


def test_a_file_that_is_gone_was_changed(server: SftpServer, there: Path) -> None:
    put(there, "list.csv")
    folder = WatchedFolder(files(server, there))
    (unit,) = folder.units("")
    assert folder.files.state("list.csv") is not None
    (there / "list.csv").unlink()
    assert folder.files.state("list.csv") is None
    folder.put_away(unit)


def test_where_taken_is_no_folder_the_file_stays_and_is_told(server: SftpServer, there: Path) -> None:
    put(there, "list.csv")
    put(there, "taken")
    folder = WatchedFolder(files(server, there), "*.csv")
    (unit,) = folder.units("")
    with pytest.raises(Refusal) as refused:
        folder.put_away(unit)
    assert refused.value.code == "SOURCE_NOT_MOVED"
    assert (there / "list.csv").exists()
