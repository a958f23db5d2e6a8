"""Witnesses: as the application's role, what its acts do goes, and the same without the act does not."""

import datetime

import psycopg
import pytest

from registry.people.registration import Member
from tests.registry.aid.grants import accepted, grant
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

NOT_TOLD, NOT_GRANTED = "no act tells of it", "permission denied for table"


async def helped(province: Province) -> Member:
    head = province.person()
    await province.settle(head)
    accepted(await grant(province, "MZ-02", head, "a", happened_on="2023-09-01", amount=40000))
    return head


async def refusal(province: Province, *statements: str, department: str = "civil_affairs") -> str:
    """With what words the database refuses to commit what the application writes past its acts."""

    async def commit() -> None:
        async with province.act(department) as connection:
            for statement in statements:
                await connection.execute(statement)

    with pytest.raises(psycopg.errors.InsufficientPrivilege) as caught:
        await commit()
    return str(caught.value)


async def test_no_amount_changes_without_a_link_that_tells_it(province: Province) -> None:
    head = await helped(province)
    for change in ("amount = 90000", "status = 'VOIDED'", "ended_on = '2024-01-01'", "period_to = '2030-01-01'"):
        assert NOT_TOLD in await refusal(province, f"UPDATE assistance_records SET {change}")
    day = datetime.date(2024, 2, 28)
    told = {"status": "ADJUSTED", "record": "a", "reason": "more", "amount": 50000, "happened_on": "2024-02-20"}
    accepted(await grant(province, "MZ-02", head, "b", **{**told, "period_to": day}))
    assert await province.ask("SELECT amount FROM assistance_records") == [(50000,)]


async def test_what_was_told_in_the_chain_is_changed_by_nobody(province: Province) -> None:
    await helped(province)
    for change in ("amount = 1", "note = 'x'", "hash = ''", "recorded_at = now()", "department = 'housing'"):
        assert NOT_GRANTED in await refusal(province, f"UPDATE chain_links SET {change}")
    assert NOT_GRANTED in await refusal(province, "DELETE FROM chain_links")


async def test_no_payment_changes_its_amount(province: Province) -> None:
    for change in ("amount = 1", "paid_on = '2020-01-01'", "record_id = id", "kind = 'RETURNED'"):
        assert NOT_GRANTED in await refusal(province, f"UPDATE payments SET {change}")


async def test_no_name_changes_without_a_correction(province: Province) -> None:
    await province.settle(province.person("王甲"))
    assert NOT_TOLD in await refusal(province, "UPDATE persons SET name = '王乙'")
    assert NOT_TOLD in await refusal(province, "UPDATE persons SET birth_date = '1970-01-01'")
    assert NOT_TOLD in await refusal(province, "UPDATE persons SET merged_into = id")
    assert await province.ask("SELECT name FROM persons") == [("王甲",)]


async def test_no_link_goes_to_another_household_without_a_merge(province: Province) -> None:
    await helped(province)
    other = await province.settle(province.person("李乙"))
    assert NOT_TOLD in await refusal(
        province, f"UPDATE chain_links SET household_id = '{other}' WHERE kind = 'ASSISTED'"
    )
    assert NOT_TOLD in await refusal(province, "UPDATE chain_links SET household_id = NULL, person_id = NULL")
    # Nor by way of nowhere: in a transaction of its own it does not even get there.
    gone, there = (f"UPDATE chain_links SET household_id = {where}" for where in ("NULL", f"'{other}'"))
    assert NOT_TOLD in await refusal(province, gone, there)


async def test_when_it_was_written_is_for_the_database_to_say(province: Province) -> None:
    household = await province.settle(province.person())
    await province.determine(household, "subsistence_allowance")
    link = """INSERT INTO chain_links (id, identity_id, kind, happened_on, department, salt, hash, recorded_at)
        SELECT gen_random_uuid(), id, 'NOTED', '2024-01-01', 'civil_affairs', '', '', '2020-01-01' FROM identities"""
    assert NOT_GRANTED in await refusal(province, link)
    log = """INSERT INTO access_log (kind, client, department, document, subjects, request, at)
        VALUES ('ANSWER', 'x', 'civil_affairs', '', '{}', 'x', now())"""
    assert NOT_GRANTED in await refusal(province, log)
    again = """INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to,
        recorded_at, superseded_at) SELECT gen_random_uuid(), household_id, person_id, position, relation, valid_from,
        valid_from, {}, clock_timestamp() FROM memberships"""
    assert "for the database to say" in await refusal(province, again.format("'2020-01-01'"))
    assert "for the database to say" in await refusal(province, again.format("clock_timestamp() + interval '1 hour'"))
    for moment in ("'2020-01-01'", "clock_timestamp() + interval '1 hour'"):
        superseded = f"UPDATE determinations SET superseded_at = {moment}"
        assert "for the database to say" in await refusal(province, superseded)


async def test_what_was_superseded_stands_no_more(province: Province) -> None:
    household = await province.settle(province.person())
    (determination,) = await province.determine(household, "subsistence_allowance")
    await province.end(determination, "2024-02-01")
    revived = "UPDATE determinations SET superseded_at = NULL WHERE superseded_at IS NOT NULL"
    assert "for the database to say" in await refusal(province, revived)


async def test_nobody_writes_in_the_name_of_another_department(province: Province) -> None:
    await helped(province)
    link = """INSERT INTO chain_links (id, identity_id, kind, happened_on, department, position, salt, hash)
        SELECT gen_random_uuid(), identity_id, 'ASSISTED', '2024-01-01', '{}', position, '', '' FROM chain_links"""
    assert "row-level security" in await refusal(province, link.format("civil_affairs"), department="housing")
    async with province.act("housing") as connection:
        await connection.execute(link.format("housing"))
