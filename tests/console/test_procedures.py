"""办理: a correction through two departments' steps, and an ending with its hearing and notice, form by form."""

from playwright.sync_api import Page, expect

from tests.console.conftest import Seat
from tests.hub_running import Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_matters import on_allowance

STATE = "SELECT state FROM matters WHERE household_id = %s AND procedure = %s"


def registered(hub: Running, number: str) -> str:
    (made,) = register(hub, household(hub, member(hub.number()), number=number))
    home: str = made["household"]
    return home


def act(page: Page, name: str, **filled: str) -> None:
    """Take a step: its form, filled in by labels."""
    page.locator("#page").get_by_role("button", name=name, exact=True).click()
    form = page.get_by_role("dialog")
    for label, value in filled.items():
        field = form.get_by_label(label, exact=True)
        if field.get_attribute("role") == "combobox":
            field.click()
            page.locator(".ant-select-dropdown:visible").get_by_title(value, exact=True).click()
        else:
            field.fill(value)
    form.get_by_role("button", name="提交").click()
    expect(page.get_by_text(f"{name}：已办理")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_correction_is_asked_by_one_department_and_answered_by_another(hub: Running, seat: Seat) -> None:
    home = registered(hub, "CORRECT-1")
    civil = seat("asks", "case_worker", "identity_reader")
    page = civil.open("/console/matters/corrections")
    page.get_by_label("按户编号查找或发起").fill("CORRECT-1")
    page.get_by_label("按户编号查找或发起").press("Enter")
    page.wait_for_url("**household=**")
    act(page, "提出校核", 承办部门="教育", 情况项="person.student_stage", 疑义及依据="已毕业")
    assert hub.rows(STATE, home, "correction") == [("REQUESTED",)]
    page.get_by_role("button", name="展开行").first.click()
    expect(page.get_by_text("等待教育办理")).to_be_visible()
    assert civil.faults() == []
    desk = seat("answers-correction", "department_clerk", department="education_aid")
    theirs = desk.open("/console/matters/corrections")
    theirs.get_by_role("button", name="展开行").first.click()
    act(theirs, "已更正", 校核结果="六月已毕业")
    assert hub.rows(STATE, home, "correction") == [("CORRECTED",)]
    housing = seat("housing-looks", "department_clerk", department="housing")
    assert "student_stage" not in housing.open("/console/matters/corrections?which=all").content()


def test_help_ends_after_its_hearing_and_its_notice(hub: Running, seat: Seat) -> None:
    home = registered(hub, "ENDING-1")
    assert on_allowance(hub, home)["determinations"]
    desk = seat("ends", "case_worker", "identity_reader")
    page = desk.open(f"/console/matters/endings?household={home}")
    page.get_by_role("button", name="提出减发停发", exact=True).click()
    form = page.get_by_role("dialog")
    form.get_by_role("combobox", name="认定", exact=True).first.click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option").first.click()
    form.get_by_label("事由").click()
    page.get_by_title("收入或财产超过标准").click()
    form.get_by_label("核实情况").fill("已就业")
    assert desk.faults() == []
    form.get_by_role("button", name="提交").click()
    expect(form).to_have_count(0)
    page.get_by_role("button", name="展开行").first.click()
    act(page, "听取意见", 听取意见日期="2024-03-14", 当事人意见="同意")
    act(page, "作出决定", 决定="终止", 决定文号="2024-7", 理由="收入超过标准", 法律依据="社会救助法第四十七条")
    page.get_by_role("button", name="书面告知", exact=True).click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="提交").click()
    expect(form.get_by_text("此项必填").first).to_be_visible()
    form.get_by_role("button", name="取消").click()
    expect(form).to_have_count(0)
    told = {"告知内容": "自三月起停发", "复议机关及管辖法院": "市民政局；秦州区人民法院"}
    act(page, "书面告知", **told, 送达日期="2024-03-15", 送达方式="直接送达", 送达凭证="签收")
    act(page, "执行决定", 执行日期="2024-03-15")
    assert hub.rows(STATE, home, "ending") == [("DONE",)]
