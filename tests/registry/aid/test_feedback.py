"""Feedback: what departments did comes in once and is never lost, whoever else writes at the same time."""

import asyncio
import random

import pytest

from registry.aid.feedback import Accepted, Outcome
from tests.registry.aid.grants import accepted, code, codes, grant
from tests.registry.province import COUNTY, Province

pytestmark = pytest.mark.anyio


async def test_a_bad_entry_spoils_nothing_beside_it(province: Province) -> None:
    pupil, other = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.settle(pupil, other)
    programme = code(province, "JY-02")
    good, twice = province.entry(programme, pupil, "a"), province.entry(programme, other, "a")
    lost = province.entry(programme, other, "c", status="ENDED", record="nowhere", reason="moved")
    fine = province.entry(programme, other, "d")
    outcomes = await province.feed_back("education_aid", good, twice, lost, fine)
    assert codes(outcomes) == ["ACCEPTED", "TWICE_IN_BATCH", "RECORD_NOT_FOUND", "ACCEPTED"]


async def test_overlapping_batches_of_many_writers_are_accepted_once(province: Province) -> None:
    people = [province.person(born="2010-09-01") for _ in range(30)]
    await province.register(*(province.household(person) for person in people))
    programme, dice = code(province, "JY-02"), random.Random(1)

    async def writer(name: str) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for _ in range(4):
            chosen = dice.sample(range(len(people)), 20)
            entries = [province.entry(programme, people[n], f"{name}-{n}") for n in chosen]
            outcomes += await province.feed_back("education_aid", *entries)
        return outcomes

    batches_of_all = await asyncio.gather(*(writer(f"w{n}") for n in range(6)))
    fresh = [o for outcomes in batches_of_all for o in outcomes if isinstance(o, Accepted) and not o.replayed]
    assert len(fresh) == len({str(o.record) for o in fresh}) <= len(people)
    assert await province.ask("SELECT count(*)::int FROM assistance_records") == [(len(fresh),)]


async def test_one_external_id_racing_for_two_people_is_one_entry(province: Province) -> None:
    one, other = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.register(province.household(one), province.household(other, division=COUNTY))
    programme = code(province, "JY-02")
    for n in range(8):
        both = await asyncio.gather(
            province.feed_back("education_aid", province.entry(programme, one, f"race-{n}", second=f"{n}")),
            province.feed_back("education_aid", province.entry(programme, other, f"race-{n}", second=f"{n}")),
        )
        assert sorted(codes([*both[0], *both[1]])) == ["ACCEPTED", "EXTERNAL_ID_REUSED"]


async def test_a_refusal_is_told_with_its_reason_and_hinders_no_later_grant(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    refused = accepted(await grant(province, "JY-02", pupil, "a", status="REFUSED", reason="not enrolled"))
    assert await province.ask("SELECT kind, note FROM chain_links") == [("REFUSED", "not enrolled")]
    assert refused.record
    assert codes([await grant(province, "JY-02", pupil, "b")]) == ["ACCEPTED"]
