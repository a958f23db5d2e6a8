"""Imports: kept sealed while they are worked through, counted with their rows, found again, and forgotten with the job."""

from datetime import timedelta
from uuid import UUID

import pytest

from registry.errors import Refusal
from registry.journal import import_errors, imports, jobs, uploads
from registry.journal.batches import Batch
from registry.journal.import_errors import RowError
from registry.journal.imports import Counts, Import
from registry.journal.jobs import NOTHING_DONE, Order
from registry.store.database import new_id
from tests.conftest import Copy
from tests.registry.province import Province

pytestmark = pytest.mark.anyio
SCOPE = "housing/feedback:write"
OUT_OF_PLACE = RowError(3, 0, "Sheet1", 5, "发生日期", "FUTURE_DATE", "Not yet.", "日期尚未到来。", "2999-01-01")


def handed_in(client: str = "a", digest: bytes = b"1", check_only: bool = False, source: str = "feedback") -> Import:
    return Import("housing", client, source, "feedback", SCOPE, [SCOPE], "list.csv", check_only, digest, 9)


async def entered(province: Province, one: Import, again: bool = False) -> UUID:
    async with province.act("housing") as connection:
        await uploads.begin(connection, one.id, "housing")
        await uploads.put(connection, one.id, "housing", 0, b"sealed")
        assert await imports.known(connection, one, again=again) is None
        await jobs.ask(connection, Order(one.client, "housing", "IMPORT", {}, "{}", [SCOPE], id=one.id))
        await imports.enter(connection, one)
    return one.id


async def ended(province: Province, one: Import, counts: Counts, errors: tuple[RowError, ...] = ()) -> None:
    async with province.act("housing") as connection:
        job = await jobs.take(connection, one.id)
        assert job is not None
        batch = told(counts.accepted)
        await connection.together([batch.row(*counts[:3])])
        await imports.write_chunk(connection, one, 0, batch.id, counts, errors)
        await imports.end(connection, one.id)
        await jobs.finish(connection, job, {}, timedelta(days=7))


def told(items: int, kind: str = "FEEDBACK", department: str = "housing") -> Batch:
    return Batch(department, "b", kind, items)


async def again(province: Province, one: Import, again: bool = False) -> UUID | None:
    async with province.act("housing") as connection:
        known = await imports.known(connection, one, again)
        return known.id if known else None


async def test_the_same_bytes_are_found_while_they_are_at_work_and_when_all_were_taken_in(
    province: Province, copy: Copy
) -> None:
    one = handed_in()
    id = await entered(province, one)
    assert await again(province, handed_in()) == id
    await ended(province, one, Counts(accepted=2))
    assert await again(province, handed_in()) == id
    assert await again(province, handed_in(digest=b"2")) is None
    assert await again(province, handed_in(client="b")) is None
    assert await again(province, handed_in(source="other")) is None
    assert await again(province, handed_in(check_only=True)) is None


async def test_what_may_come_out_differently_is_worked_through_again(province: Province, copy: Copy) -> None:
    refused, checked = handed_in(), handed_in(check_only=True)
    await entered(province, refused)
    await ended(province, refused, Counts(accepted=1, refused=1), (OUT_OF_PLACE,))
    await entered(province, checked)
    await ended(province, checked, Counts(accepted=2))
    assert await again(province, handed_in()) is None
    assert await again(province, handed_in(check_only=True)) is None


async def test_what_was_told_since_by_a_file_or_otherwise_may_have_said_otherwise(
    province: Province, copy: Copy
) -> None:
    first, second = handed_in(), handed_in(client="b", digest=b"2", source="other")
    await entered(province, first)
    await ended(province, first, Counts(accepted=2))
    async with province.act("housing") as connection:  # neither news nor of its kind
        await connection.together([told(1).row(replayed=1), told(1, "FACTS").row(accepted=1)])
    assert await again(province, handed_in()) == first.id
    await entered(province, handed_in(check_only=True, digest=b"3"))
    assert await again(province, handed_in()) == first.id
    await entered(province, second)
    assert await again(province, handed_in()) is None  # it is behind that one, which is not begun
    await ended(province, second, Counts(accepted=1))
    assert await again(province, handed_in()) is None
    third = handed_in()
    await entered(province, third)
    assert await again(province, handed_in()) == third.id
    await ended(province, third, Counts(accepted=2))
    assert await again(province, handed_in()) == third.id
    async with province.act("housing") as connection:
        await connection.together([told(1).row(accepted=1)])
    assert await again(province, handed_in()) is None


async def test_what_failed_as_a_whole_said_nothing(province: Province, copy: Copy) -> None:
    first, spoiled = handed_in(), handed_in(digest=b"2")
    await entered(province, first)
    await ended(province, first, Counts(accepted=2))
    await entered(province, spoiled)
    async with province.act("housing") as connection:
        job = await jobs.take(connection, spoiled.id)
        assert job is not None
        await jobs.fail(connection, job, Refusal("FILE_GONE"), timedelta(days=7))
    assert await again(province, handed_in()) == first.id


async def test_what_was_known_is_worked_through_once_more_where_that_is_asked(province: Province, copy: Copy) -> None:
    first = handed_in()
    await entered(province, first)
    await ended(province, first, Counts(accepted=2))
    second = handed_in()
    await entered(province, second, again=True)
    assert await again(province, handed_in(), again=True) == second.id  # it is at work already


async def test_its_rows_are_counted_chunk_by_chunk_and_its_errors_read_in_the_order_of_the_file(
    province: Province, copy: Copy
) -> None:
    one = handed_in()
    id = await entered(province, one)
    errors = [OUT_OF_PLACE._replace(place=n, row=n + 2) for n in range(3)]
    async with province.act("housing") as connection:
        await imports.write_chunk(connection, one, 0, new_id(), Counts(1, 2, 2, 0), errors[1:])
        await imports.write_chunk(connection, one, 5, None, Counts(0, 0, 1, 4), errors[:1])
        assert await import_errors.read(connection, id) == errors
        assert await import_errors.read(connection, id, after=(0, 0), most=1) == errors[1:2]
        assert await imports.read(connection, id) == one
    assert await province.ask("SELECT accepted, replayed, refused, skipped FROM imports", department="housing") == [
        (1, 2, 3, 4)
    ]
    assert await province.ask("SELECT count(*), sum(refused) FROM import_chunks", department="housing") == [(2, 3)]


async def test_the_file_and_its_errors_go_with_the_job_and_what_was_counted_stays(
    province: Province, copy: Copy
) -> None:
    one = handed_in()
    await entered(province, one)
    await ended(province, one, Counts(accepted=1, refused=1), (OUT_OF_PLACE,))
    async with province.act("housing") as connection:
        assert await uploads.piece(connection, one.id, 0) == b"sealed"
        await connection.execute("UPDATE jobs SET kept_until = clock_timestamp()")
        assert await jobs.forget(connection) == 1
        with pytest.raises(Refusal, match="FILE_GONE"):
            await uploads.piece(connection, one.id, 0)
        assert await import_errors.read(connection, one.id) == []
    assert await province.ask("SELECT count(*) FROM upload_pieces", department="housing") == [(0,)]
    assert await province.ask("SELECT accepted, refused FROM imports", department="housing") == [(1, 1)]


LATE = "UPDATE uploads SET came_at = now() - interval '2 hours'"


async def test_a_file_that_never_came_whole_is_forgotten_after_an_hour(province: Province, copy: Copy) -> None:
    cut_off, coming = new_id(), new_id()
    async with province.act("housing") as connection:
        for id in (cut_off, coming):
            await uploads.begin(connection, id, "housing")
            await uploads.put(connection, id, "housing", 0, b"sealed")
    copy.by_owner(LATE + " WHERE id = %s", cut_off)
    whole = await entered(province, handed_in())
    copy.by_owner(LATE + " WHERE id = %s", whole)
    async with province.act("housing") as connection:
        await uploads.forget(connection)
    assert set(await province.ask("SELECT upload_id FROM upload_pieces", department="housing")) == {(coming,), (whole,)}
    async with province.act("housing") as connection:
        await uploads.drop(connection, coming)
        await uploads.drop(connection, whole)
    assert await province.ask("SELECT upload_id FROM upload_pieces", department="housing") == [(whole,)]


async def test_a_file_is_fetched_for_as_long_as_that_takes_and_forgotten_with_what_fetched_it(
    province: Province, copy: Copy
) -> None:
    order, file = Order("a", "housing", "FETCH", {}, "{}", ["hub:read"]), new_id()
    async with province.act("housing") as connection:
        await jobs.ask(connection, order)
        await uploads.begin(connection, file, "housing", order.id)
    copy.by_owner(LATE)
    async with province.act("housing") as connection:
        await uploads.forget(connection)
        await uploads.put(connection, file, "housing", 0, b"sealed")
        job = await jobs.take(connection, order.id)
        assert job is not None
        await jobs.fail(connection, job, Refusal("FILE_GONE"), timedelta(days=7))
        await uploads.forget(connection)
    assert await province.ask("SELECT count(*) FROM upload_pieces", department="housing") == [(0,)]


async def test_another_department_sees_nothing_of_it(province: Province, copy: Copy) -> None:
    id = await entered(province, handed_in())
    async with province.act("civil_affairs") as connection:
        for asked in (imports.read(connection, id), uploads.piece(connection, id, 0)):
            with pytest.raises(Refusal, match="FILE_GONE"):
                await asked
        assert await imports.known(connection, handed_in()) is None
        assert await jobs.take(connection, id) is None
        assert NOTHING_DONE.after == []
