"""Provisional identities (临时身份): who has no number of any kind, on which evidence, and the number the hub gives."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Table, Text, Uuid

from registry.identity.identities import PROVISIONAL
from registry.identity.identity_numbers import issued
from registry.identity.names import plain_name
from registry.identity.vault import Vault
from registry.people.households import recorded
from registry.store.acting import actor
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata

LAST_DIGITS = 10

provisional_identities = Table(
    "provisional_identities",
    metadata,
    Column("identity_id", Uuid, ForeignKey("identities.id"), primary_key=True),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False, index=True),
    Column("position", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    # Whether the birth date was worked out from about how old they are.
    Column("estimated", Boolean, nullable=False),
    Column("guardian", Text),
    Column("place", Text),
    Column("evidence", Text, nullable=False),
    *recorded(),
    actor(),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, superseded_at)"},
    },
)


@dataclass(frozen=True)
class Provisional:
    """What is known of somebody who has no number: a newborn, a person without hukou, a homeless person."""

    reason: str
    born: datetime.date
    estimated: bool
    guardian: str | None
    place: str | None
    evidence: str


def provisional_number(vault: Vault, division: str, household: str, name: str, sex: str, born: datetime.date) -> str:
    """The number of somebody of this household, name, sex and birth date: `P`, the county, ten digits, a check digit.

    Sent again it is the same number, so that a retry registers nobody twice; no rotation of keys changes it.
    """
    known = "|".join((household, plain_name(name), sex, born.isoformat()))
    drawn = int.from_bytes(vault.lasting(PROVISIONAL, known)) % 10**LAST_DIGITS
    return issued(f"{division[:6]}{drawn:0{LAST_DIGITS}}")


@dataclass(frozen=True)
class NewProvisional:
    """Somebody who was just registered without a number."""

    identity: UUID
    person: UUID
    position: int
    known: Provisional


NEW = Rows[NewProvisional](
    identity_id=("uuid", lambda new: new.identity),
    person_id=("uuid", lambda new: new.person),
    position=("bigint", lambda new: new.position),
    reason=("text", lambda new: new.known.reason),
    estimated=("boolean", lambda new: new.known.estimated),
    guardian=("text", lambda new: new.known.guardian),
    place=("text", lambda new: new.known.place),
    evidence=("text", lambda new: new.known.evidence),
)

INSERT = f"""INSERT INTO provisional_identities ({NEW.names})
SELECT * FROM {NEW.unnest("new")} ON CONFLICT (identity_id) DO NOTHING"""


async def write(connection: Connection, new: Sequence[NewProvisional]) -> None:
    """Keep the evidence on which provisional numbers were given."""
    if new:
        await connection.execute(INSERT, NEW.arrays(new), prepare=True)
