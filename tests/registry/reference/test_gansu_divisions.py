"""The divisions of Gansu: all of them, each inside its parent, and the three places that do not nest."""

import csv
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from itertools import groupby, pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILE = ROOT / "registry" / "reference" / "gansu_divisions.csv"

Rows = Mapping[str, dict[str, str]]


@pytest.fixture(scope="module")
def rows() -> Rows:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_division_is_there(rows: Rows) -> None:
    assert Counter(row["level"] for row in rows.values()) == {
        "PROVINCE": 1,
        "CITY": 14 + 2,
        "COUNTY": 86,
        "TOWNSHIP": 1403,
        "VILLAGE": 17718,
    }
    assert len(FILE.read_text("utf-8").splitlines()) == len(rows) + 1


def test_every_division_lies_inside_its_parent(rows: Rows) -> None:
    for row in rows.values():
        lo, hi = _interval(row)
        assert lo < hi
        if row["parent"]:
            above = rows[row["parent"]]
            assert _interval(above)[0] <= lo
            assert hi <= _interval(above)[1]


def test_siblings_share_no_position(rows: Rows) -> None:
    siblings = sorted(rows.values(), key=lambda row: (row["parent"], _interval(row)))
    for _, group in groupby(siblings, key=lambda row: row["parent"]):
        for one, following in pairwise(group):
            assert _interval(one)[1] <= _interval(following)[0], following["name"]


def test_the_new_area_lies_beside_lanzhou_not_below_it(rows: Rows) -> None:
    area, lanzhou = rows["620171000000"], rows["620100000000"]
    assert (area["name"], area["level"], area["parent"]) == ("兰州新区", "CITY", "620000000000")
    assert not _inside(area, lanzhou)
    towns = [row for row in rows.values() if row["parent"] == area["code"]]
    assert len(towns) == 4
    assert all(town["level"] == "TOWNSHIP" and _inside(town, area) for town in towns)
    assert "6281" in area["note"]


def test_the_mining_area_has_a_code_of_the_hubs_own_and_nothing_below(rows: Rows) -> None:
    area = rows["628200000000"]
    assert (area["name"], area["level"], area["parent"]) == ("甘肃矿区", "CITY", "620000000000")
    assert "no official code" in area["note"]
    assert [row for row in rows.values() if _inside(row, area)] == [area]


def test_jiayuguan_has_townships_directly_below_the_city(rows: Rows) -> None:
    below = [row for row in rows.values() if row["parent"] == "620200000000"]
    assert {row["level"] for row in below} == {"TOWNSHIP"}
    assert len(below) == 5
    assert "620201000000" not in rows


def test_the_same_tables_give_the_same_bytes(rows: Rows, tmp_path: Path) -> None:
    _write_tables(rows, tmp_path)
    again = tmp_path / "again.csv"
    subprocess.run([sys.executable, ROOT / "scripts" / "divisions.py", tmp_path, again], check=True)
    assert again.read_bytes() == FILE.read_bytes()


def _interval(row: Mapping[str, str]) -> tuple[int, int]:
    return int(row["lo"]), int(row["hi"])


def _inside(row: Mapping[str, str], above: Mapping[str, str]) -> bool:
    return int(above["lo"]) <= int(row["lo"]) and int(row["hi"]) <= int(above["hi"])


def _write_tables(rows: Rows, folder: Path) -> None:
    """The source tables as they must have been, placeholder and neighbouring province included."""
    tables = {"provinces": (2, "PROVINCE"), "cities": (4, "CITY"), "areas": (6, "COUNTY")}
    tables |= {"streets": (9, "TOWNSHIP"), "villages": (12, "VILLAGE")}
    for name, (digits, level) in tables.items():
        found = [(row["code"][:digits], row["name"]) for row in rows.values() if row["level"] == level]
        if name == "cities":
            found = [(code, place) for code, place in found if place not in ("兰州新区", "甘肃矿区")]
        if name == "areas":
            found += [("620171", "兰州新区"), ("620201", "嘉峪关市"), ("610102", "新城区")]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("code", "name"), *found])
