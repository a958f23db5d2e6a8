"""Payments through the graph: entered once, taken back, and seen so in records, totals and chain."""

from typing import Any

from tests.hub.exports.test_exports import export
from tests.hub_running import ELSEWHERE, HOME, Running, done
from tests.schema.acts import CHAIN, household, member, register

FEED = """mutation ($items: [CivilAffairsFeedbackInput!]!) { feedBackCivilAffairs(items: $items) {
  ... on FeedbackReport { outcomes { __typename ... on Refused { code path } ... on FeedbackAccepted { record } } } } }"""
RECORDS = """query ($id: String!) { records(filter: {externalId: $id}) { nodes { ... on CivilAffairsRecord {
  granted paid returned outstanding payments { kind externalId paidOn amount undoes arrears reason } } } } }"""
TOTALS = 'query { totals(programme: "%s") { paid } }'


def entry(number: str, id: str, status: str, on: str, **stated: Any) -> dict[str, Any]:
    """An entry of civil affairs about one help, `G` by its external id."""
    known = {"externalId": id, "idNumber": number, "name": "王甲", "programme": "MZ-02", "division": HOME}
    return {**known, "status": status, "happenedOn": on, **({} if status == "GRANTED" else {"record": "G"}), **stated}


def fed(hub: Running, *items: dict[str, Any]) -> list[str]:
    """What became of each entry: accepted, or the code and place of its refusal."""
    outcomes = hub["civil_affairs"].ask(FEED, {"items": list(items)})["feedBackCivilAffairs"]["outcomes"]
    return [f"{one['code']} {one['path']}" if one["__typename"] == "Refused" else "accepted" for one in outcomes]


def record(hub: Running, id: str) -> dict[str, Any]:
    (node,) = hub["civil_affairs"].ask(RECORDS, {"id": id})["records"]["nodes"]
    found: dict[str, Any] = node
    return found


def paying(day: str, amount: int = 40000, **stated: Any) -> dict[str, Any]:
    return {"payments": [{"paidOn": day, "amount": amount, **stated}]}


def test_a_payment_is_told_once_after_the_grant_and_can_be_taken_back(hub: Running) -> None:
    number = hub.number()
    (home,) = register(hub, household(hub, member(number)))
    assert fed(hub, entry(number, "G", "GRANTED", "2024-01-10", amount=40000)) == ["accepted"]
    paid = [entry(number, f"F-{n}", "PAID", f"2024-0{n}-10", **paying(f"2024-0{n}-10")) for n in (1, 2)]
    assert fed(hub, *paid) == ["accepted", "accepted"]
    assert fed(
        hub,
        entry(number, "F-3", "PAID", "2024-02-10", **paying("2024-01-10")),
        entry(number, "F-4", "PAID", "2024-02-10", **paying("1940-01-10")),
        entry(number, "F-5", "PAID", "2024-02-10", **paying("2024-02-10", -40000)),
        entry(number, "F-6", "PAID", "2024-02-10", **paying("2024-02-10", 0)),
    ) == [
        "ALREADY_REPORTED items[0].payments[0]",
        "BEFORE_THE_GRANT items[1].payments[0].paidOn",
        "BAD_AMOUNT items[2].payments[0].amount",
        "NO_AMOUNT items[3].payments[0].amount",
    ]
    back = entry(number, "F-7", "RETURNED", "2024-02-12", reason="发错", **paying("2024-02-10"))
    assert fed(hub, {**back, "reason": None}, back) == ["REASON_NEEDED items[0].reason", "accepted"]
    moved = {"because": "MOVED_AWAY", "since": "2024-02-20", "paper": "2024-3"}
    ended = entry(number, "F-8", "ENDED", "2024-02-20", reason="搬离", withoutHearing=moved)
    late = entry(number, "F-9", "PAID", "2024-03-10", **paying("2024-03-10"))
    made_up = entry(number, "F-10", "PAID", "2024-03-10", **paying("2024-03-10", arrears="补发二月"))
    assert fed(hub, ended, late, made_up) == ["accepted", "RECORD_ENDED items[1].payments[0].paidOn", "accepted"]
    found = record(hub, "G")
    assert (found["granted"], found["paid"], found["returned"], found["outstanding"]) == (None, 120000, 40000, None)
    assert [(p["kind"], p["externalId"], p["paidOn"], p["undoes"]) for p in found["payments"]] == [
        ("PAID", "F-1", "2024-01-10", None),
        ("PAID", "F-2", "2024-02-10", None),
        ("RETURNED", "F-7", "2024-02-12", "F-2"),
        ("PAID", "F-10", "2024-03-10", None),
    ]
    exported, _ = export(hub["civil_affairs"], RECORDS, {"id": "G"})
    assert exported == [found]
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": home["household"]})["household"]["chain"]["nodes"]
    assert done(nodes) == ["TERMINATED", "PAYMENT_RETURNED", "ASSISTED"]


def test_a_tenfold_payment_is_put_right_and_counts_no_more(hub: Running) -> None:
    number = hub.number()
    register(hub, household(hub, member(number)))
    once = {"programme": "MZ-07"}
    before = hub["civil_affairs"].ask(TOTALS % "MZ-07")["totals"]
    grant = entry(number, "T", "GRANTED", "2024-03-01", amount=50000, **once, **paying("2024-03-02", 500000))
    assert fed(hub, grant) == ["accepted"]
    assert record(hub, "T")["outstanding"] == -450000
    here = {"record": "T", **once}
    assert fed(
        hub,
        entry(number, "T-1", "RECOVERED", "2024-03-05", reason="多发", **here, **paying("2024-03-02", 450000, of="T")),
    ) == ["accepted"]
    assert record(hub, "T") | {"payments": []} == {
        "granted": 50000, "paid": 500000, "returned": 450000, "outstanding": 0, "payments": [],
    }  # fmt: skip # one record
    # What was entered in error was never paid.
    void = entry(number, "T-2", "PAYMENT_VOIDED", "2024-03-05", reason="误录", **here)
    assert fed(hub, {**void, **paying("2024-03-02", 50000, of="T")}) == ["accepted"]
    assert record(hub, "T") | {"payments": []} == {
        "granted": 50000, "paid": 450000, "returned": 450000, "outstanding": 50000, "payments": [],
    }  # fmt: skip # one record
    after = hub["civil_affairs"].ask(TOTALS % "MZ-07")["totals"]
    assert [total["paid"] for total in after] == [(total["paid"] if before else 0) for total in before or after]


def test_what_does_not_belong_to_a_line_is_refused_at_its_place(hub: Running) -> None:
    number = hub.number()
    alike = {"paidOn": "2024-03-02", "amount": 1}
    grant = entry(number, "W", "GRANTED", "2024-03-01", amount=50000, payments=[alike, alike])
    assert fed(
        hub,
        grant,
        {**grant, "externalId": "W-1", "payments": [{**alike, "of": "W"}]},
        {**grant, "externalId": "W-2", "payments": [{**alike, "externalId": "x" * 101}]},
        {**grant, "externalId": "W-3", **paying("2024-02-01")},
        entry(number, "W-4", "RETURNED", "2024-03-05", reason="r", **paying("2024-03-02", arrears="r")),
        entry(number, "W-5", "RETURNED", "2024-03-05", reason="r"),
        # Nothing an item holds harms its neighbours: the same grant without its fault stands.
        {**grant, "externalId": "W-6", "payments": [alike, {**alike, "second": "two accounts"}]},
    ) == [
        "ALREADY_REPORTED items[0].payments[1]",
        "NOT_EXPECTED items[1].payments[0].of",
        "BAD_TEXT items[2].payments[0].externalId",
        "BEFORE_THE_GRANT items[3].payments[0].paidOn",
        "NOT_EXPECTED items[4].payments[0].arrears",
        "MISSING items[5].payments",
        "accepted",
    ]


RESULTS = """mutation ($items: [PaymentResultInput!]!) { reportPaymentResults(items: $items) { __typename
  ... on Refused { code path } ... on PaymentResultsReport { batch outcomes { __typename ... on Refused { code path }
    ... on PaymentResultAccepted { paymentExternalId replayed } } } } }"""


def resulted(hub: Running, *items: dict[str, Any], who: str = "finance") -> list[str]:
    """What became of each result: new, known, or the code and place of its refusal."""
    outcomes = hub[who].ask(RESULTS, {"items": list(items)})["reportPaymentResults"]["outcomes"]
    return [
        f"{one['code']} {one['path']}" if one["__typename"] == "Refused" else "known" if one["replayed"] else "new"
        for one in outcomes
    ]


def result(id: str, result: str = "PAID", on: str = "2024-03-05", **stated: Any) -> dict[str, Any]:
    known = {"department": "civil_affairs", "division": HOME, "paymentExternalId": id, "result": result, "on": on}
    return {**known, **({"reason": "账户已注销"} if result == "RETURNED" else {}), **stated}


def test_finance_confirms_payments_and_tells_which_came_back_and_sees_nobody(hub: Running) -> None:
    number = hub.number()
    (home,) = register(hub, household(hub, member(number)))
    grant = entry(number, "B", "GRANTED", "2024-03-01", amount=50000, programme="MZ-07")
    paid = paying("2024-03-02", 20000)["payments"] + paying("2024-03-03", 30000, externalId="B-2")["payments"]
    assert fed(hub, {**grant, "payments": paid}) == ["accepted"]
    assert resulted(hub, result("B#1"), result("B-2", "RETURNED"), result("B-3"), result("B#1")) == [
        "new",
        "new",
        "UNKNOWN_PAYMENT items[2].paymentExternalId",
        "known",
    ]
    assert resulted(hub, result("B#1"), result("B-2", "RETURNED"), result("B#1", on="2024-03-06"), result("B-2")) == [
        "known",
        "known",
        "PAYMENT_CONFIRMED items[2].on",
        "PAYMENT_UNDONE items[3].paymentExternalId",
    ]
    found = record(hub, "B")
    assert (found["paid"], found["returned"], found["outstanding"]) == (50000, 30000, 30000)
    assert hub.rows(
        "SELECT external_id, confirmed_on::text FROM payments WHERE confirmed_on IS NOT NULL AND external_id ~ '^B'"
    ) == [("B#1", "2024-03-05")]
    (chain,) = hub.rows(
        "SELECT department, note, amount::int FROM chain_links WHERE kind = 'PAYMENT_RETURNED' AND household_id = %s",
        home["household"],
    )
    assert chain == ("finance", "账户已注销", 30000)
    # What the bank returned is paid again under an id of its own.
    again = entry(number, "B-4", "PAID", "2024-03-08", record="B", programme="MZ-07", **paying("2024-03-08", 30000))
    assert fed(hub, again) == ["accepted"]
    assert record(hub, "B")["outstanding"] == 0


def test_what_finance_says_was_paid_lies_after_the_grant_and_was_made(hub: Running) -> None:
    number = hub.number()
    register(hub, household(hub, member(number)))
    grant = entry(number, "N", "GRANTED", "2024-03-01", amount=20000, programme="MZ-07")
    assert fed(hub, {**grant, **paying("2024-03-02", 20000)}) == ["accepted"]
    assert resulted(hub, result("N", on="2024-02-29"), result("N")) == ["BEFORE_THE_GRANT items[0].on", "new"]
    never = entry(number, "V", "PAYMENT_VOIDED", "2024-03-06", record="N", programme="MZ-07", reason="录错")
    never |= paying("2024-03-02", 20000)
    assert fed(hub, never) == ["PAYMENT_CONFIRMED items[0].payments[0]"]
    assert record(hub, "N")["paid"] == 20000


def test_a_result_is_checked_by_itself(hub: Running) -> None:
    number = hub.number()
    grant = entry(number, "C", "GRANTED", "2024-03-04", amount=50000, programme="MZ-07")
    assert fed(hub, {**grant, **paying("2024-03-04", 50000)}) == ["accepted"]
    assert resulted(
        hub,
        result("C", "RETURNED", reason=None),
        result("C", "RETURNED", on="2024-03-03"),
        result("C", on="2099-01-01"),
        result("C", "LOST"),
        result("C", division="110000000000"),
        result("C", department="tax"),
        result("C", department="housing"),
        result("C"),
    ) == [
        "REASON_NEEDED items[0].reason",
        "BEFORE_THE_PAYMENT items[1].on",
        "FUTURE_DATE items[2].on",
        "UNKNOWN_CODE items[3].result",
        "UNKNOWN_DIVISION items[4].division",
        "UNKNOWN_CODE items[5].department",
        "UNKNOWN_PAYMENT items[6].paymentExternalId",
        "new",
    ]
    assert hub["finance"].ask(RESULTS, {"items": []})["reportPaymentResults"]["code"] == "BATCH_SIZE"


def test_only_finance_reports_results_and_of_its_own_divisions(hub: Running) -> None:
    number = hub.number()
    grant = entry(number, "E", "GRANTED", "2024-03-01", amount=50000, programme="MZ-07")
    assert fed(hub, {**grant, **paying("2024-03-02", 50000)}) == ["accepted"]
    for who in ("civil_affairs", "housing", "reader"):
        assert hub[who].refused(RESULTS, {"items": [result("E")]}) == ["MISSING_SCOPE"]
    assert hub["nobody"].post(RESULTS, {"items": [result("E")]}).status_code == 401
    assert resulted(hub, result("E"), result("E", division=ELSEWHERE), who="finance elsewhere") == [
        "OUTSIDE_DIVISIONS items[0].division",
        "UNKNOWN_PAYMENT items[1].paymentExternalId",
    ]


def test_finance_confirms_no_payment_before_its_day(hub: Running) -> None:
    number = hub.number()
    grant = entry(number, f"D{number}", "GRANTED", "2024-03-01", amount=50000, programme="MZ-07")
    assert fed(hub, {**grant, **paying("2024-03-05", 50000)}) == ["accepted"]
    confirmed = [result(grant["externalId"], on=day) for day in ("2024-03-04", "2024-03-05")]
    assert resulted(hub, *confirmed) == ["PAID_BEFORE_ITS_DAY items[0].on", "new"]
