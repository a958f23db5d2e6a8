"""Early warnings through the graph: what was found, by whom, and where the policy says it."""

from typing import Any

from tests.hub_running import Running
from tests.schema.matters.test_matters import family, on_allowance

CHECK = "mutation ($home: ID) { runCrossCheck(household: $home) { __typename ... on Refused { code path } } }"
WARNED = """query ($home: ID, $state: WarningState) {
  earlyWarnings(filter: {household: $home, state: $state}) { nodes { rank household { id }
    warnings(state: $state) { id kind rule meaning cites person { id } programmes { number } departments { code }
      evidence { fact name value words wordsEn department supplier { name } asOf } rank state disposition outcome } } } }"""


def warnings(hub: Running, home: str, state: str = "OPEN") -> dict[str, dict[str, Any]]:
    """The warnings of a household by rule and programmes, after a cross-check."""
    hub["civil_affairs"].ask(CHECK, {"home": home})
    nodes = hub["civil_affairs here"].ask(WARNED, {"home": home, "state": state})["earlyWarnings"]["nodes"]
    found = [warning for node in nodes for warning in node["warnings"]]
    return {"|".join([one["rule"], *(p["number"] for p in one["programmes"])]): one for one in found}


def pupil_at_home(hub: Running) -> tuple[str, str]:
    """A family on the allowance with a pupil in primary school."""
    pupil = hub.number("20140901")
    home = family(hub, hub.number("19850101"), pupil)
    on_allowance(hub, home)
    report = (
        """mutation ($items: [EducationAidFactsInput!]!) { reportFactsEducationAid(items: $items) { __typename } }"""
    )
    facts = {"idNumber": pupil, "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": "1"}
    hub["education_aid"].ask(report, {"items": [facts | {"person": {"studentStage": "PRIMARY"}}]})
    return home, pupil


def test_a_warning_says_what_was_found_by_whom_and_where_the_policy_says_it(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    found = warnings(hub, home)
    warning = found["uncovered|JY-02"] if "uncovered|JY-02" in found else found["unfulfilled|JY-02"]
    assert warning["cites"] == "二（四）"
    stage = next(one for one in warning["evidence"] if one["fact"] == "person.student_stage")
    assert stage == {
        "fact": "person.student_stage",
        "name": "就读学段",
        "value": "PRIMARY",
        "words": "小学",
        "wordsEn": "primary school",
        "department": "education_aid",
        "supplier": {"name": "教育"},
        "asOf": "2024-03-01",
    }
    assert [one["code"] for one in warning["departments"]] == ["education_aid"]
