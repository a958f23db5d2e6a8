"""管理: agreements that a department asks for and the registrar answers; sources and jobs for who looks after them."""

import httpx
from playwright.sync_api import expect

from tests.console.conftest import Seat, cookies
from tests.hub_running import ELSEWHERE, Running

STATES = "SELECT granted, ended_at IS NOT NULL FROM sharing_agreements WHERE basis = %s"


def test_a_department_asks_to_be_shown_something_and_civil_affairs_grants_and_ends_it(hub: Running, seat: Seat) -> None:
    desk = seat("asks-for-sharing", "sharing_officer", department="emergency_management")
    page = desk.open("/console/admin")
    assert page.get_by_text("人员", exact=True).count() == 0
    page.get_by_role("button", name="申请数据共享").click()
    form = page.get_by_role("dialog")
    form.get_by_label("法律依据").fill("社会救助法第四十二条 试")
    form.get_by_label("使用场景").fill("核对受灾家庭")
    form.get_by_label("数据项").click()
    page.get_by_title("person.categories").click()
    form.get_by_label("使用场景").click()
    form.get_by_label("共享方式").click()
    page.get_by_title("文件下载").click()
    form.get_by_label("使用场景").click()
    form.get_by_label("每日限额").fill("5")
    assert desk.faults() == []
    form.get_by_role("button", name="提交").click()
    row = page.get_by_role("row", name="社会救助法第四十二条 试")
    expect(row).to_contain_text("待答复")
    row.get_by_role("button").click()
    assert page.get_by_role("button", name="撤回").count() == 1
    assert page.get_by_role("button", name="答复", exact=True).count() == 0

    desk = seat("decides-sharing", "sharing_officer")
    page = desk.open("/console/admin?tab=agreements&department=emergency_management&state=REQUESTED")
    row = page.get_by_role("row", name="社会救助法第四十二条 试")
    row.get_by_role("button").click()
    page.get_by_role("button", name="答复", exact=True).click()
    form = page.get_by_role("dialog")
    form.get_by_label("是否同意").click()
    page.get_by_title("是", exact=True).click()
    form.get_by_label("理由").fill("用途明确")
    assert desk.faults() == []
    form.get_by_role("button", name="提交").click()
    # The same way is in force already: the refusal says so, and nothing has changed.
    expect(form.locator(".ant-alert, .ant-form-item-has-error")).to_contain_text("replace")
    form.get_by_label("是否取代现有约定").click()
    page.get_by_title("是", exact=True).last.click()
    form.get_by_role("button", name="提交").click()
    expect(row).to_have_count(0)
    assert hub.rows(STATES, "社会救助法第四十二条 试") == [(True, False)]
    page = desk.open("/console/admin?tab=agreements&department=emergency_management&state=IN_FORCE")
    row.get_by_role("button").click()
    page.get_by_role("button", name="终止", exact=True).click()
    form = page.get_by_role("dialog")
    form.get_by_label("理由").fill("用途已结束")
    form.get_by_role("button", name="提交").click()
    expect(row).to_have_count(0)
    assert hub.rows(STATES, "社会救助法第四十二条 试") == [(True, True)]


def test_a_supervisor_sees_sources_and_own_jobs_and_nothing_else_of_the_administration(
    hub: Running, seat: Seat
) -> None:
    start = f'mutation {{ startCrossCheck(division: "{ELSEWHERE}") {{ __typename ... on Refused {{ code }} }} }}'
    desk = seat("supervises-sources", "supervisor", divisions=[ELSEWHERE])
    here = {"X-Aidhub-Console": "1", "Origin": hub.url}
    session = cookies(hub, "supervises-sources")
    answer = httpx.post(f"{hub.url}/graphql", json={"query": start}, cookies=session, headers=here).json()
    assert answer["data"]["startCrossCheck"]["__typename"] == "Job", answer
    page = desk.open("/console/admin")
    expect(page.get_by_text("没有定时读取的数据来源")).to_be_visible()
    expect(page.get_by_role("row", name="数据比对")).to_be_visible()
    assert page.get_by_text("数据共享约定", exact=True).count() == 0
    assert desk.faults() == []
    assert not [body for body in desk.sent if "sharingAgreements" in body or "officers" in body]
