"""Households with their members come as a file, through the act by which an office registers them."""

import pytest

from tests.hub.files.sheets import counts, errors, sent, worked
from tests.hub_running import ELSEWHERE, HOME, Running

HEADINGS = "家庭编号,所在村（社区）代码,数据日期,城乡属性,家庭住址,家庭月人均收入,姓名,身份证号,与户主关系"
SOURCE = {"source": "household_list"}


def line(
    hub: Running, household: str, relation: str, division: str = HOME, name: str = "王某", number: str = ""
) -> str:
    of = f"{household},{division},2024-02-29,农村,某村一组,312.50"
    return f"{of},{name},{number or hub.number('19700101')},{relation}"


def sheet(*lines: str, further: str = "") -> bytes:
    return "\n".join([f"{HEADINGS}{further}", *lines]).encode("utf-8-sig")


def members(hub: Running, prefix: str) -> list[tuple[str, int, int]]:
    """The households with this prefix, how many are in them, and how many heads."""
    found = "query ($n: String!) { household(number: $n) { members { relation } } }"
    numbers = hub.rows("SELECT number FROM households WHERE number LIKE %s ORDER BY 1", f"{prefix}%")
    told = [(n, hub["civil_affairs"].ask(found, {"n": n})["household"]["members"]) for (n,) in numbers]
    return [(n, len(who), sum(one["relation"] == "02" for one in who)) for n, who in told]


def test_a_list_registers_whole_households_and_again_doubles_nobody(hub: Running) -> None:
    lines = [
        line(hub, "HF-A-1", "户主"),
        line(hub, "HF-A-1", "配偶"),
        line(hub, "HF-A-1", "长子"),
        line(hub, "HF-A-2", "本人"),
    ]
    assert counts(worked(hub, sheet(*lines), "civil_affairs", check="true", **SOURCE)) == (4, 0, 0, 0)
    assert members(hub, "HF-A") == []
    assert counts(worked(hub, sheet(*lines), "civil_affairs", **SOURCE)) == (4, 0, 0, 0)
    assert members(hub, "HF-A") == [("HF-A-1", 3, 1), ("HF-A-2", 1, 1)]
    found = worked(hub, sheet(*(f"{one},x" for one in lines), further=",备注"), "civil_affairs", **SOURCE)
    assert counts(found) == (4, 0, 0, 0)
    assert members(hub, "HF-A") == [("HF-A-1", 3, 1), ("HF-A-2", 1, 1)]


def test_a_household_with_a_row_that_is_wrong_waits_and_the_others_come_in(hub: Running) -> None:
    wrong = line(hub, "HF-B-1", "配偶", number="629901197001010000")
    found = worked(
        hub, sheet(line(hub, "HF-B-1", "户主"), wrong, line(hub, "HF-B-2", "户主")), "civil_affairs", **SOURCE
    )
    assert counts(found) == (1, 0, 2, 0)
    assert errors(found) == [(2, "", "WITH_HOUSEHOLD"), (3, "身份证号", "ID_NUMBER_ROUNDED")]
    assert members(hub, "HF-B") == [("HF-B-2", 1, 1)]


def test_what_the_act_refuses_of_a_member_is_told_to_its_row_and_shown_masked(hub: Running) -> None:
    number = hub.number("19700101")
    twice = [
        line(hub, "HF-C-1", "户主"),
        line(hub, "HF-C-1", "配偶", number=number[:-1] + ("1" if number[-1] != "1" else "2")),
    ]
    found = worked(hub, sheet(*twice), "civil_affairs", **SOURCE)
    assert counts(found) == (0, 0, 2, 0)
    assert errors(found) == [(2, "", "WITH_HOUSEHOLD"), (3, "身份证号", "ID_NUMBER_CHECK_DIGIT")]
    assert "**" in found["errors"]["nodes"][1]["value"]
    heads = worked(hub, sheet(line(hub, "HF-C-2", "户主"), line(hub, "HF-C-2", "户主")), "civil_affairs", **SOURCE)
    assert errors(heads) == [(2, "", "TWO_HEADS"), (3, "", "WITH_HOUSEHOLD")]


def test_a_county_registers_in_its_own_divisions_alone(hub: Running) -> None:
    assert counts(worked(hub, sheet(line(hub, "HF-D-1", "户主")), "civil_affairs here", **SOURCE)) == (1, 0, 0, 0)
    outside = worked(hub, sheet(line(hub, "HF-D-2", "户主", ELSEWHERE)), "civil_affairs here", **SOURCE)
    assert errors(outside) == [(2, "所在村（社区）代码", "OUTSIDE_DIVISIONS")]
    # Of another county's household neither number nor members are touched, though whom facts name may live anywhere.
    taken = worked(hub, sheet(line(hub, "HF-D-1", "配偶", ELSEWHERE)), "civil_affairs elsewhere", **SOURCE)
    assert errors(taken) == [(2, "家庭编号", "NUMBER_IN_USE")]
    assert members(hub, "HF-D") == [("HF-D-1", 1, 1)]


def test_of_a_household_whose_rows_stand_a_thousand_rows_apart_nobody_is_registered(hub: Running) -> None:
    wrong = line(hub, "HF-F-1", "配偶", number="629901197001010000")
    # Of the others no chunk takes any in: all of them lack a name.
    between = [line(hub, f"HF-F-X{n}", "户主", name="", number="629901197001010019") for n in range(1005)]
    apart = line(hub, "HF-F-1", "户主")
    two = [line(hub, "HF-F-2", "户主"), line(hub, "ＨＦ-F-２", "配偶")]
    found = worked(hub, sheet(apart, *between, *two, wrong), "civil_affairs", **SOURCE)
    assert (found["state"], counts(found)) == ("DONE", (2, 0, 1007, 0))
    assert errors(found)[0] == (2, "家庭编号", "HOUSEHOLD_SCATTERED")
    assert members(hub, "HF-F-") == [("HF-F-2", 2, 1)]
    together = sheet(apart, wrong, *between, *two)
    assert errors(worked(hub, together, "civil_affairs", **SOURCE))[0] == (2, "", "WITH_HOUSEHOLD")
    assert members(hub, "HF-F-") == [("HF-F-2", 2, 1)]


def test_a_household_is_the_same_however_wide_its_number_is_typed(hub: Running) -> None:
    head, wife = line(hub, "HF-G-1", "户主"), line(hub, "ＨＦ-Ｇ-１", "配偶")
    assert counts(worked(hub, sheet(head), "civil_affairs", **SOURCE)) == (1, 0, 0, 0)
    assert counts(worked(hub, sheet(wife), "civil_affairs", **SOURCE)) == (1, 0, 0, 0)
    assert members(hub, "HF-G") == [("HF-G-1", 2, 1)]
    asked = "query ($n: String!) { household(number: $n) { number } households(filter: { number: $n }) { totalCount } }"
    told = hub["civil_affairs"].ask(asked, {"n": "ＨＦ－Ｇ－１"})
    assert told == {"household": {"number": "HF-G-1"}, "households": {"totalCount": 1}}
    assert members(hub, "ＨＦ") == []


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [("housing", 422, "UNKNOWN_SOURCE"), ("supervisor here", 403, "MISSING_SCOPE"), ("nobody", 401, "INVALID_TOKEN")],
)
def test_no_one_else_registers_by_file(hub: Running, who: str, status: int, code: str) -> None:
    answer = sent(hub, sheet(line(hub, "HF-E-1", "户主")), who, **SOURCE)
    assert (answer.status_code, code in answer.text) == (status, True), answer.text
    assert members(hub, "HF-E") == []
