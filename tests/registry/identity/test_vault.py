"""The vault: sealed values open in their own row only, and are found without being opened."""

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from registry.identity import index_rotation, key_rotation, keys
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import with_check_digit
from registry.identity.keys import KeyRing
from registry.identity.master_key import MasterKey
from registry.identity.suites import AES, Key
from registry.identity.vault import HandleLeft, SealBroken, Vault
from registry.store.database import Database, new_id
from tests.conftest import Copy

NUMBER = with_check_digit("62990119850312452")
RING = KeyRing(data_keys={1: Key(bytes(range(32)), AES)}, sealing=1, index_keys=(Key(b"k" * 32, AES),))


@pytest.fixture
def vault() -> Vault:
    return Vault(RING)


def test_a_value_opens_where_it_was_put(vault: Vault) -> None:
    row = new_id()
    sealed = vault.seal("id_number", row, NUMBER)
    assert vault.open("id_number", row, sealed) == NUMBER
    assert NUMBER.encode() not in sealed
    assert len(sealed) == 4 + 12 + len(NUMBER) + 16


def test_the_layout_is_as_written_down(vault: Vault) -> None:
    row = new_id()
    sealed = vault.seal("id_number", row, NUMBER)
    assert sealed[:4] == bytes([1, 1, 0, 1])  # version, suite, key id
    bound_to = sealed[:4] + f"vault.id_number|{row}".encode()
    assert AESGCM(RING.data_keys[1].secret).decrypt(sealed[4:16], sealed[16:], bound_to) == NUMBER.encode()


def test_equal_values_look_different(vault: Vault) -> None:
    row = new_id()
    assert len({vault.seal("id_number", row, NUMBER) for _ in range(100)}) == 100


def test_a_moved_or_altered_value_does_not_open(vault: Vault) -> None:
    row = new_id()
    sealed = vault.seal("id_number", row, NUMBER)
    with pytest.raises(SealBroken):
        vault.open("id_number", new_id(), sealed)
    with pytest.raises(SealBroken):
        vault.open("phone", row, sealed)
    for place in range(len(sealed)):
        broken = bytearray(sealed)
        broken[place] ^= 1
        with pytest.raises(SealBroken):
            vault.open("id_number", row, bytes(broken))
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            vault.open("id_number", row, sealed[:length])


def test_bytes_open_in_their_row_and_as_they_were(vault: Vault) -> None:
    content = bytes(range(256)) * 4
    sealed = vault.seal_bytes("import", "a|1", content)
    assert vault.open_bytes("import", "a|1", sealed) == content
    with pytest.raises(SealBroken):
        vault.open_bytes("import", "a|2", sealed)


def test_sealing_many_is_sealing_each(vault: Vault) -> None:
    rows = [(new_id(), f"value {n} 低保") for n in range(50)]
    for (row, plaintext), sealed in zip(rows, vault.seal_all("phone", rows), strict=True):
        assert vault.open("phone", row, sealed) == plaintext


def test_a_retired_data_key_still_opens_what_it_sealed(vault: Vault) -> None:
    row = new_id()
    sealed = vault.seal("id_number", row, NUMBER)
    rotated = Vault(replace(RING, data_keys={**RING.data_keys, 2: Key(secrets.token_bytes(32), AES)}, sealing=2))
    assert rotated.open("id_number", row, sealed) == NUMBER
    assert rotated.seal("id_number", row, NUMBER)[:4] == bytes([1, 1, 0, 2])


def test_a_blind_index_is_hmac_sha256_cut_to_sixteen_bytes(vault: Vault) -> None:
    expected = hmac.digest(b"k" * 32, b"ID_CARD\0" + NUMBER.encode(), "sha256")[:16]
    assert vault.blind_index(ID_CARD, NUMBER) == expected
    assert vault.blind_index("PASSPORT", NUMBER) != expected
    assert vault.blind_indexes(ID_CARD, [NUMBER, "x"]) == [expected, vault.blind_index(ID_CARD, "x")]


def test_the_hmac_is_that_of_rfc_4231() -> None:
    known = Vault(replace(RING, index_keys=(Key(b"Jefe", AES),)))
    # Test case 2 of the RFC, whose text has no kind before it.
    assert known.next_index(b"") is None
    following = Vault(replace(RING, next_index_key=Key(b"Jefe", AES))).next_index(b"what do ya want for nothing?")
    assert following == bytes.fromhex("5bdcc146bf60754e6a042426089575c7")


@pytest.fixture
def master(tmp_path: Path) -> MasterKey:
    return MasterKey.create(tmp_path / "master.key")


@pytest.fixture
def vault_role(copy: Copy, master: MasterKey) -> Iterator[psycopg.Connection]:
    with psycopg.connect(copy.addresses.vault, autocommit=True) as connection:
        with connection.transaction():
            key_rotation.create(connection, master, AES)
        yield connection


def find(connection: psycopg.Connection, vault: Vault, number: str) -> object:
    candidates = vault.candidates(ID_CARD, number)
    found = connection.execute(
        "SELECT id FROM identities WHERE index = ANY(%s) OR next_index = ANY(%s)", [candidates, candidates]
    ).fetchall()
    assert len(found) <= 1
    return found[0][0] if found else None


def test_an_unregistered_persons_identity_moves_to_a_new_index_key(
    copy: Copy, vault_role: psycopg.Connection, master: MasterKey
) -> None:
    unregistered = new_id()  # nobody's number is stored anywhere, only its index
    with psycopg.connect(copy.addresses.app, autocommit=True) as app:

        def worker() -> Vault:
            return Vault(keys.load(vault_role, master))

        before = worker()
        insert = "INSERT INTO identities (id, index, next_index) VALUES (%s, %s, %s)"
        app.execute(insert, [unregistered, before.blind_index(ID_CARD, NUMBER), None])
        assert find(app, before, NUMBER) == unregistered

        key_rotation.add_index_key(vault_role, master, AES)
        assert key_rotation.add_index_key(vault_role, master, AES) == 2  # a rotation that has begun goes on
        during = worker()
        assert find(app, during, NUMBER) == unregistered
        late, other = new_id(), with_check_digit("62990119850312453")
        index = during.blind_index(ID_CARD, other)
        app.execute(insert, [late, index, during.next_index(index)])
        assert list(index_rotation.backfill(app, during)) == [1]
        assert index_rotation.waiting(app) == 0
        assert find(app, during, NUMBER) == unregistered

        with psycopg.connect(copy.owner, autocommit=True) as owner:
            assert index_rotation.switch(owner) == 2
        assert find(app, during, NUMBER) == unregistered  # a worker that has not read the keys again
        index_rotation.finish(vault_role)
        after = worker()
        assert find(app, after, NUMBER) == unregistered
        assert find(app, after, other) == late
        assert after.candidates(ID_CARD, NUMBER) == [after.blind_index(ID_CARD, NUMBER)]
        assert after.blind_index(ID_CARD, NUMBER) != before.blind_index(ID_CARD, NUMBER)
        assert after.blind_indexes(ID_CARD, [NUMBER]) == [after.blind_index(ID_CARD, NUMBER)]


async def put(database: Database, vault: Vault, attribute: str, clear: str) -> str:
    row = new_id()
    async with database.transaction(ranges="{}") as connection:
        await connection.execute(
            "INSERT INTO vault (id, attribute, sealed) VALUES ($1, $2, $3)",
            [row, attribute, vault.seal(attribute, row, clear)],
        )
    return str(row)


def handle(attribute: str, row: str) -> str:
    return f'{{"~":"{attribute}:{row}"}}'


@pytest.mark.anyio
async def test_an_answers_handles_become_clear_values(database: Database, vault: Vault) -> None:
    number = await put(database, vault, "id_number", NUMBER)
    phone = await put(database, vault, "phone", 'say "低保"\n\\ {"~":"id_number:x"}')
    body = f'{{"a":{handle("id_number", number)},"b":[{handle("phone", phone)},{handle("id_number", number)}],"c":1}}'
    clear = await vault.unseal(database.vault, body.encode())
    said = 'say \\"低保\\"\\n\\\\ {\\"~\\":\\"id_number:x\\"}'
    assert clear.decode() == f'{{"a":"{NUMBER}","b":["{said}","{NUMBER}"],"c":1}}'


@pytest.mark.anyio
async def test_an_answer_without_handles_needs_no_statement(database: Database, vault: Vault) -> None:
    await database.vault.close()
    body = '{"name":"张**","text":"{\\"~\\":\\"forged\\"}"}'.encode()
    assert await vault.unseal(database.vault, body) == body


@pytest.mark.anyio
async def test_an_answer_with_a_handle_left_does_not_go_out(database: Database, vault: Vault) -> None:
    number = await put(database, vault, "id_number", NUMBER)
    for body in (
        handle("id_number", str(new_id())),
        handle("phone", number),
        handle("ID_NUMBER", number),
        '{"~":1}',
        handle("id_number", "x"),
        '{"~":"id_number"}',
        '{ "~": null}',
    ):
        with pytest.raises(HandleLeft):
            await vault.unseal(database.vault, body.encode())


@pytest.mark.anyio
async def test_a_value_moved_to_another_row_does_not_go_out(
    database: Database, vault: Vault, owner: psycopg.AsyncConnection
) -> None:
    mine = await put(database, vault, "id_number", NUMBER)
    theirs = await put(database, vault, "id_number", with_check_digit("62990119900101001"))
    await owner.execute(
        "UPDATE vault SET sealed = (SELECT sealed FROM vault WHERE id = %s) WHERE id = %s", [theirs, mine]
    )
    with pytest.raises(SealBroken):
        await vault.unseal(database.vault, handle("id_number", mine).encode())


@pytest.mark.anyio
async def test_the_application_puts_values_in_and_takes_none_out(database: Database, vault: Vault) -> None:
    await put(database, vault, "id_number", NUMBER)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with database.app.connection() as connection:
            await connection.execute("SELECT sealed FROM vault")
