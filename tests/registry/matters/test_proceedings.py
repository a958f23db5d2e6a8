"""Proceedings: a matter goes on step by step, each with its deadline, its trace and what it does besides."""

import datetime
from typing import Any
from uuid import UUID

import pytest

from registry.errors import Refusal
from registry.matters.line_answers import LineAnswer
from tests.registry.matters.steps import opened, referred, take
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

REFUSED = "their home is not rented"


async def due_on(province: Province, id: UUID) -> datetime.date | None:
    ((day,),) = await province.ask("SELECT due_on FROM matters WHERE id = $1", id)
    assert day is None or isinstance(day, datetime.date)
    return day


async def lines(province: Province, id: UUID, answer: str, reason: str) -> list[LineAnswer]:
    """This answer to every line of a matter."""
    rows = await province.ask("SELECT id FROM matter_lines WHERE matter_id = $1", id)
    return [LineAnswer(line, answer, reason) for (line,) in rows]


async def test_every_step_sets_the_next_deadline_until_the_matter_is_closed(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    days = [await due_on(province, id)]
    await take(province, "accept_referral", id, "housing")
    days.append(await due_on(province, id))
    await take(province, "answer_referral", id, "housing", await lines(province, id, "NOT_ELIGIBLE", REFUSED))
    days.append(await due_on(province, id))
    await take(province, "close_referral", id, "civil_affairs")
    days.append(await due_on(province, id))
    friday = province.today
    assert days[0] == friday + datetime.timedelta(days=5)  # three working days
    assert all(day and day > friday for day in days[:3])
    assert days[3] is None
    assert await province.ask("SELECT state, closed_on FROM matters") == [("CLOSED", friday)]


async def test_a_deadline_may_be_a_day_that_the_step_names(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance")
    phase_out: dict[str, Any] = {
        "starts_on": "2024-03-01",
        "ends_on": "2024-08-31",
        "income": 130000,
        "employment_cost": 15000,
    }
    id = await opened(province, "start_phase_out", home, **phase_out)
    assert await due_on(province, id) == datetime.date(2024, 8, 31)


async def test_a_step_leaves_its_trace_a_link_and_word_to_both_sides(province: Province) -> None:
    home = await province.settle(province.person())
    id = await referred(province, home, note="they rent")
    await take(province, "accept_referral", id, "housing")
    trace = "SELECT step, state, department FROM matter_steps WHERE matter_id = $1 ORDER BY id"
    assert await province.ask(trace, id) == [
        ("refer", "PUSHED", "civil_affairs"),
        ("accept_referral", "ACCEPTED", "housing"),
    ]
    links = "SELECT kind, department, programme, note FROM chain_links WHERE household_id = $1 ORDER BY id"
    assert await province.ask(links, home) == [
        ("REFERRED", "civil_affairs", "housing.rent_subsidy", "they rent"),
        ("ACCEPTED", "housing", None, None),
    ]
    word = "SELECT topic, subject_id, department FROM outbox ORDER BY id"
    assert await province.ask(word) == [("referral", id, side) for side in ("civil_affairs", "housing")] * 2


async def test_the_same_external_id_is_the_same_matter_and_names_one_content(province: Province) -> None:
    home, other = await province.settle(province.person()), await province.settle(province.person("乙"))
    once, again = [await referred(province, home, external_id="r-1", note="rent") for _ in range(2)]
    assert once == again
    changed: list[tuple[UUID, dict[str, Any]]] = [(home, {"note": "heating"}), (other, {"note": "rent"})]
    for household, content in changed:
        with pytest.raises(Refusal) as refused:
            await referred(province, household, external_id="r-1", **content)
        assert (refused.value.code, refused.value.path) == ("MATTER_REUSED", "externalId")
    assert await province.ask("SELECT count(*) FROM matters") == [(1,)]


async def test_an_answer_that_is_not_final_leaves_the_matter_where_it_was(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    await take(province, "accept_referral", id, "housing")
    papers = await lines(province, id, "NEEDS_PAPERS", "the lease")
    assert await take(province, "answer_referral", id, "housing", papers) == "ACCEPTED"
    final = await lines(province, id, "NOT_ELIGIBLE", REFUSED)
    assert await take(province, "answer_referral", id, "housing", final) == "ANSWERED"


async def test_what_an_effect_refuses_leaves_no_matter_behind(province: Province) -> None:
    home = await province.settle(province.person())
    with pytest.raises(Refusal, match="MISSING"):
        await opened(province, "propose_ending", home, ground="OTHER", facts_found="nothing is named")
    for table in ("matters", "matter_steps", "outbox"):
        assert await province.ask(f"SELECT count(*) FROM {table}") == [(0,)]
