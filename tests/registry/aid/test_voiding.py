"""Voiding: what was entered in error stays with who said so and why, and counts nowhere any more."""

import asyncio
import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from registry.aid.feedback import Outcome
from registry.monitoring.cross_check import CrossCheck
from registry.people.registration import Member
from tests.registry.aid.grants import accepted, code, codes, grant
from tests.registry.monitoring.settled_cases import checked
from tests.registry.province import ELSEWHERE, Province

pytestmark = pytest.mark.anyio


async def void(province: Province, number: str, member: Member, record: str, **stated: Any) -> Outcome:
    """The record of that external id was entered in error."""
    known = {"status": "VOIDED", "record": record, "reason": "the wrong person", "amount": None}
    return await grant(province, number, member, stated.pop("external_id", f"void {record}"), **{**known, **stated})


async def links(province: Province, record: UUID | None) -> list[tuple[Any, ...]]:
    """What the chain tells of a record: kind, status, amount and note, in the order it was told."""
    asked = "SELECT kind, status, amount, note FROM chain_links WHERE record_id = $1 ORDER BY id"
    return await province.ask(asked, record)


async def test_a_voided_record_is_kept_with_its_links_and_says_why(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    made = accepted(await grant(province, "JY-02", pupil, "a"))
    told = accepted(await void(province, "JY-02", pupil, "a", happened_on="2024-03-09"))
    assert (told.record, told.voided) == (made.record, made.record)
    assert await links(province, made.record) == [
        ("ASSISTED", "GRANTED", 10000, None),
        ("VOIDED", "VOIDED", None, "the wrong person"),
    ]
    kept = "SELECT status, amount, period_key, voided_on, voided_because, voided_in IS NULL FROM assistance_records"
    assert await province.ask(kept) == [("VOIDED", 10000, None, datetime.date(2024, 3, 9), "the wrong person", False)]


async def test_the_chain_as_of_a_day_before_the_correction_tells_of_it_too(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a", happened_on="2024-03-01")
    await void(province, "JY-02", pupil, "a", happened_on="2024-03-12")
    days = "SELECT DISTINCT happened_on FROM chain_links"
    assert await province.ask(days) == [(datetime.date(2024, 3, 1),)]


async def test_what_was_voided_can_be_entered_rightly_at_once_and_in_the_same_batch(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    programme = code(province, "JY-02")
    await grant(province, "JY-02", pupil, "a")
    voiding = province.entry(programme, pupil, "v", status="VOIDED", record="a", reason="another amount")
    outcomes = await province.feed_back("education_aid", voiding, province.entry(programme, pupil, "b"))
    assert codes(outcomes) == ["ACCEPTED", "ACCEPTED"]
    assert codes([await void(province, "JY-02", pupil, "b")]) == ["ACCEPTED"]
    assert codes([await grant(province, "JY-02", pupil, "c")]) == ["ACCEPTED"]


async def test_what_stands_before_its_voiding_in_a_batch_still_repeats(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    programme = code(province, "JY-02")
    await grant(province, "JY-02", pupil, "a")
    voiding = province.entry(programme, pupil, "v", status="VOIDED", record="a", reason="another amount")
    outcomes = await province.feed_back("education_aid", province.entry(programme, pupil, "b"), voiding)
    assert codes(outcomes) == ["ALREADY_REPORTED", "ACCEPTED"]


async def test_the_first_may_be_voided_and_entered_again_beside_a_second_help(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    await grant(province, "JY-02", pupil, "b", second="the first was not enough")
    await void(province, "JY-02", pupil, "a")
    again = await grant(province, "JY-02", pupil, "c")
    explained = await grant(province, "JY-02", pupil, "d", second="the first was voided")
    assert codes([again, explained]) == ["ALREADY_REPORTED", "ACCEPTED"]


async def test_one_entry_voids_and_enters_anew_for_somebody_else(province: Province) -> None:
    wrong, right = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    home, other = await province.settle(wrong), await province.settle(right)
    made = accepted(await grant(province, "JY-02", wrong, "a"))
    anew = accepted(await grant(province, "JY-02", right, "b", replaces="a", reason="a namesake"))
    assert anew.voided == made.record != anew.record
    chains = "SELECT household_id, kind, note FROM chain_links ORDER BY id"
    assert await province.ask(chains) == [
        (home, "ASSISTED", None),
        (other, "ASSISTED", "a namesake"),
        (home, "VOIDED", "a namesake"),
    ]
    assert await province.ask("SELECT status FROM assistance_records ORDER BY external_id") == [
        ("VOIDED",),
        ("GRANTED",),
    ]


async def test_a_record_is_replaced_within_its_own_period(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a", amount=1000000)
    anew = await grant(province, "JY-02", pupil, "b", amount=100000, replaces="a", reason="a nought too many")
    assert codes([anew]) == ["ACCEPTED"]
    replayed = await grant(province, "JY-02", pupil, "b", amount=100000, replaces="a", reason="a nought too many")
    assert codes([replayed]) == ["REPLAYED"]
    assert accepted(replayed).receipt == accepted(anew).receipt


async def test_a_replacement_that_is_refused_voids_nothing(province: Province) -> None:
    wrong, right = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.settle(wrong, replace(right, relation="30"))
    await grant(province, "JY-02", wrong, "a")
    await grant(province, "JY-02", right, "b")
    refused = await grant(province, "JY-02", right, "c", replaces="a", reason="a namesake")
    assert codes([refused]) == ["ALREADY_REPORTED"]
    assert await province.ask("SELECT DISTINCT status FROM assistance_records") == [("GRANTED",)]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "ADJUSTED", "amount": 1, "reason": "x"},
        {"status": "ENDED", "reason": "x"},
        {"status": "VOIDED", "reason": "x"},
        {"status": "PAID"},
    ],
)
async def test_nothing_more_is_told_of_a_voided_record(province: Province, change: dict[str, Any]) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    await void(province, "JY-02", pupil, "a")
    assert codes([await grant(province, "JY-02", pupil, "later", record="a", **change)]) == ["RECORD_VOIDED"]
    programme = code(province, "JY-02")
    await grant(province, "JY-02", pupil, "b")
    both = await province.feed_back(
        "education_aid",
        province.entry(programme, pupil, "v", status="VOIDED", record="b", reason="x"),
        province.entry(programme, pupil, "w", record="b", **change),
    )
    assert codes(both) == ["ACCEPTED", "RECORD_VOIDED"]


async def test_what_has_ended_and_what_was_refused_can_be_voided_too(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    await grant(province, "MZ-02", head, "e", status="ENDED", record="a", reason="moved")
    await grant(province, "MZ-02", head, "r", status="REFUSED", reason="no papers")
    voided = [await void(province, "MZ-02", head, record, happened_on="2024-03-02") for record in ("a", "r")]
    assert codes(voided) == ["ACCEPTED", "ACCEPTED"]
    paid = await grant(province, "MZ-02", head, "p", status="PAID", record="r")
    assert codes([paid]) == ["RECORD_VOIDED"]


async def test_a_voiding_comes_again_and_another_is_told(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    once, again = [await void(province, "JY-02", pupil, "a") for _ in range(2)]
    other = await void(province, "JY-02", pupil, "a", external_id="other")
    assert codes([once, again, other]) == ["ACCEPTED", "REPLAYED", "RECORD_VOIDED"]
    assert accepted(once).receipt == accepted(again).receipt


async def test_of_two_who_void_at_once_one_wins_and_the_other_is_told(province: Province) -> None:
    wrong, one, two = (province.person(born=f"{year}-09-01") for year in (2010, 2011, 2012))
    for person in (wrong, one, two):
        await province.settle(person)
    for n in range(6):
        await grant(province, "JY-02", wrong, f"a{n}", second=f"{n}")
        both = await asyncio.gather(
            grant(province, "JY-02", one, f"b{n}", second=f"{n}", replaces=f"a{n}", reason="a namesake"),
            grant(province, "JY-02", two, f"c{n}", second=f"{n}", replaces=f"a{n}", reason="a namesake"),
            void(province, "JY-02", wrong, f"a{n}"),
        )
        assert sorted(codes(both)) == ["ACCEPTED", "RECORD_VOIDED", "RECORD_VOIDED"]


async def test_only_who_entered_it_voids_it(province: Province) -> None:
    pupil, other = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.settle(pupil, replace(other, relation="30"))
    await grant(province, "JY-02", pupil, "a")
    elsewhere = await void(province, "JY-02", pupil, "a", division=ELSEWHERE)
    somebody_else = await void(province, "JY-02", other, "a", external_id="x")
    programme = code(province, "ZJ-03")
    entry = province.entry(programme, pupil, "y", status="VOIDED", record="a", reason="x")
    assert codes([elsewhere, somebody_else, *(await province.feed_back("housing", entry))]) == ["RECORD_NOT_FOUND"] * 3


async def test_a_voided_house_clashes_with_nothing(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "ZJ-03", head, "a")
    rebuilding = "emergency_management.damaged_house_rebuilding"
    entry = province.entry(rebuilding, head, "r")
    (clashing,) = await province.feed_back("emergency_management", entry, check=True)
    assert accepted(clashing).clashes
    await void(province, "ZJ-03", head, "a")
    (alone,) = await province.feed_back("emergency_management", entry)
    assert accepted(alone).clashes == ()


async def test_help_that_was_voided_helps_nobody(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    home = await province.settle(pupil)
    await province.determine(home, "subsistence_allowance")
    await province.report("education_aid", pupil, student_stage="PRIMARY")
    helped = "SELECT helped FROM targets WHERE programme = $1 AND household_id = $2 AND until IS NULL"
    programme = code(province, "JY-02")
    counted = """SELECT coalesce(sum(helped), 0)::int FROM (
      SELECT helped FROM target_counts WHERE grain = 1 AND programme = $1
      UNION ALL SELECT helped FROM target_deltas WHERE programme = $1) c"""
    before = await province.ask(counted, programme)
    await grant(province, "JY-02", pupil, "a")
    assert await province.ask(helped, programme, home) == [(True,)]
    await void(province, "JY-02", pupil, "a")
    assert await province.ask(helped, programme, home) == [(False,)]
    assert await province.ask(counted, programme) == before


async def test_a_warning_of_what_was_voided_closes(province: Province) -> None:
    cross_check = CrossCheck.of(province.catalogue)
    head = province.person()
    home = await province.settle(head)
    await grant(province, "ZJ-03", head, "a")
    rebuilding = province.entry("emergency_management.damaged_house_rebuilding", head, "r")
    await province.feed_back("emergency_management", rebuilding)
    day = province.today
    assert "duplicate" in [row[0] for row in await checked(province, cross_check, home, day)]
    await void(province, "ZJ-03", head, "a")
    assert await province.ask("SELECT household_id FROM unchecked WHERE household_id = $1", home) == [(home,)]
    assert "duplicate" not in [row[0] for row in await checked(province, cross_check, home, day)]
