"""Lookups (急难查询): one person looked up outside one's own divisions in an emergency; the home county is told."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, DateTime, ForeignKey, Index, Table, Text, Uuid, func

from registry.errors import Refusal
from registry.people.person_locks import LockedPerson
from registry.reference.parameters import number_at
from registry.store.acting import actor
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

lookups = Table(
    "lookups",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id")),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    # Where the person lives; of somebody who is not registered, the place of the emergency.
    Column("position", BigInteger, nullable=False),
    Column("place", Text, ForeignKey("divisions.code"), nullable=False),
    Column("client", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    Index(None, "position", "id"),
    Index(None, "client", "happened_on"),
    Index(None, "household_id"),
    info={
        "rls": "position",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (household_id, position)"},
    },
)


@dataclass(frozen=True)
class LookupRequest:
    """Who looks from where, and why."""

    client: str
    department: str
    place: str
    position: int
    reason: str
    note: str
    officer: UUID | None = None
    """The actor whose quota it is, where an officer looks: through one client come all of them."""


@dataclass(frozen=True)
class UrgentHelp:
    """Urgent help given before: its kind, month and department, no amount."""

    kind: str
    month: str
    department: str
    event: str | None


@dataclass(frozen=True)
class LookupResult:
    """The least that who helps must know; nothing of the rest of the household."""

    registered: bool
    name_masked: str | None
    division: str | None
    categories: tuple[str, ...]
    helped: tuple[UrgentHelp, ...]


async def look_up(
    connection: Connection, person: LockedPerson, request: LookupRequest, today: datetime.date
) -> LookupResult:
    """Look one person up, within the client's quota of the day, and tell the home county (三（三）).

    The connection sees the whole province. Raises LOOKUP_QUOTA.
    """
    await connection.execute(
        "SELECT pg_advisory_xact_lock(hashtext('lookup ' || $1))", [str(request.officer or request.client)]
    )
    row = await (
        await connection.execute(QUOTA, [request.client, today, request.position, request.officer], prepare=True)
    ).fetchone()
    made, most = row or (0, 0)
    if made >= most:
        raise Refusal("LOOKUP_QUOTA", most=most, value=today + datetime.timedelta(days=1))
    position = request.position if person.position is None else person.position
    await connection.execute(INSERT, [
        new_id(), person.identity, person.household, person.person, position, request.place, request.client,
        request.department, request.reason, request.note, today,
    ], prepare=True)  # fmt: skip # in the order of the columns
    return await _result(connection, person, request, today)


class RegisteredPerson(NamedTuple):
    """What is shown of somebody who is registered."""

    name_masked: str
    division: str | None
    categories: Sequence[str]


async def _result(
    connection: Connection, person: LockedPerson, request: LookupRequest, today: datetime.date
) -> LookupResult:
    helped = tuple(await connection.fetch(UrgentHelp, URGENT_HELP, [person.identity, today, request.position]))
    shown = await connection.fetch_one(RegisteredPerson, PERSON, [person.person, today])
    if shown is None:
        return LookupResult(False, None, None, (), helped)
    return LookupResult(True, shown.name_masked, shown.division, tuple(shown.categories), helped)


QUOTA = f"""SELECT (SELECT count(*) FROM lookups
  WHERE client = $1 AND happened_on = $2 AND ($4::uuid IS NULL OR actor_id = $4))::int,
  coalesce({number_at("'lookup_quota'", "$3", "$2")}, 0)::int"""

INSERT = """INSERT INTO lookups (id, identity_id, household_id, person_id, position, place, client, department, reason,
  note, happened_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"""

# A city without counties, as 嘉峪关, is its own.
PERSON = """SELECT p.name_masked, (SELECT d.code FROM divisions d
    WHERE d.lo <= p.position AND p.position < d.hi AND d.level IN ('COUNTY', 'CITY')
    ORDER BY d.hi - d.lo LIMIT 1),
  ARRAY(SELECT DISTINCT d.category FROM determinations d WHERE d.person_id = p.id AND d.superseded_at IS NULL
    AND d.valid_from <= $2 AND (d.valid_to IS NULL OR $2 < d.valid_to) ORDER BY 1)
FROM persons p WHERE p.id = $1"""

# Of the days that local policy counts as lately, where the emergency is.
URGENT_HELP = f"""SELECT g.kind, to_char(r.happened_on, 'YYYY-MM'), r.department, r.event
FROM (SELECT * FROM assistance_records WHERE identity_id = $1 OFFSET 0) r
JOIN programmes g ON g.code = r.programme
WHERE r.status = 'GRANTED' AND g.kind = 'emergency'
  AND r.happened_on BETWEEN $2::date - {number_at("'lookup_recent_days'", "$3", "$2")}::int AND $2
ORDER BY r.happened_on DESC, r.id DESC LIMIT 20"""
