"""Early warnings: what a person closed stays closed until its evidence changes."""

import datetime

import pytest

from registry.monitoring.closed_by_hand import Closing, close
from registry.monitoring.cross_check import CrossCheck
from tests.conftest import Copy
from tests.registry.monitoring.settled_cases import DAY, a_case, checked, settled
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


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
        await close(connection, [warning[3]], Closing("FALSE_POSITIVE", "closed in 2022", "civil_affairs", DAY))
    assert "business_registered" not in [row[0] for row in await checked(province, cross_check, home)]
    await province.report("civil_affairs", members["B"], "person", as_of="2024-03-02", **since)
    assert "business_registered" not in [row[0] for row in await checked(province, cross_check, home)]
    other = since | {"business_registered_on": datetime.date(2024, 3, 3)}
    await province.report("civil_affairs", members["B"], "person", as_of="2024-03-03", **other)
    assert "business_registered" in [row[0] for row in await checked(province, cross_check, home)]
