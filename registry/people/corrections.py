"""Corrections of persons (人员信息更正): the register's own mistakes, put right beside what stood before.

The old number lies in the vault alone; what was reported under it is decided line by line (`correction_lines`).
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, Date, DateTime, ForeignKey, Index, Table, Text, Uuid, func

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.identity_numbers import number_ends, number_kind
from registry.identity.names import masked_name
from registry.identity.vault import Vault
from registry.journal import chain
from registry.people.newly_registered import take_over
from registry.people.number_corrections import NewNumber, renumber
from registry.people.registered_persons import RegisteredPerson, lock_registered, looked_at
from registry.people.relocation import settle
from registry.store.acting import actor
from registry.store.connection import Connection
from registry.store.database import metadata, new_id
from registry.store.widened_ranges import everywhere

person_corrections = Table(
    "person_corrections",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("attributes", ARRAY(Text), nullable=False),
    # As it stood until then and from then on; of a number the identity, by which the vault has it.
    Column("old_identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("new_identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("old_number_masked", Text, nullable=False),
    Column("old_name", Text, nullable=False),
    Column("new_name", Text, nullable=False),
    Column("old_sex", Text, nullable=False),
    Column("new_sex", Text, nullable=False),
    Column("old_birth_date", Date, nullable=False),
    Column("new_birth_date", Date, nullable=False),
    # The old values were recorded then, and stood until this was.
    Column("old_recorded_at", DateTime(timezone=True), nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    Index(None, "person_id"),
    Index(None, "old_identity_id"),
    info={
        "rls": "position",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (position)"},
        "foreseen": ("old_recorded_at",),
    },
)

person_correction_lines = Table(
    "person_correction_lines",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("correction_id", Uuid, ForeignKey("person_corrections.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("record_id", Uuid, ForeignKey("assistance_records.id")),
    # Of facts: the entity, and the row that stood under the old number.
    Column("entity", Text),
    Column("fact_id", Uuid),
    Column("as_of", Date, nullable=False),
    Column("decision", Text),
    Column("decided_at", DateTime(timezone=True)),
    Index(None, "correction_id"),
    Index(None, "person_id"),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, decision, decided_at)"},
        "actor": "its correction, and the links",
    },
)


class Officer(NamedTuple):
    """Who acts, when, why, and on which paper."""

    department: str
    client: str
    today: datetime.date
    reason: str
    basis: str


@dataclass(frozen=True)
class Changes:
    """What is put right; None is right already. Sex and birth date follow a new number unless they are told."""

    name: str | None = None
    number: NewNumber | None = None
    sex: str | None = None
    birth_date: datetime.date | None = None


async def correct(
    connection: Connection,
    catalogue: Catalogue,
    vault: Vault,
    officer: Officer,
    person: UUID,
    changes: Changes,
    seen: datetime.datetime,
) -> tuple[UUID, UUID | None]:
    """Put a person's particulars right and keep what stood before (二（二）); the correction and the household.

    The household is to be recomputed. Raises UNKNOWN_PERSON, PERSON_MERGED, CHANGED_SINCE, NOTHING_TO_CORRECT,
    NUMBER_OF_ANOTHER and BEFORE_BIRTH.
    """
    numbers = [changes.number.blind_index] if changes.number else []
    (before,), held = await lock_registered(connection, vault, [person], numbers)
    looked_at(before, seen)
    number = changes.number
    holder = held[number.blind_index] if number else None
    if holder and holder.person and (holder.person != person or holder.alias):
        raise Refusal("NUMBER_OF_ANOTHER", "idNumber")
    number = number if holder and not holder.person else None
    after = _after(before, changes, number, holder.identity if holder and number else before.identity)
    attributes = _attributes(before, after)
    if not attributes:
        raise Refusal("NOTHING_TO_CORRECT")
    if not number and after.birth_date > before.birth_date:
        await _born_before(connection, after)
    id = new_id()
    await connection.execute(INSERT, _row(id, officer, before, after, attributes), prepare=True)
    async with everywhere(connection):
        if number:
            await renumber(connection, catalogue, vault, officer.department, id, before, after, number)
        await connection.execute(
            UPDATE,
            [person, after.identity, after.name, masked_name(after.name), after.id_number_masked, after.sex,
             after.birth_date, after.identity_kind],
            prepare=True,
        )  # fmt: skip # in the order of the columns
        await take_over(connection, catalogue, officer.department, [person])
        if before.household:
            await settle(connection, [before.household])
    await chain.append(connection, [_link(id, officer, after, attributes)])
    return id, before.household


async def _born_before(connection: Connection, person: RegisteredPerson) -> None:
    """Raises BEFORE_BIRTH where something happened to the person before the new birth date."""
    async with everywhere(connection):
        early = await connection.fetch_one(
            datetime.date.isoformat, EARLIER, [person.person, person.identity, person.birth_date]
        )
    if early:
        raise Refusal("BEFORE_BIRTH", "birthDate", value=early)


def _after(before: RegisteredPerson, changes: Changes, number: NewNumber | None, identity: UUID) -> RegisteredPerson:
    """How the person is to stand."""
    return before._replace(
        identity=identity,
        id_number_masked=number_ends(number.id_number) if number else before.id_number_masked,
        identity_kind=number_kind(number.id_number) if number else before.identity_kind,
        name=changes.name or before.name,
        sex=changes.sex or (number and number.sex) or before.sex,
        birth_date=changes.birth_date or (number and number.birth_date) or before.birth_date,
    )


def _attributes(before: RegisteredPerson, after: RegisteredPerson) -> list[str]:
    compared = {
        "NAME": before.name != after.name,
        "ID_NUMBER": before.identity != after.identity,
        "SEX": before.sex != after.sex,
        "BIRTH_DATE": before.birth_date != after.birth_date,
    }
    return [attribute for attribute, differs in compared.items() if differs]


def _link(id: UUID, officer: Officer, after: RegisteredPerson, attributes: list[str]) -> chain.Link:
    """The chain says what was corrected and not how it read."""
    return chain.Link(
        "CORRECTED", after.identity, after.household, after.person, after.position, officer.today, officer.department,
        note=", ".join(attributes), content=id.bytes,
    )  # fmt: skip # who, where, when, what


def _row(
    id: UUID, officer: Officer, before: RegisteredPerson, after: RegisteredPerson, attributes: list[str]
) -> list[object]:
    return [
        id, before.person, before.position, officer.department, officer.client, officer.reason, officer.basis,
        attributes, before.identity, after.identity, before.id_number_masked, before.name, after.name, before.sex,
        after.sex, before.birth_date, after.birth_date, before.recorded_at,
    ]  # fmt: skip # in the order of the columns


# Help, a determination, a death.
EARLIER = """SELECT day FROM (
  SELECT r.happened_on AS day FROM assistance_records r WHERE r.identity_id = $2 AND r.status <> 'VOIDED'
  UNION ALL SELECT d.valid_from FROM determinations d WHERE d.person_id = $1 AND d.superseded_at IS NULL
  UNION ALL SELECT m.valid_to FROM memberships m
    WHERE m.person_id = $1 AND m.superseded_at IS NULL AND m.end_reason = 'DEATH') told
WHERE day < $3 ORDER BY day LIMIT 1"""

INSERT = """INSERT INTO person_corrections (id, person_id, position, department, client, reason, basis, attributes,
  old_identity_id, new_identity_id, old_number_masked, old_name, new_name, old_sex, new_sex, old_birth_date,
  new_birth_date, old_recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"""

UPDATE = """UPDATE persons SET identity_id = $2, name = $3, name_masked = $4, id_number_masked = $5, sex = $6,
  birth_date = $7, id_kind = $8, searchable = false, recorded_at = clock_timestamp()
WHERE id = $1"""
