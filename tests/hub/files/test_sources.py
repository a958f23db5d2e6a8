"""Files of other sources than feedback: what a department knows, and what became of payments."""

import csv
import io

from tests.hub.files.sheets import counts, errors, sent, worked
from tests.hub_running import HOME, Running
from tests.schema.register.test_merges import GRADE

FACTS = ("来源记录编号", "姓名", "身份证号", "数据时点", "房屋危险性等级", "建筑面积（平方米）")
RESULTS = ("部门", "支付地区代码", "发放外部编号", "发放结果", "发放或退回日期", "退回原因")


def table(headings: tuple[str, ...], *rows: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    return text.getvalue().encode("gb18030")


def known(hub: Running, number: str) -> list[tuple[str]]:
    return hub.rows(
        "SELECT danger_grade FROM housing_housing_facts WHERE source_record_id = %s AND superseded_at IS NULL",
        number,
    )


def test_what_a_department_knows_comes_in_as_a_table(hub: Running) -> None:
    rows = [(f"survey-{n}", "王某", hub.number("19700101"), "2024-03-01", "D级", "80") for n in range(4)]
    rows[1] = (*rows[1][:4], "很危险", "80")
    rows[2] = (*rows[2][:5], "0")
    content = table(FACTS, *rows)
    checked = worked(hub, content, source="facts", check="true")
    assert counts(checked) == (2, 0, 2, 0)
    assert errors(checked)[0] == (3, "房屋危险性等级", "CELL_CODE")
    assert (errors(checked)[1][:2], known(hub, "survey-0")) == ((4, "建筑面积（平方米）"), [])
    assert counts(worked(hub, content, source="facts")) == (2, 0, 2, 0)
    assert known(hub, "survey-0") == [("D",)]
    assert counts(worked(hub, content, source="facts")) == (0, 2, 2, 0)


def test_of_a_table_in_which_ten_rows_were_changed_those_ten_are_news(hub: Running) -> None:
    rows = [(f"ten-{n}", "王某", hub.number("19700101"), "2024-03-01", "D级", "80") for n in range(30)]
    assert counts(worked(hub, table(FACTS, *rows), source="facts")) == (30, 0, 0, 0)
    changed = [(*row[:3], "2024-03-10", "C级", "80") if n % 3 == 0 else row for n, row in enumerate(rows)]
    assert counts(worked(hub, table(FACTS, *changed), source="facts")) == (10, 20, 0, 0)
    assert (known(hub, "ten-0"), known(hub, "ten-1")) == ([("C",)], [("D",)])


def test_a_list_that_goes_back_to_what_it_said_is_believed(hub: Running) -> None:
    number = hub.number("19700101")
    first, second = (table(FACTS, ("back", "王某", number, "2024-03-01", grade, "80")) for grade in ("C级", "A级"))
    for content, grade in ((first, "C"), (second, "A"), (first, "C"), (second, "A")):
        assert counts(worked(hub, content, source="facts")) == (1, 0, 0, 0)
        assert known(hub, "back") == [(grade,)]
    assert sent(hub, second, source="facts").json()["known"]


def test_a_list_is_believed_again_after_the_graph_was_told_otherwise(hub: Running) -> None:
    number = hub.number("19700101")
    listed = table(FACTS, ("graph", "王某", number, "2024-03-01", "C级", "80"))
    assert counts(worked(hub, listed, source="facts")) == (1, 0, 0, 0)
    told = {"idNumber": number, "name": "王某", "asOf": "2024-03-01", "sourceRecordId": "graph"}
    hub["housing"].ask(GRADE, {"items": [{**told, "housing": {"dangerGrade": "A"}}]})
    assert known(hub, "graph") == [("A",)]
    assert counts(worked(hub, listed, source="facts")) == (1, 0, 0, 0)
    assert known(hub, "graph") == [("C",)]


def test_what_became_of_payments_comes_in_as_a_table_that_names_nobody(hub: Running) -> None:
    rows = [("housing", HOME, "no-such-payment", "发放成功", "2024-03-01", "")]
    found = worked(hub, table(RESULTS, *rows), "finance", source="payment_results")
    assert (counts(found), errors(found)[0][1:]) == ((0, 0, 1, 0), ("发放外部编号", "UNKNOWN_PAYMENT"))
