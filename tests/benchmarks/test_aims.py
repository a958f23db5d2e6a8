"""What the report says of an aim: met, only its floor, or short of both."""

from typing import Any

import pytest

from benchmarks.aims import AIMS, Aim, best_limit


@pytest.mark.parametrize(("value", "said"), [(14.0, "met"), (12.0, "only the floor"), (9.9, "**falls short**")])
def test_what_should_be_much_is_measured_against_aim_and_floor(value: float, said: str) -> None:
    aim = Aim("times as fast", lambda found: float(found["ratio"]), 14, floor=10)
    assert aim.wanted == ("≥ 14", "≥ 10")
    assert aim.verdict(aim.value({"ratio": value}) or 0) == said


@pytest.mark.parametrize(("value", "said"), [(3.0, "met"), (4.2, "only the floor"), (7.0, "**falls short**")])
def test_what_should_be_little_too(value: float, said: str) -> None:
    assert Aim("costs", lambda _: value, most=3, floor=5).verdict(value) == said


def test_without_a_floor_there_is_nothing_between() -> None:
    assert Aim("costs", lambda _: 1.0, most=1.3).wanted == ("≤ 1.3", "")
    assert Aim("costs", lambda _: 1.0, most=1.3).verdict(1.31) == "**falls short**"


def test_what_was_not_measured_is_not_shown_as_short() -> None:
    assert [aim.value({}) for aim in AIMS] == [None] * len(AIMS)


def test_the_limit_is_the_faster_of_two() -> None:
    rows: dict[str, dict[str, Any]] = {"limit": {"rate": 100.0}, "limit, 8 connections": {"rate": 120.0}}
    assert best_limit(rows) == {"rate": 120.0}
