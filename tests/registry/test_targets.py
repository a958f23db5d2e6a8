"""Targets are kept true by every act, by the day's sweep, and by computing everything anew."""

import pytest

from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def test_a_household_becomes_a_target_when_its_facts_say_so(province: Province) -> None:
    pupil = province.person("王丙", "2007-11-20")
    home = await province.settle(province.person(), pupil)
    await province.determine(home, "subsistence_allowance")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    assert {"JY-03@王丙", "MZ-02@H"} <= await province.targets(home)
