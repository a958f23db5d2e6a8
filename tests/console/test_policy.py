"""政策: from a sentence to its programme and back, why one person is a target, and a rule on trial; no more than one may see."""

from playwright.sync_api import expect

from hub.database.first_fill import PROVINCE
from tests.console.conftest import Seat
from tests.hub_running import Running

RENOVATION = "通过农村危房改造等方式"


def test_an_officer_reads_a_sentence_finds_its_programme_and_explains_one_household(hub: Running, seat: Seat) -> None:
    desk = seat("reads-policy", "department_clerk", department="housing", divisions=[PROVINCE])
    page = desk.open("/console/policy")
    page.get_by_role("button", name=RENOVATION).click()
    expect(page.get_by_role("region", name="三（二）住房救助")).to_contain_text("农村危房改造")
    assert desk.faults() == []
    page.get_by_role("list", name="由此而来").get_by_role("button", name="ZJ-03").click()
    rule = page.get_by_role("region", name="ZJ-03")
    expect(rule).to_contain_text("房屋危险性等级")
    expect(rule.get_by_role("table")).to_contain_text("甘肃省")
    expect(page.get_by_text("依据 2 句")).to_be_visible()
    # The rules of the cross-check are not a clerk's.
    expect(page.get_by_text("比对规则")).to_have_count(0)
    rule.get_by_role("link", name="查看对象名单").click()
    page.get_by_role("link", name="说明").first.click()
    told = page.get_by_role("region").filter(has_text="结论").or_(page.get_by_role("region", name="整户"))
    expect(told.first).to_contain_text("符合")
    expect(told.first).to_contain_text("来源：住建")
    assert desk.faults() == []
    page.get_by_label("项目").first.click()
    assert page.get_by_text("JY-02").count() == 0
    assert not [body for body in desk.sent if "warningRules" in body]


def test_a_rule_is_tried_before_it_is_switched_on_and_says_what_would_change(hub: Running, seat: Seat) -> None:
    ((before,),) = hub.rows("SELECT count(*) FROM early_warnings")
    desk = seat("tries-rules", "supervisor", "case_worker", divisions=[PROVINCE])
    page = desk.open("/console/policy?view=rules")
    rule = page.get_by_role("row").filter(has_text="未启用")
    expect(rule).to_have_count(1)
    rule.get_by_role("button", name="试").click()
    expect(page.get_by_text("目前没有该规则的预警")).to_be_visible()
    assert "job=" in page.url
    page.reload()
    expect(page.get_by_text("试算不产生预警")).to_be_visible()
    assert desk.faults() == []
    assert hub.rows("SELECT count(*) FROM early_warnings") == [(before,)]


def test_who_supervises_reads_the_rules_and_tries_none(seat: Seat) -> None:
    desk = seat("looks-on", "supervisor", divisions=[PROVINCE])
    page = desk.open("/console/policy?view=rules")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    assert page.get_by_role("button", name="试算").count() == 0
    page.get_by_text("地方参数").click()
    expect(page.get_by_role("row").filter(has_text="当地农村低保月标准")).to_contain_text("474.00元")
    assert desk.faults() == []
