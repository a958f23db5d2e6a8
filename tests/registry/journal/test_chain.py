"""The chain: a link commits to what it tells, and waits for whoever is not registered yet."""

import pytest

from registry.journal.chain import Link, commitment
from tests.registry.aid.grants import accepted, code, grant
from tests.registry.province import Province

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
        " salt, status, amount, term FROM chain_links WHERE id = $1",
        receipt.link,
    )
    kind, identity, household, person, position, happened_on, department, programme, record, salt, *said = row
    link = Link(
        kind, identity, household, person, position, happened_on, department,
        programme=programme, record=record, content=entry.content, **dict(zip(("status", "amount", "term"), said, strict=True)),
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
