"""Saved views (常用视图): lists as somebody looks at them, by name; for oneself, or shared with the department."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Boolean, Column, DateTime, Table, Text, UniqueConstraint, Uuid, func

from registry import parsing
from registry.errors import Refusal
from registry.redaction import hidden
from registry.store.acting import actor
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("asker", Text, nullable=False),
    # Of which list, as the page that shows it is called.
    Column("page", Text, nullable=False),
    Column("name", Text, nullable=False),
    # The query of the page's address: names and codes.
    Column("filters", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    UniqueConstraint("department", "asker", "page", "name"),
    info={
        "rls": "own",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (name, filters, shared, changed_at), DELETE"},
    },
)

MOST = 100
"""Views of one asker."""
LONGEST_NAME = 60
LONGEST_FILTERS = 500
PAGE = re.compile(r"[a-z][a-z-]{0,39}")
FILTERS = re.compile(r"(?:[A-Za-z]{1,40}=[A-Za-z0-9_.:,-]{1,100}(?:&(?!$)|$))*")


@dataclass(frozen=True)
class SavedView:
    """What is kept."""

    department: str
    asker: str
    page: str
    name: str
    filters: str
    shared: bool
    id: UUID = field(default_factory=new_id)


def checked_page(page: str) -> str:
    """The name of a page; raises BAD_VIEW."""
    if not PAGE.fullmatch(page):
        raise Refusal("BAD_VIEW", "page", most=LONGEST_FILTERS)
    return page


def checked_name(name: str) -> str:
    """A name that tells of nobody; raises BAD_TEXT and BAD_VIEW."""
    name = parsing.words(name, "name", LONGEST_NAME)
    if hidden(name) != name:
        raise Refusal("BAD_VIEW", "name", most=LONGEST_FILTERS)
    return name


def checked_filters(filters: str) -> str:
    """Codes alone: what somebody typed to find a person is no view. Raises BAD_VIEW."""
    if len(filters) > LONGEST_FILTERS or not FILTERS.fullmatch(filters) or hidden(filters) != filters:
        raise Refusal("BAD_VIEW", "filters", most=LONGEST_FILTERS)
    return filters


async def save(connection: Connection, view: SavedView) -> None:
    """Keep a view under a name that its asker has given to none of this page. Raises VIEW_KNOWN and TOO_MANY_VIEWS."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub views ' || $1))", [view.asker])
    count = await connection.fetch_one(int, COUNT, [view.asker])
    if (count or 0) >= MOST:
        raise Refusal("TOO_MANY_VIEWS", most=MOST)
    values = [view.id, view.department, view.asker, view.page, view.name, view.filters, view.shared]
    if not (await connection.execute(SAVE, values)).rowcount:
        raise Refusal("VIEW_KNOWN", "name")


async def change(
    connection: Connection, id: UUID, asker: str, name: str | None, filters: str | None, shared: bool | None
) -> None:
    """Change what is told of one's own. Raises UNKNOWN_VIEW and VIEW_KNOWN."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub views ' || $1))", [asker])
    if name is not None and await connection.fetch_one(bool, NAMESAKE, [id, asker, name]):
        raise Refusal("VIEW_KNOWN", "name")
    await _done(connection, CHANGE, [id, asker, name, filters, shared])


async def remove(connection: Connection, id: UUID, asker: str) -> None:
    """Take one's own out. Raises UNKNOWN_VIEW."""
    await _done(connection, REMOVE, [id, asker])


async def _done(connection: Connection, statement: str, values: list[object]) -> None:
    if not (await connection.execute(statement, values)).rowcount:
        raise Refusal("UNKNOWN_VIEW", "id")


COUNT = "SELECT count(*)::int FROM saved_views WHERE asker = $1"

SAVE = """INSERT INTO saved_views (id, department, asker, page, name, filters, shared)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (department, asker, page, name) DO NOTHING"""

NAMESAKE = """SELECT true FROM saved_views v JOIN saved_views o ON o.id = $1 AND o.asker = $2
WHERE v.asker = o.asker AND v.page = o.page AND v.name = $3 AND v.id <> o.id"""

CHANGE = """UPDATE saved_views SET name = coalesce($3::text, name), filters = coalesce($4::text, filters),
  shared = coalesce($5::boolean, shared), changed_at = clock_timestamp() WHERE id = $1 AND asker = $2"""

REMOVE = "DELETE FROM saved_views WHERE id = $1 AND asker = $2"
