import datetime
from typing import NamedTuple
from uuid import UUID

import pytest

from registry.store.arrays import Rows
from registry.store.connection import Question
from registry.store.database import Database, new_id

pytestmark = pytest.mark.anyio


class Note(NamedTuple):
    """A row of every type that acts write."""

    id: UUID
    text: str | None
    day: datetime.date
    amount: int
    seen: bool
    hash: bytes


NOTES = Rows[Note](
    id=("uuid", lambda note: note.id),
    text=("text", lambda note: note.text),
    day=("date", lambda note: note.day),
    amount=("bigint", lambda note: note.amount),
    seen=("boolean", lambda note: note.seen),
    hash=("bytea", lambda note: note.hash),
)


async def test_rows_come_back_as_they_were_sent_and_in_their_order(database: Database) -> None:
    day = datetime.date(2024, 3, 15)
    texts = [None, "", "NULL", 'a "quoted" \\ one', "{,}", "低保"]
    notes = [Note(new_id(), text, day, 2**40, n % 2 == 0, bytes([n, 0])) for n, text in enumerate(texts)]
    statement = (
        f"SELECT {NOTES.names} FROM {NOTES.unnest('note', first=2, ordinality='n')} WHERE n > $1::int ORDER BY n"
    )
    async with database.transaction() as connection:
        assert await connection.rows(Note, Question(statement, [0, *NOTES.arrays(notes)])) == notes
        assert await connection.fetch(Note, statement, [1, *NOTES.arrays(notes)]) == notes[1:]
        assert await connection.fetch_one(Note, statement, [5, *NOTES.arrays(notes)]) == notes[5]
        assert await connection.fetch(Note, statement, [0, *NOTES.arrays([])]) == []


def test_a_column_is_declared_once_for_the_statement_and_its_values() -> None:
    assert NOTES.names == "id, text, day, amount, seen, hash"
    assert NOTES.unnest("n", first=3).startswith("unnest($3::uuid[], $4::text[], $5::date[]")
