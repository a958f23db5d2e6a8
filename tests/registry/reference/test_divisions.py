"""Divisions: in force or not on a day, each below the next that encloses it, whatever its code begins with."""

import datetime

from registry.reference.divisions import Division, Divisions

DAY = datetime.date(2024, 3, 15)
BEGAN, ENDED = datetime.date(2000, 1, 1), datetime.date(2020, 1, 1)
PROVINCE = Division("620000000000", "甘肃省", "PROVINCE", 62000, 63000, BEGAN, None)
CITY = Division("620100000000", "兰州市", "CITY", 62010, 62020, BEGAN, None)
COUNTY = Division("620102000000", "城关区", "COUNTY", 62011, 62012, BEGAN, None)
FORMER = Division("620199000000", "旧县", "COUNTY", 62013, 62014, BEGAN, ENDED)
NEW_AREA = Division("620171000000", "兰州新区", "TOWNSHIP", 62015, 62016, BEGAN, None)
ALL = Divisions([PROVINCE, CITY, COUNTY, FORMER, NEW_AREA])


def test_a_division_is_in_force_until_the_day_it_ends() -> None:
    assert ALL.in_force(COUNTY.code, DAY) == COUNTY
    assert ALL.in_force(FORMER.code, ENDED - datetime.timedelta(days=1)) == FORMER
    assert ALL.in_force(FORMER.code, ENDED) is None
    assert ALL.exists(FORMER.code)


def test_what_is_no_code_is_no_division() -> None:
    for code in ("620199", "", None, 620102000000, ["620102000000"]):
        assert ALL.in_force(code, DAY) is None
        assert not ALL.exists(code)


def test_above_a_division_is_the_next_that_encloses_it() -> None:
    assert [ALL.above(division, DAY) for division in (COUNTY, CITY, PROVINCE)] == [CITY, PROVINCE, None]


def test_where_there_is_no_county_the_city_answers() -> None:
    assert ALL.county(COUNTY.lo) == COUNTY.code
    assert ALL.county(NEW_AREA.lo) == CITY.code


def test_the_whole_reaches_from_the_first_position_to_the_last() -> None:
    assert ALL.whole == "{[62000,63000)}"
    assert Divisions([]).whole == "{[0,0)}"


def test_the_smallest_division_around_several_holds_all_of_them() -> None:
    assert ALL.around([COUNTY.code]) == COUNTY
    assert ALL.around([COUNTY.code, NEW_AREA.code]) == CITY
    assert ALL.around([COUNTY.code, CITY.code]) == CITY
    assert ALL.around([PROVINCE.code, COUNTY.code]) == PROVINCE
