"""Lists as tables: which columns, how they are called, and that no cell is computed."""

import csv
import datetime
import io
from typing import Any

import httpx
import pytest

from connectors.deliver.cell_text import cell
from hub.exports.columns import TableColumn
from hub.exports.formats import CsvTable
from hub.exports.marks import Marks
from tests.hub.exports.test_exports import export
from tests.hub_running import Asker, Running

MARKS = Marks("households", None, "r", datetime.date(2026, 1, 1), "housing")
RECORDS = """{ records { nodes { ...All ... on HousingRecord { mode } } } }
fragment All on HousingRecord { externalId programme { number name } person { nameMasked } amount }"""
MEMBERS = "{ households { nodes { number division { name } members { person { nameMasked } } residence } } }"


def table(asker: Asker, query: str, **headers: str) -> list[list[str]]:
    answer = sent(asker, query, **headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def sent(asker: Asker, query: str, **headers: str) -> httpx.Response:
    told = {"Authorization": f"Bearer {asker.token}", "Accept": "text/csv"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return asker.http.post("/export", json={"query": query}, headers=told)


def test_a_table_has_a_row_for_each_line_and_a_column_for_each_value(hub: Running) -> None:
    nodes, _ = export(hub["housing"], RECORDS)
    headings, *rows = table(hub["housing"], RECORDS)
    assert headings == ["externalId", "programme.number", "programme.name", "person.nameMasked", "amount", "mode"]
    assert len(rows) == len(nodes) > 2
    first = nodes[0]
    assert rows[0][:3] == [first["externalId"], first["programme"]["number"], first["programme"]["name"]]
    assert [row[4] for row in rows] == ["" if node["amount"] is None else str(node["amount"]) for node in nodes]


def test_its_headings_are_chinese_for_who_reads_chinese(hub: Running) -> None:
    headings = table(hub["housing"], MEMBERS, Accept_Language="zh-CN")[0]
    assert headings == ["户编号", "所属行政区划·名称", "家庭成员", "住房所在地城乡属性"]


def test_a_list_in_a_row_is_one_cell(hub: Running) -> None:
    nodes, _ = export(hub["housing"], MEMBERS)
    large = next(n for n, node in enumerate(nodes) if len(node["members"]) > 1)
    told = "、".join(member["person"]["nameMasked"] for member in nodes[large]["members"])
    assert table(hub["housing"], MEMBERS)[large + 1][2] == told


def test_edges_are_a_table_too(hub: Running) -> None:
    headings, *rows = table(hub["housing"], "{ households { edges { cursor node { number } } } }")
    assert headings == ["cursor", "node.number"]
    assert all(len(row) == 2 for row in rows)


def test_what_may_not_be_asked_is_no_table_either(hub: Running) -> None:
    answer = sent(hub["education_aid"], "{ households { nodes { perCapitaIncome } } }")
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_SHARED"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_nothing_that_somebody_entered_is_computed_by_a_spreadsheet(text: str) -> None:
    spelled = CsvTable([TableColumn(("name",), ("姓名",))], chinese=True, marks=MARKS)
    ((read,),) = csv.reader(io.StringIO(spelled.page([{"name": text}]).decode(), newline=""))
    assert read == f"'{text}"


def test_one_that_is_broken_off_says_so_in_its_last_row() -> None:
    spelled = CsvTable([TableColumn(("name",), ("姓名",))], chinese=True, marks=MARKS)
    error: dict[str, Any] = {"message": "稍后再试。", "extensions": {"code": "UNAVAILABLE"}}
    ((last,),) = csv.reader(io.StringIO(spelled.broken(20, "c", error, "r").decode()))
    assert last.startswith("!! UNAVAILABLE: 稍后再试。")


def test_values_are_told_as_json_tells_them() -> None:
    assert [cell(value) for value in (None, True, 12, "x", ["a", None, "b"], [{"name": "甲"}], {"a": 1, "b": 2})] == [
        "", "true", "12", "x", "a、b", "甲", '{"a": 1, "b": 2}',
    ]  # fmt: skip
