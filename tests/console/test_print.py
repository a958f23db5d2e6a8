"""The sheet of a chain on paper: A4, its heads repeated, and its text the register's."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.console.conftest import Seat
from tests.hub_running import Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_matters import on_allowance


def test_the_sheet_is_printed_on_a4_with_what_the_register_says(hub: Running, seat: Seat, tmp_path: Path) -> None:
    (registered,) = register(hub, household(hub, member(hub.number("19800101")), number="PRINT-1"))
    on_allowance(hub, registered["household"])
    desk = seat("prints", "approver", "identity_reader")
    page = desk.open("/print/household?number=PRINT-1")
    assert desk.faults() == []
    page.get_by_label("查询用途").select_option("review")
    page.get_by_role("button", name="查看并打印").click()
    page.wait_for_url("**purpose=review**")
    assert desk.faults() == []
    assert "认定" in page.inner_text("table >> nth=1")
    pdf = page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler-utils) is not on this machine; the sheet itself was looked at")
    text = subprocess.run([reader, "-layout", tmp_path / "sheet.pdf", "-"], capture_output=True, text=True).stdout
    for said in ("PRINT-1", "打印人：张某", "用途：复核", "认定", "王"):
        assert said in text.replace(" ", ""), said
    size = subprocess.run(["pdfinfo", tmp_path / "sheet.pdf"], capture_output=True, text=True).stdout
    assert "A4" in size
