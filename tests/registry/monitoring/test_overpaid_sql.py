"""Overpaid: more stands paid than was granted, or paid after the end, until it is put right."""

import datetime
from typing import Any
from uuid import UUID

import pytest

from registry.aid.entries import Payment
from registry.monitoring.cross_check import CrossCheck
from registry.people.registration import Member
from tests.registry.aid.grants import accepted, grant
from tests.registry.monitoring.settled_cases import checked
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def overpaid(province: Province, cross_check: CrossCheck, home: UUID) -> int:
    """How many warnings of help overpaid stand, once it has been checked."""
    return [row[0] for row in await checked(province, cross_check, home)].count("overpaid")


async def paid(province: Province, head: Member, id: str, day: str, amount: int, **stated: Any) -> None:
    """A payment of `a`, or what undoes one of that day and amount."""
    line = Payment(datetime.date.fromisoformat(day), amount, arrears=stated.pop("arrears", None))
    entry = {"status": "PAID", "record": "a", "happened_on": "2024-03-14", "payments": (line,), **stated}
    accepted(await grant(province, "MZ-02", head, id, **entry))


async def test_more_paid_than_granted_warns_until_it_is_put_right(province: Province, cross_check: CrossCheck) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2023-12-05", amount=40000)
    # December and January are paid together, and February what is due.
    await paid(province, head, "p", "2024-01-10", 80000)
    await paid(province, head, "q", "2024-02-10", 40000)
    assert await overpaid(province, cross_check, home) == 0
    await paid(province, head, "r", "2024-03-10", 400000)
    assert await overpaid(province, cross_check, home) == 1
    await paid(province, head, "s", "2024-03-10", 400000, status="RECOVERED", reason="ten times too much")
    await paid(province, head, "t", "2024-03-10", 40000)
    assert await overpaid(province, cross_check, home) == 0


async def test_what_was_adjusted_is_paid_as_it_was_told_for_each_month(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=60000)
    await paid(province, head, "p", "2024-01-10", 60000)
    less = {"amount": 40000, "reason": "a member found work", "happened_on": "2024-02-01"}
    await grant(province, "MZ-02", head, "b", status="ADJUSTED", record="a", **less)
    assert await overpaid(province, cross_check, home) == 0
    await paid(province, head, "q", "2024-03-10", 80000)
    assert await overpaid(province, cross_check, home) == 0
    await paid(province, head, "r", "2024-03-11", 20000)
    assert await overpaid(province, cross_check, home) == 1


async def test_help_given_once_is_paid_no_more_than_its_amount(province: Province, cross_check: CrossCheck) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-07", head, "a", happened_on="2024-03-01", amount=50000)
    line = Payment(datetime.date(2024, 3, 2), 50000)
    await grant(province, "MZ-07", head, "p", status="PAID", record="a", payments=(line,), happened_on="2024-03-02")
    assert await overpaid(province, cross_check, home) == 0
    more = Payment(datetime.date(2024, 3, 3), 1)
    await grant(province, "MZ-07", head, "q", status="PAID", record="a", payments=(more,), happened_on="2024-03-03")
    assert await overpaid(province, cross_check, home) == 1


async def test_an_end_told_late_warns_of_what_was_paid_after_it(province: Province, cross_check: CrossCheck) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    for month in (1, 2):
        await paid(province, head, f"p{month}", f"2024-0{month}-10", 40000)
    end = {"reason": "moved", "happened_on": "2024-01-31"}
    await grant(province, "MZ-02", head, "e", status="ENDED", record="a", **end)
    assert await overpaid(province, cross_check, home) == 1
    await paid(province, head, "r", "2024-02-10", 40000, status="RETURNED", reason="paid after the end")
    assert await overpaid(province, cross_check, home) == 0


async def test_what_stays_paid_of_a_voided_record_warns_until_it_came_back(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    await paid(province, head, "p", "2024-01-10", 40000)
    void = {"status": "VOIDED", "record": "a", "reason": "entered for the wrong person", "happened_on": "2024-02-01"}
    accepted(await grant(province, "MZ-02", head, "v", **void))
    assert await overpaid(province, cross_check, home) == 1
    await paid(province, head, "s", "2024-01-10", 40000, status="RECOVERED", reason="paid back")
    assert await overpaid(province, cross_check, home) == 0
