"""覆盖督办: figures by place in a table, ranked and as tiles; who may not supervise sees none of them."""

from playwright.sync_api import expect

from hub.database.first_fill import PROVINCE
from tests.console.conftest import Seat


def test_a_supervisor_sees_who_is_missed_by_place_and_goes_from_a_tile_to_its_county(seat: Seat) -> None:
    desk = seat("supervises-province", "supervisor", divisions=[PROVINCE])
    page = desk.open("/console/coverage")
    expect(page.get_by_role("columnheader", name="漏救", exact=True)).to_be_visible()
    assert page.locator("tbody tr.ant-table-row").count() > 20
    assert desk.faults() == []
    page.get_by_text("排名", exact=True).click()
    expect(page.get_by_role("meter").first).to_be_visible()
    assert desk.faults() == []
    page.get_by_text("方格图", exact=True).click()
    expect(page.get_by_role("region")).to_have_count(14)
    assert desk.faults() == []
    page.get_by_title("东乡族自治县").click()
    page.wait_for_url("**/coverage?*division=622926000000*")
    expect(page.locator("tbody tr.ant-table-row")).to_have_count(1)


def test_a_department_has_no_such_page(seat: Seat) -> None:
    desk = seat("housing-figures", "department_clerk", department="housing")
    page = desk.open("/console/coverage")
    assert page.get_by_role("link", name="覆盖督办").count() == 0
    assert not [body for body in desk.sent if "supervision" in body]
