"""Unpaid: monthly help of which no payment comes is warned of, where its office feeds payments back."""

import datetime
from typing import Any
from uuid import UUID

import pytest

from registry.aid.entries import Payment
from registry.errors import Refusal
from registry.matters.line_answers import LineAnswer
from registry.matters.taken_steps import Actor
from registry.matters.triage import triage
from registry.matters.warning_lines import Disposed
from registry.monitoring.closed_by_hand import Closed, Closing, close
from registry.monitoring.cross_check import CrossCheck
from registry.people.registration import Member
from tests.registry.aid.grants import accepted, grant
from tests.registry.matters.steps import take
from tests.registry.monitoring.settled_cases import DAY, checked, standing
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

RULES = {"unpaid", "stopped"}


async def found(province: Province, cross_check: CrossCheck, home: UUID, day: datetime.date = DAY) -> list[str]:
    """The warnings of help that is not paid."""
    return [row[0] for row in await checked(province, cross_check, home, day) if row[0] in RULES]


async def paid(province: Province, head: Member, id: str, day: str, record: str = "a", status: str = "PAID") -> None:
    entry = {"status": status, "record": record, "happened_on": day, "reason": "by the bank"}
    line = Payment(datetime.date.fromisoformat("2024-01-10" if status == "RETURNED" else day), 40000)
    accepted(await grant(province, "MZ-02", head, id, payments=(line,), **entry))


async def referred(province: Province, warning: UUID) -> UUID:
    """The referral of a warning, which its department has accepted."""
    async with province.act() as connection:
        actor = Actor("civil_affairs", province.today)
        items = [Disposed(warning, "UNFULFILLED")]
        (matter,) = (await triage(connection, province.catalogue, actor, items, None)).matters
    await take(province, "accept_referral", matter, "civil_affairs")
    return matter


async def the_office_pays_somebody_else(province: Province) -> None:
    other = province.person()
    await province.settle(other)
    await grant(province, "MZ-02", other, "other", happened_on="2023-12-01", amount=40000)
    await paid(province, other, "other's", "2024-01-10", record="other")


async def no_longer_paid(province: Province) -> tuple[Member, UUID]:
    """Who is granted the allowance and was paid it until January, and where they live."""
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2023-11-01", amount=40000)
    await paid(province, head, "p", "2024-01-10")
    return head, home


async def test_an_allowance_that_was_never_paid_is_warned_of_after_two_months(
    province: Province, cross_check: CrossCheck
) -> None:
    await the_office_pays_somebody_else(province)
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-15", amount=40000)
    assert await found(province, cross_check, home, datetime.date(2024, 3, 14)) == []
    assert await found(province, cross_check, home, datetime.date(2024, 3, 15)) == ["unpaid"]
    await paid(province, head, "p", "2024-03-15")
    assert await found(province, cross_check, home) == []


async def test_an_allowance_that_is_paid_no_more_is_warned_of_until_it_is_paid_or_ended(
    province: Province, cross_check: CrossCheck
) -> None:
    head, home = await no_longer_paid(province)
    assert await found(province, cross_check, home, datetime.date(2024, 3, 9)) == []
    assert await found(province, cross_check, home) == ["stopped"]
    end = {"status": "ENDED", "record": "a", "reason": "moved away", "happened_on": "2024-03-01"}
    accepted(await grant(province, "MZ-02", head, "end", **end))
    assert await found(province, cross_check, home) == []


async def test_what_the_bank_returned_was_not_paid(province: Province, cross_check: CrossCheck) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2023-12-01", amount=40000)
    await paid(province, head, "p", "2024-01-10")
    await paid(province, head, "r", "2024-01-20", status="RETURNED")
    assert await found(province, cross_check, home) == ["unpaid"]


async def test_of_an_office_that_feeds_no_payment_back_nothing_is_said(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2023-06-01", amount=40000)
    assert await found(province, cross_check, home) == []


async def test_the_household_is_looked_at_again_on_the_day_on_which_a_payment_is_missed(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-02-01", amount=40000)
    await paid(province, head, "p", "2024-02-20")
    again = "SELECT recompute_on FROM households WHERE id = $1"
    assert await province.ask(again, home) == [(datetime.date(2024, 4, 1),)]
    async with province.act() as connection:
        await province.maintenance.recompute(connection, [home], datetime.date(2024, 4, 1))
    assert await province.ask(again, home) == [(datetime.date(2024, 4, 20),)]


async def test_help_that_nobody_pays_is_not_answered_as_granted_until_it_is_paid(
    province: Province, cross_check: CrossCheck
) -> None:
    """四: 确保救助政策和资金真正落到困难群众身上."""
    head, home = await no_longer_paid(province)
    ((warning, record),) = [(row[3], row[2]) for row in await checked(province, cross_check, home) if row[0] in RULES]
    assert record == ["civil_affairs.rural_subsistence_allowance"]
    matter = await referred(province, warning)
    ((line,),) = await province.ask("SELECT id FROM matter_lines WHERE matter_id = $1", matter)
    granted = [LineAnswer(line, "GRANTED", None)]
    with pytest.raises(Refusal) as refused:
        await take(province, "answer_referral", matter, "civil_affairs", granted)
    assert (refused.value.code, refused.value.path) == ("STILL_UNPAID", "answers[0].answer")
    assert await found(province, cross_check, home) == ["stopped"]
    await paid(province, head, "again", "2024-03-14")
    assert await take(province, "answer_referral", matter, "civil_affairs", granted) == "ANSWERED"
    assert await found(province, cross_check, home) == []
    assert await found(province, cross_check, home, datetime.date(2024, 5, 14)) == ["stopped"]


async def test_one_citys_longer_cycle_does_not_delay_the_day_of_all_others(province: Province, owner: Any) -> None:
    await owner.execute(
        "INSERT INTO parameters (id, name, division, lo, hi, valid_from, number, source)"
        " SELECT gen_random_uuid(), 'unpaid_cycles', code, lo, hi, '2023-01-01', 6, 'a city'"
        " FROM divisions WHERE level = 'CITY' ORDER BY code DESC LIMIT 1"
    )
    head = province.person()
    home = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-02-01", amount=40000)
    await paid(province, head, "p", "2024-02-20")
    async with province.act() as connection:
        await province.maintenance.recompute(connection, [home], datetime.date(2024, 4, 1))
    again = "SELECT recompute_on FROM households WHERE id = $1"
    assert await province.ask(again, home) == [(datetime.date(2024, 4, 20),)]


async def test_help_is_missed_some_days_after_the_determination(province: Province, cross_check: CrossCheck) -> None:
    await province.switch_on("heating")
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance", valid_from="2024-03-10")
    rules = [row[0] for row in await checked(province, cross_check, home)]
    assert "unfulfilled" not in rules
    assert "uncovered" in rules
    assert await province.ask("SELECT recompute_on FROM households WHERE id = $1", home) == [
        (datetime.date(2024, 3, 20),)
    ]
    later = await checked(province, cross_check, home, datetime.date(2024, 3, 20))
    assert "unfulfilled" in [row[0] for row in later]


async def closed_as(province: Province, home: UUID, outcome: str, day: datetime.date) -> None:
    """An officer has closed what is not paid, with a reason."""
    ids = [row[3] for row in await standing(province, home) if row[0] in RULES]
    async with province.act() as connection:
        found = await close(connection, ids, Closing(outcome, "the account is being renewed", "civil_affairs", day))
    assert all(isinstance(one, Closed) for one in found.values())


@pytest.mark.parametrize("outcome", ["CONFIRMED", "DECIDED_OTHERWISE", "FALSE_POSITIVE"])
async def test_no_reason_silences_help_that_goes_on_unpaid_for_longer_than_the_cycles_before_it_counted(
    province: Province, cross_check: CrossCheck, outcome: str
) -> None:
    _, home = await no_longer_paid(province)
    assert await found(province, cross_check, home) == ["stopped"]
    for closed, quiet, again in (("03-15", "05-14", "05-15"), ("05-16", "07-15", "07-16")):
        await closed_as(province, home, outcome, datetime.date.fromisoformat(f"2024-{closed}"))
        assert await found(province, cross_check, home, datetime.date.fromisoformat(f"2024-{quiet}")) == []
        assert await found(province, cross_check, home, datetime.date.fromisoformat(f"2024-{again}")) == ["stopped"]
    for month in (8, 9, 12):  # what stands goes on as one line
        assert await found(province, cross_check, home, datetime.date(2024, month, 20)) == ["stopped"]
    assert await province.ask("SELECT count(*) FROM early_warnings WHERE rule = 'stopped'") == [(3,)]


async def test_the_household_is_looked_at_again_on_the_day_on_which_a_reason_has_held_long_enough(
    province: Province, cross_check: CrossCheck
) -> None:
    _, home = await no_longer_paid(province)
    assert await found(province, cross_check, home) == ["stopped"]
    again = "SELECT recompute_on FROM households WHERE id = $1"
    assert await province.ask(again, home) > [(datetime.date(2024, 5, 15),)]
    await closed_as(province, home, "DECIDED_OTHERWISE", DAY)
    assert await province.ask(again, home) == [(datetime.date(2024, 5, 15),)]
    async with province.act() as connection:
        await province.maintenance.recompute(connection, [home], datetime.date(2024, 4, 10))
    assert await province.ask(again, home) == [(datetime.date(2024, 5, 15),)]


async def test_a_final_answer_that_refuses_what_was_granted_holds_no_longer_than_a_reason(
    province: Province, cross_check: CrossCheck
) -> None:
    _, home = await no_longer_paid(province)
    await checked(province, cross_check, home)
    (warning,) = [row[3] for row in await standing(province, home) if row[0] in RULES]
    matter = await referred(province, warning)
    ((line,),) = await province.ask("SELECT id FROM matter_lines WHERE matter_id = $1", matter)
    answers = [LineAnswer(line, "REFUSED", "the bank is asked")]
    assert await take(province, "answer_referral", matter, "civil_affairs", answers) == "ANSWERED"
    again = "SELECT recompute_on FROM households WHERE id = $1"
    assert await province.ask(again, home) == [(datetime.date(2024, 5, 15),)]
    assert await found(province, cross_check, home, datetime.date(2024, 5, 14)) == []
    assert await found(province, cross_check, home, datetime.date(2024, 5, 15)) == ["stopped"]
