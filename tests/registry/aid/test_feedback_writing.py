"""Writing of feedback: many entries take as few statements as one."""

import pytest

from registry.aid import feedback
from registry.aid.records import detail_columns
from registry.journal.batches import Batch
from registry.people.person_locks import lock_people
from tests.registry.aid.grants import code
from tests.registry.province import PROVINCE, Province, counting

pytestmark = pytest.mark.anyio


async def test_a_batch_takes_the_same_number_of_statements_whatever_its_size(province: Province) -> None:
    people = [province.person(born="2010-09-01") for _ in range(40)]
    await province.register(*(province.household(person) for person in people))
    programme = code(province, "JY-02")
    entries = [province.entry(programme, person, f"n{n}") for n, person in enumerate(people)]
    assert await statements(province, entries[:1]) == await statements(province, entries[1:]) > 3


async def statements(province: Province, entries: list[feedback.Entry]) -> int:
    """How many statements deciding on a batch and writing it takes."""
    async with province.act("education_aid") as connection:
        held = await lock_people(connection, [bytes.fromhex(e.person.name or "") for e in entries])
        ready = [e._replace(person=held[bytes.fromhex(e.person.name or "")]) for e in entries]
        batch = Batch("education_aid", "test", "FEEDBACK", len(ready))
        details = detail_columns(province.catalogue.departments["education_aid"])
        with counting(connection) as count:
            await feedback.accept(connection, batch, ready, details, PROVINCE, province.today)
    return count.statements
