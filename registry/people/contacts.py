"""Contacts (联系方式): a person's telephone and account, dated; the numbers lie in the vault, what was known stays.

A number is an identity of its own kind: found by its blind index, sealed once, moved along when keys are rotated.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, DateTime, ForeignKey, Index, Table, Text, Uuid, func, text

from registry.identity.contact_numbers import PHONE, PHONE_TAIL, SEALED_AS, TAIL, masked
from registry.identity.vault import Vault
from registry.store.acting import actor
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

contacts = Table(
    "contacts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    # The identity of the number, by which the vault has it, and that of a telephone's last digits.
    Column("number_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("tail_id", Uuid, ForeignKey("identities.id")),
    Column("masked", Text, nullable=False),
    # Of an account: the bank, and in whose name it is where that is somebody else.
    Column("bank", Text),
    Column("holder", Text),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("superseded_at", DateTime(timezone=True)),
    actor(),
    Index(None, "person_id"),
    Index(None, "number_id"),
    Index(None, "tail_id", postgresql_where=text("tail_id IS NOT NULL")),
    Index(
        "uq_contacts_current",
        "person_id",
        "kind",
        unique=True,
        postgresql_where=text("valid_to IS NULL AND superseded_at IS NULL AND position >= 0"),
    ),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, superseded_at)"},
        "instants": ("recorded_at",),
    },
)


class Contact(NamedTuple):
    """A checked number of a kind; without one, whoever had one has it no more."""

    kind: str
    number: str | None
    bank: str | None = None
    holder: str | None = None


class Told(NamedTuple):
    """A contact of a person, from a day on."""

    person: UUID
    position: int
    contact: Contact
    since: datetime.date


class Numbered(NamedTuple):
    """The same with the identities of number and last digits."""

    told: Told
    number: UUID | None
    tail: UUID | None


async def keep(connection: Connection, vault: Vault, told: Sequence[Told], over_newer: bool = False) -> list[UUID]:
    """Let these hold from their days on, and what stood then until those days; the persons for whom that is new.

    What holds from a later day stands, unless `over_newer`.
    """
    if not told:
        return []
    identities = await _identities(connection, vault, told)
    rows = [
        Numbered(
            one,
            identities.get((one.contact.kind, one.contact.number or "")),
            identities.get((PHONE_TAIL, _tail(one.contact))),
        )
        for one in told
    ]
    values = [*ROWS.arrays(rows), over_newer]
    return await connection.fetch(lambda id: id, KEEP, values)


def _tail(contact: Contact) -> str:
    return contact.number[-TAIL:] if contact.kind == PHONE and contact.number else ""


class NewIdentity(NamedTuple):
    """A number that may never have been seen."""

    id: UUID
    kind: str
    blind_index: bytes
    next_index: bytes | None


async def _identities(connection: Connection, vault: Vault, told: Iterable[Told]) -> dict[tuple[str, str], UUID]:
    """The identity of each number and of each end, made where there was none; the numbers sealed to theirs."""
    numbers = {(one.contact.kind, one.contact.number) for one in told if one.contact.number}
    tails = {(PHONE_TAIL, number[-TAIL:]) for kind, number in numbers if kind == PHONE}
    indexes = {(kind, number): vault.blind_index(kind, number) for kind, number in numbers | tails}
    new = [NewIdentity(new_id(), kind, index, vault.next_index(index)) for (kind, _), index in indexes.items()]
    # In one order, or of two who bring the same numbers each could wait for the other.
    await connection.execute(IDENTIFY, IDENTITIES.arrays(sorted(new, key=lambda one: one.blind_index)), prepare=True)
    either = [index for one in new for index in (one.blind_index, one.next_index) if index]
    known = await connection.fetch(lambda id, *found: (id, found), IDENTIFIED, [either])
    by_index = {bytes(index): id for id, found in known for index in found if index}
    ids = {key: by_index.get(index) or by_index[vault.next_index(index) or b""] for key, index in indexes.items()}
    for kind, attribute in SEALED_AS.items():
        values = [(ids[kind, number], number) for of, number in numbers if of == kind]
        sealed = vault.seal_all(attribute, values)
        arrays = [[id for id, _ in values], sealed, attribute]
        await connection.execute(SEAL, arrays, prepare=True)
    return ids


IDENTITIES = Rows[NewIdentity](
    id=("uuid", lambda new: new.id),
    kind=("text", lambda new: new.kind),
    index=("bytea", lambda new: new.blind_index),
    next_index=("bytea", lambda new: new.next_index),
)

IDENTIFY = f"""INSERT INTO identities ({IDENTITIES.names})
SELECT * FROM {IDENTITIES.unnest("n")}
WHERE NOT EXISTS (SELECT FROM identities i WHERE i.index = n.index)
  AND NOT EXISTS (SELECT FROM identities i WHERE i.index = n.next_index)
  AND NOT EXISTS (SELECT FROM identities i WHERE i.next_index = n.next_index)
ORDER BY n.index ON CONFLICT DO NOTHING"""

IDENTIFIED = """SELECT id, index, next_index FROM identities
WHERE index = ANY($1::bytea[]) OR next_index = ANY($1::bytea[])"""

SEAL = """INSERT INTO vault (id, attribute, sealed)
SELECT n.id, $3, n.sealed FROM unnest($1::uuid[], $2::bytea[]) AS n (id, sealed) ORDER BY n.id ON CONFLICT DO NOTHING"""

ROWS = Rows[Numbered](
    id=("uuid", lambda _: new_id()),
    person_id=("uuid", lambda row: row.told.person),
    position=("bigint", lambda row: row.told.position),
    kind=("text", lambda row: row.told.contact.kind),
    number_id=("uuid", lambda row: row.number),
    tail_id=("uuid", lambda row: row.tail),
    masked=("text", lambda row: masked(row.told.contact.number or "")),
    bank=("text", lambda row: row.told.contact.bank),
    holder=("text", lambda row: row.told.contact.holder),
    valid_from=("date", lambda row: row.told.since),
)
COLUMNS = "person_id, position, kind, number_id, tail_id, masked, bank, holder, valid_from"
OF_PERSON = "(SELECT * FROM contacts WHERE person_id = n.person_id AND superseded_at IS NULL OFFSET 0)"

# Old and new rows say the same instant: at every instant one was known. The unnamed parameter: whether what holds from
# a later day gives way.
KEEP = f"""WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
told AS MATERIALIZED (
  SELECT n.* FROM {ROWS.unnest("n")}
  WHERE NOT EXISTS (SELECT FROM {OF_PERSON} c WHERE c.kind = n.kind AND c.valid_to IS NULL
      AND (c.valid_from > n.valid_from AND NOT $11 OR c.valid_from <= n.valid_from AND c.number_id = n.number_id
        AND c.bank IS NOT DISTINCT FROM n.bank AND c.holder IS NOT DISTINCT FROM n.holder))
    AND (n.number_id IS NOT NULL OR EXISTS (SELECT FROM {OF_PERSON} c WHERE c.kind = n.kind
      AND (c.valid_to IS NULL OR c.valid_to > n.valid_from)))),
superseded AS (
  UPDATE contacts c SET superseded_at = instant.at FROM instant, told n
  WHERE c.person_id = ANY(ARRAY(SELECT person_id FROM told)) AND c.person_id = n.person_id AND c.kind = n.kind
    AND c.superseded_at IS NULL AND (c.valid_to IS NULL OR c.valid_to > n.valid_from)
  RETURNING c.*, n.valid_from AS until),
new AS (
  INSERT INTO contacts (id, {COLUMNS}, valid_to, recorded_at)
  SELECT gen_random_uuid(), {COLUMNS}, until, superseded_at FROM superseded WHERE valid_from < until
  UNION ALL
  SELECT n.id, {", ".join(f"n.{name}" for name in COLUMNS.split(", "))}, NULL, instant.at FROM told n, instant
  WHERE n.number_id IS NOT NULL AND (SELECT count(*) FROM superseded) >= 0)
SELECT person_id FROM told"""
