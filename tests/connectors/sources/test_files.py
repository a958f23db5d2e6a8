"""Files as they come: what one is shows its content."""

import io

import pytest

from connectors.sources.files import OLD_EXCEL, read_file
from connectors.sources.rows import Layout
from registry.errors import Refusal

LAYOUT = Layout(frozenset({"姓名"}), {"姓名": frozenset({"姓名"})})


def test_a_csv_is_one_whatever_its_name() -> None:
    content = "姓名\n张三\n".encode()
    assert [row.cells for row in read_file("反馈.txt", io.BytesIO(content), LAYOUT)] == [{"姓名": "张三"}]


@pytest.mark.parametrize(
    ("name", "content"), [("反馈.xlsx", OLD_EXCEL + b"..."), ("反馈.XLS", "姓名\n张三\n".encode())]
)
def test_an_old_excel_file_is_refused_with_the_way_out(name: str, content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        list(read_file(name, io.BytesIO(content), LAYOUT))
    assert caught.value.code == "FILE_IS_XLS"
    assert "另存为" in caught.value.zh
