"""Lists of targets as workbooks: what a department's clerk gets, and what nobody gets."""

import io
from typing import Any

import httpx
from python_calamine import CalamineWorkbook

from connectors.deliver.form_workbook import ENTRIES, INSTRUCTIONS
from hub.exports import target_workbooks
from tests.hub_running import Asker, Running

GANSU = "620000000000"
HOUSES = {"programme": "ZJ-03", "division": GANSU}
COUNT = "query ($programme: String!, $division: String!) { eligibleTargets(programme: $programme, division: $division) { totalCount nodes { household { number } } } }"


def taken(asker: Asker, wanted: Any, **headers: str) -> httpx.Response:
    sent = {"Authorization": f"Bearer {asker.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return asker.http.post("/files/targets", json=wanted, headers=sent)


def table(answer: httpx.Response) -> list[dict[str, Any]]:
    """The rows of the sheet that is filled in, by their headings."""
    assert answer.status_code == 200, answer.text
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    headings, *rows = book.get_sheet_by_name(ENTRIES).iter_rows()
    return [dict(zip(headings, row, strict=True)) for row in rows]


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


def test_every_target_is_on_it_once(hub: Running) -> None:
    there = hub["housing"].ask(COUNT, HOUSES)["eligibleTargets"]
    rows = table(taken(hub["housing"], HOUSES))
    assert len(rows) == there["totalCount"] > 0
    assert sorted(row["户编号"] for row in rows) == sorted(node["household"]["number"] for node in there["nodes"])
    assert len({row["外部编号"] for row in rows}) == len(rows)


def test_what_was_done_is_left_to_be_filled_in(hub: Running) -> None:
    row = table(taken(hub["housing"], HOUSES))[0]
    assert (row["项目"], row["支付地区代码"]) == ("农村危房改造", GANSU)
    assert {row[name] for name in ("状态", "发生日期", "金额（元）", "救助方式", "理由")} == {""}


def test_names_and_numbers_stand_in_clear_for_a_purpose_alone(hub: Running) -> None:
    masked = table(taken(hub["housing"], HOUSES))
    clear = table(taken(hub["housing"], HOUSES, X_Purpose="housing"))
    assert {(row["姓名"], row["身份证号"]) for row in masked} == {("", "")}
    assert all("**" in row["姓名（脱敏）"] and "身份证号（脱敏）" not in row for row in masked)
    assert all("*" not in row["姓名"] and len(row["身份证号"]) == 18 for row in clear)
    assert "姓名（脱敏）" not in clear[0]


def test_a_department_gets_its_own_columns_alone(hub: Running) -> None:
    row = table(taken(hub["education_aid"], {"programme": "JY-03", "division": GANSU}))[0]
    assert not {"户编号", "住址", "家庭类别"} & row.keys()
    assert "所在地区" in row


def test_the_programme_and_what_is_left_to_the_department_are_told(hub: Running) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken(hub["housing"], HOUSES).content))
    told = "\n".join(str(row[0]) for row in book.get_sheet_by_name(INSTRUCTIONS).iter_rows())
    assert "ZJ-03 农村危房改造" in told
    assert "符合住房保障条件" in told


def test_who_may_not_see_a_list_gets_none(hub: Running) -> None:
    assert refused(taken(hub["housing"], {"programme": "JY-03", "division": GANSU})) == (
        422,
        "PROGRAMME_OF_ANOTHER_DEPARTMENT",
    )
    assert refused(taken(hub["finance"], HOUSES))[0] in (403, 422)
    assert httpx.post(f"{hub.url}/files/targets", json=HOUSES).status_code == 401


def test_a_request_of_another_shape_is_told_what_is_wanted(hub: Running) -> None:
    assert refused(taken(hub["housing"], {"programme": "ZJ-03"})) == (400, "BAD_LIST_REQUEST")
    assert refused(taken(hub["housing"], [1])) == (400, "BAD_LIST_REQUEST")
    assert refused(taken(hub["housing"], {**HOUSES, "division": "9"}))[0] == 422


def test_a_list_that_nobody_fills_in_by_hand_is_refused_before_it_is_taken(hub: Running, monkeypatch: Any) -> None:
    monkeypatch.setattr(target_workbooks, "MOST", 0)
    before = hub.rows("SELECT count(*) FROM target_snapshots")
    assert refused(taken(hub["housing"], HOUSES)) == (422, "LIST_TOO_LONG")
    assert hub.rows("SELECT count(*) FROM target_snapshots") == before


def test_the_list_is_a_snapshot_that_its_rows_name(hub: Running) -> None:
    ids = {row["对象名单标识"] for row in table(taken(hub["housing"], HOUSES))}
    assert hub.rows("SELECT programme FROM target_snapshots WHERE id::text = ANY(%s)", list(ids)) == [
        ("housing.rural_house_renovation",)
    ]
