"""救助链: an officer finds what a household lacks and has it handled, its department helps and answers, and the chain tells of all of it."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hub.database.first_fill import PROVINCE
from tests.console.conftest import Seat
from tests.hub_running import Running

PUPIL = "629901200711200021"
"""Wang Bing of CASE-01, whose premium nobody has subsidised."""


@pytest.fixture(scope="module")
def home(hub: Running) -> str:
    while hub.rows("SELECT count(*) FROM unchecked") != [(0,)]:
        time.sleep(0.05)
    ((id,),) = hub.rows("SELECT id FROM households WHERE number = 'CASE-01'")
    return str(id)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).last.click()
    page.get_by_title(option).last.click()


def test_a_gap_is_found_referred_helped_answered_and_closed_on_the_chain(hub: Running, seat: Seat, home: str) -> None:
    chain = f"/console/household/{home}"
    officer = seat("chains", "case_worker", divisions=[PROVINCE])
    page = officer.open(chain)
    gaps = page.get_by_role("region", name="应享未享与疑似重复")
    gap = gaps.get_by_role("listitem").filter(has_text="YB-02")
    expect(gap).to_contain_text("政策落实不到位")
    assert officer.faults() == []
    gap.get_by_role("button", name="处置").click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("YB-02")
    assert officer.faults() == []
    drawer.get_by_role("button", name="提交").click()
    expect(gap).to_have_count(0)
    links = page.get_by_role("region", name="救助链")
    expect(links.get_by_role("listitem").first).to_contain_text("转办")

    clerk = seat("insures", "department_clerk", department="medical_insurance", divisions=[PROVINCE])
    desk = clerk.open("/console/referrals")
    desk.get_by_role("button", name="展开行").first.click()
    desk.get_by_role("button", name="受理").click()
    expect(desk.get_by_text("已受理").first).to_be_visible()
    feeds_back(clerk.open("/console/feedback?entry=one"), clerk.faults)
    desk = clerk.open("/console/referrals")
    desk.get_by_role("button", name="展开行").first.click()
    desk.get_by_role("combobox", name="答复").first.click()
    desk.get_by_title("已救助").click()
    desk.get_by_role("button", name="提交答复").click()
    expect(desk.get_by_text("已答复").first).to_be_visible()
    desk = clerk.open(chain)
    expect(desk.get_by_role("region", name="救助链")).to_contain_text("参保定额资助")
    assert desk.get_by_role("region", name="应享未享与疑似重复").count() == 0
    assert not [body for body in clerk.sent if "earlyWarnings" in body], "what others are warned of is not asked for"

    page = officer.open("/console/referrals")
    page.get_by_role("button", name="展开行").first.click()
    page.get_by_role("button", name="办结").click()
    expect(page.get_by_text("已办结").first).to_be_visible()
    page = officer.open(chain)
    told = page.get_by_role("region", name="救助链")
    for what in ("转办", "受理", "救助", "答复"):
        expect(told).to_contain_text(what)
    expect(page.get_by_role("region", name="应享未享与疑似重复")).not_to_contain_text("YB-02")


def feeds_back(page: Page, faults: Callable[[], list[str]]) -> None:
    """Check one entry, see what it says, and send it; the receipt is shown."""
    form = page.get_by_role("region", name="登记一条反馈")
    choose(page, "项目", "YB-02 参保定额资助")
    form.get_by_label("身份证号").fill("629901200711200022")
    form.get_by_label("姓名").fill("王丙")
    form.get_by_label("发生日期").fill("2024-03-14")
    form.get_by_label("金额").first.fill("100")
    form.get_by_role("button", name="核对").click()
    expect(form.locator(".ant-form-item-explain-error")).to_be_visible()  # the check digit, at the number
    form.get_by_label("身份证号").fill(PUPIL)
    form.get_by_role("button", name="核对").click()
    expect(form.get_by_role("alert").first).to_be_visible()
    assert faults() == []
    form.get_by_role("button", name="提交").click()
    expect(page.get_by_role("region", name="回执存证")).to_contain_text("已接收")


def test_a_person_is_corrected_at_the_chain_and_waits_for_another(hub: Running, seat: Seat, home: str) -> None:
    desk = seat("corrects", "approver", divisions=[PROVINCE])
    page = desk.open(f"/console/household/{home}")
    page.get_by_role("button", name="办理 李").first.click()
    page.get_by_role("menuitem", name="更正人员信息").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name="提交").click()
    expect(drawer.get_by_text("此项必填").first).to_be_visible()
    drawer.get_by_label("身份证号").fill("629901198102030021")
    drawer.get_by_label("更正理由").fill("录入有误")
    drawer.get_by_label("文书或依据").fill("户口簿")
    drawer.get_by_role("button", name="提交").click()
    expect(drawer.locator(".ant-form-item-explain-error")).to_be_visible()
    assert desk.faults() == []
    drawer.get_by_label("身份证号").fill("")
    drawer.get_by_label("姓名").fill("李乙一")
    drawer.get_by_role("button", name="提交").click()
    expect(page.get_by_text("待他人审核确认").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert hub.rows("SELECT count(*) FROM proposals WHERE act = 'correctPerson' AND state = 'WAITING'") == [(1,)]


def test_who_asks_at_the_window_is_told_who_looked(seat: Seat, home: str) -> None:
    desk = seat("tells", "case_worker", "window_clerk", divisions=[PROVINCE])
    page = desk.open(f"/console/household/{home}")
    page.get_by_role("button", name="谁查看过").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("申请人身份证号").fill(PUPIL)
    drawer.get_by_label("申请人及凭据").fill("本人持身份证")
    choose(page, "用途", "复核")
    drawer.get_by_role("button", name="查询").click()
    expect(drawer.get_by_role("row").nth(1)).to_contain_text("民政")
    assert desk.faults() == []
    assert (
        seat("chains", "case_worker", divisions=[PROVINCE])
        .open(f"/console/household/{home}")
        .get_by_role("button", name="谁查看过")
        .count()
        == 0
    )
