"""Deliveries: what goes out is declared by its list, key and columns; what leads nowhere is named with its place."""

import shutil
from pathlib import Path

import pytest

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.deliveries import TableColumn, TableDelivery
from policy.errors import BadKey, CatalogueError, Duplicate, UnknownWord, WrongValue


def test_a_table_says_which_list_goes_out_and_how_its_rows_are_known_again(catalogue: Catalogue) -> None:
    delivery = catalogue.departments["housing"].deliveries["renovation_targets"]
    assert isinstance(delivery, TableDelivery)
    assert (delivery.list, delivery.programme, delivery.certainty) == (
        "targets",
        "housing.rural_house_renovation",
        "MET",
    )
    assert delivery.key == ("target_id",)
    assert delivery.columns[1] == TableColumn("household_number", "household.number")
    assert (delivery.every_minutes, delivery.deleted_at, delivery.purpose) == (1440, "deleted_at", "")


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        ('mode = "table"\nlist = "targets"', 'mode = "pigeon"\nlist = "targets"', UnknownWord, "'pigeon' is none of"),
        ('list = "targets"', 'list = "rumours"', UnknownWord, "'rumours' is none of"),
        ('list = "targets"', 'list = "referrals"', WrongValue, "referrals with a programme"),
        ('"targets"\nprogramme = "rural_house_renovation"', '"targets"', WrongValue, "targets without a programme"),
        ('"targets"\nprogramme = "rural_house_renovation"', '"targets"\nprogramme = "tents"', UnknownWord, "'tents'"),
        ('key = ["target_id"]', 'key = ["target"]', UnknownWord, "'target' is none of"),
        ('key = ["target_id"]', "key = []", WrongValue, "no key"),
        ('key = ["target_id"]', 'key = ["target_id"]\nseen_at = "since"', Duplicate, "two columns since"),
        ('key = ["target_id"]', 'key = ["target_id"]\npurpose = "gossip"', UnknownWord, "'gossip' is none of"),
        ('{ field = "id", column', '{ field = "id", heading = "x", column', BadKey, "heading is no key here"),
        ('name = "renovation_changes"', 'name = "renovation_targets"', Duplicate, "two of one name"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, error: type[CatalogueError], said: str
) -> None:
    for folder in discover():
        shutil.copytree(folder, tmp_path / folder.name)
    file = tmp_path / "housing" / "department.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(error) as raised:
        load(sorted(tmp_path.iterdir()))
    assert "housing/department.toml [[delivery]]" in str(raised.value)
    assert said in str(raised.value)
