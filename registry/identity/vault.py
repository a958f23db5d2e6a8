"""The vault: ID numbers and the like, sealed; found by blind index, opened only on the vault role's pool."""

import os
import re
import struct
import uuid
from collections.abc import Iterable

import orjson
from cryptography.exceptions import InvalidTag
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text, Uuid

from registry.identity.blind_index import BlindIndexes
from registry.identity.keys import KeyRing
from registry.identity.master_key import NONCE_BYTES
from registry.store.connection import Connection
from registry.store.database import metadata

vault = Table(
    "vault",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("attribute", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("position", BigInteger),
    # The application puts values in and never takes one out.
    info={
        "rls": "open",
        "grants": {"app": "INSERT", "vault": "SELECT"},
        "actor": "the row that it belongs to",
    },
)

ID_NUMBER = "id_number"
"""The attribute of the vault that holds identity numbers."""

VERSION = 1
HEADER = struct.Struct(">BBH")
# What the planner writes where a clear value is asked; no stored string can hold an unescaped quote.
HANDLE = re.compile(rb'\{"~":"([a-z_]+):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"\}')
LEFTOVER = re.compile(rb'\{\s*"~"')


class SealBroken(Exception):
    """A sealed value is not what was put in this row for this attribute: it was moved, altered or cut."""


class HandleLeft(Exception):
    """An answer still holds a handle into the vault, so it must not go out."""


class Vault(BlindIndexes):
    """Seals and opens values as `version | suite | key id | nonce | ciphertext | tag`."""

    def __init__(self, ring: KeyRing) -> None:
        super().__init__(ring)
        self._ciphers = {(key.suite.number, number): key.cipher() for number, key in ring.data_keys.items()}
        self.sealing, suite = ring.sealing, ring.data_keys[ring.sealing].suite.number
        self.header = HEADER.pack(VERSION, suite, ring.sealing)
        self._sealing = self._ciphers[suite, ring.sealing]

    def seal(self, attribute: str, row_id: uuid.UUID, plaintext: str) -> bytes:
        """Seal a value to its row, so that it opens nowhere else."""
        return self.seal_bytes(attribute, row_id, plaintext.encode())

    def seal_bytes(self, attribute: str, row_id: uuid.UUID | str, content: bytes) -> bytes:
        """The same of bytes; a row of several columns is named by all of them."""
        nonce = os.urandom(NONCE_BYTES)
        return self.header + nonce + self._sealing.encrypt(nonce, content, _bound_to(self.header, attribute, row_id))

    def seal_all(self, attribute: str, values: Iterable[tuple[uuid.UUID, str]]) -> list[bytes]:
        """Seal many values of one attribute, with one draw of random bytes."""
        rows = list(values)
        header, encrypt = self.header, self._sealing.encrypt
        start = _bound_to(header, attribute, "")
        random = os.urandom(NONCE_BYTES * len(rows))
        nonces = (random[at : at + NONCE_BYTES] for at in range(0, len(random), NONCE_BYTES))
        return [
            header + nonce + encrypt(nonce, plaintext.encode(), start + str(row_id).encode())
            for nonce, (row_id, plaintext) in zip(nonces, rows, strict=True)
        ]

    def open(self, attribute: str, row_id: uuid.UUID, sealed: bytes) -> str:
        """Open a value that was sealed to this row and attribute, or raise SealBroken."""
        try:
            return self.open_bytes(attribute, row_id, sealed).decode()
        except UnicodeDecodeError as error:
            raise SealBroken(attribute, row_id) from error

    def open_bytes(self, attribute: str, row_id: uuid.UUID | str, sealed: bytes) -> bytes:
        """The same of bytes."""
        header, nonce, rest = sealed[:4], sealed[4 : 4 + NONCE_BYTES], sealed[4 + NONCE_BYTES :]
        try:
            version, suite, key = HEADER.unpack(header)
            if version != VERSION:
                raise SealBroken(attribute, row_id)
            return self._ciphers[suite, key].decrypt(nonce, rest, _bound_to(header, attribute, row_id))
        except (struct.error, KeyError, InvalidTag, ValueError) as error:
            raise SealBroken(attribute, row_id) from error

    async def unseal(self, pool: AsyncConnectionPool[Connection], body: bytes) -> bytes:
        """Put clear values in the place of an answer's handles, by one statement on the vault role's pool."""
        handles = {(match[1].decode(), uuid.UUID(match[2].decode())) for match in HANDLE.finditer(body)}
        clear = await self._clear(pool, handles) if handles else {}
        answer = HANDLE.sub(lambda match: clear[match[0]], body)
        if LEFTOVER.search(answer):
            raise HandleLeft
        return answer

    async def _clear(
        self, pool: AsyncConnectionPool[Connection], handles: set[tuple[str, uuid.UUID]]
    ) -> dict[bytes, bytes]:
        async with pool.connection() as connection:
            rows = await connection.execute(
                "SELECT id, attribute, sealed FROM vault WHERE id = ANY($1)",
                [[row_id for _, row_id in handles]],
            )
            sealed_values = {(attribute, row_id): sealed for row_id, attribute, sealed in await rows.fetchall()}
        if missing := handles - sealed_values.keys():
            raise HandleLeft(*sorted(str(row_id) for _, row_id in missing))
        return {
            _handle(attribute, row_id): orjson.dumps(self.open(attribute, row_id, sealed))
            for (attribute, row_id), sealed in sealed_values.items()
            if (attribute, row_id) in handles
        }


def _bound_to(header: bytes, attribute: str, row_id: uuid.UUID | str) -> bytes:
    return header + f"vault.{attribute}|{row_id}".encode()


def _handle(attribute: str, row_id: uuid.UUID) -> bytes:
    return f'{{"~":"{attribute}:{row_id}"}}'.encode()
