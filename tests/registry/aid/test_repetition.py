"""Repetition: what a department has reported already is the same entry, or is refused unless it says why."""

import datetime
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from registry.aid.known_entries import Sent, known
from tests.registry.aid.grants import accepted, code, codes, grant
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def test_an_entry_sent_again_is_the_same_entry_with_the_same_receipt(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    first = accepted(await grant(province, "JY-02", pupil, "a"))
    again = accepted(await grant(province, "JY-02", pupil, "a"))
    assert again.replayed
    assert again.receipt == first.receipt


async def test_what_came_before_is_known_by_its_content_without_anybody_being_looked_for(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    first = accepted(await grant(province, "JY-02", pupil, "a"))
    entry = province.entry(code(province, "JY-02"), pupil, "a")
    async with province.act("education_aid") as connection:
        ((content,),) = await (await connection.execute("SELECT content_hash FROM feedback_entries")).fetchall()
        same = Sent(entry.county, "a", bytes(content))
        sent = {3: same, 4: same._replace(content=b"other"), 5: same._replace(county="620502"), 6: same}
        found = await known(connection, "education_aid", sent)
        assert await known(connection, "housing", sent) == {}
    assert found == {n: first._replace(replayed=True, clashes=()) for n in (3, 6)}


async def test_an_external_id_names_one_content(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    outcome = await grant(province, "JY-02", pupil, "a", amount=5)
    assert codes([outcome]) == ["EXTERNAL_ID_REUSED"]


async def test_a_repeated_entry_is_refused_unless_a_second_help_is_explained(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    assert codes([await grant(province, "JY-02", pupil, "b", happened_on="2024-03-10")]) == ["ALREADY_REPORTED"]
    second = await grant(province, "JY-02", pupil, "c", happened_on="2024-03-10", second="the first was returned")
    assert codes([second]) == ["ACCEPTED"]


@pytest.mark.parametrize(
    ("number", "later", "outcome"),
    [
        ("JY-02", "2023-10-10", "ACCEPTED"),
        ("JY-02", "2024-02-20", "ALREADY_REPORTED"),
        ("YB-02", "2024-01-05", "ALREADY_REPORTED"),
        ("YB-02", "2023-12-05", "ACCEPTED"),
        ("YB-03", "2024-03-02", "ACCEPTED"),
        ("YB-03", "2024-03-01", "ALREADY_REPORTED"),
        ("RS-05", "2024-03-14", "ALREADY_REPORTED"),
    ],
)
async def test_the_same_period_is_the_programmes_own(province: Province, number: str, later: str, outcome: str) -> None:
    person = province.person()
    await province.settle(person)
    await grant(province, number, person, "a")
    assert codes([await grant(province, number, person, "b", happened_on=later)]) == [outcome]


async def test_monthly_help_that_ended_may_begin_again(province: Province) -> None:
    person = province.person()
    await province.settle(person)
    await grant(province, "RS-05", person, "a", happened_on="2024-01-01")
    ended = await grant(
        province, "RS-05", person, "e", status="ENDED", record="a", happened_on="2024-02-01", reason="x"
    )
    assert codes([ended, await grant(province, "RS-05", person, "b")]) == ["ACCEPTED", "ACCEPTED"]


async def test_a_refused_entry_does_not_count_as_help_given_before(province: Province) -> None:
    pupil, other = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.settle(pupil, other)
    await grant(province, "JY-02", other, "a")
    programme = code(province, "JY-02")
    outcomes = await province.feed_back(
        "education_aid", province.entry(programme, pupil, "a"), province.entry(programme, pupil, "b")
    )
    assert codes(outcomes) == ["EXTERNAL_ID_REUSED", "ACCEPTED"]


async def test_a_record_is_ended_once_in_one_batch_too(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    programme = code(province, "MZ-02")
    ends = [
        province.entry(programme, head, ext, status="ENDED", record="a", reason="x", happened_on="2024-03-01")
        for ext in ("e", "f")
    ]
    assert codes(await province.feed_back("civil_affairs", *ends)) == ["ACCEPTED", "RECORD_ENDED"]


async def test_a_refused_ending_ends_nothing_for_the_rest_of_its_batch(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-02-01")
    programme = code(province, "MZ-02")
    ends = [
        province.entry(programme, head, ext, status="ENDED", record="a", reason="x", happened_on=day)
        for ext, day in (("a", "2024-03-01"), ("e", "2024-01-01"), ("f", "2024-03-01"), ("g", "2024-03-01"))
    ]
    outcomes = await province.feed_back("civil_affairs", *ends)
    assert codes(outcomes) == ["EXTERNAL_ID_REUSED", "BEFORE_THE_GRANT", "ACCEPTED", "RECORD_ENDED"]


async def test_a_record_is_found_again_by_whom_it_named_after_a_merger(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    await province.settle(province.person("乙"), replace(head, relation="50", change="MERGE"))
    ended = await grant(province, "MZ-02", head, "e", status="ENDED", record="a", reason="merged")
    assert codes([ended]) == ["ACCEPTED"]


@pytest.mark.parametrize(
    ("number", "one", "other", "outcome"),
    [
        ("YB-02", {}, {"term": "spring", "period_from": "2024-04-01", "period_to": "2024-06-30"}, "ALREADY_REPORTED"),
        ("YB-02", {}, {"term": "2025", "period_from": "2025-01-01", "period_to": "2025-12-31"}, "ACCEPTED"),
        ("JY-02", {"term": "2024年春季学期"}, {"term": "2024-spring"}, "ALREADY_REPORTED"),
        ("JY-02", {"term": "2024年春季学期"}, {}, "ALREADY_REPORTED"),
        ("JY-02", {"term": "2023-autumn"}, {}, "ACCEPTED"),
        ("MZ-13", {"term": "stove"}, {"period_from": "2023-11-01", "period_to": "2024-02-29"}, "ALREADY_REPORTED"),
        ("MZ-07", {"event": "fire"}, {"event": "flood"}, "ACCEPTED"),
        ("MZ-07", {"term": "first"}, {"term": "another"}, "ALREADY_REPORTED"),
    ],
)
async def test_a_period_is_known_by_its_days_under_whatever_name(
    province: Province, number: str, one: dict[str, str], other: dict[str, str], outcome: str
) -> None:
    person = province.person()
    await province.settle(person)
    await grant(province, number, person, "a", **_dated(one))
    assert codes([await grant(province, number, person, "b", **_dated(other))]) == [outcome]
    if outcome == "ALREADY_REPORTED":
        explained = [await grant(province, number, person, ext, **_dated(other), second="again") for ext in ("c", "d")]
        assert codes(explained) == ["ACCEPTED", "ACCEPTED"]


def _dated(stated: dict[str, str]) -> dict[str, Any]:
    return {k: datetime.date.fromisoformat(v) if k.startswith("period") else v for k, v in stated.items()}


async def test_a_refusal_or_an_adjustment_is_told_once_unless_a_second_is_explained(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    refused = {"status": "REFUSED", "reason": "above the standard", "amount": None}
    adjusted = {"status": "ADJUSTED", "record": "g", "reason": "less", "amount": 5000}
    await grant(province, "MZ-02", head, "g")
    for number, stated, differs in (
        ("MZ-13", refused, {"reason": "too late"}), ("MZ-02", adjusted, {"amount": 4000})
    ):  # fmt: skip # what is told, and what makes it something else
        told = [
            await grant(province, number, head, f"{number}{n}", **{**stated, **also})
            for n, also in enumerate(({}, {}, {"second": "asked again"}, differs, {"happened_on": "2024-03-02"}))
        ]
        assert codes(told) == ["ACCEPTED", "ALREADY_REPORTED", "ACCEPTED", "ACCEPTED", "ACCEPTED"]


async def test_in_one_batch_a_refusal_or_an_adjustment_is_told_once_too(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "g")
    refused = {"status": "REFUSED", "reason": "above the standard", "amount": None}
    adjusted = {"status": "ADJUSTED", "record": "g", "reason": "less", "amount": 5000}
    entries = [province.entry(code(province, "MZ-13"), head, f"r{n}", **refused) for n in range(2)]
    entries += [province.entry(code(province, "MZ-02"), head, f"a{n}", **adjusted) for n in range(2)]
    outcomes = await province.feed_back("civil_affairs", *entries)
    assert codes(outcomes) == ["ACCEPTED", "ALREADY_REPORTED"] * 2


async def test_an_entry_that_an_earlier_version_knew_by_another_hash_is_known(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", content=b"typed")
    hashes: list[tuple[bytes, ...]] = [(b"first", b"typed"), (b"other",)]
    told = [await grant(province, "MZ-02", head, "a", content=b"one", before=partial(iter, one)) for one in hashes]
    assert codes(told) == ["REPLAYED", "EXTERNAL_ID_REUSED"]
