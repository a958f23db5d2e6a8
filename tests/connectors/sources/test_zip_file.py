"""Zip: one file in it is read where it lies; what would unpack to far more than it holds is not."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.files import read_file
from connectors.sources.rows import Layout
from connectors.sources.zip_file import SMALL
from registry.errors import Refusal
from tests.connectors.patience import patient
from tests.connectors.sources.workbooks import workbook

LAYOUT = Layout(frozenset({"姓名"}), {"姓名": frozenset({"姓名"})})
CSV = "姓名\n张三\n".encode("gb18030")


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return content.getvalue()


def names(content: bytes) -> list[str]:
    return [row.cells["姓名"] for row in read_file("反馈.zip", io.BytesIO(content), LAYOUT)]


@pytest.mark.parametrize(
    "files",
    [
        {"反馈.csv": CSV},
        {"秦州/反馈.xlsx": workbook([["姓名"], ["张三"]])},
        {"反馈.csv": CSV, "__MACOSX/._反馈.csv": b"x", "a/.DS_Store": b"x"},
        {"../../etc/passwd.csv": CSV},
    ],
)
def test_the_one_file_of_a_zip_is_read_and_its_name_leads_nowhere(files: dict[str, bytes]) -> None:
    assert names(zipped(**files)) == ["张三"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "ZIP_CONTENT"),
        ({"一.csv": CSV, "二.csv": CSV}, "ZIP_CONTENT"),
        ({"内.zip": zipped(**{"一.csv": CSV})}, "ZIP_CONTENT"),
        ({"一.csv": CSV + b"x" * (SMALL + 1)}, "ZIP_BOMB"),
        ({"xl/workbook.xml": b"x" * (SMALL + 1)}, "ZIP_BOMB"),
        ({"内.xlsx": zipped(**{"xl/workbook.xml": b"x" * (SMALL + 1)})}, "ZIP_BOMB"),
        ({"xl/workbook.xml": b"x"}, "FILE_DAMAGED"),
        ({"一.xls": CSV}, "FILE_IS_XLS"),
        ({"mimetype": b"x", "content.xml": b"x"}, "FILE_IS_XLS"),
        ({"[Content_Types].xml": b"x", "xl/workbook.bin": b"x"}, "FILE_IS_XLS"),
    ],
)
def test_what_is_no_zip_of_one_file_is_refused(files: dict[str, bytes], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        names(zipped(**files))


def test_a_zip_that_lies_of_its_sizes_is_damaged() -> None:
    content = zipped(**{"一.csv": CSV + b"x" * 1000})
    size = (len(CSV) + 1000).to_bytes(4, "little")
    assert content.count(size) == 2
    with pytest.raises(Refusal, match="FILE_DAMAGED"):
        names(content.replace(size, (20).to_bytes(4, "little")))


def test_a_password_is_refused() -> None:
    content = bytearray(zipped(**{"一.csv": CSV}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Refusal, match="ZIP_CONTENT"):
        names(bytes(content))


@patient(300)
@given(st.binary(max_size=30), st.integers(0, 300))
def test_no_bytes_bring_it_down(what: bytes, place: int) -> None:
    content = zipped(**{"一.csv": CSV * 20})
    with suppress(Refusal):
        names(content[:place] + what + content[place + len(what) :])
    with suppress(Refusal):
        names(b"PK" + what)
