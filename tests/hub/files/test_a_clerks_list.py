"""A clerk of a housing bureau: the list as a workbook, filled in, sent, mended where it is red, and sent again."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from connectors.deliver.error_workbook import REASONS
from connectors.deliver.form_workbook import ENTRIES
from tests.conftest import Started
from tests.hub.files.sheets import counts, ended, errors, sent, worked
from tests.hub_running import Running

GANSU = "620000000000"
LIST = {"programme": "ZJ-03", "division": GANSU, "certainty": "UNKNOWN"}
FILLED = {"状态": "已给予", "发生日期": "2024-03-11", "金额（元）": "35,000.00", "救助方式": "修缮加固"}
WRONG = {3: {"发生日期": "2024-13-11"}, 17: {"状态": "给了"}, 30: {"金额（元）": "三万五"}}
LINES = 40
GRANTS = """SELECT count(*), count(DISTINCT household_id), sum(amount) FROM assistance_records
WHERE snapshot_id = %s AND status = 'GRANTED'"""

Table = list[list[Any]]


@pytest.fixture(scope="module")
def bureau(started: Started) -> Iterator[Running]:
    with started(persons=1500) as hub:
        yield hub


def taken(hub: Running) -> bytes:
    headers = {"Authorization": f"Bearer {hub['housing'].token}", "X-Purpose": "housing"}
    answer = hub.http.post("/files/targets", json=LIST, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.content


def sheets(workbook: bytes) -> dict[str, Table]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: list(book.get_sheet_by_name(name).iter_rows()) for name in book.sheet_names}


def saved(tables: Mapping[str, Table]) -> bytes:
    """The workbook as a clerk saves it."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return out.getvalue()


def filled(workbook: bytes, lines: Mapping[int, Mapping[str, str]]) -> bytes:
    """The workbook with these lines filled in, the first below the heading being 1."""
    tables = sheets(workbook)
    headings = tables[ENTRIES][0]
    for line, told in lines.items():
        for heading, text in told.items():
            tables[ENTRIES][line][headings.index(heading)] = text
    return saved(tables)


def returned(hub: Running, id: str) -> bytes:
    answer: httpx.Response = hub.http.get(
        f"/files/{id}/errors.xlsx", headers={"Authorization": f"Bearer {hub['housing'].token}"}
    )
    assert answer.status_code == 200, answer.text
    return answer.content


def test_forty_lines_three_of_them_wrong_then_mended(bureau: Running) -> None:
    workbook = taken(bureau)
    snapshot = sheets(workbook)[ENTRIES][1][1]
    rest = len(sheets(workbook)[ENTRIES]) - 1 - LINES
    assert rest > 0

    first = filled(workbook, {n: {**FILLED, **WRONG.get(n, {})} for n in range(1, LINES + 1)})
    found = worked(bureau, first, name="list.xlsx")
    assert counts(found) == (LINES - 3, 0, 3, rest)
    assert errors(found) == [
        (4, "发生日期", "CELL_DATE"),
        (18, "状态", "CELL_CODE"),
        (31, "金额（元）", "CELL_AMOUNT"),
    ]
    assert bureau.rows(GRANTS, snapshot)[0][:2] == (LINES - 3, LINES - 3)

    back = returned(bureau, found["id"])
    headings, *rows = sheets(back)[ENTRIES]
    assert headings[-1] == REASONS
    assert [n for n, row in enumerate(rows, 1) if row[-1]] == list(WRONG)

    mended = filled(back, dict.fromkeys(WRONG, FILLED))
    assert counts(worked(bureau, mended, name="list.xlsx")) == (3, LINES - 3, 0, rest)
    assert bureau.rows(GRANTS, snapshot) == [(LINES, LINES, LINES * 3_500_000)]

    again = sent(bureau, mended, name="the same under another name.xlsx")
    assert (again.status_code, again.json()["known"]) == (200, True)
    assert ended(bureau, again.json()["import"])["accepted"] == 3
    assert bureau.rows(GRANTS, snapshot)[0][0] == LINES
