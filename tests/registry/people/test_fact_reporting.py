"""Facts come in dated: what was known before stays known, and newer knowledge is not lost to older."""

import datetime
from typing import Any

import pytest

from registry.people.fact_reporting import Older, Report, report
from registry.people.facts import fact_columns
from registry.people.person_locks import lock_people
from registry.people.registration import Member
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

STAGES = """SELECT as_of, student_stage, superseded_at IS NULL FROM education_aid_person_facts ORDER BY recorded_at"""


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


async def test_a_newer_report_supersedes_and_keeps_the_older_one(province: Province) -> None:
    pupil = province.person()
    await province.report("education_aid", pupil, as_of="2024-01-01", student_stage="JUNIOR", student_in_need=True)
    await province.report("education_aid", pupil, as_of="2024-03-01", student_stage="SENIOR")
    assert await province.ask(STAGES) == [(day("2024-01-01"), "JUNIOR", False), (day("2024-03-01"), "SENIOR", True)]
    kept = "SELECT student_in_need FROM education_aid_person_facts WHERE superseded_at IS NULL"
    assert await province.ask(kept) == [(True,)]


async def test_at_every_instant_one_row_was_known(province: Province) -> None:
    pupil = province.person()
    await province.report("education_aid", pupil, as_of="2024-01-01", student_stage="JUNIOR")
    await province.report("education_aid", pupil, as_of="2024-03-01", student_stage="SENIOR")
    instants = "SELECT superseded_at, recorded_at FROM education_aid_person_facts ORDER BY recorded_at"
    (first, second) = await province.ask(instants)
    assert first[0] == second[1]


async def test_a_report_older_than_what_stands_goes_into_the_history_once(province: Province) -> None:
    pupil = province.person()
    await province.report("education_aid", pupil, as_of="2024-03-01", student_stage="SENIOR")
    for _ in range(2):
        outcome = await province.report("education_aid", pupil, as_of="2024-02-01", student_stage="JUNIOR")
        assert outcome == Older(day("2024-03-01"))
    assert await province.ask(STAGES) == [(day("2024-03-01"), "SENIOR", True), (day("2024-02-01"), "JUNIOR", False)]


async def test_the_same_report_again_changes_nothing(province: Province) -> None:
    pupil = province.person()
    assert await province.report("education_aid", pupil, student_stage="SENIOR") is True
    assert await province.report("education_aid", pupil, student_stage="SENIOR") is False
    assert len(await province.ask(STAGES)) == 1


async def test_a_fact_taken_back_is_missing_again(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "near_subsistence")
    await province.report("housing", head, "housing", danger_grade="D")
    assert "ZJ-03@H" in await province.targets(home)
    await province.report("housing", head, "housing", as_of="2024-03-02", danger_grade=None)
    assert "ZJ-03@H" in await province.targets(home, "UNKNOWN")


async def test_what_repeats_stands_once_for_each_source_record(province: Province) -> None:
    head = province.person()
    for source, kind in (("fire", "SUDDEN"), ("flood", "DISASTROUS"), ("fire", "PRESSING")):
        await province.report("civil_affairs", head, "event", source=source, kind=kind)
    standing = "SELECT source_record_id, kind FROM civil_affairs_event_facts WHERE superseded_at IS NULL ORDER BY 1"
    assert await province.ask(standing) == [("fire", "PRESSING"), ("flood", "DISASTROUS")]


async def test_of_an_item_that_is_older_in_part_the_rest_stands(province: Province) -> None:
    head = province.person()
    await province.report("civil_affairs", head, as_of="2024-03-01", self_care="FULL")
    outcomes = await together(
        province,
        (0, head, "person", "2024-02-01", {"self_care": "NONE"}),
        (0, head, "household", "2024-02-01", {"months_over_standard": 3}),
    )
    assert outcomes[0] == Older(day("2024-03-01"))
    stands = "SELECT {} FROM civil_affairs_{}_facts WHERE superseded_at IS NULL"
    assert await province.ask(stands.format("self_care", "person")) == [("FULL",)]
    assert await province.ask(stands.format("months_over_standard", "household")) == [(3,)]


async def test_within_a_batch_the_later_item_sees_the_earlier_one(province: Province) -> None:
    head = province.person()
    outcomes = await together(
        province,
        (0, head, "person", "2024-02-01", {"self_care": "NONE"}),
        (1, head, "person", "2024-02-01", {"labour_ability": False}),
        (2, head, "person", "2024-01-01", {"self_care": "FULL"}),
    )
    assert [outcomes[0], outcomes[1]] == [True, True]
    assert outcomes[2] == Older(day("2024-02-01"))
    stands = "SELECT self_care, labour_ability FROM civil_affairs_person_facts WHERE superseded_at IS NULL"
    assert await province.ask(stands) == [("NONE", False)]


async def together(province: Province, *items: tuple[int, Member, str, str, dict[str, Any]]) -> dict[int, Any]:
    """One batch of civil affairs'."""
    declared = province.catalogue.departments["civil_affairs"]
    columns = {entity: fact_columns(declared, entity) for _, _, entity, _, _ in items}
    async with province.act() as connection:
        held = await lock_people(connection, [member.index for _, member, _, _, _ in items])
        reports = [
            Report(item, entity, False, held[member.index], f"{item}", day(as_of), values)
            for item, member, entity, as_of, values in items
        ]
        return (await report(connection, "civil_affairs", columns, reports)).outcomes
