"""A whole file: there once all of it has come, else nothing of it; a place that will not do is told by name."""

from pathlib import Path

import pytest

from hub.commands.whole_file import WholeFile
from registry.errors import Refusal


def test_it_is_in_its_place_once_it_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "list.csv"
    with WholeFile(tmp_path, place) as file:
        file.write(b"a")
        assert not place.exists()
        file.write(b"b")
        file.put(place)
    assert place.read_bytes() == b"ab"
    assert [*tmp_path.iterdir()] == [place]


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "list.csv"
    place.write_bytes(b"before")

    def broken_off() -> None:
        with WholeFile(tmp_path, place) as file:
            file.write(b"a")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert [(one, one.read_bytes()) for one in tmp_path.iterdir()] == [(place, b"before")]


def test_a_place_that_will_not_do_is_told_in_both_languages(tmp_path: Path) -> None:
    place = tmp_path / "nodir" / "list.csv"
    with pytest.raises(Refusal, match="FILE_UNWRITABLE") as refused:
        WholeFile(place.parent, place)
    assert str(place) in refused.value.en
    assert str(place) in refused.value.zh
    (tmp_path / "folder").mkdir()
    with WholeFile(tmp_path, tmp_path / "folder") as file, pytest.raises(Refusal, match="FILE_UNWRITABLE"):
        file.put(tmp_path / "folder")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]
