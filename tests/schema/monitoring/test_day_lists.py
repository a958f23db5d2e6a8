"""The day's list: the same from morning to evening, what is closed in its place, what is new counted beside it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from registry.monitoring.day_lists import MOST
from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.monitoring.test_warning_closing import CLOSE
from tests.schema.monitoring.test_warnings import pupil_at_home, warnings
from tests.schema.register.test_merges import GRADE

LIST = """__typename ... on DayList { day newSince below division { code }
  lines { place rank state household { id } warnings { id state } } }"""
TAKE = f"""mutation ($division: String!, $take: Int!) {{ takeDayList(division: $division, take: $take) {{ {LIST}
  ... on Refused {{ code path }} }} }}"""
READ = f"query ($division: String!) {{ dayList(division: $division) {{ {LIST} }} }}"


def taken(hub: Running, take: int, division: str = HOME, who: str = "civil_affairs here") -> dict[str, Any]:
    """The day's list, or why there is none."""
    answer: dict[str, Any] = hub[who].ask(TAKE, {"division": division, "take": take})["takeDayList"]
    return answer


def places(listed: dict[str, Any]) -> list[tuple[int, str]]:
    return [(line["place"], line["household"]["id"]) for line in listed["lines"]]


def test_the_days_list_stays_the_same_while_its_work_is_done_and_more_comes(hub: Running) -> None:
    for _ in range(3):
        warnings(hub, pupil_at_home(hub)[0])
    with ThreadPoolExecutor(2) as officers:
        both = [*officers.map(lambda _: taken(hub, 2), range(2))]
    assert places(both[0]) == places(both[1])
    first = both[0]
    assert [line["rank"] for line in first["lines"]] == sorted((line["rank"] for line in first["lines"]), reverse=True)
    assert (first["newSince"], first["below"] >= 1) == (0, True)

    done = first["lines"][0]
    for warning in done["warnings"]:
        given = {"warning": warning["id"], "outcome": "CONFIRMED", "reason": "seen to"}
        hub["civil_affairs here"].ask(CLOSE, {"input": given})
    again = hub["civil_affairs here"].ask(READ, {"division": HOME})["dayList"]
    assert places(again) == places(first)
    assert [line["state"] for line in again["lines"]] == ["CLOSED", "OPEN"]

    more = taken(hub, 3)
    assert places(more)[:2] == places(first)
    assert len(more["lines"]) == 3
    assert more["below"] == first["below"] - 1


def test_the_access_log_names_the_households_that_a_list_shows(hub: Running) -> None:
    for _ in range(2):
        warnings(hub, pupil_at_home(hub)[0])
    shown = {home for _, home in places(taken(hub, 2))}
    again = hub["civil_affairs here"].ask(READ, {"division": HOME})["dayList"]
    assert {home for _, home in places(again)} == shown
    logged = hub.rows("SELECT subjects::text[] FROM access_log WHERE kind = 'ANSWER' ORDER BY id DESC LIMIT 2")
    assert [set(subjects) for (subjects,) in logged] == [shown, shown]


def test_a_list_is_taken_in_ones_own_divisions_and_by_who_triages(hub: Running) -> None:
    assert taken(hub, 5, ELSEWHERE)["code"] == "OUTSIDE_DIVISIONS"
    assert (taken(hub, 0)["code"], taken(hub, 201)["path"]) == ("BAD_NUMBER", "take")
    assert hub["education_aid"].refused(TAKE, {"division": HOME, "take": 5}) == ["MISSING_SCOPE"]
    assert hub["civil_affairs here"].ask(READ, {"division": ELSEWHERE})["dayList"] is None


def test_what_happens_later_to_a_household_on_the_list_is_counted_and_taken(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    warnings(hub, home)
    first = taken(hub, MOST - 1)
    assert (home in [household for _, household in places(first)], first["newSince"] + first["below"]) == (True, 0)

    house = {"idNumber": pupil, "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": "1"}
    hub["housing"].ask(GRADE, {"items": [house | {"housing": {"dangerGrade": "D"}}]})
    warnings(hub, home)
    again = hub["civil_affairs here"].ask(READ, {"division": HOME})["dayList"]
    assert (places(again), again["newSince"] + again["below"]) == (places(first), 1)

    more = taken(hub, MOST)
    assert places(more) == [*places(first), (len(first["lines"]) + 1, home)]
    before = [warning["id"] for line in first["lines"] for warning in line["warnings"]]
    came = [warning["id"] for warning in more["lines"][-1]["warnings"]]
    assert came
    assert not {*came} & {*before}
    assert more["newSince"] + more["below"] == 0


def test_a_household_with_warnings_above_and_below_the_last_line_is_one_line_to_come(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    warnings(hub, home)
    first = taken(hub, 1)
    last = first["lines"][-1]["rank"]
    hub.rows(
        "UPDATE early_warnings SET rank = %s WHERE household_id = %s AND rule = 'unfulfilled' RETURNING id",
        last + 1,
        home,
    )
    again = hub["civil_affairs here"].ask(READ, {"division": HOME})["dayList"]
    more = taken(hub, MOST)
    assert again["newSince"] + again["below"] == len(more["lines"]) - len(again["lines"])
