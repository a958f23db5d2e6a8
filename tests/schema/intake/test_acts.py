"""Acts of departments: feedback and facts come in by batches, and a bad item loses nothing of the others."""

from tests.hub_running import ELSEWHERE, Running, done
from tests.schema.acts import CHAIN, feed, feedback, household, member, register


def test_feedback_is_taken_in_with_a_receipt_and_sent_again_changes_nothing(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    (first,) = feed(hub, feedback(hub, pupil, "f1"))
    (again,) = feed(hub, feedback(hub, pupil, "f1"))
    assert first["receipt"]["hash"]
    assert again == {**first, "replayed": True}
    (other,) = feed(hub, feedback(hub, pupil, "f1", amount=1))
    assert (other["code"], other["path"]) == ("EXTERNAL_ID_REUSED", "items[0].externalId")


def test_a_thousand_items_with_a_bad_one_lose_nothing(hub: Running) -> None:
    pupils = [hub.number(f"2012{1 + n // 28 % 12:02}{1 + n % 28:02}") for n in range(1000)]
    items = [feedback(hub, pupil, f"k{n}") for n, pupil in enumerate(pupils)]
    items[500]["happenedOn"] = "2024-02-31"
    outcomes = feed(hub, *items)
    assert [n for n, outcome in enumerate(outcomes) if outcome["__typename"] == "Refused"] == [500]
    assert (outcomes[500]["code"], outcomes[500]["path"]) == ("BAD_DATE", "items[500].happenedOn")


def test_help_given_twice_is_recorded_and_seen_from_both_sides(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "d1"))
    (second,) = feed(hub, feedback(hub, pupil, "d2", division=ELSEWHERE))
    assert second["clashes"]
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert [len(node["record"]["clashes"]) for node in nodes] == [1, 1]


def test_a_repeated_entry_is_refused_unless_it_says_why(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "r1"))
    (refused,) = feed(hub, feedback(hub, pupil, "r2"))
    assert refused["code"] == "ALREADY_REPORTED"
    (second,) = feed(hub, feedback(hub, pupil, "r3", second="the first payment was returned by the bank"))
    assert second["__typename"] == "FeedbackAccepted"


def test_the_reply_does_not_tell_whether_someone_is_registered_and_the_record_waits(hub: Running) -> None:
    known, stranger = hub.number(), hub.number()
    register(hub, household(hub, member(known)))
    first, second = feed(hub, feedback(hub, known, "w1"), feedback(hub, stranger, "w2"))
    assert {k: type(v) for k, v in first.items()} == {k: type(v) for k, v in second.items()}
    (registered,) = register(hub, household(hub, member(stranger)))
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert done(nodes) == ["ASSISTED"]


def test_a_number_under_another_name_is_nobodys(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "n1", name="李乙"))
    assert hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"] == []


def test_payment_results_come_in_by_batch_from_finance(hub: Running) -> None:
    query = """mutation ($items: [FinanceFactsInput!]!) { reportFactsFinance(items: $items) {
      ... on FactsReport { outcomes { __typename ... on FactsAccepted { changed } ... on Refused { code path } } } } }"""
    payment = {"batchNo": "202403-1", "programmeNumber": "MZ-02", "amount": 30000, "paid": True, "paidOn": "2024-03-10"}
    item = {"idNumber": hub.number(), "name": "王甲", "asOf": "2024-03-10", "sourceRecordId": "p1", "payment": payment}
    outcomes = hub["finance"].ask(query, {"items": [item]})["reportFactsFinance"]["outcomes"]
    assert outcomes == [{"__typename": "FactsAccepted", "changed": True}]
