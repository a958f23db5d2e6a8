"""The lists of a department in every format: real files, read back by other people's readers."""

import csv
import datetime
import io
import json
import sys
import zipfile
from typing import Any

import httpx
import pytest
from pyarrow import ArrowInvalid, parquet
from python_calamine import CalamineWorkbook

from hub.exports.columns import TableColumn
from hub.exports.marks import Marks
from hub.exports.parquet_table import ParquetTable
from hub.exports.workbook_table import WorkbookTable
from registry.errors import Refusal
from tests.hub_running import Asker, Running
from tests.schema.matters.test_matters import family, on_allowance, referred
from tests.schema.monitoring.test_warnings import CHECK

PARQUET, XLSX, CSV = ParquetTable.media_type, WorkbookTable.media_type, "text/csv"
TAKE = """mutation { takeTargetSnapshot(programme: "ZJ-03", division: "620000000000") {
  ... on Refused { code message } ... on TargetSnapshot { id count } } }"""
CHAIN = '{ household(id: "%s") { chain { nodes { id kind month department { name } amount } } } }'
REFERRALS = "{ referrals(box: OUT) { nodes { id state openedOn overdue household { number } } } }"
LISTS = {
    "eligibleTargets": ("housing", '{ eligibleTargets(programme: "ZJ-03") { nodes { id certainty since household { number address } } } }'),
    "targetChanges": ("housing", '{ targetChanges(programme: "ZJ-03") { nodes { kind on householdId lostTexts } } }'),
    "referrals": ("civil_affairs", REFERRALS),
    "household.chain": ("civil_affairs", CHAIN),
}  # fmt: skip


def taken(asker: Asker, query: str, accept: str, **headers: str) -> httpx.Response:
    told = {"Authorization": f"Bearer {asker.token}", "Accept": accept, **headers}
    answer = asker.http.post("/export", json={"query": query}, headers=told)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == accept
    return answer


def told(answer: httpx.Response) -> list[list[str]]:
    """The rows of a file as texts, under their headings."""
    match answer.headers["content-type"].partition(";")[0]:
        case "text/csv":
            return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        case "application/vnd.apache.parquet":
            table = parquet.read_table(io.BytesIO(answer.content))
            rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
            return [table.column_names, *([_text(value) for value in row] for row in rows)]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    return [[_text(cell) for cell in row] for row in sheet.to_python()]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return json.dumps(value)
    return "" if value is None else str(int(value)) if isinstance(value, float) else str(value)


def marks(answer: httpx.Response) -> dict[str, str]:
    """What a file says of itself."""
    if answer.headers["content-type"] == PARQUET:
        found = parquet.read_metadata(io.BytesIO(answer.content)).metadata
        return {
            name.decode().partition(".")[2]: text.decode()
            for name, text in found.items()
            if name.startswith(b"aidhub.")
        }
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    hidden = next(sheet for sheet in book.sheets_metadata if str(sheet.visible) != "SheetVisibleEnum.Visible")
    return {str(name): str(text) for name, text in book.get_sheet_by_name(hidden.name).to_python()}


@pytest.fixture(scope="module")
def home(hub: Running) -> str:
    """A household with a chain, that has been referred to a department."""
    home = family(hub, hub.number())
    on_allowance(hub, home)
    referred(hub, home)
    hub["civil_affairs"].ask(CHECK, {"home": home})  # or the hub may check it between one file and the next
    return home


@pytest.mark.parametrize("accept", [CSV, PARQUET, XLSX])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_the_same_in_every_format(hub: Running, home: str, name: str, accept: str) -> None:
    who, query = LISTS[name]
    query = query % home if name == "household.chain" else query
    *lines, end = taken(hub[who], query, "application/x-ndjson").text.splitlines()
    assert json.loads(end)["end"].get("list") == ("household.chain" if name == "household.chain" else None)
    headings, *rows = told(taken(hub[who], query, accept))
    nodes = [json.loads(line)["node"] for line in lines]
    assert len(rows) == len(nodes) > 0
    assert rows == [[_cell(node, heading.split(".")) for heading in headings] for node in nodes]


def _cell(node: Any, path: list[str]) -> str:
    for key in path:
        node = node[key] if node else None
    return "、".join(node) if isinstance(node, list) else _text(node)


@pytest.mark.parametrize("accept", [PARQUET, XLSX])
def test_a_snapshot_is_a_file_that_says_which_it_is(hub: Running, accept: str) -> None:
    snapshot = hub["housing"].ask(TAKE)["takeTargetSnapshot"]
    query = (
        f'{{ targetSnapshots(id: "{snapshot["id"]}") {{ nodes {{ items {{ nodes {{ householdId answered }} }} }} }} }}'
    )
    answer = taken(hub["housing"], query, accept)
    assert len(told(answer)) - 1 == snapshot["count"] > 0
    said = marks(answer)
    assert (said["list"], said["snapshot"]) == ("targetSnapshots.items", snapshot["id"])
    assert (said["count"], said["request"]) == (str(snapshot["count"]), answer.headers["x-request-id"])
    named = answer.headers["content-disposition"]
    assert f"targetSnapshots.items-{snapshot['id']}-" in named
    for other, ending in ((CSV, "csv"), ("application/x-ndjson", "ndjson")):
        file = taken(hub["housing"], query, other).headers["content-disposition"]
        assert snapshot["id"] in file
        assert file.endswith(f'.{ending}"')


@pytest.mark.parametrize("accept", [CSV, PARQUET, XLSX, "application/x-ndjson"])
def test_a_table_is_refused_to_a_stranger_as_its_lines_are(hub: Running, accept: str) -> None:
    for who, status in (("nobody", 401), ("reader", 403)):
        told = {"Authorization": f"Bearer {hub[who].token}", "Accept": accept}
        answer = hub.http.post("/export", json={"query": LISTS["eligibleTargets"][1]}, headers=told)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("application/")
    snapshot = hub["housing"].ask(TAKE)["takeTargetSnapshot"]["id"]
    query = f'{{ targetSnapshots(id: "{snapshot}") {{ nodes {{ items {{ nodes {{ householdId }} }} }} }} }}'
    told = {"Authorization": f"Bearer {hub['education_aid'].token}", "Accept": accept}
    answer = hub.http.post("/export", json={"query": query}, headers=told)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "EXPORT_OF_NOTHING")


def test_numbers_days_and_truths_keep_their_types_in_parquet_and_headings_their_language(hub: Running) -> None:
    query = "{ records { nodes { ... on HousingRecord { externalId happenedOn amount } } } }"
    answer = taken(hub["housing"], query, PARQUET, **{"Accept-Language": "zh-CN"})
    schema = parquet.read_schema(io.BytesIO(answer.content))
    assert [str(field.type) for field in schema] == ["string", "date32[day]", "int64"]
    assert all(not name.isascii() for name in schema.names)


def test_numbers_of_people_are_text_in_a_workbook(hub: Running) -> None:
    query = "{ households(first: 20) { nodes { members { person { idNumber } } } } }"
    answer = taken(hub["civil_affairs"], query, XLSX, **{"X-Purpose": "review"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    assert all(isinstance(row[0], str) for row in sheet.to_python())
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_row_groups_go_out_as_they_are_full_and_what_is_broken_off_is_not_opened() -> None:
    columns = [TableColumn(("id",)), TableColumn(("amount",), kind="integer")]
    spelled = ParquetTable(columns, chinese=False, marks=Marks("records", None, "r", datetime.date(2026, 1, 1), "d"))
    pieces = [spelled.begin()]
    for begun in range(0, 200_000, 200):
        pieces.append(spelled.page([{"id": f"{begun + n:060}", "amount": n} for n in range(200)]))
    assert sum(bool(piece) for piece in pieces) > 3
    assert len(spelled.page([])) == 0
    error: Any = {"message": "稍后再试。", "extensions": {"code": "UNAVAILABLE"}}
    broken = b"".join(pieces) + spelled.broken(200_000, "c", error, "r")
    assert broken.endswith("!! UNAVAILABLE: 稍后再试。 (200000, c, r)".encode())
    with pytest.raises(ArrowInvalid):
        parquet.read_metadata(io.BytesIO(broken))
    whole = parquet.ParquetFile(io.BytesIO(b"".join(pieces) + spelled.end(200_000, "c")))
    assert whole.metadata.num_rows == 200_000
    assert whole.metadata.num_row_groups > 3
    assert whole.metadata.metadata[b"aidhub.endCursor"] == b"c"


def test_a_hub_without_its_writer_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as where it is not installed
    with pytest.raises(Refusal, match=r"PARQUET_NOT_INSTALLED.*aidhub\[parquet\]"):
        ParquetTable([], chinese=False, marks=Marks("records", None, "r", datetime.date(2026, 1, 1), "d"))
