"""A department's list of targets and a household's chain, as an officer at a desk sees them."""

from tests.console.conftest import Seat


def test_a_clerk_reads_the_list_and_follows_a_household_to_its_chain(seat: Seat) -> None:
    desk = seat("reads-targets", "department_clerk", department="education_aid")
    page = desk.open("/console/targets?programme=JY-03")
    page.get_by_role("heading", name="应救助名单").wait_for()
    page.locator(".ant-table-row a").first.wait_for()
    assert desk.faults() == []
    page.locator(".ant-table-row a").first.click()
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
