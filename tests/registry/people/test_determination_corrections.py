"""Corrections of determinations: superseded and kept, voided, looked at again; of two who do it one wins."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from registry.errors import Refusal
from registry.people import determination_corrections
from registry.people.continuations import Then
from registry.people.determination_corrections import Corrector
from registry.people.person_locks import lock_people
from registry.store.connection import Connection
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

ON_A_DAY = """SELECT category FROM determinations d
WHERE d.recorded_at <= $1 AND (d.superseded_at IS NULL OR $1 < d.superseded_at)
  AND d.valid_from <= $2 AND (d.valid_to IS NULL OR $2 < d.valid_to)"""
STANDS = "SELECT category, valid_from, valid_to, review_due FROM determinations WHERE superseded_at IS NULL"
OVERDUE = "SELECT category, review_due FROM determinations WHERE superseded_at IS NULL AND review_due < $1"
KINDS = "SELECT kind FROM chain_links ORDER BY recorded_at"

Work = Callable[[Connection, Corrector], Awaitable[Any]]


async def now(province: Province) -> datetime.datetime:
    ((moment,),) = await province.ask("SELECT clock_timestamp()")
    assert isinstance(moment, datetime.datetime)
    return moment


async def act(province: Province, home: UUID, work: Work, seen: datetime.datetime | None = None) -> Any:
    by = Corrector("civil_affairs", "a wrong line", seen or await now(province), province.today)
    async with province.act() as connection:
        await lock_people(connection, (), [home])
        done = await work(connection, by)
        await province.maintenance.recompute(connection, [home], province.today)
    return done


async def correct(
    province: Province,
    home: UUID,
    made: UUID,
    seen: datetime.datetime | None = None,
    due: datetime.date | None = None,
    then: Then | None = None,
    **to: Any,
) -> UUID:
    async def work(connection: Connection, by: Corrector) -> UUID:
        new, _ = await determination_corrections.correct(connection, province.catalogue, by, made, to, due, then)
        return new

    new: UUID = await act(province, home, work, seen)
    return new


async def test_a_correction_holds_from_the_first_day_and_what_was_known_stays_known(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "near_subsistence")
    before = await now(province)
    await correct(province, home, made, category="subsistence_allowance", valid_from=datetime.date(2023, 12, 1))
    after, day = await now(province), datetime.date(2023, 12, 15)
    assert await province.ask(ON_A_DAY, before, day) == []
    assert await province.ask(ON_A_DAY, after, day) == [("subsistence_allowance",)]
    assert await province.ask(ON_A_DAY, before, datetime.date(2024, 2, 1)) == [("near_subsistence",)]
    assert await province.ask(KINDS) == [("DETERMINED",), ("DETERMINATION_CORRECTED",)]
    assert "MZ-02@H" in await province.targets(home)


async def test_one_that_has_ended_is_corrected_and_open_again(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "subsistence_allowance")
    ended = await province.end(made, "2024-02-01")
    assert "MZ-02@H" not in await province.targets(home)
    await correct(province, home, ended, valid_to=None)
    assert "MZ-02@H" in await province.targets(home)


async def test_a_correction_is_checked_as_what_is_new(province: Province) -> None:
    home = await province.settle(province.person())
    (first,) = await province.determine(home, "subsistence_allowance", valid_to="2024-02-01")
    (second,) = await province.determine(home, "extreme_hardship", valid_from="2024-02-01", support="dispersed")
    for made, to, code in (
        (first, {"valid_to": datetime.date(2024, 2, 2)}, "CATEGORIES_EXCLUDE"),
        (second, {"category": "near_subsistence"}, "SUPPORT_ONLY_FOR_EXTREME_HARDSHIP"),
        (first, {"category": "relapse_monitored"}, "NOT_THE_AGENCY"),
        (first, {"valid_from": datetime.date(1900, 1, 1)}, "BEFORE_BIRTH"),
        (first, {"valid_to": datetime.date(2023, 1, 1)}, "REVERSED_DATES"),
    ):
        with pytest.raises(Refusal, match=code):
            await correct(province, home, made, **to)


async def test_another_category_is_looked_at_again_in_its_own_time(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "subsistence_allowance")
    ((*_, before),) = await province.ask(STANDS)
    made = await correct(province, home, made, valid_from=datetime.date(2023, 12, 1))
    assert [due for *_, due in await province.ask(STANDS)] == [before]
    made = await correct(province, home, made, category="rigid_expenditure")
    assert await province.ask(OVERDUE, before) == [("rigid_expenditure", datetime.date(2024, 9, 15))]
    await correct(province, home, made, due=datetime.date(2024, 6, 1), category="near_subsistence")
    assert await province.ask(OVERDUE, before) == [("near_subsistence", datetime.date(2024, 6, 1))]


async def test_what_begins_after_it_was_to_be_looked_at_again_is_due_later(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "near_subsistence")
    early = datetime.date(2024, 3, 20)
    made = await correct(province, home, made, due=early)
    made = await correct(province, home, made, valid_from=datetime.date(2024, 4, 1))
    assert [due for *_, due in await province.ask(STANDS)] == [datetime.date(2025, 4, 1)]
    with pytest.raises(Refusal, match="REVERSED_DATES") as told:
        await correct(province, home, made, due=early)
    assert told.value.path == "reviewDue"


async def test_one_entered_in_error_never_held_and_the_right_one_may_follow(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "subsistence_allowance")

    async def work(connection: Connection, by: Corrector) -> UUID:
        return await determination_corrections.void(connection, province.catalogue, by, made)

    await act(province, home, work)
    assert await province.ask(STANDS) == []
    assert await province.ask(KINDS) == [("DETERMINED",), ("DETERMINATION_VOIDED",)]
    assert "MZ-02@H" not in await province.targets(home)
    await province.determine(home, "extreme_hardship", support="dispersed")


async def test_a_determination_is_due_again_and_kept_until_another_day(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "subsistence_allowance")
    ((*_, due),) = await province.ask(STANDS)
    assert due == province.today.replace(year=province.today.year + 1)

    async def work(connection: Connection, by: Corrector) -> UUID:
        new, _ = await determination_corrections.review(
            connection, province.catalogue, by, made, province.today, datetime.date(2024, 9, 1)
        )
        return new

    await act(province, home, work)
    assert await province.ask(STANDS) == [
        ("subsistence_allowance", datetime.date(2024, 1, 1), None, datetime.date(2024, 9, 1))
    ]
    assert await province.ask(KINDS) == [("DETERMINED",), ("DETERMINATION_REVIEWED",)]


async def test_of_two_officers_who_correct_the_same_at_once_the_second_is_told(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "subsistence_allowance")
    seen = await now(province)
    outcomes = await asyncio.gather(
        *(correct(province, home, made, seen, valid_from=datetime.date(2024, 1, day)) for day in (2, 3)),
        return_exceptions=True,
    )
    (refused,) = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert refused.code == "CHANGED_SINCE"
    ((count,),) = await province.ask("SELECT count(*)::int FROM determinations WHERE superseded_at IS NULL")
    assert count == 1


async def renewed(province: Province) -> tuple[UUID, UUID, UUID]:
    """A household on the allowance until March, and from then on, twice: the household and the first two."""
    home = await province.settle(province.person())
    (first,) = await province.determine(home, "subsistence_allowance", valid_to="2024-02-01")
    (second,) = await province.determine(home, "subsistence_allowance", valid_from="2024-02-01", valid_to="2024-03-01")
    await province.determine(home, "subsistence_allowance", valid_from="2024-03-01")
    return home, first, second


PERIODS = """SELECT valid_from::text, valid_to::text FROM determinations WHERE superseded_at IS NULL
ORDER BY valid_from, valid_to"""


@pytest.mark.parametrize(
    ("then", "stand"),
    [
        ("END", [("2024-01-01", "2024-01-20"), ("2024-02-01", "2024-02-01"), ("2024-03-01", "2024-03-01")]),
        ("BEGIN", [("2024-01-01", "2024-01-20"), ("2024-01-20", "2024-03-01"), ("2024-03-01", None)]),
        ("STAY", [("2024-01-01", "2024-01-20"), ("2024-02-01", "2024-03-01"), ("2024-03-01", None)]),
    ],
)
async def test_of_what_ends_sooner_it_is_said_what_becomes_of_what_followed_it(
    province: Province, then: Then, stand: list[tuple[str, str | None]]
) -> None:
    home, first, _ = await renewed(province)
    sooner = datetime.date(2024, 1, 20)
    with pytest.raises(Refusal, match="GOES_ON_LATER") as refused:
        await correct(province, home, first, valid_to=sooner)
    assert refused.value.values == {"since": datetime.date(2024, 2, 1), "value": sooner}
    await correct(province, home, first, then=then, valid_to=sooner)
    assert await province.ask(PERIODS) == stand
    assert ("MZ-02@H" in await province.targets(home)) == (then != "END")


async def test_what_is_not_followed_or_ends_no_sooner_asks_nothing(province: Province) -> None:
    home, first, second = await renewed(province)
    first = await correct(province, home, first, number="2024-8")
    await correct(province, home, second, valid_to=datetime.date(2024, 2, 20), then="STAY")
    await correct(province, home, first, valid_from=datetime.date(2024, 1, 2))
    ((*_, last),) = await province.ask(STANDING_LAST)
    await correct(province, home, last, valid_to=datetime.date(2024, 3, 10))
    assert await province.ask(PERIODS) == [
        ("2024-01-02", "2024-02-01"), ("2024-02-01", "2024-02-20"), ("2024-03-01", "2024-03-10"),
    ]  # fmt: skip # in their order


STANDING_LAST = "SELECT id FROM determinations WHERE superseded_at IS NULL ORDER BY valid_from DESC LIMIT 1"


@pytest.mark.parametrize(
    ("then", "stand"),
    [
        ("END", [("2024-02-01", "2024-02-01"), ("2024-03-01", "2024-03-01")]),
        ("BEGIN", [("2024-01-01", "2024-03-01"), ("2024-03-01", None)]),
        ("STAY", [("2024-02-01", "2024-03-01"), ("2024-03-01", None)]),
    ],
)
async def test_of_what_never_held_it_is_said_what_becomes_of_what_followed_it(
    province: Province, then: Then, stand: list[tuple[str, str | None]]
) -> None:
    home, first, _ = await renewed(province)

    def voiding(said: Then | None) -> Work:
        async def work(connection: Connection, by: Corrector) -> UUID:
            return await determination_corrections.void(connection, province.catalogue, by, first, said)

        return work

    with pytest.raises(Refusal, match="GOES_ON_LATER"):
        await act(province, home, voiding(None))
    await act(province, home, voiding(then))
    assert await province.ask(PERIODS) == stand
