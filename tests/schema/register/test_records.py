"""The life of a record: granted, paid, adjusted, ended; its own department reads it back."""

from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, Running, done
from tests.schema.acts import CHAIN, FEED, feed, feedback, household, member, register
from tests.schema.monitoring.test_warnings import pupil_at_home

RECORDS = """query ($id: String!) { records(filter: {externalId: $id, status: GRANTED}) { totalCount nodes { __typename
  ... on EducationAidRecord { amount endedOn reason payments { paidOn amount } } } } }"""


def of(record: str, status: str, **stated: Any) -> dict[str, Any]:
    """What an entry about an earlier record states."""
    return {"record": record, "status": status, "amount": None, **stated}


def test_a_record_is_paid_adjusted_and_ended_and_reads_as_it_stands(hub: Running) -> None:
    pupil, other = hub.number(), hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    payment = {"paidOn": "2024-03-11", "amount": 100}
    steps = [
        feedback(hub, pupil, "life"),
        feedback(hub, pupil, "life-1", **of("life", "PAID", payments=[payment])),
        feedback(hub, pupil, "life-2", **of("life", "ADJUSTED", amount=50000, reason="moved to day school")),
        feedback(hub, pupil, "life-3", **of("life", "ENDED", reason="left", happenedOn="2024-03-12")),
    ]
    outcomes = [feed(hub, step)[0] for step in steps]
    assert {outcome["record"] for outcome in outcomes} == {outcomes[0]["record"]}
    assert hub["education_aid"].ask(RECORDS, {"id": "life"})["records"] == {
        "totalCount": 1,
        "nodes": [
            {
                "__typename": "EducationAidRecord",
                "amount": 50000,
                "endedOn": "2024-03-12",
                "reason": "left",
                "payments": [payment],
            }
        ],
    }
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert done(nodes) == ["TERMINATED", "ADJUSTED", "ASSISTED"]
    (empty,) = feed(hub, feedback(hub, pupil, "life-0", **of("life", "ADJUSTED", reason="none")))
    assert (empty["code"], empty["path"]) == ("NOTHING_ADJUSTED", "items[0].amount")
    ended = of("life", "ADJUSTED", amount=1, reason="late", happenedOn="2024-03-12")
    (late,) = feed(hub, feedback(hub, pupil, "life-4", **ended))
    assert (late["code"], late["path"]) == ("RECORD_ENDED", "items[0].record")
    (strange,) = feed(hub, feedback(hub, other, "life-5", **of("life", "ENDED", reason="not theirs")))
    assert strange["code"] == "RECORD_NOT_FOUND"


def test_a_refusal_stands_in_the_chain_with_its_reason(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "no", status="REFUSED", amount=None, reason="not enrolled"))
    (node,) = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert (node["kind"], node["note"]) == ("REFUSED", "not enrolled")


def test_one_external_id_stands_once_in_a_batch(hub: Running) -> None:
    first, second = feed(hub, feedback(hub, hub.number(), "same"), feedback(hub, hub.number(), "same"))
    assert first["__typename"] == "FeedbackAccepted"
    assert (second["code"], second["path"]) == ("TWICE_IN_BATCH", "items[1].externalId")


def test_records_are_read_by_their_own_department_only(hub: Running) -> None:
    feed(hub, feedback(hub, hub.number(), "own"))
    asked = '{ records(filter: {externalId: "own"}) { totalCount } }'
    assert hub["education_aid"].ask(asked)["records"]["totalCount"] == 1
    assert hub["housing"].ask(asked)["records"]["totalCount"] == 0
    assert hub["education_aid elsewhere"].ask(asked)["records"]["totalCount"] == 0


def test_a_county_does_not_end_what_another_county_of_its_department_gave(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "ours"), who="education_aid here")
    end = feedback(hub, pupil, "theirs", **of("ours", "ENDED", reason="moved", division=ELSEWHERE))
    (refused,) = feed(hub, end, who="education_aid elsewhere")
    assert (refused["code"], refused["path"]) == ("RECORD_NOT_FOUND", "items[0].record")
    assert hub["education_aid"].ask(RECORDS, {"id": "ours"})["records"]["nodes"][0]["endedOn"] is None


def test_nothing_ends_before_it_was_given(hub: Running) -> None:
    pupil = hub.number()
    feed(hub, feedback(hub, pupil, "begun"))
    (refused,) = feed(hub, feedback(hub, pupil, "e", **of("begun", "ENDED", reason="x", happenedOn="2024-03-09")))
    assert (refused["code"], refused["path"]) == ("BEFORE_THE_GRANT", "items[0].happenedOn")


def test_two_counties_of_one_department_give_the_same_external_id(hub: Running) -> None:
    pupil, other = hub.number(), hub.number()
    here = feedback(hub, pupil, "ZJ-0001")
    there = feedback(hub, other, "ZJ-0001", division=ELSEWHERE, amount=1)
    (ours,) = feed(hub, here, who="education_aid here")
    (theirs,) = feed(hub, there, who="education_aid elsewhere")
    assert ours["record"] != theirs["record"]
    (again,) = feed(hub, there, who="education_aid elsewhere")
    assert (again["record"], again["replayed"]) == (theirs["record"], True)
    (reused,) = feed(hub, {**there, "amount": 2}, who="education_aid elsewhere")
    assert reused["code"] == "EXTERNAL_ID_REUSED"
    asked = '{ records(filter: {externalId: "ZJ-0001"}) { totalCount } }'
    counts = [hub[who].ask(asked)["records"]["totalCount"] for who in ("education_aid", "education_aid here")]
    assert counts == [2, 1]
    end = feedback(hub, other, "ZJ-0002", **of("ZJ-0001", "ENDED", reason="moved", division=ELSEWHERE))
    (ended,) = feed(hub, end, who="education_aid elsewhere")
    assert ended["record"] == theirs["record"]


def test_one_batch_may_name_two_counties_by_the_same_external_id(hub: Running) -> None:
    outcomes = feed(
        hub,
        feedback(hub, hub.number(), "ZJ-0003"),
        feedback(hub, hub.number(), "ZJ-0003", division=ELSEWHERE),
    )
    assert {outcome["__typename"] for outcome in outcomes} == {"FeedbackAccepted"}


WHOM = """query ($filter: RecordFilter) { records(filter: $filter, first: 200) { nodes { ... on EducationAidRecord {
  externalId household { id } person { id nameMasked } } } } }"""


def whose(hub: Running, who: str = "education_aid", **filter: str) -> list[dict[str, Any]]:
    """The caller's own records that these filters keep, with the person and household of each."""
    nodes: list[dict[str, Any]] = hub[who].ask(WHOM, {"filter": filter}, **{"X-Purpose": "complaint"})["records"][
        "nodes"
    ]
    return nodes


def test_a_record_says_whom_it_is_for_where_the_department_reaches_them(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    stranger = hub.number()
    feed(hub, feedback(hub, pupil, f"whose {home}"))
    feed(hub, feedback(hub, stranger, f"nobody {home}"))
    (record,) = whose(hub, household=home)
    assert (record["externalId"], record["household"]) == (f"whose {home}", {"id": home})
    assert "*" in record["person"]["nameMasked"]
    assert whose(hub, person=record["person"]["id"]) == whose(hub, idNumber=pupil) == [record]
    unknown = {"externalId": f"nobody {home}", "household": None, "person": None}
    assert whose(hub, idNumber=stranger) == [unknown]


def test_who_is_not_reached_is_found_like_somebody_unknown(hub: Running) -> None:
    number = hub.number("19700101")
    (registered,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, "unreached"))
    assert whose(hub, household=registered["household"]) == []
    assert whose(hub, idNumber=number) == [{"externalId": "unreached", "household": None, "person": None}]


def test_the_records_of_a_batch_are_listed(hub: Running) -> None:
    items = [feedback(hub, hub.number(), f"batched {n}") for n in range(2)]
    report = hub["education_aid"].ask(FEED, {"items": items})["feedBackEducationAid"]
    assert [record["externalId"] for record in whose(hub, batch=report["batch"])] == ["batched 1", "batched 0"]
    assert whose(hub, "education_aid elsewhere", batch=report["batch"]) == []


PAGE = """query ($programme: String!, $division: String, $after: String) {
  records(first: 2, after: $after, filter: {programme: $programme, division: $division}) { totalCount
    pageInfo { hasNextPage endCursor } nodes { ... on EducationAidRecord { externalId } } } }"""


def test_records_of_several_counties_come_newest_first_page_by_page(hub: Running) -> None:
    places = {f"turn {n}": {} if n % 2 else {"division": ELSEWHERE} for n in range(5)}
    for name, place in places.items():
        feed(hub, feedback(hub, hub.number(), name, programme="JY-04", **place))

    def turned(**variables: str) -> list[str]:
        names, after = [], None
        while True:
            asked = {"programme": "JY-04", "after": after, **variables}
            page = hub["education_aid"].ask(PAGE, asked)["records"]
            names += [node["externalId"] for node in page["nodes"]]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                assert page["totalCount"] == len(names)
                return [name for name in names if name.startswith("turn")]

    assert turned() == [f"turn {n}" for n in (4, 3, 2, 1, 0)]
    assert turned(division=ELSEWHERE) == [f"turn {n}" for n in (4, 2, 0)]


SPANS = (
    "query ($from: Date, $to: Date) { totals(from: $from, to: $to) { programme { code } } }",
    "query ($from: Date, $to: Date) { records(filter: {happenedFrom: $from, happenedTo: $to}) { totalCount } }",
)


@pytest.mark.parametrize("query", SPANS)
def test_a_span_that_ends_before_it_begins_is_refused(hub: Running, query: str) -> None:
    assert hub["civil_affairs"].refused(query, {"from": "2024-03-02", "to": "2024-03-01"}) == ["REVERSED_DATES"]
    for span in ({"from": "2024-03-01", "to": "2024-03-01"}, {"to": "2024-03-01"}, {"from": "2024-03-01", "to": None}):
        assert hub["civil_affairs"].ask(query, span)


def test_what_was_entered_with_blanks_around_it_is_found_with_them(hub: Running) -> None:
    number = hub.number()
    (home,) = register(hub, household(hub, member(number), number=f" N-{number} "))
    feed(hub, feedback(hub, number, f" blank-{number} "))
    assert hub["education_aid"].ask(RECORDS, {"id": f" blank-{number}\t"})["records"]["totalCount"] == 1
    by_number = "query ($n: String!) { household(number: $n) { id } households(filter: {number: $n}) { totalCount } }"
    found = hub["civil_affairs"].ask(by_number, {"n": f"  N-{number} "})
    assert found == {"household": {"id": home["household"]}, "households": {"totalCount": 1}}
