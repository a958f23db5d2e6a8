"""A clerk of 秦州's housing bureau: the list as a workbook, forty lines filled in, three red ones mended, forty grants."""

import io
import zipfile
from typing import Any

import httpx
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from connectors.deliver.error_workbook import REASONS
from connectors.deliver.form_workbook import ENTRIES
from tests.hub.files.sheets import counts, ended, errors, sent, worked
from tests.hub.files.test_sources import FACTS, table
from tests.hub_running import Running, done
from tests.schema.acts import CHAIN, DETERMINE, household, member, register

QINZHOU = "620502000000"
LINES = 40
Rows = list[list[Any]]


def targets(hub: Running) -> dict[str, str]:
    """Forty rural households of 秦州 on the allowance, in houses graded D: by the number of their head, their id."""
    numbers = [hub.number("19600101") for _ in range(LINES)]
    there = [household(hub, member(number), division=QINZHOU) for number in numbers]
    ids = [outcome["household"] for outcome in register(hub, *there)]
    for id in ids:
        given = {"household": id, "category": "subsistence_allowance", "validFrom": "2024-02-01"}
        answer = hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]
        assert answer["__typename"] == "Determined", answer
    graded = [(f"grade-{number[6:]}", "王甲", number, "2024-03-01", "D级", "80") for number in numbers]
    assert counts(worked(hub, table(FACTS, *graded), source="facts")) == (LINES, 0, 0, 0)
    return dict(zip(numbers, ids, strict=True))


def rows(content: bytes) -> Rows:
    return list(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(ENTRIES).iter_rows())


def saved(table: Rows) -> bytes:
    """The sheet as a spreadsheet program saves it."""
    out = io.BytesIO()
    with Workbook(out, {"strings_to_numbers": False}) as book:
        page = book.add_worksheet(ENTRIES)
        for n, row in enumerate(table):
            page.write_row(n, 0, row)
    return out.getvalue()


def fetched(hub: Running, path: str, **asked: Any) -> bytes:
    headers = {"Authorization": f"Bearer {hub['housing'].token}", "X-Purpose": "housing"}
    answer: httpx.Response = hub.http.request("POST" if asked else "GET", path, headers=headers, **asked)
    assert answer.status_code == 200, answer.text
    return answer.content


def grants(hub: Running, households: list[str]) -> list[int]:
    """How often each was helped, by its chain."""
    chains = [hub["civil_affairs"].ask(CHAIN, {"id": id})["household"]["chain"]["nodes"] for id in households]
    return [done(chain).count("ASSISTED") for chain in chains]


def test_a_list_is_filled_in_sent_mended_and_sent_again(hub: Running) -> None:
    helped = targets(hub)
    headings, *listed = rows(fetched(hub, "/files/targets", json={"programme": "ZJ-03", "division": QINZHOU}))
    at = {heading: n for n, heading in enumerate(headings)}
    filled = [row for row in listed if row[at["身份证号"]] in helped]
    assert len(filled) == LINES
    for row in filled:
        row[at["状态"]], row[at["发生日期"]], row[at["金额（元）"]] = "已给予", "2024-03-10", "35000"
    spared = [row for row in listed if row[at["身份证号"]] not in helped]
    right = [list(row) for row in filled[:3]]
    filled[0][at["发生日期"]], filled[1][at["金额（元）"]] = "2999-01-01", "三万五"
    filled[2][at["身份证号"]] = filled[2][at["身份证号"]][:17]
    first = saved([headings, *filled, *spared])

    found = worked(hub, first, name="list.xlsx")
    assert counts(found) == (LINES - 3, 0, 3, len(spared))
    assert [column for _, column, _ in errors(found)] == ["发生日期", "金额（元）", "身份证号"]
    assert sum(grants(hub, list(helped.values()))) == LINES - 3

    returned = fetched(hub, f"/files/{found['id']}/errors.xlsx")
    told, *again = rows(returned)
    assert told == [*headings, REASONS]
    assert [bool(row[-1]) for row in again[:4]] == [True, True, True, False]
    assert b"FFC7CE" in zipfile.ZipFile(io.BytesIO(returned)).read("xl/styles.xml")

    mended = saved([told, *([*row, ""] for row in right)])
    assert counts(worked(hub, mended, name="mended.xlsx")) == (3, 0, 0, 0)
    assert grants(hub, list(helped.values())) == [1] * LINES

    assert sent(hub, mended, name="mended.xlsx").json()["known"]
    same = ended(hub, sent(hub, first, name="list.xlsx").json()["import"])
    assert counts(same) == (0, LINES - 3, 3, len(spared))
    assert grants(hub, list(helped.values())) == [1] * LINES
