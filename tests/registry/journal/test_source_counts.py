"""Counts of sources: rows of many batches become one for a day and place, and what they come to stays the same."""

import datetime
from collections import Counter
from typing import Any

import pytest

from registry.journal import source_counts
from registry.journal.source_counts import NUMBERS, Counts, Where, summed
from tests.registry.province import COUNTY, Province

pytestmark = pytest.mark.anyio

DAY = datetime.date(2024, 3, 15)
HERE, THERE = Where(int(COUNTY), int(COUNTY), True), Where(int(COUNTY), int(COUNTY), False)
SUMS = f"SELECT * FROM ({summed('source_counts', ('day', 'source', 'said'))}) s ORDER BY day, source, said"


def counts(taken: int, **rules: int) -> Counts:
    return Counts(received=taken + sum(rules.values()), taken=taken, rules=Counter(rules), told=Counter(amount=taken))


async def written(province: Province, day: datetime.date, source: str, counted: dict[Where, Counts]) -> None:
    async with province.act() as connection:
        await source_counts.write(connection, day, "housing", source, counted)


async def folded(province: Province) -> None:
    async with province.act() as connection:
        await source_counts.fold(connection)


async def rows(province: Province) -> int:
    ((count,),) = await province.ask("SELECT count(*) FROM source_counts")
    return int(count)


async def test_what_is_folded_comes_to_the_same_and_stands_once_for_each_place(province: Province) -> None:
    for taken in (1, 2, 3):
        await written(province, DAY, "feedback", {HERE: counts(taken, BAD_DATE=1), THERE: counts(1, CELL_DATE=taken)})
    await written(province, DAY - datetime.timedelta(days=1), "feedback", {HERE: counts(5)})
    await written(province, DAY, "facts", {HERE: counts(7)})
    before: list[Any] = await province.ask(SUMS)
    assert await rows(province) == 8
    for _ in range(2):
        await folded(province)
        assert await province.ask(SUMS) == before
        assert await rows(province) == 4
    names = ["day", "source", "said", *NUMBERS, "rules", "told"]
    (here,) = [
        one
        for row in before
        if (one := dict(zip(names, row, strict=True)))["said"] and one["day"] == DAY and one["source"] == "feedback"
    ]
    assert (here["taken"], here["received"], here["rules"], here["told"]) == (6, 9, {"BAD_DATE": 3}, {"amount": 6})
