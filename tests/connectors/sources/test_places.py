"""The file of sources: what it may say, and what is said of it where it says something else."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.sources.database_table import DatabaseTable
from connectors.sources.local_files import LocalFiles
from connectors.sources.places import Places, declared
from connectors.sources.watched_folder import WatchedFolder
from policy.sources import Source
from registry.errors import Refusal
from tests.conftest import of_the_document

CATALOGUE = of_the_document()


def written(folder: Path, text: str) -> Path:
    file = folder / "sources.toml"
    file.write_text(text)
    return file


def test_a_source_comes_from_a_folder_or_from_a_table(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """[housing.feedback]
client = "c"
folder = "/srv/in"
pattern = "*.xlsx"
every_minutes = 5
[housing.facts]
client = "c"
database = "mysql://reader:${WORD}@10.1.2.3/exchange"
table = "v"
key = "id"
""",
    )
    folder, table = declared(file, CATALOGUE, {"WORD": "secret"})
    assert (folder.name, folder.every) == ("housing/feedback", timedelta(minutes=5))
    assert folder.origin == WatchedFolder(LocalFiles(Path("/srv/in")), "*.xlsx", 30)
    assert table.every == timedelta(days=1)
    assert table.origin == DatabaseTable("mysql://reader:secret@10.1.2.3/exchange", "v", ("id",), "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# 2026\n[housing", "line 2 is no TOML"),
        ("[housing]\nx = \n\n", "line 2 is no TOML"),
        ('[housing.lists]\nclient = "c"\nfolder = "/srv"', r"\[housing.lists\]"),
        ('[nobody.facts]\nclient = "c"\nfolder = "/srv"', r"\[nobody.facts\]"),
        ('[housing.facts]\nfolder = "/srv"', "client"),
        ('[housing.facts]\nclient = "c"', "database"),
        ('[housing.facts]\nclient = "c"\nfolders = "/srv"', "folders"),
        ('[housing.facts]\nclient = "c"\ndatabase = "mysql://${NO_SUCH}@h/d"\ntable = "t"\nkey = "id"', "NO_SUCH"),
    ],
)
def test_what_is_wrong_in_it_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        list(declared(written(tmp_path, text), CATALOGUE, {}))


def test_a_file_that_cannot_be_read_is_said_in_words_of_both_languages(tmp_path: Path) -> None:
    gone, foreign = tmp_path / "gone.toml", tmp_path / "foreign.toml"
    foreign.write_bytes("# 来源".encode("gb18030"))
    for file, en, zh in (
        (gone, "no such file", "没有该文件"),
        (tmp_path, "a folder", "文件夹"),
        (foreign, "UTF-8", "编码"),
    ):
        with pytest.raises(Refusal, match=en) as refused:
            list(declared(file, CATALOGUE, {}))
        assert zh in refused.value.zh
    with pytest.raises(Refusal, match="no such file"):
        Places(gone, CATALOGUE).now()


def test_it_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    file = written(tmp_path, "")
    places = Places(file, CATALOGUE)
    assert dict(places.now()) == {}
    written(tmp_path, '[housing.facts]\nclient = "c"\nfolder = "/srv"')
    os.utime(file, (1, 1))
    assert list(places.now()) == ["housing/facts"]


def test_without_a_file_there_are_none() -> None:
    assert dict(Places(None, CATALOGUE).now()) == {}


def test_a_department_may_say_how_it_comes_and_the_operator_only_from_where(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """[medical_insurance.identity_list]
client = "c"
database = "mysql://reader@h/exchange"
table = "v_identity"
[housing.danger_appraisals]
client = "c"
folder = "/srv/in"
pattern = "*.csv"
[finance.bank_returns]
client = "c"
database = "mysql://reader@h/exchange"
table = "v"
key = "id"
""",
    )
    declared_key, told_otherwise, another_kind = declared(file, CATALOGUE, {})
    assert declared_key.origin == DatabaseTable(
        "mysql://reader@h/exchange", "v_identity", ("psn_no", "certno"), "updt_time"
    )
    assert told_otherwise.origin == WatchedFolder(LocalFiles(Path("/srv/in")), "*.csv", 30)
    assert (another_kind.every, another_kind.origin) == (
        timedelta(hours=1),
        DatabaseTable("mysql://reader@h/exchange", "v", ("id",), ""),
    )


PLACES = {
    "folder": 'folder = "/srv"',
    "sftp": 'sftp = "sftp://a@h/"\nknown_hosts = "/k"\nkey_file = "/k"',
    "table": 'database = "mysql://h/d"\ntable = "t"',
    "http": 'url = "https://h/"',
}
FETCHED = [
    (code, source)
    for code, department in CATALOGUE.departments.items()
    for source in department.sources.values()
    if source.fetching.mode != "file"
]


@pytest.mark.parametrize(("department", "source"), FETCHED, ids=lambda one: getattr(one, "name", one))
def test_of_what_a_department_declares_as_fetched_a_place_is_all_that_lacks(
    tmp_path: Path, department: str, source: Source
) -> None:
    entry = f'[{department}.{source.name}]\nclient = "c"\n{PLACES[source.fetching.mode]}'
    (place,) = declared(written(tmp_path, entry), CATALOGUE, {})
    assert place.name == f"{department}/{source.name}"
