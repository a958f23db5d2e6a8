"""Changes of records: an adjustment moves the period as it moves the amount, and the help stays in force."""

import datetime
from typing import Any

import pytest

from policy.periods import periods, span
from registry.aid.entries import Outcome
from registry.aid.same_period import named
from registry.people.registration import Member
from tests.registry.aid.grants import accepted, codes, grant
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

STANDS = "SELECT period_from::text, period_to::text, starts::text, ends::text, amount FROM assistance_records"


async def adjust(province: Province, head: Member, id: str, day: str, **stated: Any) -> Outcome:
    dated = {k: datetime.date.fromisoformat(v) if k.startswith("period") else v for k, v in stated.items()}
    told = {"status": "ADJUSTED", "record": "a", "reason": id, "amount": None, "happened_on": day}
    return await grant(province, dated.pop("number", "MZ-02"), head, id, **{**told, **dated})


async def given(province: Province, day: str = "2023-09-01", **stated: str) -> Member:
    """Somebody helped by the month, from a day on, to the last day that is stated."""
    head = province.person()
    await province.settle(head)
    dated = {name: datetime.date.fromisoformat(value) for name, value in stated.items()}
    accepted(await grant(province, "MZ-02", head, "a", happened_on=day, amount=40000, **dated))
    return head


async def test_an_extension_keeps_the_help_in_force(province: Province) -> None:
    head = await given(province, period_to="2024-02-29")
    (household,) = (await province.ask("SELECT id FROM households"))[0]
    await province.determine(household, "subsistence_allowance")
    helped = "SELECT helped FROM targets t JOIN programmes p ON p.code = t.programme WHERE p.number = 'MZ-02'"
    before = await province.ask(helped)
    accepted(await adjust(province, head, "longer", "2024-02-20", period_to="2024-08-31"))
    assert await province.ask(STANDS) == [(None, "2024-08-31", "2023-09-01", "2024-09-01", 40000)]
    assert (before, await province.ask(helped)) == ([(False,)], [(True,)])


async def test_who_gives_the_first_day_of_the_extension_too_extends_the_same_help(province: Province) -> None:
    head = await given(province, period_from="2023-09-01", period_to="2024-02-29")
    longer = {"period_from": "2024-03-01", "period_to": "2024-08-31"}
    accepted(await adjust(province, head, "longer", "2024-02-20", **longer))
    assert await province.ask(STANDS) == [("2023-09-01", "2024-08-31", "2023-09-01", "2024-09-01", 40000)]
    # The days before are still helped days: the same help again is a repetition.
    assert codes([await grant(province, "MZ-02", head, "b", happened_on="2023-12-01")]) == ["ALREADY_REPORTED"]


async def test_the_period_follows_what_happened_last_in_whatever_order_it_is_told(province: Province) -> None:
    head = await given(province, period_to="2023-12-31")
    accepted(await adjust(province, head, "newer", "2024-02-01", period_to="2024-06-30"))
    accepted(await adjust(province, head, "older", "2023-12-15", period_to="2024-02-29", amount=30000))
    assert await province.ask(STANDS) == [(None, "2024-06-30", "2023-09-01", "2024-07-01", 30000)]
    end = {"status": "ENDED", "record": "a", "reason": "moved", "amount": None, "happened_on": "2024-01-10"}
    accepted(await grant(province, "MZ-02", head, "end", **end))
    assert await province.ask(STANDS) == [(None, "2024-02-29", "2023-09-01", "2024-03-01", 30000)]


async def test_help_that_has_not_begun_can_begin_on_another_day(province: Province) -> None:
    head = await given(province, "2024-02-01", period_from="2024-04-01")
    accepted(await adjust(province, head, "later", "2024-02-10", period_from="2024-05-01"))
    assert await province.ask(STANDS) == [("2024-05-01", None, "2024-05-01", None, 40000)]
    accepted(await adjust(province, head, "sooner", "2024-03-10", period_from="2024-03-01"))
    assert await province.ask(STANDS) == [("2024-03-01", None, "2024-03-01", None, 40000)]


async def test_help_that_has_not_begun_as_it_stands_can_begin_later_still(province: Province) -> None:
    head = await given(province, "2024-02-01", period_from="2024-04-01")
    accepted(await adjust(province, head, "later", "2024-02-10", period_from="2024-05-01"))
    # The day on which it was to begin at first has passed, the one on which it begins has not.
    accepted(await adjust(province, head, "later still", "2024-04-10", period_from="2024-06-01"))
    assert await province.ask(STANDS) == [("2024-06-01", None, "2024-06-01", None, 40000)]


async def test_help_that_began_sooner_than_at_first_has_begun(province: Province) -> None:
    head = await given(province, "2024-02-01", period_from="2024-04-01")
    accepted(await adjust(province, head, "sooner", "2024-02-10", period_from="2024-03-01"))
    longer = {"period_from": "2024-04-15", "period_to": "2024-06-30"}
    accepted(await adjust(province, head, "longer", "2024-03-15", **longer))
    assert await province.ask(STANDS) == [("2024-03-01", "2024-06-30", "2024-03-01", "2024-07-01", 40000)]
    alone = await adjust(province, head, "alone", "2024-03-16", period_from="2024-04-20")
    assert codes([alone]) == ["PERIOD_DOES_NOT_FIT"]
    accepted(await adjust(province, head, "sooner still", "2024-03-17", period_from="2024-02-15"))
    assert (await province.ask(STANDS))[0][:3] == ("2024-02-15", "2024-06-30", "2024-02-15")


@pytest.mark.parametrize(
    ("number", "day", "first", "moved", "labels"),
    [
        ("JY-02", "2023-12-20", "2024-01-20", "2024-02-20", ("2023-autumn", "2024-spring")),
        ("JY-02", "2023-12-20", "2024-02-20", "2024-03-20", ("2024-spring", "2024-spring")),
        ("YB-02", "2023-12-20", "2023-12-31", "2024-01-01", ("2023", "2024")),
        ("MZ-07", "2024-02-01", "2024-03-01", "2024-03-05", ("2024-03-01", "2024-03-05")),
    ],
)
async def test_the_name_of_the_period_moves_with_the_first_day(
    province: Province, number: str, day: str, first: str, moved: str, labels: tuple[str, str]
) -> None:
    head = province.person()
    await province.settle(head)
    was, becomes = datetime.date.fromisoformat(first), datetime.date.fromisoformat(moved)
    name = "SELECT label, right(period_key, length(label)) FROM assistance_records WHERE external_id = 'a'"
    accepted(await grant(province, number, head, "a", happened_on=day, period_from=was))
    assert await province.ask(name) == [(labels[0], labels[0])]
    told = {"status": "ADJUSTED", "record": "a", "reason": "later", "amount": None, "happened_on": day}
    accepted(await grant(province, number, head, "b", period_from=becomes, **told))
    renamed = labels[0] != labels[1]
    assert await province.ask(name) == [(labels[1], None if renamed else labels[1])]
    # The help that is of the earlier period can be given, once; what is of the new one is a repetition.
    again = [await grant(province, number, head, f"c{n}", happened_on=first) for n in range(2)]
    of_new = await grant(province, number, head, "d", happened_on=moved)
    expected = ["ACCEPTED" if renamed else "ALREADY_REPORTED", "ALREADY_REPORTED", "ALREADY_REPORTED"]
    assert codes([*again, of_new]) == expected


async def test_an_event_or_a_term_that_was_named_stays_the_name(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    stated = {"happened_on": "2024-02-01", "period_from": datetime.date(2024, 3, 1)}
    accepted(await grant(province, "MZ-07", head, "a", event="fire", **stated))
    accepted(await adjust(province, head, "b", "2024-02-10", number="MZ-07", period_from="2024-03-05"))
    assert await province.ask("SELECT label, starts::text FROM assistance_records") == [("fire", "2024-03-05")]


@pytest.mark.parametrize("period", periods())
async def test_a_day_is_named_in_the_database_as_in_memory(province: Province, period: str) -> None:
    days = [datetime.date(2023, 12, 31) + datetime.timedelta(days=n) for n in range(0, 400, 3)]
    found = await province.ask(
        f"SELECT {named('$1::text', 'd')} FROM unnest($2::date[]) WITH ORDINALITY x (d, n) ORDER BY n", period, days
    )
    assert [name for (name,) in found] == [span(period, day).label for day in days]


async def test_a_period_that_cannot_be_is_refused(province: Province) -> None:
    head = await given(province, "2024-02-01", period_from="2024-04-01", period_to="2024-06-30")
    ends_before = await adjust(province, head, "b", "2024-02-10", period_to="2024-03-01")
    begins_after = await adjust(province, head, "c", "2024-02-10", period_from="2024-07-01")
    assert codes([ends_before, begins_after]) == ["PERIOD_DOES_NOT_FIT"] * 2


async def test_what_is_told_late_leaves_a_period_with_what_was_told_of_later_days(province: Province) -> None:
    head = await given(province, "2024-02-01", period_from="2024-04-01")
    accepted(await adjust(province, head, "shorter", "2024-02-10", period_to="2024-06-30"))
    late = {"period_from": "2024-07-15", "period_to": "2024-09-30"}
    assert codes([await adjust(province, head, "late", "2024-02-05", **late)]) == ["PERIOD_DOES_NOT_FIT"]
    accepted(await adjust(province, head, "later", "2024-02-20", period_from="2024-05-01"))
    sooner = {"period_from": "2024-03-01", "period_to": "2024-04-15"}
    fits = await adjust(province, head, "sooner", "2024-02-06", **sooner)
    wrong = await adjust(province, head, "wrong", "2024-02-15", **sooner)
    assert codes([fits, wrong]) == ["ACCEPTED", "PERIOD_DOES_NOT_FIT"]
    assert await province.ask(STANDS) == [("2024-05-01", "2024-06-30", "2024-05-01", "2024-07-01", 40000)]
    accepted(await adjust(province, head, "now", "2024-02-21", **sooner))
    # Where both days are told of later, what is told late moves neither.
    accepted(await adjust(province, head, "between", "2024-02-16", period_from="2024-05-01", period_to="2024-05-31"))
    assert await province.ask(STANDS) == [("2024-03-01", "2024-04-15", "2024-03-01", "2024-04-16", 40000)]


async def test_a_later_first_day_alone_changes_nothing_of_help_that_has_begun(province: Province) -> None:
    head = await given(province, period_to="2024-06-30")
    assert codes([await adjust(province, head, "b", "2024-02-10", period_from="2024-03-01")]) == ["PERIOD_DOES_NOT_FIT"]


async def test_two_changes_of_one_day_are_one_only_if_they_change_the_same(province: Province) -> None:
    head = await given(province, period_to="2024-02-29")
    told = [
        await adjust(province, head, id, "2024-02-20", period_to=to)
        for id, to in (("b", "2024-03-31"), ("c", "2024-03-31"), ("d", "2024-04-30"))
    ]
    assert codes(told) == ["ACCEPTED", "ALREADY_REPORTED", "ACCEPTED"]


async def test_more_days_clash_as_a_grant_of_them_would(province: Province) -> None:
    head = await given(province, period_to="2023-12-31")
    elsewhere = {"division": "620102000000", "happened_on": "2024-02-01"}
    assert accepted(await grant(province, "MZ-02", head, "there", **elsewhere)).clashes == ()
    (clash,) = accepted(await adjust(province, head, "longer", "2024-01-10", period_to="2024-06-30")).clashes
    assert (clash.department, clash.month) == ("civil_affairs", "2024-02")
    assert await province.ask("SELECT count(*) FROM record_clashes") == [(1,)]
