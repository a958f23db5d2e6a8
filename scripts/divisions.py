"""The divisions of Gansu from the national tables of statistical codes, with the three places that do not nest."""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

PROVINCE = "62"
CUT_OFF = "2023-06-30"

# How many digits of the code name a division of each level; the rest of the twelve are its interval.
DIGITS = {"PROVINCE": 2, "CITY": 4, "COUNTY": 6, "TOWNSHIP": 9, "VILLAGE": 12}
TABLES = {
    "PROVINCE": "provinces.csv",
    "CITY": "cities.csv",
    "COUNTY": "areas.csv",
    "TOWNSHIP": "streets.csv",
    "VILLAGE": "villages.csv",
}
PARENT = {"CITY": "PROVINCE", "COUNTY": "CITY", "TOWNSHIP": "COUNTY", "VILLAGE": "TOWNSHIP"}

# 兰州新区 reports to the province beside the prefectures, but its statistical codes lie among Lanzhou's counties.
# Its positions are its codes moved into 6281…, which GB/T 2260 assigns to nobody.
NEW_AREA = "620171"
NEW_AREA_SHIFT = 8_000_000_000
NEW_AREA_NOTE = (
    "reports to the province like a city; statistical code among the counties of 兰州市; "
    "positions are its codes + 8000000000, in the unassigned range 6281 "
    "(直属省级，统计代码列于兰州市各县区；位置为代码加 8000000000，落在未使用的 6281 段)"
)
# 甘肃矿区 reports to the province too and has no code of its own; this one is the hub's, in the unassigned range 6282.
MINING_AREA = "6282"
MINING_AREA_NOTE = (
    "reports to the province like a city; no official code: this one is made by the hub; no villages "
    "(直属省级，无官方代码，此代码由本平台编制；不设村)"
)
# 嘉峪关 is a city without counties: the table fills the gap with a county of the same name.
CITY_WITHOUT_COUNTIES = "6202"
PLACEHOLDER = "620201"
CITY_WITHOUT_COUNTIES_NOTE = "a city without counties: townships lie directly below it (不设县区的市，下辖乡镇（街道）)"


@dataclass(frozen=True)
class Division:
    """One row of the file."""

    code: str
    name: str
    level: str
    parent: str
    lo: int
    hi: int
    valid_from: str = CUT_OFF
    valid_to: str = ""
    successor: str = ""
    note: str = ""


def divisions(tables: Path) -> list[Division]:
    """Every division of the province, each before what lies below it."""
    rows = [division for level in TABLES for division in _level(tables, level)]
    rows.append(_division(MINING_AREA, "甘肃矿区", "CITY", MINING_AREA_NOTE))
    return sorted(rows, key=lambda division: (division.lo, -division.hi))


def _level(tables: Path, level: str) -> Iterator[Division]:
    with (tables / TABLES[level]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["code"].startswith(PROVINCE) or row["code"] == PLACEHOLDER:
                continue
            if row["code"] == NEW_AREA:
                yield _division(NEW_AREA, row["name"], "CITY", NEW_AREA_NOTE)
            else:
                note = CITY_WITHOUT_COUNTIES_NOTE if row["code"] == CITY_WITHOUT_COUNTIES else ""
                yield _division(row["code"], row["name"], level, note)


def _division(digits: str, name: str, level: str, note: str) -> Division:
    code = digits.ljust(12, "0")
    size = 10 ** (12 - DIGITS[level])
    lo = int(code)
    if digits.startswith(NEW_AREA):
        lo = (lo + NEW_AREA_SHIFT) // size * size
    return Division(code, name, level, _parent(digits, level), lo, lo + size, note=note)


def _parent(digits: str, level: str) -> str:
    if level == "PROVINCE":
        return ""
    above = digits[: DIGITS[PARENT[level]]]
    return (CITY_WITHOUT_COUNTIES if above == PLACEHOLDER else above).ljust(12, "0")


def write(rows: Iterable[Division], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Division)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(division) for division in rows)


if __name__ == "__main__":
    write(divisions(Path(sys.argv[1])), Path(sys.argv[2]))
