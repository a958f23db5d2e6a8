"""预警: an officer goes through the list by keys, sees what becomes of it before it is sent, and it is a referral then."""

from playwright.sync_api import expect

from hub.database.first_fill import PROVINCE
from tests.console.conftest import Seat
from tests.hub_running import Running


def test_a_warning_is_referred_by_keys_alone_and_what_it_becomes_is_shown_before(hub: Running, seat: Seat) -> None:
    while hub.rows("SELECT count(*) FROM unchecked") != [(0,)]:
        pass
    ((before,),) = hub.rows("SELECT count(*) FROM early_warnings WHERE state = 'TRIAGED'")
    desk = seat("triages", "case_worker", divisions=[PROVINCE])
    page = desk.open("/console/warnings?kind=UNFULFILLED")
    rows = page.get_by_role("list").get_by_role("listitem")
    expect(rows.first).to_be_visible()
    assert desk.faults() == []
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.first).to_have_attribute("aria-current", "true")
    page.keyboard.press("1")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("推送给")
    assert desk.faults() == []
    dialog.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已转办 1 件")).to_be_visible()
    ((after,),) = hub.rows("SELECT count(*) FROM early_warnings WHERE state = 'TRIAGED'")
    assert after == before + 1


def test_a_warning_is_closed_only_with_what_was_found_out(seat: Seat) -> None:
    page = seat("triages", "case_worker", divisions=[PROVINCE]).open("/console/warnings")
    page.keyboard.press("5")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("误报")
    expect(dialog.get_by_role("button", name="提交")).to_be_disabled()
    dialog.get_by_label("核实情况").fill("已核实，信息有误")
    dialog.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已关闭 1 条")).to_be_visible()


def test_who_supervises_sees_them_and_may_send_nothing(seat: Seat) -> None:
    page = seat("looks-on", "supervisor", divisions=[PROVINCE]).open("/console/warnings")
    assert page.get_by_role("button", name="转办").count() == 0
    page.keyboard.press("1")
    assert page.get_by_role("dialog").count() == 0
