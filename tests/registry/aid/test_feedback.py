"""Feedback: what departments did comes in once, is never lost, and what clashes is shown."""

import asyncio
import datetime
import random
from dataclasses import replace
from typing import Any

import pytest

from registry.aid import feedback
from registry.aid.feedback import Accepted, Outcome, Payment
from registry.aid.records import detail_columns
from registry.errors import Refusal
from registry.journal.batches import Batch
from registry.journal.chain import Link, commitment
from registry.people.person_locks import lock_people
from tests.registry.province import COUNTY, ELSEWHERE, Province, counting

pytestmark = pytest.mark.anyio


def code(province: Province, number: str) -> str:
    """A programme by its number, which is how officials know it."""
    return next(p.code for p in province.catalogue.programmes.values() if p.number == number)


def told(outcomes: list[Outcome]) -> list[str]:
    return [o.code if isinstance(o, Refusal) else "REPLAYED" if o.replayed else "ACCEPTED" for o in outcomes]


def accepted(outcome: Outcome) -> Accepted:
    assert isinstance(outcome, Accepted), outcome
    return outcome


async def grant(province: Province, number: str, member: Any, external_id: str, **stated: Any) -> Outcome:
    programme = province.catalogue.programmes[code(province, number)]
    (outcome,) = await province.feed_back(
        programme.department, province.entry(programme.code, member, external_id, **stated)
    )
    return outcome


async def test_an_entry_sent_again_is_the_same_entry_with_the_same_receipt(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    first = accepted(await grant(province, "JY-02", pupil, "a"))
    again = accepted(await grant(province, "JY-02", pupil, "a"))
    assert again.replayed
    assert again.receipt == first.receipt


async def test_an_external_id_names_one_content(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    outcome = await grant(province, "JY-02", pupil, "a", amount=5)
    assert told([outcome]) == ["EXTERNAL_ID_REUSED"]


async def test_a_bad_entry_spoils_nothing_beside_it(province: Province) -> None:
    pupil, other = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.settle(pupil, other)
    programme = code(province, "JY-02")
    good, twice = province.entry(programme, pupil, "a"), province.entry(programme, other, "a")
    lost = province.entry(programme, other, "c", status="ENDED", record="nowhere", reason="moved")
    fine = province.entry(programme, other, "d")
    outcomes = await province.feed_back("education_aid", good, twice, lost, fine)
    assert told(outcomes) == ["ACCEPTED", "TWICE_IN_BATCH", "RECORD_NOT_FOUND", "ACCEPTED"]


async def test_a_repeated_entry_is_refused_unless_a_second_help_is_explained(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    assert told([await grant(province, "JY-02", pupil, "b", happened_on="2024-03-10")]) == ["ALREADY_REPORTED"]
    second = await grant(province, "JY-02", pupil, "c", happened_on="2024-03-10", second="the first was returned")
    assert told([second]) == ["ACCEPTED"]


@pytest.mark.parametrize(
    ("number", "later", "outcome"),
    [
        ("JY-02", "2023-10-10", "ACCEPTED"),
        ("JY-02", "2024-02-20", "ALREADY_REPORTED"),
        ("YB-02", "2024-01-05", "ALREADY_REPORTED"),
        ("YB-02", "2023-12-05", "ACCEPTED"),
        ("YB-03", "2024-03-02", "ACCEPTED"),
        ("YB-03", "2024-03-01", "ALREADY_REPORTED"),
        ("RS-05", "2024-03-14", "ALREADY_REPORTED"),
    ],
)
async def test_the_same_period_is_the_programmes_own(province: Province, number: str, later: str, outcome: str) -> None:
    person = province.person()
    await province.settle(person)
    await grant(province, number, person, "a")
    assert told([await grant(province, number, person, "b", happened_on=later)]) == [outcome]


async def test_monthly_help_that_ended_may_begin_again(province: Province) -> None:
    person = province.person()
    await province.settle(person)
    await grant(province, "RS-05", person, "a", happened_on="2024-01-01")
    ended = await grant(
        province, "RS-05", person, "e", status="ENDED", record="a", happened_on="2024-02-01", reason="x"
    )
    assert told([ended, await grant(province, "RS-05", person, "b")]) == ["ACCEPTED", "ACCEPTED"]


async def test_payments_belong_to_the_record_of_the_grant(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    first = accepted(await grant(province, "MZ-02", head, "a", happened_on="2024-01-01"))
    lines = (Payment(datetime.date(2024, 2, 10), 30000), Payment(datetime.date(2024, 3, 10), 31000))
    paid = accepted(await grant(province, "MZ-02", head, "p", status="PAID", record="a", payments=lines))
    assert (paid.record, paid.receipt) == (first.record, first.receipt)
    assert await province.ask("SELECT sum(amount)::bigint, count(*) FROM payments") == [(61000, 2)]


async def test_an_end_stays_in_the_chain_and_an_ended_record_ends_once(province: Province) -> None:
    head = province.person()
    household = await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    end = {"status": "ENDED", "record": "a", "reason": "moved away", "happened_on": "2024-03-01"}
    assert told(
        [await grant(province, "MZ-02", head, "e", **end), await grant(province, "MZ-02", head, "f", **end)]
    ) == [
        "ACCEPTED",
        "RECORD_ENDED",
    ]
    kinds = await province.ask("SELECT kind FROM chain_links WHERE household_id = $1 ORDER BY id", household)
    assert kinds == [("ASSISTED",), ("TERMINATED",)]


async def test_help_by_another_county_is_recorded_and_shown_as_a_clash(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    outcome = accepted(await grant(province, "JY-02", pupil, "b", division=ELSEWHERE))
    (clash,) = outcome.clashes
    assert (clash.department, clash.month, clash.same) == ("education_aid", "2024-03", "person")
    assert await province.ask("SELECT count(*)::int FROM record_clashes") == [(1,)]


@pytest.mark.parametrize(
    ("one", "other", "same", "stated"),
    [
        ("MZ-02", "MZ-05", "person", {}),
        ("ZJ-01", "ZJ-02", "household", {}),
        ("MZ-08", "MZ-09", "event", {"event": "fire-1"}),
        ("ZJ-03", "YJ-05", "house", {}),
        ("JY-03", "JY-04", "term", {}),
    ],
)
async def test_what_excludes_each_other_clashes_by_what_must_be_the_same(
    province: Province, one: str, other: str, same: str, stated: dict[str, Any]
) -> None:
    person = province.person()
    await province.settle(person)
    await grant(province, one, person, "a", **stated)
    outcome = accepted(await grant(province, other, person, "b", **stated))
    assert [clash.same for clash in outcome.clashes] == [same]


async def test_what_is_meant_to_be_given_together_does_not_clash(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    for n, number in enumerate(("MZ-02", "YB-02", "JY-02", "MZ-13")):
        assert not accepted(await grant(province, number, head, f"x{n}")).clashes


async def test_help_that_has_ended_does_not_clash(province: Province) -> None:
    elder = province.person(born="1940-01-01")
    await province.settle(elder)
    await grant(province, "MZ-02", elder, "a", happened_on="2024-01-01")
    await grant(
        province, "MZ-02", elder, "e", status="ENDED", record="a", happened_on="2024-02-01", reason="moved over"
    )
    assert not accepted(await grant(province, "MZ-05", elder, "b", happened_on="2024-03-01")).clashes


async def test_another_event_does_not_clash(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-08", head, "a", event="fire-1")
    assert not accepted(await grant(province, "MZ-09", head, "b", event="flood-1")).clashes


async def test_a_check_tells_the_clash_and_writes_nothing(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    await grant(province, "JY-02", pupil, "a")
    entry = province.entry(code(province, "JY-02"), pupil, "b", division=ELSEWHERE)
    (outcome,) = await province.feed_back("education_aid", entry, check=True)
    assert accepted(outcome).clashes
    assert accepted(outcome).receipt is None
    assert await province.ask("SELECT count(*)::int FROM assistance_records") == [(1,)]


async def test_help_for_someone_unknown_waits_and_comes_into_the_chain_with_registration(province: Province) -> None:
    stranger = province.person(born="2010-09-01")
    unknown = accepted(await grant(province, "JY-02", stranger, "a"))
    household = await province.settle(stranger)
    rows = await province.ask(
        "SELECT household_id, person_id IS NOT NULL FROM chain_links WHERE id = $1",
        unknown.receipt.link if unknown.receipt else None,
    )
    assert rows == [(household, True)]


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


async def test_overlapping_batches_of_many_writers_are_accepted_once(province: Province) -> None:
    people = [province.person(born="2010-09-01") for _ in range(30)]
    await province.register(*(province.household(person) for person in people))
    programme, dice = code(province, "JY-02"), random.Random(1)

    async def writer(name: str) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for _ in range(4):
            chosen = dice.sample(range(len(people)), 20)
            entries = [province.entry(programme, people[n], f"{name}-{n}") for n in chosen]
            outcomes += await province.feed_back("education_aid", *entries)
        return outcomes

    batches_of_all = await asyncio.gather(*(writer(f"w{n}") for n in range(6)))
    fresh = [o for outcomes in batches_of_all for o in outcomes if isinstance(o, Accepted) and not o.replayed]
    assert len(fresh) == len({str(o.record) for o in fresh}) <= len(people)
    assert await province.ask("SELECT count(*)::int FROM assistance_records") == [(len(fresh),)]


async def test_one_external_id_racing_for_two_people_is_one_entry(province: Province) -> None:
    one, other = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.register(province.household(one), province.household(other, division=COUNTY))
    programme = code(province, "JY-02")
    for n in range(8):
        both = await asyncio.gather(
            province.feed_back("education_aid", province.entry(programme, one, f"race-{n}", second=f"{n}")),
            province.feed_back("education_aid", province.entry(programme, other, f"race-{n}", second=f"{n}")),
        )
        assert sorted(told([*both[0], *both[1]])) == ["ACCEPTED", "EXTERNAL_ID_REUSED"]


async def test_an_event_paid_for_by_two_counties_clashes_whenever_they_pay(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-08", head, "a", event="fire-1", happened_on="2024-03-01")
    again = accepted(
        await grant(province, "MZ-08", head, "b", event="fire-1", happened_on="2024-03-09", division=ELSEWHERE)
    )
    assert [clash.same for clash in again.clashes] == ["event"]
    other = await grant(province, "MZ-08", head, "c", event="flood-1", happened_on="2024-03-09", division=ELSEWHERE)
    assert not accepted(other).clashes


async def test_another_years_premium_paid_elsewhere_is_no_clash(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "YB-02", head, "a", happened_on="2023-12-05")
    assert not accepted(await grant(province, "YB-02", head, "b", division=ELSEWHERE)).clashes


async def test_two_entries_of_one_batch_clash_with_each_other(province: Province) -> None:
    elder = province.person(born="1940-01-01")
    await province.settle(elder)
    both = [province.entry(code(province, number), elder, number) for number in ("MZ-02", "MZ-05")]
    checked = [accepted(outcome) for outcome in await province.feed_back("civil_affairs", *both, check=True)]
    outcomes = [accepted(outcome) for outcome in await province.feed_back("civil_affairs", *both)]
    assert [len(outcome.clashes) for outcome in checked] == [0, 1]
    assert [[clash.record for clash in outcome.clashes] for outcome in outcomes] == [[], [outcomes[0].record]]


async def test_a_refused_entry_does_not_count_as_help_given_before(province: Province) -> None:
    pupil, other = province.person(born="2010-09-01"), province.person(born="2011-09-01")
    await province.settle(pupil, other)
    await grant(province, "JY-02", other, "a")
    programme = code(province, "JY-02")
    outcomes = await province.feed_back(
        "education_aid", province.entry(programme, pupil, "a"), province.entry(programme, pupil, "b")
    )
    assert told(outcomes) == ["EXTERNAL_ID_REUSED", "ACCEPTED"]


async def test_a_record_is_ended_once_in_one_batch_too(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    programme = code(province, "MZ-02")
    ends = [
        province.entry(programme, head, ext, status="ENDED", record="a", reason="x", happened_on="2024-03-01")
        for ext in ("e", "f")
    ]
    assert told(await province.feed_back("civil_affairs", *ends)) == ["ACCEPTED", "RECORD_ENDED"]


async def test_a_refused_ending_ends_nothing_for_the_rest_of_its_batch(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-02-01")
    programme = code(province, "MZ-02")
    ends = [
        province.entry(programme, head, ext, status="ENDED", record="a", reason="x", happened_on=day)
        for ext, day in (("a", "2024-03-01"), ("e", "2024-01-01"), ("f", "2024-03-01"), ("g", "2024-03-01"))
    ]
    outcomes = await province.feed_back("civil_affairs", *ends)
    assert told(outcomes) == ["EXTERNAL_ID_REUSED", "BEFORE_THE_GRANT", "ACCEPTED", "RECORD_ENDED"]


async def test_a_record_is_found_again_by_whom_it_named_after_a_merger(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01")
    await province.settle(province.person("乙"), replace(head, relation="50", change="MERGE"))
    ended = await grant(province, "MZ-02", head, "e", status="ENDED", record="a", reason="merged")
    assert told([ended]) == ["ACCEPTED"]


async def test_an_adjustment_shows_in_the_record_and_stays_in_the_chain(province: Province) -> None:
    head = province.person()
    await province.settle(head)
    await grant(province, "MZ-02", head, "a", happened_on="2024-01-01", amount=40000)
    await grant(province, "MZ-02", head, "b", status="ADJUSTED", record="a", amount=25000, reason="one member died")
    assert await province.ask("SELECT amount, reason FROM assistance_records") == [(25000, "one member died")]
    assert await province.ask("SELECT kind, note FROM chain_links ORDER BY id") == [
        ("ASSISTED", None),
        ("ADJUSTED", "one member died"),
    ]


async def test_a_refusal_is_told_with_its_reason_and_hinders_no_later_grant(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    await province.settle(pupil)
    refused = accepted(await grant(province, "JY-02", pupil, "a", status="REFUSED", reason="not enrolled"))
    assert await province.ask("SELECT kind, note FROM chain_links") == [("REFUSED", "not enrolled")]
    assert refused.record
    assert told([await grant(province, "JY-02", pupil, "b")]) == ["ACCEPTED"]
