"""Rounds: what a batch says of a help that it grants itself is taken in the order of the batch."""

import datetime

import pytest

from registry.aid.entries import Entry, Payment
from registry.aid.rounds import rounds
from registry.people.person_locks import LockedPerson
from registry.people.registration import Member
from registry.store.database import new_id
from tests.registry.aid.grants import accepted, code, codes
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

RECORDS = "SELECT external_id, status, amount, ended_on::text FROM assistance_records ORDER BY id"
KINDS = "SELECT kind FROM chain_links WHERE record_id IS NOT NULL ORDER BY id"
BATCH = "SELECT items, accepted, replayed, refused FROM batches WHERE kind = 'FEEDBACK'"


def told(province: Province, head: Member, id: str, status: str = "GRANTED", **stated: object) -> Entry:
    """An entry of civil affairs about a help by the month; all but a grant say why."""
    known = {} if status == "GRANTED" else {"record": "a", "reason": id, "amount": None}
    return province.entry(code(province, "MZ-02"), head, id, status=status, **{**known, **stated})


def life(province: Province, head: Member) -> list[Entry]:
    """A help that is granted, paid, adjusted and ended in one batch."""
    payments = (Payment(datetime.date(2024, 2, 10), 10000),)
    return [
        told(province, head, "a", happened_on="2024-01-01"),
        told(province, head, "p", "PAID", payments=payments, happened_on="2024-02-10"),
        told(province, head, "c", "ADJUSTED", amount=8000, happened_on="2024-02-20"),
        told(province, head, "e", "ENDED", happened_on="2024-03-01"),
        told(province, head, "late", "ADJUSTED", amount=9000, happened_on="2024-03-02"),
    ]


async def test_a_help_is_granted_paid_adjusted_and_ended_in_one_batch(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    entries = life(province, head)
    asked = await province.feed_back("civil_affairs", *entries, check=True)
    assert codes(asked) == ["ACCEPTED"] * 4 + ["RECORD_ENDED"]
    assert [accepted(outcome).record for outcome in asked[:4]] == [None] * 4
    assert await province.ask(RECORDS) == []
    outcomes = await province.feed_back("civil_affairs", *entries)
    assert codes(outcomes) == codes(asked)
    assert await province.ask(RECORDS) == [("a", "GRANTED", 8000, "2024-03-01")]
    assert await province.ask(KINDS) == [("ASSISTED",), ("ADJUSTED",), ("TERMINATED",)]
    assert accepted(outcomes[1]).receipt == accepted(outcomes[0]).receipt
    assert await province.ask(BATCH) == [(5, 4, 0, 1)]
    assert codes(await province.feed_back("civil_affairs", *entries)) == ["REPLAYED"] * 4 + ["RECORD_ENDED"]


async def test_what_a_batch_grants_wrongly_it_voids_and_grants_anew(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    entries = [
        told(province, head, "a", amount=1),
        told(province, head, "v", "VOIDED"),
        told(province, head, "b", amount=2),
        told(province, head, "c", amount=3, replaces="b", reason="another amount"),
    ]
    assert codes(await province.feed_back("civil_affairs", *entries)) == ["ACCEPTED"] * 4
    assert await province.ask(RECORDS) == [
        ("a", "VOIDED", 1, None),
        ("b", "VOIDED", 2, None),
        ("c", "GRANTED", 3, None),
    ]


async def test_what_is_told_before_the_grant_in_the_batch_finds_none(province: Province) -> None:
    head, other = province.person(), province.person("王乙")
    await province.settle(head)
    grant, end = told(province, head, "a"), told(province, head, "e", "ENDED")
    assert codes(await province.feed_back("civil_affairs", end, grant)) == ["RECORD_NOT_FOUND", "ACCEPTED"]
    of_another = told(province, other, "o", "ENDED", record="x")
    refused = [told(province, head, "x"), told(province, head, "y", "ENDED", record="x"), of_another]
    assert codes(await province.feed_back("civil_affairs", *refused)) == [
        "ALREADY_REPORTED",
        "RECORD_NOT_FOUND",
        "RECORD_NOT_FOUND",
    ]


async def test_of_two_that_move_a_record_the_second_finds_what_the_first_has_made_of_it(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    granted = told(province, head, "a", happened_on="2024-02-01", period_from=datetime.date(2024, 4, 1))
    await province.feed_back("civil_affairs", granted)
    shorter = told(province, head, "s", "ADJUSTED", happened_on="2024-02-10", period_to=datetime.date(2024, 6, 30))
    later = told(province, head, "l", "ADJUSTED", happened_on="2024-02-11", period_from=datetime.date(2024, 7, 15))
    for check in (True, False):
        outcomes = await province.feed_back("civil_affairs", shorter, later, check=check)
        assert codes(outcomes) == ["ACCEPTED", "PERIOD_DOES_NOT_FIT"]
    assert await province.ask("SELECT starts::text, ends::text FROM assistance_records") == [
        ("2024-04-01", "2024-07-01")
    ]
    others = [later._replace(record=f"of {n}") for n in range(3)]
    assert rounds(others) == [[0, 1, 2]]
    assert rounds([shorter, *others, later]) == [[0, 1, 2, 3], [4]]


async def test_a_batch_is_one_round_unless_it_speaks_of_its_own_grants(province: Province) -> None:
    heads = [province.person() for _ in range(3)]
    of_earlier = [told(province, head, f"e{n}", "ENDED", record=f"old{n}") for n, head in enumerate(heads)]
    assert rounds([]) == [[]]
    assert rounds([told(province, heads[0], "g"), *of_earlier]) == [[0, 1, 2, 3]]
    own = []
    for n, head in enumerate(heads):
        person = LockedPerson(new_id(), None, None, None, head.name)
        of_head = [entry._replace(person=person) for entry in life(province, head)]
        own += [e._replace(external_id=f"{n}{e.external_id}", record=e.record and f"{n}a") for e in of_head]
    assert rounds(own) == [[0, 5, 10], [n for n in range(15) if n % 5]]
