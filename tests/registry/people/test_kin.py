"""Kin: help counts for a household through new numbers, splits, mergers, moves and returns, and for no other."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from registry.people.registration import Member
from tests.registry.aid.grants import accepted, codes, grant
from tests.registry.province import ELSEWHERE, Province

pytestmark = pytest.mark.anyio

SINCE = datetime.date(2020, 1, 1)


def goes(member: Member, on: str, change: str = "MOVE", relation: str = "02") -> Member:
    return replace(member, since=datetime.date.fromisoformat(on), change=change, relation=relation)


async def housed(province: Province, member: Member, external_id: str, on: str, **stated: Any) -> str:
    """What becomes of heating aid, which a household has once in a heating season."""
    return codes([await grant(province, "MZ-13", member, external_id, happened_on=on, **stated)])[0]


def couple(province: Province) -> tuple[Member, Member]:
    return province.person("周申", since=SINCE), province.person("周酉", relation="10", since=SINCE)


async def test_help_before_a_move_under_a_new_number_counts_whoever_is_named(province: Province) -> None:
    head, wife = couple(province)
    await province.settle(head, wife)
    assert await housed(province, head, "a", "2024-01-10") == "ACCEPTED"
    await province.settle(goes(head, "2024-03-01"), goes(wife, "2024-03-01", relation="10"))
    for n, member in enumerate((head, wife)):
        assert await housed(province, member, f"late {n}", "2024-01-10") == "ALREADY_REPORTED"
        assert await housed(province, member, f"new {n}", "2024-03-05") == "ALREADY_REPORTED"


async def test_help_before_a_split_counts_for_both_parts(province: Province) -> None:
    head, wife = couple(province)
    await province.settle(head, wife)
    assert await housed(province, head, "a", "2024-01-10") == "ACCEPTED"
    await province.settle(goes(wife, "2024-02-01", "SPLIT"))
    assert await housed(province, head, "b", "2024-03-05") == "ALREADY_REPORTED"
    assert await housed(province, wife, "c", "2024-03-05") == "ALREADY_REPORTED"


async def test_help_to_one_part_after_a_split_does_not_count_for_the_other(province: Province) -> None:
    head, wife = couple(province)
    await province.settle(head, wife)
    await province.settle(goes(wife, "2024-02-01", "SPLIT"))
    assert await housed(province, head, "a", "2024-02-10") == "ACCEPTED"
    assert await housed(province, wife, "b", "2024-02-10") == "ACCEPTED"


async def test_late_news_of_a_day_before_a_split_is_of_the_household_of_that_day(province: Province) -> None:
    head, wife = couple(province)
    await province.settle(head, wife)
    await province.settle(goes(wife, "2024-02-01", "SPLIT"))
    assert await housed(province, wife, "a", "2024-01-10") == "ACCEPTED"
    assert await housed(province, head, "b", "2024-01-10") == "ALREADY_REPORTED"


async def test_a_merged_household_has_had_what_either_had_and_before_it_they_were_two(province: Province) -> None:
    head, other = province.person("甲", since=SINCE), province.person("乙", since=SINCE)
    await province.settle(head)
    entry = province.household(other)
    await province.register(entry)
    assert await housed(province, head, "a", "2024-01-10") == "ACCEPTED"
    merged = replace(entry, members=(other, goes(head, "2024-02-01", "MERGE", "50")))
    await province.register(merged)
    assert await housed(province, other, "b", "2024-01-11") == "ACCEPTED"
    assert await housed(province, other, "c", "2024-03-05") == "ALREADY_REPORTED"
    assert await housed(province, head, "d", "2024-03-05") == "ALREADY_REPORTED"


async def test_help_follows_through_three_moves_and_back_again(province: Province) -> None:
    head, wife = couple(province)
    old = province.household(head, wife)
    await province.register(old)
    assert await housed(province, wife, "a", "2024-01-10") == "ACCEPTED"
    for day in ("2024-02-01", "2024-02-05", "2024-02-09"):
        await province.settle(goes(head, day), goes(wife, day, relation="10"))
        assert await housed(province, head, day, "2024-02-20") == "ALREADY_REPORTED"
    await province.register(replace(old, members=(goes(head, "2024-02-12"),)))
    assert await housed(province, head, "b", "2024-02-20") == "ALREADY_REPORTED"
    assert await housed(province, wife, "c", "2024-02-20") == "ALREADY_REPORTED"


async def test_what_another_county_gave_before_a_move_is_a_clash(province: Province) -> None:
    head, wife = couple(province)
    await province.settle(head, wife)
    await grant(province, "ZJ-03", head, "a", happened_on="2024-01-10")
    await province.settle(goes(head, "2024-02-01"), goes(wife, "2024-02-01", relation="10"), division=ELSEWHERE)
    for n, day in enumerate(("2024-01-20", "2024-03-05")):
        outcome = await grant(province, "YJ-05", wife, f"b{n}", happened_on=day, division=ELSEWHERE)
        assert [clash.same for clash in accepted(outcome).clashes if clash.department == "housing"] == ["house"]


async def test_a_record_is_ended_by_the_spouse_who_moved_along(province: Province) -> None:
    head, wife = couple(province)
    await province.settle(head, wife)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    await province.settle(goes(head, "2024-02-01"), goes(wife, "2024-02-01", relation="10"))
    ended = await grant(province, "MZ-02", wife, "e", status="ENDED", record="a", reason="moved away")
    assert codes([ended]) == ["ACCEPTED"]
