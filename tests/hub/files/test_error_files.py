"""Error files: what is wrong in a file, as CSV and as the same workbook with red cells, for who sent it alone."""

import csv
import io
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from tests.connectors.sources.workbooks import changed
from tests.hub.files.sheets import HEADINGS, counts, line, sheet, worked
from tests.hub_running import Running


def fetched(hub: Running, id: str, form: str = "csv", who: str = "housing") -> httpx.Response:
    return hub.http.get(f"/files/{id}/errors.{form}", headers={"Authorization": f"Bearer {hub[who].token}"})


def workbook(*lines: dict[str, str], hidden: bool = False) -> bytes:
    out = io.BytesIO()
    with Workbook(out) as book:
        page = book.add_worksheet("反馈")
        for n, row in enumerate([HEADINGS, *([one[h] for h in HEADINGS] for one in lines)]):
            page.write_row(n, 0, row)
        if hidden:
            other = book.add_worksheet("其他")
            other.write_row(0, 0, [1, 2])
            other.hide()
    return out.getvalue()


def test_what_is_wrong_is_fetched_as_a_table_in_which_nothing_computes_and_no_number_stands(hub: Running) -> None:
    lines = [line(hub, f"csv-{n}") for n in range(3)]
    lines[1]["金额（元）"] = "=1+1"
    lines[2]["身份证号"] = lines[2]["身份证号"][:17] + "?"
    found = worked(hub, sheet(*lines))
    answer = fetched(hub, found["id"])
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith("list.errors.csv")
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (table[0]["行号"], table[0]["列名"], table[0]["错误代码"]) == ("3", "金额（元）", "CELL_AMOUNT")
    assert table[0]["内容（已隐藏）"] == "'=1+1"
    assert lines[2]["身份证号"][:17] not in answer.text
    assert table[1]["错误原因"]
    assert table[1]["reason"]


def test_a_nul_in_a_row_that_is_refused_spoils_no_other(hub: Running) -> None:
    found = worked(hub, sheet(line(hub, "good"), line(hub, "nul", 发生日期="2999-01-0x\0")))
    assert counts(found) == (1, 0, 1, 0)


def test_a_workbook_comes_back_as_it_was_with_the_reasons_and_is_sent_again_when_it_is_mended(hub: Running) -> None:
    lines = [line(hub, f"xlsx-{n}") for n in range(4)]
    lines[2]["发生日期"] = "2999-01-01"
    found = worked(hub, workbook(*lines), name="list.xlsx")
    assert counts(found) == (3, 0, 1, 0)
    answer = fetched(hub, found["id"], "xlsx")
    assert answer.status_code == 200, answer.text
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("反馈").to_python()
    assert [row[-1] for row in rows][:3] == ["错误原因", "", ""]
    assert rows[3][-1]
    assert [row[:-1] for row in rows[1:]] == [list(one.values()) for one in lines]
    lines[2]["发生日期"] = "2024-03-01"
    again = worked(hub, workbook(*lines), name="list.xlsx")
    assert counts(again) == (1, 3, 0, 0)


def test_a_file_that_was_no_workbook_has_no_red_cells(hub: Running) -> None:
    found = worked(hub, sheet(line(hub, "plain", 发生日期="2999-01-01")))
    answer = fetched(hub, found["id"], "xlsx")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (422, "NO_WORKBOOK")


def test_a_workbook_that_failed_as_a_whole_is_not_opened_again(hub: Running) -> None:
    content = changed(workbook(line(hub, "whole")), "xl/worksheets/sheet1.xml", b'r="H2"', b'r="XFD1048576"')
    found = worked(hub, content, name="whole.xlsx")
    assert (found["state"], found["failure"]["code"]) == ("FAILED", "FILE_TOO_LARGE")
    answer = fetched(hub, found["id"], "xlsx")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (422, "NOTHING_RED")


def writers() -> int:
    """How many processes of this one, which the hub is part of, write a workbook."""
    count = 0
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            ours = (one / "stat").read_text().rpartition(")")[2].split()[1] == str(os.getpid())
            count += ours and b"connectors.deliver.returned_workbook" in (one / "cmdline").read_bytes()
    return count


def until(count: int) -> None:
    deadline = time.monotonic() + 15
    while writers() != count:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def asking_for_a_long_one(hub: Running) -> Iterator[None]:
    """Whose workbook takes long to write, and is being written; its asker leaves with the block."""
    wide = workbook(line(hub, "left", 发生日期="2999-01-01"), hidden=True)
    found = worked(hub, changed(wide, "xl/worksheets/sheet2.xml", b'r="B1"', b'r="XFD3000"'), name="left.xlsx")
    assert counts(found) == (0, 0, 1, 0)
    url = urlsplit(hub.url)
    head = f"GET /files/{found['id']}/errors.xlsx HTTP/1.1\r\nHost: {url.netloc}\r\n"
    head += f"Authorization: Bearer {hub['housing'].token}\r\n\r\n"
    with socket.create_connection((str(url.hostname), url.port or 80), timeout=20) as connection:
        connection.sendall(head.encode())
        until(1)
        yield


def test_the_writing_of_a_workbook_ends_when_its_asker_has_left_and_keeps_no_other_client_waiting(hub: Running) -> None:
    theirs = worked(hub, workbook(line(hub, "beside", 发生日期="2999-01-01")), "housing here", name="beside.xlsx")
    with asking_for_a_long_one(hub):
        assert fetched(hub, theirs["id"], "xlsx", who="housing here").status_code == 200
        assert writers() == 1
    until(0)


def test_nobody_else_fetches_it_and_who_does_stands_in_the_log(hub: Running) -> None:
    found = worked(hub, sheet(line(hub, "fetched", 发生日期="2999-01-01")))
    for other, status in (("housing here", 422), ("education_aid", 422), ("reader", 422), ("nobody", 401)):
        assert fetched(hub, found["id"], who=other).status_code == status
    assert fetched(hub, "nonsense").status_code == 422
    request = fetched(hub, found["id"]).headers["x-request-id"]
    assert hub.rows("SELECT operation, department FROM access_log WHERE request = %s", request) == [
        ("errors.csv", "housing")
    ]
