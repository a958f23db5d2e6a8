"""The sheet of a household's chain: for who may see it, with what for, and no more than the graph would show."""

import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.hub_running import ELSEWHERE, Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_matters import on_allowance
from tests.signed_in import signed_in

NUMBER = "SHEET-1"


@pytest.fixture(scope="module")
def worker(hub: Running) -> httpx.Client:
    (registered,) = register(hub, household(hub, member(hub.number("19800101")), number=NUMBER))
    on_allowance(hub, registered["household"])
    return signed_in(hub, "sheet-worker", "approver", "identity_reader")


def sheet(browser: httpx.Client, number: str = NUMBER, purpose: str = "review", **more: str) -> httpx.Response:
    return browser.get("/print/household", params={"number": number, "purpose": purpose, **more})


def wanted(answer: httpx.Response) -> str:
    """Where somebody comes to once they have signed in."""
    (page,) = parse_qs(urlsplit(answer.headers["location"]).query)["next"]
    return page


def refused(answer: httpx.Response) -> str:
    found = re.search(r'class="code">([A-Z_]+)<', answer.text)
    return found[1] if found else ""


def test_the_sheet_holds_household_members_and_chain_and_says_who_printed_it_and_what_for(
    hub: Running, worker: httpx.Client
) -> None:
    answer = sheet(worker)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    (name,) = re.findall(r"打印人：(\S+)", answer.text)
    assert name == "张某"
    assert "用途：复核" in answer.text
    assert "救助链（由近及远）" in answer.text
    assert re.search(r'<td class="day">\d{4}-\d\d-\d\d</td>\s*<td>[^<]*认定', answer.text)
    english = sheet(worker, lang="en").text
    assert "a category was determined" in english
    logged = "SELECT count(*) FROM access_log WHERE operation = 'HouseholdSheet' AND purpose = 'review'"
    assert hub.rows(logged) > [(0,)]
    worker.get("/signin?lang=zh")


def test_without_a_purpose_it_is_asked_for(worker: httpx.Client) -> None:
    text = worker.get("/print/household", params={"number": NUMBER}).text
    assert '<select id="purpose"' in text
    assert f'value="{NUMBER}"' in text
    assert refused(sheet(worker, purpose="gossip")) == "UNKNOWN_CODE"


def test_the_console_leads_to_the_sheet_by_the_households_id(hub: Running, worker: httpx.Client) -> None:
    ((id,),) = hub.rows("SELECT id FROM households WHERE number = %s", NUMBER)
    asked = worker.get(f"/print/household/{id}").text
    assert '<select id="purpose"' in asked
    assert 'id="number"' not in asked
    answer = worker.get(f"/print/household/{id}", params={"purpose": "review"})
    assert NUMBER in answer.text
    nobodys = "01a00000-0000-7000-8000-000000000000"
    assert refused(worker.get(f"/print/household/{nobodys}", params={"purpose": "review"})) == "SHEET_NOT_FOUND"
    assert refused(worker.get("/print/household/x", params={"purpose": "review"}))
    stranger = httpx.get(f"{hub.url}/print/household/{id}?purpose=review")
    assert (stranger.status_code, wanted(stranger)) == (303, f"/print/household/{id}?purpose=review")


def test_a_household_of_elsewhere_is_not_there(hub: Running) -> None:
    elsewhere = signed_in(hub, "sheet-elsewhere", "approver", "identity_reader", divisions=[ELSEWHERE])
    assert refused(sheet(elsewhere)) == "SHEET_NOT_FOUND"


def test_who_may_not_open_names_sees_them_masked(hub: Running) -> None:
    reviewer = signed_in(hub, "sheet-masked", "approver")
    text = sheet(reviewer).text
    assert "不显示" in text
    assert not re.search(r"\d{17}[\dX]", text)


def test_an_administrator_and_a_stranger_are_shown_nothing(hub: Running) -> None:
    administrator = signed_in(hub, "sheet-system", "system_administrator")
    assert refused(sheet(administrator)) == "SHEET_REFUSED"
    stranger = httpx.get(f"{hub.url}/print/household?number={NUMBER}&purpose=review")
    assert (stranger.status_code, wanted(stranger)) == (303, f"/print/household?number={NUMBER}&purpose=review")


def test_a_page_of_others_has_nobody_look_at_anybody(hub: Running, worker: httpx.Client) -> None:
    looks = "SELECT count(*) FROM access_log WHERE operation = 'HouseholdSheet'"
    before = hub.rows(looks)
    asked = {"number": NUMBER, "purpose": "review"}
    led = worker.get("/print/household", params=asked, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused(led) == "CROSS_SITE"
    assert "家庭成员" not in led.text
    assert hub.rows(looks) == before
    assert worker.get("/print/household", params=asked, headers={"Sec-Fetch-Site": "none"}).status_code == 200
