"""Rows of which several make one item: the members of a household, taken in together or not at all."""

import pytest

from connectors import discover
from connectors.ingest.joint_rows import Joined, before_the_last, joined, keys, told_apart
from connectors.ingest.mapping import Mapping
from connectors.ingest.scattered_keys import ScatteredKeys
from connectors.sources.rows import Row
from policy.catalogue import load
from registry.errors import Refusal

DEPARTMENTS = load(discover()).departments
HOUSEHOLDS = Mapping(DEPARTMENTS["civil_affairs"].sources["household_list"])
FACTS = Mapping(DEPARTMENTS["housing"].sources["danger_appraisals"])


def row(n: int, household: str, **other: str) -> Row:
    told = {"家庭编号": household, "所在村（社区）代码": "620502000000", "数据日期": "2024-02-29", "姓名": f"王{n}"}
    return Row(n + 2, {**told, "身份证号": "629901195803120148", "与户主关系": "其他", "家庭住址": "某村", **other})


def of(*rows: Row) -> Joined:
    read = {n: HOUSEHOLDS.item(one) for n, one in enumerate(rows)}
    items = {n: item for n, item in read.items() if isinstance(item, dict)}
    return joined(HOUSEHOLDS, rows, items, {*read} - {*items})


def test_rows_of_one_number_are_one_household_wherever_they_stand() -> None:
    found = of(row(0, "A"), row(1, "A"), row(2, "B"), row(3, "A", 家庭住址=""))
    assert [(n, item["number"], [m["name"] for m in item["members"]]) for n, item in found.items.items()] == [  # type: ignore[attr-defined]
        (0, "A", ["王0", "王1", "王3"]),
        (2, "B", ["王2"]),
    ]
    assert (found.parts, list(found.refused)) == ({0: [0, 1, 3], 2: [2]}, [])
    assert found.items[0]["address"] == "某村"


def test_with_one_row_that_cannot_be_read_none_of_its_household_is_taken_in() -> None:
    found = of(row(0, "A"), row(1, "A", 与户主关系="邻居"), row(2, "B"))
    assert list(found.items) == [2]
    assert [(n, refusal.code, "row 3" in refusal.en) for n, refusal in found.refused] == [(0, "WITH_HOUSEHOLD", True)]


def test_a_number_is_the_same_however_wide_it_is_typed() -> None:
    found = of(row(0, "A-1"), row(1, "Ａ-１"), row(2, " A-1　"), row(3, "a-1"))
    assert (found.parts, list(found.refused)) == ({0: [0, 1, 2], 3: [3]}, [])
    rows = [row(0, "B"), row(1, "A"), row(2, "Ａ")]
    assert before_the_last(HOUSEHOLDS, rows) == (rows[:1], rows[1:])


def test_of_a_household_whose_other_rows_stand_in_another_chunk_none_is_taken_in() -> None:
    scattered = ScatteredKeys()
    rows = [row(0, "Ａ"), row(1, "B"), row(2, "", 与户主关系="邻居"), row(3, "A", 与户主关系="邻居")]
    for chunk in (rows, [row(4, "A"), row(5, "C"), row(6, "")]):
        scattered.add(keys(HOUSEHOLDS, chunk))
    scattered.end()
    assert [key in scattered for key in ("A", "B", "C", "")] == [True, False, False, False]
    items = {n: item for n, one in enumerate(rows) if isinstance(item := HOUSEHOLDS.item(one), dict)}
    found = joined(HOUSEHOLDS, rows, items, {2, 3}, scattered)
    assert list(found.items) == [1]
    assert [(n, one.code, one.path) for n, one in found.refused] == [(0, "HOUSEHOLD_SCATTERED", "number")]
    assert keys(FACTS, rows) == set()


def test_a_row_that_says_something_else_of_its_household_is_told() -> None:
    found = of(row(0, "A"), row(1, "A", 家庭住址="别村"), row(2, "A"))
    assert found.items == {}
    assert [(n, refusal.code, refusal.path) for n, refusal in found.refused] == [
        (0, "WITH_HOUSEHOLD", ""),
        (1, "HOUSEHOLD_DIFFERS", "address"),
        (2, "WITH_HOUSEHOLD", ""),
    ]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("items[7].members[1].idNumber", [(5, "NO", "items[7].members[0].idNumber"), (4, "WITH_HOUSEHOLD", "")]),
        ("items[7].division", [(4, "NO", "items[7].division"), (5, "WITH_HOUSEHOLD", "")]),
        ("items[7]", [(4, "NO", "items[7]"), (5, "WITH_HOUSEHOLD", "")]),
    ],
)
def test_what_is_wrong_with_a_member_is_told_to_its_row(path: str, told: list[tuple[int, str, str]]) -> None:
    refusal = Refusal("NOT_A_MEMBER", path)
    rows = [row(n, "A") for n in range(6)]
    found = [(n, one.code, one.path) for n, one in told_apart(refusal, [4, 5], rows, joint=True)]
    assert found == [(n, code.replace("NO", "NOT_A_MEMBER"), at) for n, code, at in told]


def test_a_chunk_ends_before_a_household_of_which_more_may_come() -> None:
    rows = [row(n, household) for n, household in enumerate("AABB")]
    assert before_the_last(HOUSEHOLDS, rows) == (rows[:2], rows[2:])
    assert before_the_last(HOUSEHOLDS, rows[:2]) == (rows[:2], [])
    assert before_the_last(FACTS, rows) == (rows, [])
