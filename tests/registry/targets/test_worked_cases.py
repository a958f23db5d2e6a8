"""The worked cases through the register: registered, determined, reported, the targets are those expected."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from policy.cases import WorkedCase, worked_cases
from policy.households import Household
from registry.people.registration import Member
from registry.store.database import new_id
from tests.conftest import Copy, of_the_document
from tests.registry.province import COUNTY, DIVISIONS, Province

pytestmark = pytest.mark.anyio

CASES = list(worked_cases(of_the_document()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}: {case.en}")
async def test_worked_case(province: Province, copy: Copy, case: WorkedCase) -> None:
    set_parameters(copy, province, case.household)
    home, members = await registered(province, case.household)
    await determined(province, case.household, home, members)
    await reported(province, case.household, members)
    assert sorted(await province.targets(home)) == sorted(case.expected["eligible"])


def set_parameters(copy: Copy, province: Province, household: Household) -> None:
    """What the case says of local policy, where it differs from what the province starts with."""
    starts = {standing.name: standing.value for standing in province.catalogue.standings}
    lo, hi = DIVISIONS[COUNTY]
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        for name, value in household.parameters.items():
            if value != starts[name]:
                assert isinstance(value, bool)
                connection.execute(
                    "INSERT INTO parameters (id, name, division, lo, hi, valid_from, boolean, source)"
                    " VALUES (%s, %s, %s, %s, %s, '2024-01-01', %s, 'case')",
                    [new_id(), name, COUNTY, lo, hi, value],
                )


async def registered(province: Province, household: Household) -> tuple[UUID, dict[str, Member]]:
    members = {
        member.key: province.person(member.key, str(member.birth_date), relation="02" if n == 0 else "99")
        for n, member in enumerate(household.members)
    }
    stated = {name: household.facts.get(name) for name in ("residence", "subsistence_type")}
    return await province.settle(*members.values(), **stated), members


async def determined(province: Province, household: Household, home: UUID, members: dict[str, Member]) -> None:
    support = next((m.facts["support"] for m in household.members if "support" in m.facts), None)
    for category in household.basis_categories:
        await province.determine(home, category, support=support)
    for member in household.members:
        for category in member.categories - household.basis_categories:
            await province.determine(home, category, await province.id_of(members[member.key]))


async def reported(province: Province, household: Household, members: dict[str, Member]) -> None:
    """Every fact by the department that supplies it."""
    head = next(iter(members.values()))
    for member in household.members:
        await report(province, members[member.key], "person", dict(member.facts))
    await report(province, head, "household", dict(household.facts))
    await report(province, head, "housing", dict(household.housing))
    for event in household.events:
        await report(province, head, "event", dict(event.facts))


async def report(province: Province, member: Member, entity: str, facts: dict[str, Any]) -> None:
    suppliers = {name: province.catalogue.facts[entity, name].suppliers[0] for name in facts}
    for department in sorted({*suppliers.values()} - {"registry"}):
        values = {name: value for name, value in facts.items() if suppliers[name] == department}
        assert await province.report(department, member, entity, **values) is True
