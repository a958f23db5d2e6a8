"""While the index key is rotated everyone is found, and nobody becomes two."""

from dataclasses import replace

import psycopg
import pytest

from registry.identity import index_rotation
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, SM, Key
from registry.identity.vault import Vault
from registry.people.person_locks import lock_people
from registry.people.registration import Member
from tests.conftest import Copy
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

FIRST, SECOND = Key(b"i" * 32, AES), Key(b"j" * 32, SM)
DURING = Vault(KeyRing({1: Key(b"d" * 32, AES)}, 1, (FIRST,), SECOND))
AFTER = Vault(KeyRing({1: Key(b"d" * 32, AES)}, 1, (FIRST, SECOND)))


def switch(copy: Copy) -> None:
    """By the owner, as the command does."""
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        index_rotation.switch(owner)


def under(province: Province, vault: Vault, member: Member) -> Member:
    """The same person as a worker with these keys names them."""
    province.vault = vault
    return replace(member, index=province.index(member.id_number))


async def test_a_fact_of_someone_unregistered_is_theirs_after_the_rotation(province: Province, copy: Copy) -> None:
    pupil = province.person("生", "2007-11-20")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    with psycopg.connect(copy.addresses.app, autocommit=True) as app:
        list(index_rotation.backfill(app, DURING))
    switch(copy)
    home = await province.settle(under(province, AFTER, pupil))
    await province.determine(home, "subsistence_allowance")
    assert "JY-03@生" in await province.targets(home)


async def test_a_worker_in_the_middle_finds_everyone_before_and_after_the_switch(
    province: Province, copy: Copy
) -> None:
    old, new = province.person("旧"), province.person("新")
    await province.settle(old)
    old, new = under(province, DURING, old), under(province, DURING, new)
    before = await named(province, old, new)
    with psycopg.connect(copy.addresses.app, autocommit=True) as app:
        list(index_rotation.backfill(app, DURING))
        assert await named(province, old, new) == before
    switch(copy)
    assert await named(province, old, new) == before
    assert await named(province, under(province, AFTER, old), under(province, AFTER, new)) == before
    assert await province.ask("SELECT count(*)::int FROM identities") == [(2,)]


async def named(province: Province, *members: Member) -> list[object]:
    indexes = [member.index for member in members]
    async with province.act() as connection:
        held = await lock_people(connection, indexes, following=province.vault.following(indexes))
    return [held[index].identity for index in indexes]
