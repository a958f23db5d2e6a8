"""A workbook (.xlsx) that goes out while it is written: XlsxWriter would hold it whole, or on the disk in clear.

Cells are texts or numbers and never formulas; sheets are as long as one may be, and another goes on behind it.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from connectors.deliver.outgoing_bytes import OutgoingBytes
from registry.errors import Refusal

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot say, and what would be read as such a thing."""
MARKS = "aidhub"
"""The hidden sheet that says which list it is."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = f'{HEAD}<worksheet xmlns="{MAIN}">'
FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>'
    "</sheetViews>"
)
DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
Cell = str | int | None


class Package(zipfile.ZipFile):
    """A package that may be left unfinished: what is broken off is not to be opened as if it were whole."""

    def __del__(self) -> None:
        pass


class StreamedWorkbook:
    """Its rows one after the other; `taken` is what may go out."""

    def __init__(self, name: str, headings: Sequence[str], most_rows: int = MOST_ROWS) -> None:
        self._name, self._headings, self._most = name, headings, most_rows
        self._out = OutgoingBytes()
        self._zip = Package(self._out, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._sheets: list[str] = []
        self._rows = 0
        self._begin_sheet()

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Rows behind those before; raises EXPORT_CELL_TOO_LONG."""
        for row in rows:
            if self._rows == self._most:
                self._end_sheet()
                self._begin_sheet()
            self._sheet.write(_row(row))
            self._rows += 1

    def close(self, marks: Mapping[str, str]) -> None:
        """End it, with what it is on a sheet that is not shown."""
        self._end_sheet()
        self._part(MARKS)
        for name, text in marks.items():
            self._sheet.write(_row((name, text)))
        self._end_sheet()
        for path, text in self._around():
            self._zip.writestr(path, HEAD + text)
        self._zip.close()

    def taken(self) -> bytes:
        """What was written since it was asked last."""
        return self._out.taken()

    def _begin_sheet(self) -> None:
        count = len(self._sheets) + 1
        self._part(self._name if count == 1 else f"{self._name} {count}", FROZEN)
        self._sheet.write(_row(self._headings))
        self._rows = 1

    def _part(self, name: str, view: str = "") -> None:
        self._sheets.append(name)
        self._sheet = self._zip.open(f"xl/worksheets/sheet{len(self._sheets)}.xml", "w", force_zip64=True)
        self._sheet.write(f"{SHEET}{view}<sheetData>".encode())

    def _end_sheet(self) -> None:
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()

    def _around(self) -> Iterable[tuple[str, str]]:
        """The parts that say what the package holds."""
        numbered = [*enumerate(self._sheets, 1)]
        types = "".join(_type(f"worksheets/sheet{n}.xml", SHEET_TYPE) for n, _ in numbered)
        types = f"{DEFAULTS}{_type('workbook.xml', BOOK_TYPE)}{types}"
        yield "[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>'
        yield "_rels/.rels", _relationships([_relationship(1, "officeDocument", "xl/workbook.xml")])
        listed = "".join(_listed(n, name) for n, name in numbered)
        yield "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        leading = [_relationship(n, "worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered]
        yield "xl/_rels/workbook.xml.rels", _relationships(leading)


def _row(cells: Sequence[Cell]) -> bytes:
    return f"<row>{''.join(map(_cell, cells))}</row>".encode()


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    if len(cell) > LONGEST_CELL:
        raise Refusal("EXPORT_CELL_TOO_LONG", most=LONGEST_CELL)
    said = escape(UNSPEAKABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", cell))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def _listed(n: int, name: str) -> str:
    hidden = ' state="hidden"' if name == MARKS else ""
    return f'<sheet name={quoteattr(name)} sheetId="{n}"{hidden} r:id="rId{n}"/>'


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="/xl/{part}" ContentType="{kind}"/>'


def _relationship(n: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _relationships(leading: Iterable[str]) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(leading)}</Relationships>'
