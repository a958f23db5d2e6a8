"""Worked cases in the register, with all that departments know and give, and the warnings that stand about them."""

import datetime
from typing import Any
from uuid import UUID

from policy.cases import HOUSEHOLD, WorkedCase, worked_cases
from registry.monitoring.cross_check import CrossCheck
from registry.people.registration import Member
from tests.conftest import Copy, of_the_document
from tests.registry.province import COUNTY, ELSEWHERE, Province
from tests.registry.targets.test_worked_cases import determined, registered, reported, set_parameters

CASES = list(worked_cases(of_the_document()))
DAY = datetime.date(2024, 3, 15)


async def checked(province: Province, cross_check: CrossCheck, home: UUID, day: datetime.date = DAY) -> list[Any]:
    """The warnings that stand after a cross-check."""
    async with province.act() as connection:
        await cross_check.check(connection, [home], day)
    return await standing(province, home)


async def standing(province: Province, home: UUID) -> list[Any]:
    """The warnings that are not closed."""
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
    """The household of a case with all that is known of it, and its members by their names in the case."""
    set_parameters(copy, province, case.household)
    home, members = await registered(province, case.household)
    await determined(province, case.household, home, members)
    await reported(province, case.household, members)
    await helped(province, case, members)
    return home, members


def a_case(number: int) -> WorkedCase:
    """The case of this number."""
    return next(case for case in CASES if case.number == number)
