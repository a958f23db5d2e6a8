"""记录走访: a visit is told on a phone without a net, kept there, and recorded once when the net is back."""

import pytest
from playwright.sync_api import expect

from tests.console.conftest import Seat
from tests.hub_running import Running
from tests.schema.acts import household, member, register

KEPT = "JSON.stringify(localStorage)"


@pytest.fixture(scope="module")
def home(hub: Running) -> str:
    (registered,) = register(hub, household(hub, member(hub.number()), number="VISIT-1"))
    id: str = registered["household"]
    return id


def test_a_visit_without_a_net_is_kept_and_recorded_once(hub: Running, seat: Seat, home: str) -> None:
    desk = seat("visits", "case_worker", "identity_reader")
    desk.page.set_viewport_size({"width": 375, "height": 720})
    page = desk.open("/console/visit")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert desk.faults() == []
    form = page.locator("#page form")
    desk.context.set_offline(True)
    expect(page.get_by_text("现在没有网络")).to_be_visible()
    form.get_by_label("户编号").fill("VISIT-1")
    form.get_by_label("走访日期").fill("2024-03-14")
    form.get_by_label("走访人员类别").click()
    page.get_by_title("村级社会救助协理员").click()
    form.get_by_label("是否见到家庭成员").click()
    page.get_by_title("是", exact=True).click()
    form.get_by_label("走访情况").fill("本人 629901199001011234")
    expect(page.get_by_text("请勿填写身份证号")).to_be_visible()
    assert "629901" not in page.evaluate(KEPT)
    form.get_by_label("走访情况").fill("屋顶漏雨")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("1 次走访尚未提交")).to_be_visible()
    assert "屋顶漏雨" in page.evaluate(KEPT)
    count = "SELECT content->>'visitor_role', content->>'findings' FROM matters WHERE household_id = %s"
    assert hub.rows(count, home) == []
    desk.context.set_offline(False)
    expect(page.get_by_text("走访已登记")).to_be_visible()
    expect(page.get_by_text("尚未提交")).to_have_count(0)
    assert hub.rows(count, home) == [("AID_COORDINATOR", "屋顶漏雨")]
    assert "屋顶漏雨" not in page.evaluate(KEPT)
