"""Zip: what one holds is read where it lies, and nothing is unpacked to a disk."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from connectors.sources.bounded_process import MOST_ROWS
from connectors.sources.rejoined import beginning_of
from registry.errors import Refusal

MOST_ZIPPED = 2**27
MOST_UNPACKED = 2**30
"""Bytes of a workbook, as it comes and unpacked."""
MOST_RATIO, SMALL = 200, 2**24
"""So many times its size what is zipped may unpack to, where it is not small anyhow; tables take ten to fifty."""
WORKBOOK = "xl/workbook.xml"
OTHER_OFFICE = ("xl/workbook.bin", "content.xml", "word/document.xml")
"""What .xlsb, .ods and documents hold, which are zips too."""
NO_FILES = ("__MACOSX/", ".DS_Store", "Thumbs.db")
ENCRYPTED = 1


@contextmanager
def opened(packed: bytes) -> Iterator[ZipFile]:
    """The zip, none of whose files would unpack to far more than it holds.

    Raises ZIP_BOMB, ZIP_CONTENT, and FILE_DAMAGED also while it is read.
    """
    try:
        with ZipFile(io.BytesIO(packed)) as archive:
            for info in archive.infolist():
                _bounded(info)
            yield archive
    # The library says of places and sizes that lie what Python says of wrong numbers.
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError):
        raise Refusal("FILE_DAMAGED") from None


def whole(content: BinaryIO) -> bytes:
    """All of it, in memory: a temporary file would hold names and numbers in clear. Raises FILE_TOO_LARGE."""
    found = beginning_of(content, MOST_ZIPPED + 1)
    if len(found) > MOST_ZIPPED:
        raise Refusal("FILE_TOO_LARGE", most=MOST_ROWS)
    return found


def _bounded(info: ZipInfo) -> None:
    """By what the zip says of it; whoever reads it takes no more than that. Raises ZIP_BOMB and ZIP_CONTENT."""
    if info.flag_bits & ENCRYPTED:
        raise Refusal("ZIP_CONTENT", count=1)
    if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
        raise Refusal("ZIP_BOMB")


def is_workbook(archive: ZipFile) -> bool:
    """Whether the zip is itself an .xlsx; raises FILE_IS_XLS for its relatives, and ZIP_BOMB."""
    names = archive.namelist()
    if any(name in names for name in OTHER_OFFICE):
        raise Refusal("FILE_IS_XLS")
    if WORKBOOK in names and sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
        raise Refusal("ZIP_BOMB")
    return WORKBOOK in names


def only_file(archive: ZipFile) -> ZipInfo:
    """The one file in it; raises ZIP_CONTENT."""
    files = [info for info in archive.infolist() if not info.is_dir() and not _bywork(info.filename)]
    if len(files) != 1:
        raise Refusal("ZIP_CONTENT", count=len(files))
    return files[0]


def _bywork(name: str) -> bool:
    """What the systems of clerks put beside their files."""
    return name.startswith(NO_FILES) or name.endswith(NO_FILES)
