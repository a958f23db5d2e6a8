"""管理: accounts by the system administrator, rights by the security administrator, and no page for anybody else."""

import httpx
from playwright.sync_api import expect

from tests import signed_in
from tests.console.conftest import Seat, cookies
from tests.hub_running import Running

LOGGED = "SELECT operation FROM access_log WHERE kind = 'ADMINISTRATION' AND variables::json ->> 'account' = %s AND client <> 'aidhub' ORDER BY id"


def test_one_administrator_adds_an_officer_another_gives_roles_and_the_officer_enrols(hub: Running, seat: Seat) -> None:
    system = seat("keeps-accounts", "system_administrator")
    page = system.open("/console/admin")
    page.get_by_role("button", name="登记人员").click()
    form = page.get_by_role("dialog")
    add = form.get_by_role("button", name="登记人员")
    form.get_by_label("账号").fill("629901199001011234")
    form.get_by_label("姓名").fill("章某")
    expect(add).to_be_disabled()
    form.get_by_label("部门").click()
    page.get_by_title("住建").click()
    form.get_by_label("辖区").click()
    page.locator(".ant-select-tree-node-content-wrapper").first.click()
    form.get_by_label("姓名").click()
    add.click()
    expect(form.locator(".ant-form-item-has-error").get_by_label("账号")).to_be_visible()
    form.get_by_label("账号").fill("new.clerk")
    assert system.faults() == []
    add.click()
    row = page.get_by_role("row", name="new.clerk")
    expect(row).to_contain_text("尚无角色")
    row.get_by_role("button").click()
    assert page.get_by_role("button", name="授予角色").count() == 0
    page.get_by_role("button", name="发放启用链接").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    link = page.get_by_role("dialog").get_by_role("textbox").input_value()
    assert link.startswith(f"{hub.url}/enrol/")

    security = seat("gives-rights", "security_administrator")
    page = security.open("/console/admin?account=new.clerk")
    page.get_by_role("row", name="new.clerk").get_by_role("button").click()
    assert page.get_by_role("button", name="发放启用链接").count() == 0
    page.get_by_role("button", name="授予角色").click()
    form = page.get_by_role("dialog")
    form.get_by_role("checkbox", name="部门专员").check()
    assert security.faults() == []
    form.get_by_role("button", name="授予角色").click()
    expect(page.get_by_role("row", name="new.clerk")).to_contain_text("部门专员")
    signed_in.enrol(hub, link.removeprefix(hub.url))
    assert hub.rows(LOGGED, "new.clerk") == [("officer.added",), ("officer.enrolment",), ("officer.roles",)]


def test_a_clerk_has_no_such_page(hub: Running, seat: Seat) -> None:
    desk = seat("housing-clerk", "department_clerk", department="housing")
    page = desk.open("/console/admin")
    assert page.get_by_role("link", name="管理", exact=True).count() == 0
    expect(page.get_by_text("没有打开此页的权限")).to_be_visible()
    assert not [body for body in desk.sent if "officers" in body]
    answer = httpx.post(
        f"{hub.url}/graphql",
        json={"query": "{ officers { nodes { account } } }"},
        cookies=cookies(hub, "housing-clerk"),
        headers={"X-Aidhub-Console": "1", "Origin": hub.url},
    )
    assert answer.json()["errors"][0]["extensions"]["code"] == "MISSING_SCOPE"
