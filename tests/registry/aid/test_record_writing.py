"""Record writing: payments, changes and ends are written into the record of their grant."""

import datetime

import pytest

from registry.aid.feedback import Payment
from tests.registry.aid.grants import accepted, codes, grant
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
