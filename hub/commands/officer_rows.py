"""A file of officers: its rows are added in one transaction, and what is wrong with each is said by its number."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import psycopg

from auth import officer_registration
from auth.administration import Administrator
from auth.officer_registration import Entry
from auth.officer_roles import officer_roles
from connectors.sources.files import read_file
from connectors.sources.rows import Layout, Row, plain_heading
from policy.departments import Department
from registry import parsing
from registry.errors import Refusal, Words

NEEDED = ("账号", "姓名", "部门", "辖区")
COLUMNS = (*NEEDED, "角色", "起始日期", "截止日期")
Wrong = tuple[int, Refusal]
"""The number of a row, and what is wrong with it."""
BETWEEN = re.compile(r"[\s,，、;；]+")


class OfficerFile:
    """Reads rows as officers: departments and roles by their codes or their Chinese names."""

    def __init__(self, departments: Iterable[Department], today: date) -> None:
        self._departments = {name: one.code for one in departments for name in (one.code, one.zh)}
        self._codes = sorted(set(self._departments.values()))
        roles = officer_roles().values()
        self._roles = {name: role.code for role in roles for name in (role.code, role.zh.partition("：")[0])}
        self._today = today

    def add(self, connection: psycopg.Connection, by: Administrator, file: Path, check: bool) -> int:
        """Add all of a file, or `check` only whether that could be; how many. Raises OFFICER_ROWS and NO_FILE."""
        with connection.transaction() as whole:
            added, wrong = self._tried(connection, by, file)
            if wrong:
                raise Refusal("OFFICER_ROWS", count=len(wrong), detail=_said(wrong))
            if check:
                raise psycopg.Rollback(whole)
        return added

    def _tried(self, connection: psycopg.Connection, by: Administrator, file: Path) -> tuple[int, list[Wrong]]:
        """How many rows there are, and what is wrong with which."""
        wrong: list[Wrong] = []
        count = 0
        try:
            with file.open("rb") as content:
                for row in read_file(file.name, content, LAYOUT):
                    count += 1
                    try:
                        self._add(connection, by, row)
                    except Refusal as refusal:
                        wrong.append((row.number, refusal))
        except OSError as error:
            raise Refusal("NO_FILE", value=file.name) from error
        return count, wrong

    def _add(self, connection: psycopg.Connection, by: Administrator, row: Row) -> None:
        cells = {plain_heading(name): text for name, text in row.cells.items()}
        department = cells["部门"]
        entry = Entry(
            account=cells["账号"],
            name=cells["姓名"],
            department=self._departments.get(department, department),
            divisions=_parts(cells["辖区"]),
            valid_from=_day(cells, "起始日期") or self._today,
            valid_to=_day(cells, "截止日期"),
        )
        officer = officer_registration.add(connection, by, entry, self._codes)
        if roles := [self._roles.get(name, name) for name in _parts(cells.get("角色", ""))]:
            officer_registration.give_roles(connection, by, officer, roles)


MOST_SAID = 20
"""Rows of which it is said what is wrong; the others are counted."""

LAYOUT = Layout(
    known=frozenset(map(plain_heading, COLUMNS)),
    needed={name: frozenset({plain_heading(name)}) for name in NEEDED},
)


def _parts(text: str) -> list[str]:
    return [part for part in BETWEEN.split(text) if part]


def _day(cells: Mapping[str, str], heading: str) -> date | None:
    text = cells.get(heading, "")
    return parsing.date(text.replace("/", "-"), heading) if text else None


def _said(wrong: list[Wrong]) -> Words:
    said = wrong[:MOST_SAID]
    return Words(
        " ".join(f"Row {number}: {refusal.en}" for number, refusal in said),
        " ".join(f"第 {number} 行：{refusal.zh}" for number, refusal in said),
    )
