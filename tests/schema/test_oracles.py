"""Oracles: whether somebody is registered is told by no answer, no statement and no number that one may not see."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from policy.statistics import statistics
from registry.people.person_locks import LOCKED
from registry.store.connection import Connection, Question
from tests.hub_running import TODAY, Running
from tests.schema.acts import FACTS, FEED, feedback, household, member, register

SAVED = "SELECT asker, count FROM stranger_questions WHERE department = 'education_aid'"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The statements of the last request that looked for who is named, in their order."""
    of: dict[Any, list[str]] = defaultdict(list)
    together, execute = Connection.together, Connection.execute

    async def seen_together(self: Connection, questions: Iterable[Question]) -> Any:
        asked = list(questions)
        of[asyncio.current_task()] += [question.statement for question in asked]
        return await together(self, asked)

    async def seen_execute(self: Connection, query: Any, *values: Any, **options: Any) -> Any:
        of[asyncio.current_task()].append(str(query))
        return await execute(self, query, *values, **options)

    monkeypatch.setattr(Connection, "together", seen_together)
    monkeypatch.setattr(Connection, "execute", seen_execute)

    def last() -> list[str]:
        found = [statements for statements in of.values() if LOCKED in statements]
        of.clear()
        return found[-1]

    return last


def two(hub: Running, name: str) -> list[dict[str, Any]]:
    """Feedback of somebody who is registered under another name, and of somebody whom nobody knows."""
    numbers = hub.number(), hub.number()
    register(hub, household(hub, {**member(numbers[0]), "name": "李乙"}))
    return [feedback(hub, number, f"{name}-{number}") for number in numbers]


@pytest.mark.parametrize("check", [True, False])
def test_a_wrong_name_beside_a_registered_number_is_the_same_work_as_beside_nobodys(
    hub: Running, sent: Callable[[], list[str]], check: bool
) -> None:
    works = []
    # Whoever asks something first has its document kept: of both the second time is compared.
    for item in (feedback(hub, hub.number(), f"oracle-first-{check}"), *two(hub, "oracle")):
        told = hub["education_aid"].ask(FEED, {"items": [item], "check": check})["feedBackEducationAid"]
        works.append((sent(), told["outcomes"][0]["__typename"], told["outcomes"][0]["clashes"]))
    assert works[1] == works[2]


def test_facts_under_a_wrong_name_are_the_same_work_as_facts_of_nobody(
    hub: Running, sent: Callable[[], list[str]]
) -> None:
    works = []
    for named in (feedback(hub, hub.number(), "facts-first"), *two(hub, "facts")):
        who = {"idNumber": named["idNumber"], "name": "王甲", "sourceRecordId": named["idNumber"]}
        item = {**who, "asOf": "2024-03-01", "person": {"studentStage": "PRIMARY"}}
        told = hub["education_aid"].ask(FACTS, {"items": [item]})["reportFactsEducationAid"]
        works.append((sent(), [one["__typename"] for one in told["outcomes"]]))
    assert works[1] == works[2]


def test_a_question_gives_nobody_an_identity_and_lists_nobody(hub: Running) -> None:
    counts = "SELECT (SELECT count(*) FROM identities), (SELECT count(*) FROM mismatches)"
    items = two(hub, "asked")
    before = hub.rows(counts)
    hub["education_aid"].ask(FEED, {"items": items, "check": True})
    assert hub.rows(counts) == before


def test_about_strangers_a_client_asks_so_often_a_day_and_is_told_what_to_do(hub: Running) -> None:
    def ask() -> Any:
        asked = {"items": two(hub, "quota"), "check": True}
        return hub["education_aid"].ask(FEED, asked)["feedBackEducationAid"]

    before = dict(hub.rows(SAVED))
    assert ask()["__typename"] == "FeedbackReport"
    ((client, asked),) = dict(hub.rows(SAVED)).items() - before.items()
    assert asked - before.get(client, 0) == 2, "registered or not, they are strangers"
    most = statistics().strangers_a_day
    hub.rows("UPDATE stranger_questions SET count = %s WHERE asker = %s RETURNING 1", most - 1, client)
    refusal = ask()
    assert (refusal["code"], "2024-03-16" in refusal["message"]) == ("STRANGERS_QUOTA", True)
    kept = hub.rows("SELECT count FROM stranger_questions WHERE asker = %s AND day = %s", client, TODAY)
    assert kept == [(most - 1,)]
    hub.rows("DELETE FROM stranger_questions WHERE asker = %s RETURNING 1", client)


@pytest.mark.parametrize("who", ["education_aid", "medical_insurance", "disabled_federation", "human_resources"])
def test_who_is_shown_no_household_number_is_told_nothing_by_one(hub: Running, who: str) -> None:
    for number in ("CASE-01", "NO-SUCH"):
        assert hub[who].refused(f'{{ household(number: "{number}") {{ id }} }}') == ["NOT_SHARED"]
        assert hub[who].refused(f'{{ households(filter: {{number: "{number}"}}) {{ totalCount }} }}') == ["NOT_SHARED"]
