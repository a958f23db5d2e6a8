"""Contradictions: what another department says otherwise is counted for who supervises, and told to nobody else."""

from typing import Any

from tests.hub_running import Running
from tests.schema.acts import household, member, register
from tests.schema.intake.test_item_quality import item, reported
from tests.schema.monitoring.test_supervision import facts

SCORES = """query ($after: String) {
  sourceScores(since: "2024-03-01", department: "human_resources", source: "facts", after: $after) {
    pageInfo { hasNextPage endCursor } nodes { %s rules { code count } } } }"""


def counted(hub: Running, who: str, *names: str) -> dict[str, int]:
    """How often each rule was met in all places, and these columns added up."""
    nodes: list[dict[str, Any]] = hub[who].every(SCORES % " ".join(names))
    found = {name: sum(node[name] for node in nodes) for name in names}
    for node in nodes:
        for rule in node["rules"]:
            found[rule["code"]] = found.get(rule["code"], 0) + rule["count"]
    return found


def test_a_pupil_in_work_is_a_contradiction_that_who_reports_it_does_not_learn_of(hub: Running) -> None:
    pupil, other = hub.number("20060901"), hub.number("20060901")
    register(hub, household(hub, member(pupil)))
    facts(hub, "education_aid", pupil, person={"studentStage": "SENIOR"})
    before, own = counted(hub, "civil_affairs", "contradicted"), counted(hub, "human_resources")
    outcomes = reported(hub, item(pupil, "c1", employed=True), item(other, "c2", employed=True))
    assert [outcome["warnings"] for outcome in outcomes] == [[], []]
    after = counted(hub, "civil_affairs", "contradicted")
    for name in ("contradicted", "STUDENT_AND_EMPLOYED"):
        assert after[name] == before.get(name, 0) + 1
    assert counted(hub, "human_resources") == own
    assert hub["human_resources"].refused(SCORES % "contradicted") == ["MISSING_SCOPE"]


def test_who_is_reported_after_their_death_contradicts_and_before_it_does_not(hub: Running) -> None:
    dead = hub.number("19500101")
    facts(hub, "civil_affairs", dead, person={"deceasedOn": "2024-01-10"})
    before = counted(hub, "civil_affairs").get("TOLD_OF_THE_DEAD", 0)
    reported(hub, {**item(dead, "c3", jobIntent=True), "asOf": "2024-01-05"})
    assert counted(hub, "civil_affairs").get("TOLD_OF_THE_DEAD", 0) == before
    reported(hub, item(dead, "c3", jobIntent=True))
    assert counted(hub, "civil_affairs")["TOLD_OF_THE_DEAD"] == before + 1
