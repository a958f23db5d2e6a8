"""Parameters: what holds at a position on a day is the nearest ancestor's newest value."""

import datetime

import pytest

from registry.reference.parameters import number_at
from registry.store.database import new_id
from tests.registry.province import COUNTY, DIVISIONS, ELSEWHERE, Province

pytestmark = pytest.mark.anyio

NAME = "referral_receive_days"
SET = """INSERT INTO parameters (id, name, division, lo, hi, valid_from, valid_to, number, source)
VALUES ($1, $2, $3, $4, $5, $6::text::date, $7::text::date, $8, 'local') RETURNING number"""


async def holds(province: Province, division: str, day: str) -> int | None:
    values = (NAME, int(division), datetime.date.fromisoformat(day))
    ((number,),) = await province.ask(f"SELECT {number_at('$1', '$2::bigint', '$3::date')}", *values)
    assert number is None or isinstance(number, int)
    return number


async def test_the_nearest_ancestors_value_holds_while_it_is_valid(province: Province) -> None:
    of_the_province = await holds(province, COUNTY, "2024-03-15")
    await province.ask(SET, new_id(), NAME, COUNTY, *DIVISIONS[COUNTY], "2024-03-01", "2024-04-01", 9)
    days = [await holds(province, COUNTY, day) for day in ("2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01")]
    assert days == [of_the_province, 9, 9, of_the_province]
    assert await holds(province, ELSEWHERE, "2024-03-15") == of_the_province


async def test_of_two_values_of_one_division_the_newer_holds(province: Province) -> None:
    for begins, number in (("2024-01-01", 4), ("2024-03-01", 5)):
        await province.ask(SET, new_id(), NAME, COUNTY, *DIVISIONS[COUNTY], begins, None, number)
    assert [await holds(province, COUNTY, day) for day in ("2024-02-01", "2024-03-15")] == [4, 5]
