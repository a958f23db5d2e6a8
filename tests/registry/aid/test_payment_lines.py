"""Payment lines: each payment is entered once, none where nothing was granted, and what was paid can come back."""

import asyncio
import datetime

import pytest

from registry.aid.entries import Payment
from registry.errors import Refusal
from registry.people.registration import Member
from tests.registry.aid.grants import accepted, codes, grant
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

LINES = "SELECT external_id, kind, amount::int FROM payments ORDER BY id"


def line(day: str, amount: int = 40000, **stated: str) -> Payment:
    return Payment(datetime.date.fromisoformat(day), amount, **stated)


async def a_grant(province: Province) -> Member:
    """A person with a monthly help since 10 January, recorded as `a`."""
    head = province.person()
    await province.settle(head)
    accepted(await grant(province, "MZ-02", head, "a", happened_on="2024-01-10", amount=40000))
    return head


async def told(province: Province, head: Member, id: str, status: str, *lines: Payment, **stated: str) -> str:
    """What becomes of an entry of payments: one word, and where."""
    reason = {} if status == "PAID" else {"reason": "the account was closed"}
    entry = {"status": status, "record": "a", "payments": lines, "happened_on": "2024-03-12", **reason, **stated}
    outcome = await grant(province, "MZ-02", head, id, **entry)
    return f"{outcome.code} {outcome.path}" if isinstance(outcome, Refusal) else codes([outcome])[0]


async def test_a_payment_is_entered_once_whatever_it_is_called(province: Province) -> None:
    head = await a_grant(province)
    assert [
        await told(province, head, "p", "PAID", line("2024-02-10")),
        await told(province, head, "q", "PAID", line("2024-02-10")),
        await told(province, head, "r", "PAID", line("2024-03-10"), line("2024-03-10")),
        await told(province, head, "s", "PAID", line("2024-02-10", second="two accounts")),
    ] == ["ACCEPTED", "ALREADY_REPORTED payments[0]", "ALREADY_REPORTED payments[1]", "ACCEPTED"]
    assert await province.ask(LINES) == [("p", "PAID", 40000), ("s", "PAID", 40000)]


async def test_within_one_batch_too_the_second_of_two_alike_is_refused(province: Province) -> None:
    head = await a_grant(province)
    code = province.catalogue.numbered["MZ-02"].code
    entries = [province.entry(code, head, id, status="PAID", record="a", payments=(line("2024-02-10"),)) for id in "pq"]
    assert codes(await province.feed_back("civil_affairs", *entries)) == ["ACCEPTED", "ALREADY_REPORTED"]


async def test_an_external_id_is_one_payments_in_the_county(province: Province) -> None:
    head = await a_grant(province)
    assert [
        await told(province, head, "p", "PAID", line("2024-02-10", external_id="JD-1"), line("2024-02-11")),
        await told(province, head, "q", "PAID", line("2024-03-10", external_id="JD-1")),
        await told(province, head, "r", "PAID", line("2024-03-10", external_id="p#2")),
    ] == ["ACCEPTED", *["EXTERNAL_ID_REUSED payments[0].externalId"] * 2]
    assert await province.ask(LINES) == [("JD-1", "PAID", 40000), ("p#2", "PAID", 40000)]


async def test_nothing_is_paid_before_the_grant_nor_of_what_was_refused(province: Province) -> None:
    head = await a_grant(province)
    assert await told(province, head, "p", "PAID", line("1940-02-10")) == "BEFORE_THE_GRANT payments[0].paidOn"
    await grant(province, "MZ-02", head, "no", status="REFUSED", reason="over the standard", happened_on="2024-01-10")
    assert await told(province, head, "q", "PAID", line("2024-02-10"), record="no") == "RECORD_REFUSED record"


async def test_after_the_end_only_arrears_are_paid(province: Province) -> None:
    head = await a_grant(province)
    await grant(province, "MZ-02", head, "e", status="ENDED", record="a", reason="moved", happened_on="2024-02-20")
    assert [
        await told(province, head, "p", "PAID", line("2024-03-10")),
        await told(province, head, "q", "PAID", line("2024-03-10", arrears="February")),
        await told(province, head, "r", "PAID", line("2024-02-10")),
    ] == ["RECORD_ENDED payments[0].paidOn", "ACCEPTED", "ACCEPTED"]


async def test_what_came_back_undoes_its_payment_and_has_a_link_of_its_own(province: Province) -> None:
    head = await a_grant(province)
    await told(province, head, "p", "PAID", line("2024-02-10"))
    assert await told(province, head, "back", "RETURNED", line("2024-02-10")) == "ACCEPTED"
    assert await province.ask(LINES) == [("p", "PAID", 40000), ("back", "RETURNED", 40000)]
    assert await province.ask("SELECT kind, amount::int, note FROM chain_links ORDER BY id") == [
        ("ASSISTED", 40000, None),
        ("PAYMENT_RETURNED", 40000, "the account was closed"),
    ]
    # What was returned no longer stands: it is paid again, and cannot come back twice.
    assert await told(province, head, "again", "PAID", line("2024-02-10")) == "ACCEPTED"
    assert await told(province, head, "twice", "RECOVERED", line("2024-02-10", of="p")) == (
        "MORE_THAN_PAID payments[0].amount"
    )


async def test_a_tenfold_payment_is_put_right_also_after_the_end(province: Province) -> None:
    head = await a_grant(province)
    await told(province, head, "p", "PAID", line("2024-02-10", 400000))
    await grant(province, "MZ-02", head, "e", status="ENDED", record="a", reason="moved", happened_on="2024-02-20")
    assert [
        await told(province, head, "x", "RECOVERED", line("2024-02-10", 360000, of="p")),
        await told(province, head, "y", "RECOVERED", line("2024-02-10", 40001, of="p")),
        await told(province, head, "z", "PAYMENT_VOIDED", line("2024-02-10", 40000, of="p")),
        await told(province, head, "w", "PAID", line("2024-02-10", 40000)),
    ] == ["ACCEPTED", "MORE_THAN_PAID payments[0].amount", "ACCEPTED", "ACCEPTED"]
    assert await province.ask("SELECT kind FROM chain_links ORDER BY id OFFSET 2") == [
        ("PAYMENT_RECOVERED",),
        ("PAYMENT_VOIDED",),
    ]


async def test_which_payment_is_meant_is_asked_where_several_fit(province: Province) -> None:
    head = await a_grant(province)
    await told(province, head, "p", "PAID", line("2024-02-10"), line("2024-02-10", second="two accounts"))
    assert [
        await told(province, head, "x", "RETURNED", line("2024-02-10")),
        await told(province, head, "y", "RETURNED", line("2024-02-11")),
        await told(province, head, "z", "RETURNED", line("2024-02-10", of="p#2"), happened_on="2024-02-09"),
        await told(province, head, "w", "RETURNED", line("2024-02-10", of="p#2")),
        await told(province, head, "v", "RETURNED", line("2024-02-10")),
    ] == [
        "AMBIGUOUS_PAYMENT payments[0].of",
        "PAYMENT_NOT_FOUND payments[0].of",
        "BEFORE_THE_PAYMENT payments[0]",
        "ACCEPTED",
        "ACCEPTED",
    ]


async def test_of_an_entry_with_a_bad_line_nothing_is_kept(province: Province) -> None:
    head = await a_grant(province)
    bad = province.entry(
        province.catalogue.numbered["MZ-02"].code, head, "p", status="PAID", record="a",
        payments=(line("2024-02-10"), line("1940-02-10")),
    )  # fmt: skip # a good line and a bad one
    good = bad._replace(external_id="q", content=b"q", payments=(line("2024-02-10"),))
    assert codes(await province.feed_back("civil_affairs", bad, good)) == ["BEFORE_THE_GRANT", "ACCEPTED"]


async def test_of_two_who_bring_the_same_payment_at_once_one_wins_and_the_other_is_told(province: Province) -> None:
    head = await a_grant(province)
    found = await asyncio.gather(*(told(province, head, id, "PAID", line("2024-02-10")) for id in "pqr"))
    assert sorted(found) == ["ACCEPTED", *["ALREADY_REPORTED payments[0]"] * 2]
    again = await asyncio.gather(*(told(province, head, f"{id}-", "RETURNED", line("2024-02-10")) for id in "pqr"))
    assert sorted(again) == ["ACCEPTED", *["PAYMENT_NOT_FOUND payments[0].of"] * 2]


async def test_of_a_voided_record_nothing_is_paid_and_what_was_paid_can_come_back(province: Province) -> None:
    head = await a_grant(province)
    await told(province, head, "p", "PAID", line("2024-02-10"))
    await grant(province, "MZ-02", head, "v", status="VOIDED", record="a", reason="the wrong family")
    assert [
        await told(province, head, "q", "PAID", line("2024-03-10")),
        await told(province, head, "r", "RECOVERED", line("2024-02-10")),
    ] == ["RECORD_VOIDED record", "ACCEPTED"]


async def test_the_grant_that_replaces_a_voided_one_brings_payments_of_its_own(province: Province) -> None:
    head = await a_grant(province)
    await told(province, head, "p", "PAID", line("2024-02-10"))
    right = {"replaces": "a", "reason": "another amount", "happened_on": "2024-01-10", "amount": 30000}
    outcome = await grant(province, "MZ-02", head, "b", **right, payments=(line("2024-02-10", 30000),))
    assert codes([outcome]) == ["ACCEPTED"]
    rows = (
        "SELECT r.status, p.external_id FROM payments p JOIN assistance_records r ON r.id = p.record_id ORDER BY p.id"
    )
    assert await province.ask(rows) == [("VOIDED", "p"), ("GRANTED", "b")]
