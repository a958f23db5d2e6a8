"""Clashes: what is not meant to be given together is recorded, and shown as a clash to both sides."""

from typing import Any

import pytest

from tests.registry.aid.grants import accepted, code, grant
from tests.registry.province import COUNTY, DIVISIONS, ELSEWHERE, Province, ranges_of

pytestmark = pytest.mark.anyio


async def test_help_by_another_county_is_recorded_and_shown_as_a_clash(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    outcome = accepted(await grant(province, "JY-02", pupil, "b", division=ELSEWHERE))
    (clash,) = outcome.clashes
    assert (clash.department, clash.month, clash.same) == ("education_aid", "2024-03", "person")
    assert await province.ask("SELECT count(*)::int FROM record_clashes") == [(1,)]


@pytest.mark.parametrize(
    ("one", "other", "same", "stated"),
    [
        ("MZ-02", "MZ-05", "person", {}),
        ("ZJ-01", "ZJ-02", "household", {}),
        ("MZ-08", "MZ-09", "event", {"event": "fire-1"}),
        ("ZJ-03", "YJ-05", "house", {}),
        ("JY-03", "JY-04", "term", {}),
    ],
)
async def test_what_excludes_each_other_clashes_by_what_must_be_the_same(
    province: Province, one: str, other: str, same: str, stated: dict[str, Any]
) -> None:
    person = province.person()
    await province.settle(person)
    await grant(province, one, person, "a", **stated)
    outcome = accepted(await grant(province, other, person, "b", **stated))
    assert [clash.same for clash in outcome.clashes] == [same]


async def test_what_is_meant_to_be_given_together_does_not_clash(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    for n, number in enumerate(("MZ-02", "YB-02", "JY-02", "MZ-13")):
        assert not accepted(await grant(province, number, head, f"x{n}")).clashes


async def test_help_that_has_ended_does_not_clash(province: Province) -> None:
    elder = province.person(born="1940-01-01")
    await province.settle(elder)
    await grant(province, "MZ-02", elder, "a", happened_on="2024-01-01")
    await grant(
        province, "MZ-02", elder, "e", status="ENDED", record="a", happened_on="2024-02-01", reason="moved over"
    )
    assert not accepted(await grant(province, "MZ-05", elder, "b", happened_on="2024-03-01")).clashes


async def test_another_event_does_not_clash(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-08", head, "a", event="fire-1")
    assert not accepted(await grant(province, "MZ-09", head, "b", event="flood-1")).clashes


async def test_an_event_paid_for_by_two_counties_clashes_whenever_they_pay(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-08", head, "a", event="fire-1", happened_on="2024-03-01")
    again = accepted(
        await grant(province, "MZ-08", head, "b", event="fire-1", happened_on="2024-03-09", division=ELSEWHERE)
    )
    assert [clash.same for clash in again.clashes] == ["event"]
    other = await grant(province, "MZ-08", head, "c", event="flood-1", happened_on="2024-03-09", division=ELSEWHERE)
    assert not accepted(other).clashes


async def test_another_years_premium_paid_elsewhere_is_no_clash(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "YB-02", head, "a", happened_on="2023-12-05")
    assert not accepted(await grant(province, "YB-02", head, "b", division=ELSEWHERE)).clashes


async def test_two_entries_of_one_batch_clash_with_each_other(province: Province) -> None:
    elder = province.person(born="1940-01-01")
    await province.settle(elder)
    both = [province.entry(code(province, number), elder, number) for number in ("MZ-02", "MZ-05")]
    checked = [accepted(outcome) for outcome in await province.feed_back("civil_affairs", *both, check=True)]
    outcomes = [accepted(outcome) for outcome in await province.feed_back("civil_affairs", *both)]
    assert [len(outcome.clashes) for outcome in checked] == [0, 1]
    assert [[clash.record for clash in outcome.clashes] for outcome in outcomes] == [[], [outcomes[0].record]]


async def test_a_check_tells_the_clash_and_writes_nothing(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    entry = province.entry(code(province, "JY-02"), pupil, "b", division=ELSEWHERE)
    (outcome,) = await province.feed_back("education_aid", entry, check=True)
    assert accepted(outcome).clashes
    assert accepted(outcome).receipt is None
    assert await province.ask("SELECT count(*)::int FROM assistance_records") == [(1,)]


async def test_help_of_the_household_clashes_whichever_member_it_was_reported_for(province: Province) -> None:
    head, wife = province.person("甲"), province.person("乙", relation="12")
    await province.settle(head, wife)
    await grant(province, "ZJ-01", head, "a")
    outcome = accepted(await grant(province, "ZJ-02", wife, "b"))
    assert [clash.same for clash in outcome.clashes] == ["household"]


async def test_help_of_a_person_does_not_clash_with_that_of_another_member(province: Province) -> None:
    elder, younger = province.person("甲", "2008-09-01"), province.person("乙", "2010-09-01", relation="20")
    await province.settle(elder, younger)
    await grant(province, "JY-02", elder, "a")
    assert not accepted(await grant(province, "JY-02", younger, "b", division=ELSEWHERE)).clashes


async def test_both_counties_see_the_clash_and_a_third_sees_none(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    await grant(province, "JY-02", pupil, "b", division=ELSEWHERE)
    seen = [
        division
        for division in DIVISIONS
        if await province.ask("SELECT FROM record_clashes", ranges=ranges_of(division))
    ]
    assert seen == ["620000000000", "620100000000", ELSEWHERE, COUNTY]
