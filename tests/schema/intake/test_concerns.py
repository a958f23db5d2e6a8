"""What an outcome says of whom the entry concerns: to who reaches them, and to nobody else."""

from typing import Any

from tests.hub_running import ELSEWHERE, Running
from tests.schema.acts import feedback, household, member, register
from tests.schema.matters.test_matters import family, on_allowance
from tests.schema.monitoring.test_warnings import pupil_at_home
from tests.schema.register.test_leaving import couple, leave, person

ASKED = """mutation ($items: [EducationAidFeedbackInput!]!, $check: Boolean! = true) {
  feedBackEducationAid(items: $items, checkOnly: $check) { ... on FeedbackReport { outcomes {
    ... on Refused { code } ... on FeedbackAccepted { concerns { determined target alternatives } } } } } }"""
HOUSING = """mutation ($items: [HousingFeedbackInput!]!, $check: Boolean! = false) {
  feedBackHousing(items: $items, checkOnly: $check) { ... on FeedbackReport { outcomes {
    ... on Refused { code path } ... on FeedbackAccepted { concerns { determined target alternatives } } } } } }"""


def concerns(hub: Running, *items: dict[str, Any], who: str = "education_aid", check: bool = True) -> list[Any]:
    """What each outcome says of whom it concerns."""
    outcomes = hub[who].ask(ASKED, {"items": list(items), "check": check})["feedBackEducationAid"]["outcomes"]
    return [outcome["concerns"] for outcome in outcomes]


def test_an_outcome_says_what_is_known_of_who_is_reached(hub: Running) -> None:
    _, pupil = pupil_at_home(hub)
    entry = feedback(hub, pupil, f"concern {pupil}")
    known = [{"determined": True, "target": "MET", "alternatives": []}]
    assert concerns(hub, entry) == known
    assert concerns(hub, entry, check=False) == known
    assert concerns(hub, entry, check=False) == known


def test_of_who_is_not_reached_it_says_what_it_says_of_a_stranger(hub: Running) -> None:
    unreached, stranger, (_, pupil) = hub.number(), hub.number(), pupil_at_home(hub)
    register(hub, household(hub, member(unreached)))
    assert concerns(
        hub,
        feedback(hub, unreached, "concern-2"),
        feedback(hub, pupil, "concern-3", name="李乙"),
        feedback(hub, stranger, "concern-4"),
    ) == [None, None, None]
    entry = feedback(hub, pupil, "concern-5", division=ELSEWHERE)
    assert concerns(hub, entry, who="education_aid elsewhere") == [None]


def test_it_names_the_alternative_that_is_in_force(hub: Running) -> None:
    number = hub.number("19700101")
    home = family(hub, number)
    on_allowance(hub, home)

    def fed(programme: str, check: bool) -> dict[str, Any]:
        item = feedback(hub, number, f"{programme} {number}", programme=programme, amount=100)
        answer = hub["housing"].ask(HOUSING, {"items": [item], "check": check})["feedBackHousing"]
        outcome: dict[str, Any] = answer["outcomes"][0]
        return outcome

    assert fed("ZJ-01", True)["concerns"]["alternatives"] == []
    fed("ZJ-02", False)
    known = {"determined": True, "target": None, "alternatives": ["housing.rent_subsidy"]}
    assert fed("ZJ-01", True)["concerns"] == known


EVERY = """mutation ($items: [EducationAidFeedbackInput!]!) { feedBackEducationAid(items: $items, checkOnly: true) {
  ... on FeedbackReport { concerns { determined target } outcomes { __typename ... on Refused { code } } } } }"""


def test_a_refused_entry_says_it_too_and_one_that_names_nobody_does_not(hub: Running) -> None:
    _, pupil = pupil_at_home(hub)
    entry = feedback(hub, pupil, f"refused {pupil}")
    concerns(hub, entry, check=False)
    items = [
        {**entry, "externalId": f"again {pupil}"},
        {**entry, "idNumber": "1"},
        {**entry, "externalId": "x", "second": "y"},
    ]
    report = hub["education_aid"].ask(EVERY, {"items": items})["feedBackEducationAid"]
    known = {"determined": True, "target": "MET"}
    assert [outcome.get("code") for outcome in report["outcomes"]] == ["ALREADY_REPORTED", "ID_NUMBER_LENGTH", None]
    assert report["concerns"] == [known, None, known]


OF_THE_DEAD = """mutation ($items: [CivilAffairsFeedbackInput!]!) { feedBackCivilAffairs(items: $items) {
  ... on FeedbackReport { outcomes { ... on FeedbackAccepted { record concerns { afterDeath } } } } } }"""


def test_help_of_a_day_after_the_death_is_taken_and_said_to_be_to_who_sees_the_person(hub: Running) -> None:
    _, _, head, other = couple(hub)
    leave(hub, person(hub, head)["id"], reason="DEATH", on="2024-03-02")

    def told(number: str, day: str, who: str = "civil_affairs", programme: str = "MZ-07") -> Any:
        item = feedback(hub, number, f"{number} {day} {who}", programme=programme, happenedOn=day, second="again")
        item |= {"division": ELSEWHERE} if who != "civil_affairs" else {}
        (outcome,) = hub[who].ask(OF_THE_DEAD, {"items": [item]})["feedBackCivilAffairs"]["outcomes"]
        assert outcome["record"]
        return outcome["concerns"] and outcome["concerns"]["afterDeath"]

    assert [told(head, "2024-03-02"), told(head, "2024-03-03"), told(other, "2024-03-03")] == [False, True, False]
    assert told(head, "2024-03-04", "civil_affairs elsewhere") is None
    # What is given because of the death is given after it.
    assert told(head, "2024-03-05", programme="MZ-14") is False


HOUSING_OF_THE_DEAD = """mutation ($items: [HousingFeedbackInput!]!) { feedBackHousing(items: $items, checkOnly: true) {
  ... on FeedbackReport { concerns { determined afterDeath } } } }"""


def test_who_is_not_told_of_deaths_does_not_find_the_day_by_asking(hub: Running) -> None:
    number = hub.number("19700101")
    on_allowance(hub, family(hub, number, hub.number("19750101")))
    leave(hub, person(hub, number)["id"], reason="DEATH", on="2024-03-02")
    days = ("2024-03-01", "2024-03-03")
    items = [feedback(hub, number, f"{number} {day}", programme="ZJ-01", happenedOn=day, amount=100) for day in days]
    report = hub["housing"].ask(HOUSING_OF_THE_DEAD, {"items": items})["feedBackHousing"]
    assert [concern["afterDeath"] for concern in report["concerns"]] == [None, None]
