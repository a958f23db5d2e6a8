"""Invented files: lists as departments send them, of people who are registered and of people whom nobody knows."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from benchmarks.feedback import DIVISION, PROGRAMME
from registry.identity.identity_numbers import with_check_digit

GRANTS = (
    "外部编号",
    "姓名",
    "身份证号",
    "项目",
    "状态",
    "发生日期",
    "支付地区代码",
    "金额（元）",
    "参保年度",
    "结算编号",
)
FACTS = ("psn_no", "certno", "psn_name", "insutype", "psn_insu_stas", "insuplc_admdvs", "brdy", "gend")
BORN = date(1930, 1, 1)
DAYS = 30_000
Person = tuple[str, str]
"""A number and a name."""


@dataclass(frozen=True)
class InventedFile:
    """A CSV of so many rows, and the source whose it is."""

    name: str
    source: str
    rows: int
    content: bytes


def strangers(first: int = 0) -> Iterator[Person]:
    """People whom nobody has registered, from the `first` on; no two have one number."""
    n = first
    while True:
        born = BORN + timedelta(days=n % DAYS)
        yield with_check_digit(f"629901{born:%Y%m%d}{n // DAYS:03}"), "王某"
        n += 1


def grants(name: str, people: Iterable[Person], rows: int, day: date) -> InventedFile:
    """Help that was given: one line for each person."""
    lines = (
        (f"{name}-{n}", called, number, PROGRAMME, "已给予", day.isoformat(),
         DIVISION, "180.00", str(day.year), f"S{n:08}")
        for n, (number, called) in enumerate(islice(people, rows))
    )  # fmt: skip # a line of the file
    return _file(name, "feedback", GRANTS, lines)


def facts(name: str, people: Iterable[Person], rows: int) -> InventedFile:
    """What is known of people: one line for each person."""
    lines = (
        (
            f"{n:014}",
            number,
            called,
            "390",
            "1" if n % 3 else "2",
            "620102",
            number[6:14],
            "12"[int(number[16]) % 2 < 1],
        )
        for n, (number, called) in enumerate(islice(people, rows))
    )
    return _file(name, "insured_persons", FACTS, lines)


def _file(name: str, source: str, headings: Iterable[str], lines: Iterable[Iterable[str | None]]) -> InventedFile:
    text, rows = io.StringIO(), 0
    writer = csv.writer(text)
    writer.writerow(headings)
    for line in lines:
        writer.writerow(line)
        rows += 1
    return InventedFile(name, source, rows, text.getvalue().encode())
