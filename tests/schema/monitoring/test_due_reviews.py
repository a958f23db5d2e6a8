"""Reviews that are due are listed for the agency until they are done, and supervision counts them."""

from tests.hub_running import HOME, Running
from tests.schema.acts import DETERMINE, household, member, register

DUE = """query ($before: Date) { dueReviews(before: $before, first: 200) { nodes { due determination { id recordedAt }
  person { id } household { id } } } }"""
COUNTS = "{ overdueReviews(by: COUNTY) { division { code } overdue longestDays } }"
REVIEW = """mutation ($id: ID!, $seen: Instant!) { done: reviewDetermination(determination: $id, seen: $seen,
  on: "2024-03-10", reason: "入户复核") { __typename ... on Refused { code path message } } }"""


def test_a_review_is_due_until_it_is_done_and_is_counted_where_it_is_overdue(hub: Running) -> None:
    (home,) = register(hub, household(hub, member(hub.number("19600101")), asOf="2020-01-01"))
    given = {"household": home["household"], "category": "subsistence_allowance", "validFrom": "2020-02-01"}
    assert hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]["__typename"] == "Determined"
    late = "UPDATE determinations SET review_due = '2021-02-01' WHERE household_id = %s RETURNING id"
    assert hub.rows(late, home["household"])

    def due() -> list[dict[str, dict[str, str]]]:
        nodes = hub["civil_affairs"].ask(DUE)["dueReviews"]["nodes"]
        return [node for node in nodes if node["household"] == {"id": home["household"]}]

    (waiting,) = due()
    assert waiting["due"] == "2021-02-01"
    counts = {row["division"]["code"]: row for row in hub["civil_affairs"].ask(COUNTS)["overdueReviews"]}
    assert counts[HOME[:6] + "000000"]["overdue"] >= 1
    assert counts[HOME[:6] + "000000"]["longestDays"] >= 1138
    told = {"id": waiting["determination"]["id"], "seen": waiting["determination"]["recordedAt"]}
    assert hub["civil_affairs"].ask(REVIEW, told)["done"]["__typename"] == "Determined"
    assert due() == []
    assert hub["education_aid"].refused(DUE) == ["MISSING_SCOPE"]
