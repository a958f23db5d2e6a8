"""转办: a department's clerk takes a referral on and answers it line by line; civil affairs closes it."""

import pytest
from playwright.sync_api import expect

from tests.console.conftest import Seat
from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred


@pytest.fixture(scope="module")
def pushed(hub: Running) -> str:
    id: str = referred(hub, family(hub, hub.number()))["id"]
    return id


def test_a_clerk_accepts_and_answers_and_civil_affairs_closes(hub: Running, seat: Seat, pushed: str) -> None:
    state = "SELECT state FROM matters WHERE id = %s"
    desk = seat("answers", "department_clerk", department="education_aid")
    page = desk.open("/console/referrals")
    page.get_by_role("button", name="展开行").first.click()
    assert desk.faults() == []
    page.get_by_role("button", name="受理").click()
    expect(page.get_by_role("row", name="已受理").first).to_be_visible()
    assert hub.rows(state, pushed) == [("ACCEPTED",)]
    page.get_by_role("combobox", name="答复").first.click()
    page.get_by_title("不符合条件").click()
    page.get_by_role("textbox", name="理由").first.fill("已毕业")
    page.get_by_role("button", name="提交答复").click()
    expect(page.get_by_text("已答复").first).to_be_visible()
    assert hub.rows(state, pushed) == [("ANSWERED",)]
    civil = seat("closes", "case_worker").open("/console/referrals")
    civil.get_by_role("button", name="展开行").first.click()
    civil.get_by_role("button", name="办结").click()
    expect(civil.get_by_text("没有转办事项")).to_be_visible()
    assert hub.rows(state, pushed) == [("CLOSED",)]


def test_another_department_does_not_see_it(seat: Seat, pushed: str) -> None:
    desk = seat("housing-box", "department_clerk", department="housing")
    page = desk.open("/console/referrals?which=all")
    expect(page.get_by_text("没有转办事项")).to_be_visible()
    assert pushed not in page.content()
    assert page.locator(".ant-segmented-item", has_text="辖区全部").count() == 0
