"""Writing of feedback: links and receipts of what comes in, in as few statements for many entries as for one."""

import pytest

from registry.aid import feedback
from registry.aid.records import detail_columns
from registry.journal.batches import Batch
from registry.journal.chain import Link, commitment
from registry.people.person_locks import lock_people
from tests.registry.aid.grants import accepted, code, grant
from tests.registry.province import Province, counting

pytestmark = pytest.mark.anyio


async def test_a_receipt_commits_to_what_is_stored(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    entry = province.entry(code(province, "JY-02"), pupil, "a")
    (outcome,) = await province.feed_back("education_aid", entry)
    receipt = accepted(outcome).receipt
    assert receipt is not None
    (row,) = await province.ask(
        "SELECT kind, identity_id, household_id, person_id, position, happened_on, department, programme, record_id,"
        " salt FROM chain_links WHERE id = $1",
        receipt.link,
    )
    kind, identity, household, person, position, happened_on, department, programme, record, salt = row
    link = Link(
        kind, identity, household, person, position, happened_on, department,
        programme=programme, record=record, content=entry.content,
    )  # fmt: skip # as the row has it
    assert commitment(link, receipt.link, bytes(salt)) == receipt.hash


async def test_help_for_someone_unknown_waits_and_comes_into_the_chain_with_registration(province: Province) -> None:
    stranger = province.person(born="2010-09-01")
    unknown = accepted(await grant(province, "JY-02", stranger, "a"))
    household = await province.settle(stranger)
    rows = await province.ask(
        "SELECT household_id, person_id IS NOT NULL FROM chain_links WHERE id = $1",
        unknown.receipt.link if unknown.receipt else None,
    )
    assert rows == [(household, True)]


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
            await feedback.accept(connection, batch, ready, details, province.today)
    return count.statements
