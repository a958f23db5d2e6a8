"""Offers: what a household may ask for is one line of every list and count, and is triaged or closed at once."""

import time
from typing import Any

from tests.hub_running import HOME, Running
from tests.schema.matters.test_matters import family, on_allowance
from tests.schema.matters.test_triage import triage
from tests.schema.monitoring.test_day_lists import MOST, TAKE
from tests.schema.monitoring.test_warning_closing import close_all
from tests.schema.monitoring.test_warnings import warnings

LINES = "lines { offers kind rank programmes { number } warnings { id kind } }"
PAGE = f"""query ($home: ID) {{ earlyWarnings(filter: {{household: $home}}) {{ totalCount nodes {{
  warnings {{ id kind }} {LINES} }} }} }}"""
SCHOOL = """mutation ($items: [EducationAidFactsInput!]!) { reportFactsEducationAid(items: $items) { __typename } }"""
WORK = """mutation ($items: [HumanResourcesFactsInput!]!) { reportFactsHumanResources(items: $items) { __typename } }"""
OFFERED = ["JY-07", "JY-09", "MZ-13", "RS-05"]


def on_the_allowance(hub: Running) -> tuple[str, str]:
    """A family on the allowance, and its head."""
    head = hub.number("19850101")
    home = family(hub, head)
    on_allowance(hub, home)
    return home, head


def offer_more(hub: Running, head: str) -> None:
    """They study, and find no work: three programmes may be asked for."""
    told = {"idNumber": head, "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": "1"}
    hub["education_aid"].ask(SCHOOL, {"items": [told | {"person": {"studentStage": "UNDERGRAD"}}]})
    without = {"hardToEmployRecognised": True, "marketJobFailed": True}
    hub["human_resources"].ask(WORK, {"items": [told | {"person": without}]})


def page(hub: Running, home: str) -> dict[str, Any]:
    listed = hub["civil_affairs here"].ask(PAGE, {"home": home})["earlyWarnings"]
    assert listed["totalCount"] == len(listed["nodes"]) == 1
    node: dict[str, Any] = listed["nodes"][0]
    return node


def numbers(line: dict[str, Any]) -> list[str]:
    return [programme["number"] for programme in line["programmes"]]


def test_what_a_household_may_ask_for_is_one_line_of_the_page_and_of_the_days_list(hub: Running) -> None:
    home, head = on_the_allowance(hub)
    offer_more(hub, head)
    warnings(hub, home)
    node = page(hub, home)
    (offers,) = [line for line in node["lines"] if line["offers"]]
    assert (numbers(offers), len(offers["warnings"])) == (OFFERED, 4)
    others = [line for line in node["lines"] if not line["offers"]]
    assert [len(line["warnings"]) for line in others] == [1] * (len(node["warnings"]) - 4)
    assert [line["rank"] for line in node["lines"]] == sorted((line["rank"] for line in node["lines"]), reverse=True)
    text = TAKE.replace("warnings { id state }", LINES)
    city = HOME[:4] + "00000000"  # of the county other stories take lists
    listed = hub["civil_affairs"].ask(text, {"division": city, "take": MOST})["takeDayList"]["lines"]
    (day,) = [line["lines"] for line in listed if line["household"]["id"] == home]
    assert day == node["lines"]


def test_the_offers_of_a_household_are_triaged_at_once(hub: Running) -> None:
    home, head = on_the_allowance(hub)
    offer_more(hub, head)
    warnings(hub, home)
    (offers,) = [line for line in page(hub, home)["lines"] if line["offers"]]
    made = triage(hub, items=[{"warning": one["id"], "disposition": one["kind"]} for one in offers["warnings"]])
    asked = {
        referral["toDepartment"]["code"]: sorted(line["programme"]["number"] for line in referral["lines"])
        for referral in made["referrals"]
    }
    assert asked == {"civil_affairs": ["MZ-13"], "education_aid": ["JY-07", "JY-09"], "human_resources": ["RS-05"]}
    assert not any(line["offers"] and "OPEN" in str(line) for line in page(hub, home)["lines"])


def test_the_offers_of_a_household_are_closed_at_once_with_one_reason(hub: Running) -> None:
    home, head = on_the_allowance(hub)
    offer_more(hub, head)
    warnings(hub, home)
    (offers,) = [line for line in page(hub, home)["lines"] if line["offers"]]
    outcomes = close_all(hub, [one["id"] for one in offers["warnings"]], reason="told at the visit")["outcomes"]
    assert {one["__typename"] for one in outcomes} == {"WarningClosed"}
    warnings(hub, home)
    assert not [line for line in page(hub, home)["lines"] if line["offers"]]


def all_checked(hub: Running) -> None:
    deadline = time.monotonic() + 60
    while hub.rows("SELECT count(*) FROM unchecked WHERE failure IS NULL") != [(0,)]:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_county_is_ranked_by_lines_so_that_more_offers_of_a_household_weigh_no_more(hub: Running) -> None:
    home, head = on_the_allowance(hub)
    warnings(hub, home)

    def waiting() -> tuple[int, int]:
        all_checked(hub)  # what other stories did in this county may still be looked at
        rows = hub["civil_affairs"].ask("{ ranking { openWarnings division { code } } }")["ranking"]
        (lines,) = [row["openWarnings"] for row in rows if row["division"]["code"] == HOME]
        ((counted,),) = hub.rows(
            "SELECT count(*)::int FROM early_warnings WHERE household_id = %s AND state = 'OPEN'", home
        )
        return lines, counted

    before = waiting()
    offer_more(hub, head)
    warnings(hub, home)
    after = waiting()
    assert (after[0] - before[0], after[1] - before[1]) == (0, 3)
