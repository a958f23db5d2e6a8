"""Triage: a person makes referrals or a conference of the warnings of one household, and each warning once."""

import asyncio
import datetime
from collections.abc import Sequence
from uuid import UUID

import pytest

from registry.errors import Refusal
from registry.matters.taken_steps import Actor
from registry.matters.triage import Meeting, Triaged, triage
from registry.matters.warning_lines import COMPLEX, Disposed
from registry.store.database import new_id
from tests.registry.aid.grants import accepted, grant
from tests.registry.province import COUNTY, ELSEWHERE, PROVINCE, Province, ranges_of

pytestmark = pytest.mark.anyio

RENT, SCHOOL, RELIEF = "housing.rent_subsidy", "education_aid.senior_high_grant", "MZ-08"
RAISE = f"""INSERT INTO early_warnings (id, household_id, position, kind, rule, key, programmes, records, departments,
  evidence, fingerprint, rank, raised_on, state)
VALUES ($1, $2, {COUNTY}, $3, 'told', $1::text, $4::text[], $5::uuid[], '{{}}', '[]', '', 1, '2024-03-15', 'OPEN')"""


async def raised(
    province: Province, home: UUID, kind: str, programmes: Sequence[str] = (), records: Sequence[UUID] = ()
) -> UUID:
    """A warning as a cross-check raises it."""
    id = new_id()
    async with province.act() as connection:
        await connection.execute(RAISE, [id, home, kind, list(programmes), list(records)])
    return id


async def triaged(
    province: Province, *items: Disposed, meeting: Meeting | None = None, ranges: str = PROVINCE
) -> Triaged:
    async with province.act(ranges=ranges) as connection:
        actor = Actor("civil_affairs", province.today)
        return await triage(connection, province.catalogue, actor, items, meeting)


async def test_warnings_become_one_referral_for_each_department(province: Province) -> None:
    home = await province.settle(province.person())
    warnings = [await raised(province, home, "UNCOVERED", [code]) for code in (RENT, SCHOOL)]
    warnings.append(await raised(province, home, "UNFULFILLED", ["housing.public_rental_housing"]))
    kinds = ("UNCOVERED", "UNCOVERED", "UNFULFILLED")
    made = await triaged(province, *(Disposed(w, kind) for w, kind in zip(warnings, kinds, strict=True)))
    assert made.household in made.touched
    asked = "SELECT m.to_department, l.action, l.programme FROM matters m JOIN matter_lines l ON l.matter_id = m.id"
    assert await province.ask(f"{asked} ORDER BY m.to_department, l.n") == [
        ("education_aid", "ASSESS", SCHOOL),
        ("housing", "ASSESS", RENT),
        ("housing", "FULFIL", "housing.public_rental_housing"),
    ]
    assert await province.ask("SELECT DISTINCT state, triaged_on FROM early_warnings") == [("TRIAGED", province.today)]


async def test_help_that_may_be_doubled_is_verified_by_who_gives_it(province: Province) -> None:
    pupil = province.person(born="2010-09-01")
    home = await province.settle(pupil)
    records = [
        accepted(await grant(province, "JY-02", pupil, id, division=division)).record
        for id, division in (("a", COUNTY), ("b", ELSEWHERE))
    ]
    warning = await raised(province, home, "DUPLICATE", records=[record for record in records if record])
    await triaged(province, Disposed(warning, "DUPLICATE", note="the same term"))
    asked = "SELECT action, department, record_id, note FROM matter_lines ORDER BY n"
    expected = [("VERIFY", "education_aid", record, "the same term") for record in sorted(map(str, records))]
    assert [(*line[:2], str(line[2]), line[3]) for line in await province.ask(asked)] == expected


async def test_what_is_complex_goes_to_a_conference_which_must_have_a_day(province: Province) -> None:
    warning = await raised(province, await province.settle(province.person()), "UNCOVERED", [RENT])
    with pytest.raises(Refusal) as refused:
        await triaged(province, Disposed(warning, COMPLEX))
    assert (refused.value.code, refused.value.path) == ("MISSING", "conference")
    meeting = Meeting(datetime.date(2024, 3, 22), "rent and illness", ["health"])
    made = await triaged(province, Disposed(warning, COMPLEX), meeting=meeting)
    rows = await province.ask("SELECT id, procedure, content->'warnings', content->'invited' FROM matters")
    assert rows == [(made.matters[0], "conference", [str(warning)], ["health"])]


async def test_help_in_an_emergency_is_given_where_the_event_was(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    (supplier, *_) = province.catalogue.facts["event", "place"].suppliers
    await province.report(supplier, head, "event", place=ELSEWHERE)
    relief = province.catalogue.numbered[RELIEF].code
    warnings = [await raised(province, home, "UNCOVERED", [code]) for code in (relief, RENT)]
    await triaged(province, *(Disposed(warning, "UNCOVERED") for warning in warnings))
    where = "SELECT to_department, handling_position FROM matters ORDER BY to_department"
    assert await province.ask(where) == [("civil_affairs", int(ELSEWHERE)), ("housing", None)]


async def test_of_two_officers_at_one_warning_the_second_finds_it_triaged(province: Province) -> None:
    warning = await raised(province, await province.settle(province.person()), "UNCOVERED", [RENT])
    both = (triaged(province, Disposed(warning, "UNCOVERED")) for _ in range(2))
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)] == ["WARNING_TRIAGED"]
    assert await province.ask("SELECT count(*) FROM matters") == [(1,)]


async def test_what_cannot_be_made_of_a_warning_is_refused_at_its_place_and_opens_nothing(province: Province) -> None:
    home, other = await province.settle(province.person()), await province.settle(province.person("乙"))
    good, far = [await raised(province, where, "UNCOVERED", [RENT]) for where in (home, other)]
    closed = await raised(province, home, "UNCOVERED", [RENT])
    await province.ask("UPDATE early_warnings SET state = 'CLOSED' WHERE id = $1 RETURNING id", closed)
    first = Disposed(good, "UNCOVERED")
    for item, code, path in (
        (Disposed(new_id(), "UNCOVERED"), "UNKNOWN_WARNING", "warning"),
        (Disposed(far, "UNCOVERED"), "WARNING_ELSEWHERE", "items[1].warning"),
        (Disposed(closed, "UNCOVERED"), "WARNING_CLOSED", "items[1].warning"),
        (Disposed(good, "LAPSING"), "WRONG_DISPOSITION", "items[1].disposition"),
        (Disposed(good, "UNCOVERED", [SCHOOL]), "NOT_AN_OPTION", "items"),
    ):
        with pytest.raises(Refusal) as refused:
            await triaged(province, first, item)
        assert (refused.value.code, refused.value.path) == (code, path)
    assert await province.ask("SELECT count(*) FROM matters") == [(0,)]


async def test_to_another_county_a_warning_is_unknown(province: Province) -> None:
    warning = await raised(province, await province.settle(province.person()), "UNCOVERED", [RENT])
    with pytest.raises(Refusal, match="UNKNOWN_WARNING"):
        await triaged(province, Disposed(warning, "UNCOVERED"), ranges=ranges_of(ELSEWHERE))
