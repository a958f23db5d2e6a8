"""Record writing: payments, changes and ends are written into the record of their grant."""

import datetime

import pytest

from registry.aid.feedback import Payment
from tests.registry.aid.grants import accepted, code, codes, grant
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def test_payments_belong_to_the_record_of_the_grant(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    first = accepted(await grant(province, "MZ-02", head, "a", happened_on="2024-01-01"))
    lines = (Payment(datetime.date(2024, 2, 10), 30000), Payment(datetime.date(2024, 3, 10), 31000))
    paid = accepted(await grant(province, "MZ-02", head, "p", status="PAID", record="a", payments=lines))
    assert (paid.record, paid.receipt) == (first.record, first.receipt)
    assert await province.ask("SELECT sum(amount)::bigint, count(*) FROM payments") == [(61000, 2)]


async def test_an_end_stays_in_the_chain_and_an_ended_record_ends_once(province: Province) -> None:
    head = province.person()
    household = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    end = {"status": "ENDED", "record": "a", "reason": "moved away", "happened_on": "2024-03-01"}
    assert codes(
        [await grant(province, "MZ-02", head, "e", **end), await grant(province, "MZ-02", head, "f", **end)]
    ) == [
        "ACCEPTED",
        "RECORD_ENDED",
    ]
    kinds = await province.ask("SELECT kind FROM chain_links WHERE household_id = $1 ORDER BY id", household)
    assert kinds == [("ASSISTED",), ("TERMINATED",)]


async def test_an_adjustment_shows_in_the_record_and_stays_in_the_chain(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    await grant(province, "MZ-02", head, "b", status="ADJUSTED", record="a", amount=25000, reason="one member died")
    assert await province.ask("SELECT amount, reason FROM assistance_records") == [(25000, "one member died")]
    assert await province.ask("SELECT kind, note FROM chain_links ORDER BY id") == [
        ("ASSISTED", None),
        ("ADJUSTED", "one member died"),
    ]


async def test_an_older_adjustment_that_comes_late_leaves_a_newer_one_standing(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    june = {"happened_on": "2024-06-01", "amount": 25000, "reason": "one member died"}
    march = {"happened_on": "2024-03-01", "amount": 35000, "reason": "a child found work"}
    await grant(province, "MZ-02", head, "b", status="ADJUSTED", record="a", **june)
    await grant(province, "MZ-02", head, "c", status="ADJUSTED", record="a", **march)
    assert await province.ask("SELECT amount, reason FROM assistance_records") == [(25000, "one member died")]
    assert await province.ask("SELECT status, amount, note FROM chain_links ORDER BY happened_on") == [
        ("GRANTED", 40000, None),
        ("ADJUSTED", 35000, "a child found work"),
        ("ADJUSTED", 25000, "one member died"),
    ]


async def test_of_two_adjustments_in_one_batch_the_later_day_stands(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    programme = code(province, "MZ-02")
    entries = [
        province.entry(programme, head, id, status="ADJUSTED", record="a", reason=id, happened_on=day, amount=amount)
        for id, day, amount in (("b", "2024-06-01", 25000), ("c", "2024-03-01", 35000))
    ]
    assert codes(await province.feed_back("civil_affairs", *entries)) == ["ACCEPTED", "ACCEPTED"]
    assert await province.ask("SELECT amount, reason FROM assistance_records") == [(25000, "b")]


async def test_what_was_adjusted_before_the_end_can_be_told_after_it(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    end = {"status": "ENDED", "record": "a", "reason": "moved", "happened_on": "2024-03-01", "amount": None}
    change = {"status": "ADJUSTED", "record": "a", "reason": "one member died", "amount": 25000}
    outcomes = [
        await grant(province, "MZ-02", head, "e", **end),
        await grant(province, "MZ-02", head, "late", **change, happened_on="2024-02-01"),
        await grant(province, "MZ-02", head, "after", **change, happened_on="2024-03-01"),
    ]
    assert codes(outcomes) == ["ACCEPTED", "ACCEPTED", "RECORD_ENDED"]
    assert await province.ask("SELECT amount, reason, ended_on::text FROM assistance_records") == [
        (25000, "moved", "2024-03-01")
    ]


async def test_in_one_batch_too_a_change_of_before_the_end_stands(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    programme = code(province, "MZ-02")
    told = {"record": "a", "reason": "r"}
    entries = [
        province.entry(programme, head, "e", status="ENDED", happened_on="2024-03-01", **told),
        province.entry(programme, head, "b", status="ADJUSTED", happened_on="2024-02-01", amount=25000, **told),
        province.entry(programme, head, "c", status="ADJUSTED", happened_on="2024-03-02", amount=35000, **told),
    ]
    assert codes(await province.feed_back("civil_affairs", *entries)) == ["ACCEPTED", "ACCEPTED", "RECORD_ENDED"]


async def test_an_end_that_comes_late_takes_back_what_was_told_of_days_after_it(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    june = {"status": "ADJUSTED", "record": "a", "happened_on": "2024-06-01", "amount": 45000, "reason": "new standard"}
    await grant(province, "MZ-02", head, "b", **june)
    end = {"status": "ENDED", "record": "a", "reason": "moved", "happened_on": "2024-03-01", "amount": None}
    assert codes([await grant(province, "MZ-02", head, "e", **end)]) == ["ACCEPTED"]
    assert await province.ask("SELECT amount, reason, ended_on::text FROM assistance_records") == [
        (40000, "moved", "2024-03-01")
    ]
