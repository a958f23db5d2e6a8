"""The file of deliveries: where a list goes, and what is said of an entry that says something else."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.deliver.delivery_places import DeliveryPlaces, declared
from registry.errors import Refusal
from tests.conftest import of_the_document

CATALOGUE = of_the_document()
ENTRY = """[housing.{name}]
client = "c"
database = "postgresql://writer:${{WORD}}@10.1.2.3/exchange"
table = "{table}"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "deliveries.toml"
    file.write_text(text)
    return file


def test_a_delivery_goes_into_a_table_on_behalf_of_a_client(tmp_path: Path) -> None:
    targets = ENTRY.format(name="renovation_targets", table="a.targets")
    changes = ENTRY.format(name="renovation_changes", table="changes") + "every_minutes = 5\n"
    first, second = declared(written(tmp_path, targets + changes), CATALOGUE, {"WORD": "secret"})
    assert (first.name, first.client, first.table.name) == ("housing/renovation_targets", "c", "a.targets")
    assert first.table.url == "postgresql://writer:secret@10.1.2.3/exchange"
    assert (first.every, second.every) == (timedelta(minutes=1440), timedelta(minutes=5))
    assert "secret" not in repr(first)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[housing.rumours]\nclient = 'c'", "renovation_targets"),
        ("[nobody.renovation_targets]\nclient = 'c'", "nobody"),
        (ENTRY.format(name="renovation_targets", table="t") + "folder = 'x'", "folder"),
        ("[housing.renovation_targets]\nclient = 'c'\ntable = 't'", "database"),
        (ENTRY.format(name="renovation_targets", table="t").replace("WORD", "OTHER"), "OTHER"),
        (ENTRY.format(name="renovation_targets", table="t") + ENTRY.format(name="renovation_changes", table="t"), "table = t"),
        ("not toml", "line 1 is no TOML"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_entry_and_no_secret(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refusal, match="DELIVERIES_FILE") as refused:
        list(declared(written(tmp_path, text), CATALOGUE, {"WORD": "secret"}))
    assert said in refused.value.en
    assert "secret" not in refused.value.en


def test_it_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    file = written(tmp_path, "")
    places = DeliveryPlaces(file, CATALOGUE)
    assert places.now() == {}
    file.write_text(ENTRY.format(name="renovation_targets", table="t").replace("${WORD}", "w"))
    os.utime(file, (1, 1))
    assert list(places.now()) == ["housing/renovation_targets"]
    assert DeliveryPlaces(None, CATALOGUE).now() == {}
