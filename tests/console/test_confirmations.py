"""待确认: a township enters, a county sees the old beside the new, confirms or returns with a reason."""

import httpx
from playwright.sync_api import expect

from tests.console.conftest import Seat, cookies
from tests.hub_running import TOWNSHIP, Running
from tests.schema.acts import household, member, register
from tests.schema.register.test_proposals import entered as entered_act

DETERMINE = """mutation ($input: DeterminationInput!) { determine(input: $input) {
  __typename ... on Proposed { id } ... on Refused { code message } } }"""


def entered(hub: Running, number: str) -> str:
    """Near subsistence, entered by the township's clerk; the household's id."""
    (registered,) = register(hub, household(hub, member(hub.number("19800101")), number=number, division=TOWNSHIP))
    input = {"household": registered["household"], "category": "near_subsistence", "validFrom": "2024-03-01"}
    answer = hub["clerk"].ask(DETERMINE, {"input": input})["determine"]
    assert answer["__typename"] == "Proposed", answer
    id: str = registered["household"]
    return id


def test_a_county_confirms_what_a_township_entered_and_returns_what_is_wrong(hub: Running, seat: Seat) -> None:
    good, wrong = entered(hub, "CONFIRM-1"), entered(hub, "CONFIRM-2")
    desk = seat("confirms", "approver", "identity_reader")
    page = desk.open("/console/confirmations")
    assert desk.faults() == []
    page.get_by_role("row", name="CONFIRM-1").get_by_role("checkbox").check()
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="确认").click()
    expect(page.get_by_role("row", name="CONFIRM-1")).to_have_count(0)
    page.get_by_role("row", name="CONFIRM-2").get_by_role("checkbox").check()
    page.get_by_role("button", name="退回").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="退回")).to_be_disabled()
    dialog.get_by_label("退回原因").fill("收入未核对")
    assert desk.faults() == []
    dialog.get_by_role("button", name="退回").click()
    expect(page.get_by_role("row", name="CONFIRM-2")).to_have_count(0)
    found = "SELECT count(*) FROM determinations d JOIN memberships m USING (person_id) WHERE m.household_id = %s"
    assert hub.rows(found, good) == [(1,)]
    assert hub.rows(found, wrong) == [(0,)]
    (mine,) = hub["clerk"].ask("{ proposals(box: MINE, filter: { state: RETURNED }) { nodes { reason } } }")[
        "proposals"
    ]["nodes"]
    assert mine == {"reason": "收入未核对"}


def test_of_three_steps_one_person_reviews_and_another_confirms(hub: Running, seat: Seat) -> None:
    id = entered_act(hub, "voidDetermination")
    state = "SELECT state FROM proposals WHERE id = %s"
    first = seat("reviews-first", "reviewer", "identity_reader").open("/console/confirmations?act=voidDetermination")
    row = first.get_by_role("row", name="须先审核")
    row.get_by_role("checkbox").check()
    first.get_by_role("button", name="审核通过").click()
    expect(first.get_by_text("已审核 1 项")).to_be_visible()
    assert hub.rows(state, id) == [("REVIEWED",)]
    desk = seat("confirms", "approver", "identity_reader")
    page = desk.open("/console/confirmations?act=voidDetermination")
    page.get_by_role("row", name="已由张某审核").get_by_role("checkbox").check()
    assert desk.faults() == []
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="确认").click()
    expect(page.get_by_text("已确认 1 项")).to_be_visible()
    assert hub.rows(state, id) == [("CONFIRMED",)]


def test_who_may_not_confirm_has_no_button_and_a_department_no_page(hub: Running, seat: Seat) -> None:
    entered(hub, "CONFIRM-3")
    clerk = seat("enters-only", "entry_clerk", divisions=[TOWNSHIP]).open("/console/confirmations")
    assert clerk.get_by_role("button", name="确认", exact=True).count() == 0
    desk = seat("housing-clerk", "department_clerk", department="housing")
    page = desk.open("/console/confirmations")
    assert page.get_by_role("link", name="待确认").count() == 0
    assert "CONFIRM" not in page.content()
    assert not [body for body in desk.sent if "proposals" in body]
    answer = httpx.post(
        f"{hub.url}/graphql",
        json={"query": "{ proposals { nodes { id } } }"},
        cookies=cookies(hub, "housing-clerk"),
        headers={"X-Aidhub-Console": "1", "Origin": hub.url},
    )
    assert answer.json()["errors"][0]["extensions"]["code"] == "MISSING_SCOPE"
