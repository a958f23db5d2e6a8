"""A department's list of targets and a household's chain, as an officer at a desk sees them."""

from playwright.sync_api import expect

from tests.console.conftest import Seat


def test_a_clerk_reads_the_list_and_follows_a_household_to_its_chain(seat: Seat) -> None:
    desk = seat("reads-targets", "department_clerk", department="education_aid")
    page = desk.open("/console/targets?programme=JY-03")
    page.get_by_role("heading", name="应救助名单").wait_for()
    page.locator(".ant-table-row a").first.wait_for()
    assert desk.faults() == []
    page.locator(".ant-table-row a[href*='/household/']").first.click()
    page.get_by_role("heading", name="家庭成员").wait_for()
    page.get_by_role("region", name="救助链").wait_for()
    page.get_by_text("按部门").click()
    assert "view=lanes" in page.url
    assert desk.faults() == []


def test_a_page_says_which_right_is_missing_and_asks_nothing(seat: Seat) -> None:
    desk = seat("supervises", "supervisor", department="civil_affairs")
    page = desk.open("/console/targets")
    page.get_by_text("civil_affairs/targets:read").wait_for()
    assert page.get_by_role("menuitem", name="应救助名单").count() == 0
    assert not [body for body in desk.sent if "eligibleTargets" in body]
    assert desk.faults() == []


def test_the_console_speaks_english_after_one_click(seat: Seat) -> None:
    desk = seat("reads-targets", "department_clerk", department="education_aid")
    page = desk.open("/console/targets")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Targets").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_clerk_saves_how_a_list_is_looked_at_and_a_colleague_goes_there_by_its_name(seat: Seat) -> None:
    desk = seat("reads-targets", "department_clerk", department="education_aid")
    page = desk.open("/console/targets?programme=JY-03&certainty=UNKNOWN")
    page.get_by_role("button", name="保存为视图").click()
    page.get_by_placeholder("名称").fill("待核实的学生")
    page.get_by_label("共享给本部门").check()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_title("待核实的学生")).to_be_visible()
    page.get_by_role("button", name="管理视图").click()
    expect(page.get_by_role("button", name="删除 待核实的学生")).to_be_visible()
    assert desk.faults() == []
    colleague = seat("reads-targets-too", "department_clerk", department="education_aid")
    theirs = colleague.open("/console/targets")
    theirs.get_by_label("常用视图").click()
    theirs.locator(".ant-select-item-option", has_text="待核实的学生（张某）").click()
    theirs.wait_for_url("**programme=JY-03&certainty=UNKNOWN")
    assert theirs.get_by_role("button", name="管理视图").count() == 0


def test_a_list_is_frozen_and_says_who_left_it_and_what_changed(seat: Seat) -> None:
    desk = seat("reads-targets", "department_clerk", department="education_aid")
    page = desk.open("/console/targets?programme=JY-03&division=621102000000&look=snapshots")
    page.get_by_role("button", name="生成名单").click()
    page.get_by_text("已生成，共").wait_for()
    page.locator(".ant-table-row button").first.click()
    page.get_by_role("button", name="返回已存名单").wait_for()
    assert desk.faults() == []
    page.get_by_role("button", name="返回已存名单").click()
    page.get_by_role("link", name="新增对象").first.click()
    page.get_by_text("没有符合筛选条件的对象").wait_for()
    page.get_by_text("变动", exact=True).first.click()
    page.locator(".ant-table-row").first.wait_for()
    page.get_by_role("button", name="看到这里").click()
    page.get_by_text("没有新的变动").wait_for()
    assert desk.faults() == []
