"""Quality of items: what is odd is taken in and told, in both languages; what cannot be so is refused."""

from typing import Any

from tests.hub_running import Running
from tests.schema.acts import feedback

FACTS = """mutation ($items: [HumanResourcesFactsInput!]!) { reportFactsHumanResources(items: $items) {
  ... on FactsReport { outcomes { __typename ... on Refused { code message path }
    ... on FactsAccepted { changed warnings { rule dimension message path } } } } } }"""
SCHOOLS = FACTS.replace("HumanResources", "EducationAid")
FEED = """mutation ($items: [EducationAidFeedbackInput!]!, $check: Boolean!) {
  feedBackEducationAid(items: $items, checkOnly: $check) { ... on FeedbackReport { outcomes {
    ... on FeedbackAccepted { warnings { rule path } } } } } }"""


def item(number: str, id: str, **person: Any) -> dict[str, Any]:
    return {"idNumber": number, "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": id, "person": person}


def reported(hub: Running, *items: dict[str, Any], **headers: str) -> list[dict[str, Any]]:
    answer = hub["human_resources"].ask(FACTS, {"items": list(items)}, **headers)
    outcomes: list[dict[str, Any]] = answer["reportFactsHumanResources"]["outcomes"]
    return outcomes


def rules(outcome: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["rule"], one["path"]) for one in outcome["warnings"]]


def test_what_is_odd_is_taken_in_and_told_at_its_place_and_what_is_not_is_told_nothing(hub: Running) -> None:
    child, grown = hub.number("20100901"), hub.number("19800101")
    odd, clean = reported(
        hub,
        item(child, "q1", registeredUnemployed=True, unemployedSince="2024-01-01"),
        item(grown, "q2", registeredUnemployed=True, unemployedSince="2024-01-01"),
    )
    assert (odd["changed"], rules(odd)) == (True, [("UNEMPLOYED_UNDER_AGE", "person.registeredUnemployed")])
    assert (clean["changed"], rules(clean)) == (True, [])
    (again,) = reported(
        hub,
        item(child, "q1", registeredUnemployed=True, unemployedSince="2024-01-01"),
        accept_language="zh-CN",
    )
    assert again["changed"] is False
    assert again["warnings"][0]["message"] != odd["warnings"][0]["message"]
    assert again["warnings"][0]["dimension"] == odd["warnings"][0]["dimension"] == "CONSISTENCY"


def test_what_a_rule_refuses_is_refused_by_its_name_and_loses_nothing_of_the_others(hub: Running) -> None:
    pupils = [item(hub.number("20100901"), f"q3-{n}", studentInNeed=bool(n), needLevel="SPECIAL") for n in range(2)]
    report = hub["education_aid"].ask(SCHOOLS, {"items": pupils})["reportFactsEducationAid"]
    wrong, right = report["outcomes"]
    assert (wrong["code"], wrong["path"]) == ("BREAKS_QUALITY_RULE", "items[0].person.needLevel")
    assert "NEED_LEVEL_WITHOUT_NEED" in wrong["message"]
    assert right["changed"] is True


def test_who_stands_twice_in_a_batch_and_a_day_that_lies_ahead_are_told(hub: Running) -> None:
    number = hub.number("19800101")
    later = item(number, "q5", unemployedSince="2024-03-10")
    first, second, other = reported(
        hub, later, item(number, "q5", jobIntent=True), item(hub.number("19800101"), "q6", jobIntent=True)
    )
    assert rules(first) == [("LATER_THAN_AS_OF", "person.unemployedSince"), ("PERSON_TWICE", "idNumber")]
    assert (rules(second), rules(other)) == ([("PERSON_TWICE", "idNumber")], [])


def test_help_is_recorded_however_odd_it_is_and_what_is_odd_is_told_before_the_grant_too(hub: Running) -> None:
    grant = feedback(hub, hub.number("20160901"), "odd-1", amount=0)
    for check in (True, False):
        report = hub["education_aid"].ask(FEED, {"items": [grant], "check": check})["feedBackEducationAid"]
        assert rules(report["outcomes"][0]) == [("AMOUNT_OF_NOTHING", "amount")]
    assert hub.rows("SELECT count(*) FROM assistance_records WHERE external_id = 'odd-1'") == [(1,)]
