"""Households whose cross-check failed are named with the reason, and counted where supervision looks."""

from tests.hub_running import ELSEWHERE, HOME, Asker, Running
from tests.schema.acts import household, member, register
from tests.schema.monitoring.test_supervision import facts

FAILED = """query ($division: String) { failedCrossChecks(division: $division, first: 200) { totalCount
  nodes { household { id } reason failures since last } } }"""
QUEUE = "{ crossCheckQueue(by: COUNTY) { division { code } waiting setAside longestDays } }"
AGAIN = "mutation ($household: ID!) { runCrossCheck(household: $household) { __typename } }"
SET_ASIDE = """INSERT INTO unchecked (household_id, position, failed_at, first_failed_at, failures, failure)
SELECT id, position, now(), now() - interval '3 days', 7, 'TOO_LONG' FROM households WHERE id = %s
ON CONFLICT (household_id) DO UPDATE SET failed_at = now(), first_failed_at = excluded.first_failed_at,
  failures = 7, failure = 'TOO_LONG' RETURNING household_id"""


def test_who_was_set_aside_is_named_counted_and_tried_again(hub: Running) -> None:
    (home,) = register(hub, household(hub, member(hub.number("19600101"))))
    assert hub.rows(SET_ASIDE, home["household"])
    (failed,) = hub["civil_affairs"].ask(FAILED, {"division": HOME})["failedCrossChecks"]["nodes"]
    assert (failed["household"]["id"], failed["reason"], failed["failures"]) == (home["household"], "TOO_LONG", 7)
    (county,) = [row for row in hub["civil_affairs"].ask(QUEUE)["crossCheckQueue"] if row["setAside"]]
    assert county["division"]["code"] == HOME[:6] + "000000"
    assert hub["civil_affairs"].ask(FAILED, {"division": ELSEWHERE})["failedCrossChecks"]["nodes"] == []
    assert (
        hub["civil_affairs"].ask(AGAIN, {"household": home["household"]})["runCrossCheck"]["__typename"]
        == "CrossChecked"
    )
    assert hub["civil_affairs"].ask(FAILED, {"division": HOME})["failedCrossChecks"]["totalCount"] == 0


def test_supervision_and_data_sets_count_whose_check_failed_in_the_slice(hub: Running) -> None:
    number = hub.number("19600101")
    (home,) = register(hub, household(hub, member(number)))
    facts(hub, "education_aid", number, person={"studentStage": "PRIMARY"})
    before, before_elsewhere = counted(hub["civil_affairs"]), counted(hub["civil_affairs elsewhere"])
    assert hub.rows(SET_ASIDE, home["household"])
    supervised, sets = counted(hub["civil_affairs"])
    assert supervised[HOME] == before[0][HOME] + 1
    assert supervised[ELSEWHERE] == before[0][ELSEWHERE]
    education, housing = ("education_aid", "person"), ("housing", "housing")
    assert (sets[education], sets[housing]) == (before[1][education] + 1, before[1][housing])
    assert counted(hub["civil_affairs elsewhere"]) == before_elsewhere
    assert hub["finance"].refused("{ supervision(by: COUNTY) { failedChecks } }") == ["MISSING_SCOPE"]


def counted(asker: Asker) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Failed checks by county, and by data set."""
    found = asker.ask(
        """{ supervision(by: COUNTY) { division { code } failedChecks }
      dataSets { department { code } entity failedChecks } }"""
    )
    return (
        {row["division"]["code"]: row["failedChecks"] for row in found["supervision"]},
        {(row["department"]["code"], row["entity"]): row["failedChecks"] for row in found["dataSets"]},
    )


def test_whose_check_failed_is_nothing_for_other_departments(hub: Running) -> None:
    assert hub["education_aid"].refused(FAILED) == ["MISSING_SCOPE"]
    assert hub["education_aid"].refused(QUEUE) == ["MISSING_SCOPE"]
