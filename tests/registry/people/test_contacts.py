"""Contacts while keys are rotated: a number stays one identity, and opens with the key that it was sealed anew with."""

import datetime
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from registry.identity import index_rotation, resealing
from registry.identity.contact_numbers import ACCOUNT, PHONE
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, SM, Key
from registry.identity.vault import Vault
from registry.people.contacts import Contact, Told, keep
from registry.store.database import metadata
from registry.store.row_security import lifted
from tests.conftest import Copy
from tests.registry.province import PROVINCE, Province

pytestmark = pytest.mark.anyio

FIRST, SECOND, SEALS = Key(b"i" * 32, AES), Key(b"j" * 16, SM), Key(b"d" * 32, AES)
BEFORE = KeyRing({1: SEALS}, 1, (FIRST,))
DURING = replace(BEFORE, next_index_key=SECOND)
AFTER = KeyRing({1: SEALS, 2: Key(b"e" * 16, SM)}, 2, (FIRST, SECOND))
PHONES = "SELECT count(DISTINCT number_id)::int, count(DISTINCT tail_id)::int, count(*)::int FROM contacts"
THEN = datetime.date(2024, 3, 1)


async def told(province: Province, ring: KeyRing, name: str, *contacts: Contact) -> None:
    """Of a new household's member, by a worker with these keys."""
    province.vault = Vault(BEFORE)
    someone = province.person(name)
    await province.settle(someone)
    ((person, position),) = await province.ask("SELECT id, position FROM persons WHERE name = $1", name)
    async with province.database.transaction(ranges=PROVINCE, department="civil_affairs") as connection:
        rows = [Told(person, position, contact, THEN) for contact in contacts]
        assert await keep(connection, Vault(ring), rows)


async def test_two_who_have_one_telephone_have_one_before_while_and_after_the_index_is_rotated(
    province: Province, copy: Copy
) -> None:
    phone = Contact(PHONE, "13911110001")
    await told(province, BEFORE, "甲", phone)
    await told(province, DURING, "乙", phone)
    assert await province.ask(PHONES) == [(1, 1, 2)]
    with psycopg.connect(copy.addresses.app, autocommit=True) as app:
        list(index_rotation.backfill(app, Vault(DURING)))
    await told(province, DURING, "丙", phone)
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        index_rotation.switch(owner)
    async with province.database.transaction(ranges=PROVINCE, department="civil_affairs") as connection:
        ((person, position),) = await province.ask("SELECT id, position FROM persons WHERE name = '甲'")
        assert await keep(connection, Vault(AFTER), [Told(person, position, phone, THEN)]) == []
    assert await province.ask(PHONES) == [(1, 1, 3)]


async def test_what_is_sealed_anew_with_another_suite_opens_as_it_was(province: Province, copy: Copy) -> None:
    await told(province, BEFORE, "甲", Contact(PHONE, "13911110001"), Contact(ACCOUNT, "101099887766", "兰州银行"))
    vault = Vault(AFTER)
    with psycopg.connect(copy.owner, autocommit=True) as owner, lifted(owner, [metadata.tables["vault"]]):
        resealing.reseal(owner, vault, UUID(int=0))
        rows = owner.execute("SELECT attribute, id, sealed FROM vault WHERE attribute <> 'id_number'").fetchall()
    opened = {attribute: vault.open(attribute, id, sealed) for attribute, id, sealed in rows}
    assert opened == {"phone": "13911110001", "account": "101099887766"}
    assert {sealed[:4] for _, _, sealed in rows} == {vault.header}
