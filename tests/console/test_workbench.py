"""工作台: what waits for an officer, and a number that leads to its list."""

from playwright.sync_api import expect

from hub.database.first_fill import PROVINCE
from tests.console.conftest import Seat


def test_a_number_leads_to_the_list_that_it_counts(seat: Seat) -> None:
    desk = seat("works", "case_worker", divisions=[PROVINCE])
    page = desk.open("/console/workbench")
    waiting = page.get_by_role("region", name="预警")
    expect(waiting).to_contain_text("共")
    assert desk.faults() == []
    page.get_by_role("region", name="待走访").get_by_role("link", name="共").click()
    page.wait_for_url("**/console/matters/visits?box=IN")
    page.go_back()
    waiting.get_by_role("link", name="共").click()
    page.wait_for_url("**/console/warnings")
    expect(page.get_by_role("list").get_by_role("listitem").first).to_be_visible()


def test_what_an_officer_has_no_right_to_is_neither_shown_nor_asked(seat: Seat) -> None:
    desk = seat("school", "department_clerk", department="education_aid")
    page = desk.open("/console/workbench")
    expect(page.get_by_role("region", name="转办到本部门")).to_be_visible()
    expect(page.get_by_role("region", name="有误的报送文件")).to_be_visible()
    for other in ("预警", "待我审核确认", "应复核认定", "待走访"):
        assert page.get_by_role("region", name=other).count() == 0
    assert not [body for body in desk.sent if "earlyWarnings" in body or "dueReviews" in body]
