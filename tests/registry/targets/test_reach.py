"""Reach: whom a department may see follows from what it may do for them."""

import pytest

from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def test_a_persons_programme_reaches_the_person_and_not_the_household(province: Province) -> None:
    pupil = province.person("王丙", "2007-11-20")
    home = await province.settle(province.person(), pupil)
    await province.determine(home, "subsistence_allowance")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    seen = await province.ask(
        "SELECT person_id, whole, reasons FROM reach WHERE department = 'education_aid' ORDER BY person_id NULLS FIRST"
    )
    reasons = ["education_aid.senior_high_fee_exemption", "education_aid.senior_high_grant"]
    assert seen == [(None, False, reasons), (await province.id_of(pupil), False, reasons)]
