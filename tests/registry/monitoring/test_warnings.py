"""Early warnings: the cross-check finds what the review in memory finds, once, and what a person closed stays closed."""

import asyncio
import datetime
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest

from policy.cases import HOUSEHOLD, WorkedCase, worked_cases
from policy.catalogue import Catalogue
from registry.monitoring import warnings
from registry.monitoring.cross_check import CrossCheck
from registry.monitoring.cross_check_passes import drain, simulate
from registry.people.registration import Member
from registry.store.connection import Connection
from tests.conftest import Copy, of_the_document
from tests.registry.matters.steps import opened
from tests.registry.province import COUNTY, ELSEWHERE, Province
from tests.registry.targets.test_worked_cases import determined, registered, reported, set_parameters

pytestmark = pytest.mark.anyio

CASES = list(worked_cases(of_the_document()))
DAY = datetime.date(2024, 3, 15)
BUILT_IN = {
    "unfulfilled": "missed",
    "uncovered": "maybe",
    "duplicate": "duplicate",
    "not_matching": "active_not_matching",
}


@pytest.fixture(scope="module")
def cross_check(catalogue: Catalogue) -> CrossCheck:
    return CrossCheck.of(catalogue)


async def checked(province: Province, cross_check: CrossCheck, home: UUID, day: datetime.date = DAY) -> list[Any]:
    """The warnings that stand after a cross-check."""
    async with province.act() as connection:
        await cross_check.check(connection, [home], day)
    return await standing(province, home)


async def standing(province: Province, home: UUID) -> list[Any]:
    return await province.ask(
        "SELECT rule, person_id, programmes, id, evidence, rank, state, outcome FROM early_warnings"
        " WHERE household_id = $1 AND state <> 'CLOSED' ORDER BY rule, programmes, person_id",
        home,
    )


async def helped(province: Province, case: WorkedCase, members: dict[str, Member]) -> None:
    """The help of a case, fed back by who gives it."""
    head = next(iter(members.values()))
    for n, record in enumerate(case.records):
        who = head if record.subject == HOUSEHOLD else members[record.subject]
        department = province.catalogue.programmes[record.programme].department
        again = record.programme in [other.programme for other in case.records[:n]]
        entry = province.entry(
            record.programme, who, f"case-{n}", event=record.event, happened_on="2024-03-15",
            division=ELSEWHERE if again else COUNTY,
        )  # fmt: skip # one payment
        await province.feed_back(department, entry)


async def settled(province: Province, copy: Copy, case: WorkedCase) -> tuple[UUID, dict[str, Member]]:
    set_parameters(copy, province, case.household)
    home, members = await registered(province, case.household)
    await determined(province, case.household, home, members)
    await reported(province, case.household, members)
    await helped(province, case, members)
    return home, members


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}: {case.en}")
async def test_the_cross_check_finds_what_the_worked_case_expects(
    province: Province, copy: Copy, cross_check: CrossCheck, case: WorkedCase
) -> None:
    home, members = await settled(province, copy, case)
    keys = {await province.id_of(member): key for key, member in members.items()} | {None: HOUSEHOLD}
    found: dict[str, list[str]] = {name: [] for name in BUILT_IN.values()}
    for rule, person, programmes, id, *_ in await checked(province, cross_check, home):
        if rule == "duplicate":
            pair = await province.ask(RECORDS, id)
            found["duplicate"].append("+".join(sorted(named(province, keys, one, who) for one, who in pair)))
        elif rule in BUILT_IN:
            found[BUILT_IN[rule]] += [named(province, keys, one, person) for one in programmes]
    expected = {name: sorted(case.expected[name]) for name in found}
    assert {name: sorted(names) for name, names in found.items()} == expected


def named(province: Province, keys: dict[Any, str], programme: str, person: UUID | None) -> str:
    return f"{province.catalogue.programmes[programme].number}@{keys[person]}"


RECORDS = """SELECT r.programme, r.person_id FROM early_warnings w JOIN assistance_records r ON r.id = ANY(w.records)
WHERE w.id = $1"""


def a_case(number: int) -> WorkedCase:
    return next(case for case in CASES if case.number == number)


async def test_alternatives_are_one_warning_with_two_options(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, _ = await settled(province, copy, a_case(7))
    options = [row[2] for row in await checked(province, cross_check, home) if row[0] == "uncovered"]
    assert ["housing.public_rental_housing", "housing.rent_subsidy"] in options


async def test_a_second_pass_raises_nothing_and_help_that_comes_closes_the_warning(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, members = await settled(province, copy, a_case(1))
    first = await checked(province, cross_check, home)
    assert await checked(province, cross_check, home) == first
    given = province.catalogue.numbered["JY-03"]
    await province.feed_back(given.department, province.entry(given.code, members["C"], "now"))
    after = await checked(province, cross_check, home)
    assert len(after) == len(first) - 1
    closed = await province.ask("SELECT outcome, closed_by FROM early_warnings WHERE state = 'CLOSED'")
    assert closed == [("HELPED", None)]


async def test_what_a_person_closed_stays_closed_until_the_evidence_changes(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, members = await settled(province, copy, a_case(12))
    since = {"business_registered": True, "business_registered_on": datetime.date(2022, 1, 1)}
    await province.report("civil_affairs", members["B"], "person", **since)
    (warning,) = [row for row in await checked(province, cross_check, home) if row[0] == "business_registered"]
    facts = {one["fact"]: (one["value"], one["department"]) for one in warning[4]}
    assert facts["person.business_registered"] == (True, "civil_affairs")
    async with province.act() as connection:
        await warnings.close(connection, warning[3], "FALSE_POSITIVE", "closed in 2022", "civil_affairs", DAY)
    assert "business_registered" not in [row[0] for row in await checked(province, cross_check, home)]
    await province.report("civil_affairs", members["B"], "person", as_of="2024-03-02", **since)
    assert "business_registered" not in [row[0] for row in await checked(province, cross_check, home)]
    other = since | {"business_registered_on": datetime.date(2024, 3, 3)}
    await province.report("civil_affairs", members["B"], "person", as_of="2024-03-03", **other)
    assert "business_registered" in [row[0] for row in await checked(province, cross_check, home)]


async def test_the_dead_are_told_once_and_the_household_goes_on(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, members = await settled(province, copy, a_case(6))
    found = await checked(province, cross_check, home)
    deaths = [row for row in found if row[0] == "death"]
    assert [row[1] for row in deaths] == [await province.id_of(members["A"])]
    (in_force,) = await province.ask("SELECT count(*) FROM assistance_records WHERE ended_on IS NULL")
    assert in_force == (len(a_case(6).records),)


async def test_whoever_needs_most_comes_first(province: Province, copy: Copy, cross_check: CrossCheck) -> None:
    home, _ = await settled(province, copy, a_case(1))
    ranks = {row[0]: row[5] for row in await checked(province, cross_check, home)}
    assert ranks["unfulfilled"] > ranks["uncovered"]


async def test_changed_households_are_checked_by_the_drain(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, _ = await settled(province, copy, a_case(1))
    tally = await drain(province.act, cross_check, DAY)
    assert tally.raised == len(await standing(province, home)) > 0
    assert await province.ask("SELECT count(*) FROM unchecked") == [(0,)]
    links = await province.ask("SELECT count(*) FROM chain_links WHERE kind = 'WARNED' AND household_id = $1", home)
    assert links == [(tally.raised,)]


async def test_the_drain_lets_go_of_each_few_households_before_it_takes_the_next(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    homes = [(await settled(province, copy, a_case(number)))[0] for number in (1, 5)]
    begun = 0

    @asynccontextmanager
    async def counting() -> AsyncIterator[Connection]:
        nonlocal begun
        begun += 1
        async with province.act() as connection:
            yield connection

    await drain(counting, cross_check, DAY, chunk=1)
    assert begun == len(homes) + 1  # the last finds nothing to do
    assert all([await standing(province, home) for home in homes])


async def test_a_rule_is_tried_before_it_is_switched_on_and_nothing_is_written(province: Province, copy: Copy) -> None:
    home, members = await settled(province, copy, a_case(5))
    await province.report("human_resources", members["A"], "person", employed=True, as_of="2024-03-02")
    rule = province.catalogue.signals["newly_employed"]
    assert not rule.enabled
    warned = await simulate(province.act, province.catalogue, rule, DAY)
    assert list(warned) == [home]
    assert await province.ask("SELECT count(*) FROM early_warnings") == [(0,)]


async def test_a_cross_check_during_feedback_neither_loses_the_help_nor_warns_of_it(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, members = await settled(province, copy, a_case(1))
    missed = [province.catalogue.numbered[number] for number in ("JY-03", "YB-04")]
    who = {"JY-03": members["C"], "YB-04": members["A"]}
    await asyncio.gather(
        *(drain(province.act, cross_check, DAY) for _ in range(3)),
        *(
            province.feed_back(one.department, province.entry(one.code, who[one.number], f"race-{one.number}"))
            for one in missed
        ),
    )
    await drain(province.act, cross_check, DAY)
    options = [programmes for _, _, programmes, *_ in await standing(province, home)]
    assert all([one.code] not in options for one in missed)
    given = await province.ask("SELECT count(*) FROM assistance_records WHERE external_id LIKE 'race-%'")
    assert given == [(2,)]


async def test_a_phase_out_that_has_run_out_warns_and_the_allowance_goes_on(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, _ = await settled(province, copy, a_case(5))
    phase_out: dict[str, Any] = {
        "starts_on": "2024-03-01",
        "ends_on": "2024-08-31",
        "income": 130000,
        "employment_cost": 15000,
    }
    await opened(province, "start_phase_out", home, **phase_out)
    on_the_day = await checked(province, cross_check, home, datetime.date(2024, 8, 31))
    assert "phase_out_over" not in [row[0] for row in on_the_day]
    after = await checked(province, cross_check, home, datetime.date(2024, 9, 1))
    assert "phase_out_over" in [row[0] for row in after]
    assert await province.ask("SELECT count(*) FROM assistance_records WHERE ended_on IS NOT NULL") == [(0,)]
