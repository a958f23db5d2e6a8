"""Help after death: what was given to somebody who had died is warned of until it is put right."""

import datetime
from uuid import UUID

import pytest

from registry.monitoring.cross_check import CrossCheck
from tests.registry.aid.grants import accepted, grant
from tests.registry.monitoring.settled_cases import checked
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

DIED = datetime.date(2024, 2, 20)


async def warned(province: Province, cross_check: CrossCheck, home: UUID) -> list[list[str]]:
    """The programmes of each warning of help after a death."""
    return [row[2] for row in await checked(province, cross_check, home) if row[0] == "after_death"]


async def test_help_after_the_death_is_taken_and_warned_of_until_it_is_voided(
    province: Province, cross_check: CrossCheck
) -> None:
    head, pupil = province.person(), province.person("王丙", "2010-01-01", relation="20")
    home = await province.settle(head, pupil)
    await province.report("civil_affairs", pupil, deceased_on=DIED)
    accepted(await grant(province, "JY-02", pupil, "before", happened_on="2024-02-20", term="2023-autumn"))
    assert await warned(province, cross_check, home) == []
    late = accepted(await grant(province, "JY-02", pupil, "after", happened_on="2024-03-01", term="2024-spring"))
    assert late.record
    (programmes,) = await warned(province, cross_check, home)
    assert programmes == [province.catalogue.numbered["JY-02"].code]
    void = {"status": "VOIDED", "record": "after", "reason": "another pupil", "happened_on": "2024-03-02"}
    accepted(await grant(province, "JY-02", pupil, "void", **void))
    assert await warned(province, cross_check, home) == []


async def test_help_that_is_told_before_the_death_is_known_is_warned_of_when_it_is(
    province: Province, cross_check: CrossCheck
) -> None:
    head, pupil = province.person(), province.person("王丙", "2010-01-01", relation="20")
    home = await province.settle(head, pupil)
    await grant(province, "JY-02", pupil, "after", happened_on="2024-03-01")
    assert await warned(province, cross_check, home) == []
    await province.report("civil_affairs", pupil, deceased_on=DIED)
    assert len(await warned(province, cross_check, home)) == 1


async def test_a_household_is_helped_as_long_as_somebody_lives(province: Province, cross_check: CrossCheck) -> None:
    head, other = province.person(), province.person("王乙", "1985-01-01", relation="10")
    home = await province.settle(head, other)
    await province.report("civil_affairs", head, deceased_on=DIED)
    await grant(province, "MZ-02", head, "left behind", happened_on="2024-03-01")
    assert await warned(province, cross_check, home) == []
    await province.report("civil_affairs", other, deceased_on=DIED)
    assert len(await warned(province, cross_check, home)) == 1


async def test_what_is_given_because_of_the_death_is_given_after_it(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.report("civil_affairs", head, deceased_on=DIED)
    (funeral,) = (
        programme.number
        for programme in province.catalogue.programmes.values()
        if any(clause.fact == "deceased" for clause in programme.condition.clauses)
    )
    accepted(await grant(province, funeral, head, "funeral", happened_on="2024-03-01"))
    assert await warned(province, cross_check, home) == []
