"""Grants: the ranges of a client's divisions."""

import pytest

from auth.grants import Grant
from auth.ranges import merged
from auth.sharing import Sharing


@pytest.mark.parametrize(
    ("ranges", "whole"),
    [
        ([], ()),
        ([(5, 9), (1, 3)], ((1, 3), (5, 9))),
        ([(1, 3), (3, 5)], ((1, 5),)),
        ([(1, 9), (2, 3), (4, 12)], ((1, 12),)),
        ([(4, 4), (7, 6)], ()),
    ],
)
def test_ranges_become_disjoint_and_sorted(ranges: list[tuple[int, int]], whole: tuple[tuple[int, int], ...]) -> None:
    assert merged(ranges) == whole


def test_a_grant_without_divisions_sees_no_row() -> None:
    grant = Grant("c", "housing", (), (), frozenset(), (), "t", 0, Sharing(()))
    assert grant.multirange == "{}"
