"""Errors of imports: what is wrong with the cells and rows of a file, in its order; the values are masked."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, Table, Text, Uuid

from registry.store.arrays import Rows
from registry.store.connection import Connection, Question
from registry.store.database import metadata

import_errors = Table(
    "import_errors",
    metadata,
    Column("import_id", Uuid, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("place", BigInteger, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("department", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", BigInteger, nullable=False),
    Column("heading", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    # Masked: it may be a number, or what was meant to be one.
    Column("value", Text, nullable=False),
    # The row was taken in all the same.
    Column("warns", Boolean, nullable=False, server_default="false"),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT"},
        "actor": "its import",
    },
)

BEFORE_ALL = (-1, 0)
"""Place and part before those of every error."""


class RowError(NamedTuple):
    """What is wrong with a cell of a row, or with the row where no heading is named; the value is masked.

    `place` counts the rows of the whole file from 0, `row` is the number that who wrote the file sees. One that `warns`
    let the row pass.
    """

    place: int
    part: int
    sheet: str
    row: int
    heading: str
    code: str
    en: str
    zh: str
    value: str
    warns: bool = False


def added(id: UUID, department: str, errors: Sequence[RowError]) -> Question:
    """The statement that writes them down."""
    return Question(ERRORS, [id, department, *ERROR.arrays(errors)])


async def read(
    connection: Connection, id: UUID, after: tuple[int, int] = BEFORE_ALL, most: int = 1000
) -> list[RowError]:
    """What is wrong with its rows, in the order of the file, behind a place and part of it."""
    return await connection.fetch(RowError, NEXT_ERRORS, [id, *after, most])


ERROR: Rows[RowError] = Rows(
    place=("bigint", lambda one: one.place),
    part=("int", lambda one: one.part),
    sheet=("text", lambda one: one.sheet),
    row=("bigint", lambda one: one.row),
    heading=("text", lambda one: one.heading),
    code=("text", lambda one: one.code),
    en=("text", lambda one: one.en),
    zh=("text", lambda one: one.zh),
    value=("text", lambda one: one.value),
    warns=("boolean", lambda one: one.warns),
)

ERRORS = f"""INSERT INTO import_errors (import_id, department, {ERROR.names})
SELECT $1, $2, {ERROR.names} FROM {ERROR.unnest("e", 3)}"""

NEXT_ERRORS = f"""SELECT {ERROR.names} FROM import_errors WHERE import_id = $1 AND (place, part) > ($2, $3)
ORDER BY place, part LIMIT $4"""
