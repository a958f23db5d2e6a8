"""Groups of households: kept with the facts that they follow from, and until the day on which they no longer do."""

import datetime
from uuid import UUID

import pytest

from registry.targets.sweep import sweep
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

CODES = "SELECT code FROM household_groups WHERE household_id = $1 ORDER BY code"


async def codes(province: Province, home: UUID) -> list[str]:
    return [code for (code,) in await province.ask(CODES, home)]


async def test_a_household_stands_under_each_of_its_groups_until_its_facts_change(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.report("health", head, serious_illness=True)
    assert {"ILL", "VISITS"} <= set(await codes(province, home))
    ((groups, covered),) = await province.ask(
        "SELECT groups, covered FROM household_groups WHERE household_id = $1 AND code = 'VISITS'", home
    )
    assert ("ILL" in groups, covered) == (True, False)
    await province.report("health", head, serious_illness=False, as_of="2024-03-10")
    assert "ILL" not in await codes(province, home)


async def test_a_sudden_difficulty_is_listed_until_its_days_are_over(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.report("civil_affairs", head, "event", kind="SUDDEN", urgency="URGENT", severity="LIGHT")
    assert "EMERGENCY" in await codes(province, home)
    ((since, days),) = await province.ask(
        "SELECT max(f.as_of), (SELECT max(number)::int FROM parameters WHERE name = 'emergency_days')"
        " FROM civil_affairs_event_facts f"
    )
    last = since + datetime.timedelta(days=days - 1)
    for day, listed in ((last, True), (last + datetime.timedelta(days=1), False)):
        await sweep(province.act, province.maintenance, day, lambda _: None)
        assert ("EMERGENCY" in await codes(province, home)) is listed
