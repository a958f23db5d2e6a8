"""A folder into which files are put: which are fetched, in which order, and where they go."""

import os
import time
from pathlib import Path

import pytest

from connectors.sources.local_files import LocalFiles
from connectors.sources.watched_folder import WatchedFolder
from registry.errors import Refusal


def put(folder: Path, name: str, content: bytes = b"x", age: float = 60) -> None:
    (folder / name).write_bytes(content)
    then = time.time() - age
    os.utime(folder / name, (then, then))


def names(folder: Path, pattern: str = "*") -> list[str]:
    return [unit.name for unit in WatchedFolder(LocalFiles(folder), pattern).units("")]


def test_files_come_in_the_order_in_which_they_were_put_there(tmp_path: Path) -> None:
    put(tmp_path, "b.csv", age=100)
    put(tmp_path, "a.csv", age=200)
    put(tmp_path, "c.xlsx", age=300)
    assert names(tmp_path) == ["c.xlsx", "a.csv", "b.csv"]
    assert names(tmp_path, "*.csv") == ["a.csv", "b.csv"]


def test_what_is_still_written_or_hidden_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "now.csv", age=1)
    for name in (".hidden.csv", "~$list.xlsx", "half.csv.part", "half.tmp"):
        put(tmp_path, name)
    (tmp_path / "folder").mkdir()
    assert names(tmp_path) == []


def test_a_file_is_read_piece_by_piece_and_put_away_beside_others_of_its_name(tmp_path: Path) -> None:
    folder = WatchedFolder(LocalFiles(tmp_path))
    for content in (b"first" * 100_000, b"second"):
        put(tmp_path, "list.csv", content)
        (unit,) = folder.units("")
        assert b"".join(folder.content(unit)) == content
        folder.put_away(unit)
    assert names(tmp_path) == []
    assert sorted(path.read_bytes()[:6] for path in (tmp_path / "taken").iterdir()) == [b"firstf", b"second"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="nowhere"):
        names(tmp_path / "nowhere")


def test_a_file_that_is_written_while_it_is_read_stays_and_is_read_again(tmp_path: Path) -> None:
    put(tmp_path, "list.csv", b"x" * (1 << 19))
    folder = WatchedFolder(LocalFiles(tmp_path))
    (unit,) = folder.units("")
    content = folder.content(unit)
    next(content)
    with (tmp_path / "list.csv").open("ab") as file:
        file.write(b"more")
    with pytest.raises(Refusal, match=r"list\.csv"):
        list(content)
    folder.put_away(unit)
    assert (tmp_path / "list.csv").exists()


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    put(tmp_path, "secret.csv")
    (tmp_path / "in" / "link.csv").symlink_to(tmp_path / "secret.csv")
    assert names(tmp_path / "in") == []


def test_a_pattern_is_about_names_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    put(tmp_path / "sub", "b.csv")
    put(tmp_path, "a.csv")
    assert names(tmp_path, "**/*.csv") == ["a.csv"]


def test_with_a_marker_a_file_is_fetched_once_it_has_come_and_goes_with_it(tmp_path: Path) -> None:
    put(tmp_path, "a.csv")
    put(tmp_path, "b.csv")
    put(tmp_path, "b.csv.done")
    folder = WatchedFolder(LocalFiles(tmp_path), marker=".done")
    (unit,) = folder.units("")
    assert unit.name == "b.csv"
    folder.put_away(unit)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.csv"]
    assert sorted(path.name[20:] for path in (tmp_path / "taken").iterdir()) == ["b.csv", "b.csv.done"]


def test_a_file_that_was_replaced_by_one_of_an_earlier_day_stays(tmp_path: Path) -> None:
    put(tmp_path, "list.csv", age=60)
    folder = WatchedFolder(LocalFiles(tmp_path))
    (unit,) = folder.units("")
    put(tmp_path, "list.csv", age=6000)
    folder.put_away(unit)
    assert (tmp_path / "list.csv").exists()
