"""Outbox: what is told to a department is read by it alone, in order, and nothing that commits late is passed over."""

from uuid import UUID

import pytest

from registry.errors import Refusal
from registry.journal import outbox
from registry.journal.outbox import AT_ONCE, Cursor, Location, Reader, Told
from registry.store.database import new_id
from tests.registry.province import COUNTY, DIVISIONS, ELSEWHERE, PROVINCE, Province, ranges_of

pytestmark = pytest.mark.anyio

HERE, THERE = Reader("housing", *DIVISIONS[COUNTY]), Reader("housing", *DIVISIONS[ELSEWHERE])
BEGINNING = Cursor(0, UUID(int=0))
AT_HOME = Location(None, int(COUNTY), None)


async def told(province: Province, location: Location = AT_HOME, times: int = 1) -> None:
    """Something has happened to housing, in a transaction of its own, and nobody writes any more."""
    async with province.act() as connection:
        for _ in range(times):
            await outbox.tell(connection, "referral", new_id(), [Told("housing", location)])
    await all_through(province)


async def all_through(province: Province) -> None:
    """Until every writer of this moment is through, in whatever database of the server."""
    ((end,),) = await province.ask("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
    through = "SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 FROM pg_sleep(0.01)"
    while await province.ask(through, end) != [(True,)]:
        pass


async def read(
    province: Province, reader: Reader = HERE, cursor: Cursor = BEGINNING, ranges: str = PROVINCE
) -> list[Cursor]:
    async with province.act(reader.department, ranges) as connection:
        return [cursor for cursor, _ in await outbox.after(connection, "referral", reader, cursor)]


async def test_a_reader_goes_on_behind_the_last_that_was_told(province: Province) -> None:
    async with province.act() as connection:
        start = await outbox.now(connection)
    await told(province)
    (first,) = await read(province, cursor=start)
    await told(province)
    await told(province)
    later = await read(province, cursor=Cursor.read(str(first)))
    assert len(later) == 2
    assert [first, *later] == sorted([first, *later], key=lambda cursor: (cursor.xid, cursor.id))
    assert await read(province, cursor=later[-1]) == []


async def test_who_has_no_cursor_begins_with_what_happens_from_now_on(province: Province) -> None:
    await told(province)
    async with province.act() as connection:
        start = await outbox.now(connection)
    assert await read(province, cursor=start) == []


async def test_who_commits_late_is_not_passed_over(province: Province) -> None:
    async with province.act() as late:
        await outbox.tell(late, "referral", new_id(), [Told("housing", AT_HOME)])
        async with province.act() as early:
            await outbox.tell(early, "referral", new_id(), [Told("housing", AT_HOME)])
        assert await read(province) == []
    await all_through(province)
    assert len(await read(province)) == 2


async def test_another_department_and_another_county_hear_nothing(province: Province) -> None:
    await told(province)
    assert len(await read(province, HERE, ranges=ranges_of(COUNTY))) == 1
    assert await read(province, THERE) == []
    assert await read(province, Reader("health", *DIVISIONS[COUNTY])) == []
    # Nor who asks for a county that is not their own.
    assert await read(province, HERE, ranges=ranges_of(ELSEWHERE)) == []


async def test_what_is_handled_elsewhere_is_told_there_and_not_at_home(province: Province) -> None:
    await told(province, Location(None, int(COUNTY), int(ELSEWHERE)))
    assert await read(province, HERE) == []
    assert len(await read(province, THERE)) == 1


async def test_many_are_told_in_turns(province: Province) -> None:
    await told(province, times=AT_ONCE + 1)
    first = await read(province)
    rest = await read(province, cursor=first[-1])
    assert (len(first), len(rest)) == (AT_ONCE, 1)
    assert len({*first, *rest}) == AT_ONCE + 1


@pytest.mark.parametrize(
    "text", ["", "yesterday", "7", "7.x", "-1.00000000-0000-7000-8000-000000000000", f"{2**63}.{BEGINNING.id}"]
)
async def test_a_cursor_that_is_none_is_refused_by_name(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        Cursor.read(text)
    assert (refused.value.code, refused.value.path) == ("BAD_CURSOR", "since")
