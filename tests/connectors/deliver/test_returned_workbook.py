"""The workbook that goes back is written beside the hub, which no file of anybody's can end."""

import io

import pytest
from python_calamine import CalamineWorkbook

from connectors.deliver.error_workbook import CellFault
from connectors.deliver.returned_workbook import written
from registry.errors import Refusal
from tests.connectors.sources.workbooks import changed, workbook

SENT = workbook([["姓名", "状态"], ["张三", "给了"]], [["代码"]], names=["填报", "代码"])


def test_it_is_the_one_that_was_sent_with_what_is_wrong() -> None:
    back = CalamineWorkbook.from_filelike(io.BytesIO(written(SENT, [CellFault("填报", 2, "状态", "应为“已给予”。")])))
    assert back.get_sheet_by_name("填报").to_python() == [
        ["姓名", "状态", "错误原因"],
        ["张三", "给了", "应为“已给予”。"],
    ]


def test_a_hidden_sheet_that_claims_a_billion_cells_ends_the_process_that_writes_it_and_no_other() -> None:
    content = changed(workbook([["姓名"]], [["甲", 1]]), "xl/worksheets/sheet2.xml", b'r="B1"', b'r="XFD1048576"')
    with pytest.raises(Refusal, match="FILE_TOO_LARGE"):
        written(content, [])


def test_a_damaged_one_is_refused() -> None:
    with pytest.raises(Refusal, match="FILE_DAMAGED"):
        written(SENT[:-40], [])
