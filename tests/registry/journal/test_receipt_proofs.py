"""Stories of receipts: their holder proves with two programs that a link is in the signed log, and nothing else."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from registry.errors import Refusal
from registry.journal import checkpoints
from registry.journal.audit_proofs import consistency, inclusion, latest
from registry.journal.checkpoints import Keys, keys_of
from registry.journal.merkle import consistent
from registry.journal.receipt_proofs import NotProved, ReceiptProof
from registry.store.connection import Connection
from registry.store.database import Database
from tests.conftest import Copy
from tests.registry.journal.audited import fill, public, sign

VERIFIER = Path(__file__).parents[3] / "docs" / "verify-receipt.mjs"
FLIPS = 3000


@pytest.fixture
def owner_(copy: Copy) -> Iterator[psycopg.Connection]:
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        fill(connection)
        # What lies nowhere is shown to the department that told it by nobody: these lie in the whole province.
        connection.execute("UPDATE chain_links SET position = 1")
        yield connection


async def _proof(database: Database, link: UUID, department: str = "housing") -> ReceiptProof:
    async with database.transaction(ranges="{(,)}", department=department) as connection:
        return await inclusion(connection, link, department)


def _link(owner: psycopg.Connection) -> tuple[UUID, str]:
    row = owner.execute("SELECT id, encode(hash, 'hex') FROM chain_links ORDER BY amount LIMIT 1").fetchone()
    assert row
    return row[0], row[1]


def _written(proof: ReceiptProof) -> str:
    path = [hash.hex() for hash in proof.path]
    given = {"row": proof.row, "salt": proof.salt.hex(), "index": proof.index, "path": path}
    return json.dumps({"data": {"auditInclusion": {**given, "checkpoint": proof.checkpoint}}})


@pytest.mark.anyio
async def test_a_receipt_is_proved_to_its_department_once_it_is_signed(
    owner_: psycopg.Connection, database: Database
) -> None:
    link, hash = _link(owner_)
    with pytest.raises(Refusal, match="NOT_SIGNED_YET"):
        await _proof(database, link)
    sign(owner_)
    proof = await _proof(database, link)
    keys = public(owner_)
    assert proof.check(keys, str(link), hash).checkpoint.size == latest_size(owner_)
    assert proof.content["amount"] == 1000
    for id, department in ((link, "health"), (uuid4(), "housing")):
        with pytest.raises(Refusal, match="UNKNOWN_LINK"):
            await _proof(database, id, department)
    for wrong in ((str(uuid4()), hash), (str(link), "00")):
        with pytest.raises(NotProved):
            proof.check(keys, *wrong)
    with pytest.raises(NotProved):
        proof.check(keys_of('{"keys": []}'), str(link), hash)


@pytest.mark.anyio
async def test_no_flipped_bit_of_a_proof_is_believed(owner_: psycopg.Connection, database: Database) -> None:
    link, hash = _link(owner_)
    sign(owner_)
    text, keys, chance = _written(await _proof(database, link)), public(owner_), random.Random(16)
    proved = ReceiptProof.read(text)
    for _ in range(FLIPS):
        flipped = bytearray(text.encode())
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(7)
        assert _believed(flipped, keys, str(link), hash) in (None, proved)


def _believed(text: bytes, keys: Keys, link: str, hash: str) -> ReceiptProof | None:
    try:
        proof = ReceiptProof.read(text.decode())
        proof.check(keys, link, hash)
    except (NotProved, UnicodeDecodeError):
        return None
    return proof


@pytest.mark.anyio
async def test_a_program_of_another_language_proves_the_same(
    owner_: psycopg.Connection, database: Database, tmp_path: Path
) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node.js here")
    link, hash = _link(owner_)
    owner_.execute("UPDATE chain_links SET note = '救助 “甲” \\ 乙' WHERE id = %s", [link])
    sign(owner_)
    proof, keys = tmp_path / "proof.json", tmp_path / "keys.json"
    text = _written(await _proof(database, link))
    proof.write_text(text, "utf-8")
    keys.write_text(checkpoints.public_keys(owner_))

    def ran(*more: str) -> subprocess.CompletedProcess[str]:
        command = [node, VERIFIER, proof, keys, *more]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert "proved: leaf" in ran(str(link), hash).stdout
    assert ran(str(uuid4())).returncode == 1
    assert ran(str(link), "00").returncode == 1
    for old, new in (("amount", "amoumt"), ('"index": ', '"index": 1'), ("time 2", "time 3")):
        assert old in text
        proof.write_text(text.replace(old, new, 1), "utf-8")
        assert ran().returncode == 1, old


@pytest.mark.anyio
async def test_a_later_checkpoint_is_proved_to_begin_with_an_earlier_one(
    owner_: psycopg.Connection, database: Database
) -> None:
    first = sign(owner_).checkpoint
    fill(owner_, 5)
    second = sign(owner_).checkpoint

    async def proof(connection: Connection, old: int, new: int) -> list[bytes]:
        return await consistency(connection, old, new)

    async with database.transaction() as connection:
        path = await proof(connection, first.size, second.size)
        assert consistent(first.size, first.root, second.size, second.root, path)
        assert not consistent(first.size, second.root, second.size, second.root, path)
        newest = await latest(connection)
        assert newest
        assert newest.size == second.size
        for old, new in ((first.size + 1, second.size), (first.size, 10**9), (second.size, first.size)):
            with pytest.raises(Refusal, match="NO_SUCH_CHECKPOINT"):
                await proof(connection, old, new)


def latest_size(owner: psycopg.Connection) -> int:
    row = owner.execute("SELECT size FROM audit_checkpoints ORDER BY at DESC LIMIT 1").fetchone()
    assert row
    return int(row[0])
