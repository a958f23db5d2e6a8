"""Places of supervision: cities and areas without counties stand among the counties, and all of them add up."""

from collections import Counter

import pytest

from tests.hub_running import HOME, Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_matters import on_allowance

JIAYUGUAN, NEW_AREA, MINING_AREA, LANZHOU = "620200000000", "620171000000", "628200000000", "620100000000"
SUPERVISED = """query ($by: SupervisionLevel!, $in: String) { supervision(by: $by, division: $in) {
  division { code level } programme { code } targets covered } coverage(division: $in) { programme { code } targets helped } }"""
RANKED = """{ ranking { place targets division { code level } }
  supervision(by: CITY) { covered missed } }"""


@pytest.fixture(scope="module")
def everywhere(hub: Running) -> Running:
    """A household on the allowance in each place that has no county, and in a city whose county nobody has said."""
    for place in ("620201101201", NEW_AREA, MINING_AREA, LANZHOU):
        (home,) = register(hub, household(hub, member(hub.number("19700101")), division=place))
        assert on_allowance(hub, home["household"])["__typename"] == "Determined"
    return hub


@pytest.mark.parametrize("by", ["CITY", "COUNTY", "TOWNSHIP"])
@pytest.mark.parametrize("division", [None, LANZHOU, JIAYUGUAN, HOME])
def test_the_places_of_a_level_add_up_to_all(everywhere: Running, by: str, division: str | None) -> None:
    answer = everywhere["civil_affairs"].ask(SUPERVISED, {"by": by, "in": division})
    if (by, division) in (("CITY", HOME),):
        assert answer["supervision"] == []
        return
    targets, covered = Counter[str](), Counter[str]()
    for row in answer["supervision"]:
        targets[row["programme"]["code"]] += row["targets"]
        covered[row["programme"]["code"]] += row["covered"]
    all_ = answer["coverage"]
    assert all_
    assert targets == {row["programme"]["code"]: row["targets"] for row in all_}
    assert covered == {row["programme"]["code"]: row["helped"] for row in all_}


def test_who_has_no_counties_is_a_place_among_them_once(everywhere: Running) -> None:
    answer = everywhere["civil_affairs"].ask(SUPERVISED, {"by": "COUNTY", "in": None})
    among = {row["division"]["code"]: row["division"]["level"] for row in answer["supervision"]}
    assert {JIAYUGUAN, NEW_AREA, MINING_AREA} <= among.keys()
    assert {code for code, level in among.items() if level == "CITY"} == {JIAYUGUAN, NEW_AREA, MINING_AREA, LANZHOU}
    inside = everywhere["civil_affairs"].ask(SUPERVISED, {"by": "COUNTY", "in": JIAYUGUAN})["supervision"]
    assert {row["division"]["code"] for row in inside} == {JIAYUGUAN}


def test_the_ranking_holds_them_and_adds_up(everywhere: Running) -> None:
    answer = everywhere["civil_affairs"].ask(RANKED)
    ranked = Counter(row["division"]["code"] for row in answer["ranking"])
    assert set(ranked.values()) == {1}
    assert {JIAYUGUAN, NEW_AREA, MINING_AREA, LANZHOU} <= ranked.keys()
    assert "620700000000" not in ranked  # of 张掖 every household lies in a county
    owed = [row["covered"] + row["missed"] for row in answer["supervision"] if row["missed"] is not None]
    assert sum(row["targets"] for row in answer["ranking"]) == sum(owed)
