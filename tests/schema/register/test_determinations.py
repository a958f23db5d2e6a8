"""Determinations in the graph: entered before their day, corrected, taken back and looked at again."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.hub_running import Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_matters import on_allowance

SAID = "__typename ... on Refused { code path } ... on Determined { determinations household { categories { code } } }"
CORRECT = (
    f"mutation ($input: DeterminationCorrectionInput!) {{ did: correctDetermination(input: $input) {{ {SAID} }} }}"
)
VOID = f"""mutation ($id: ID!, $seen: Instant!) {{
  did: voidDetermination(determination: $id, seen: $seen, reason: "another family") {{ {SAID} }} }}"""
REVIEW = f"""mutation ($id: ID!, $seen: Instant!, $on: Date!, $due: Date) {{
  did: reviewDetermination(determination: $id, seen: $seen, on: $on, nextDue: $due, reason: "visited") {{ {SAID} }} }}"""
END = f"""mutation ($id: ID!, $on: Date!) {{
  did: endDetermination(determination: $id, on: $on, reason: "another life",
    withoutHearing: {{because: OWN_REQUEST, paper: "2024-5"}}) {{ {SAID} }} }}"""
DETERMINATIONS = """query ($id: ID!, $asOf: Date, $knownAt: Instant) { household(id: $id) { members { person {
  determinations(asOf: $asOf, knownAt: $knownAt) { id category { code } validFrom validTo reviewDue recordedAt } } } } }"""


def settled(hub: Running) -> str:
    (registered,) = register(hub, household(hub, member(hub.number("19800101"))))
    home: str = registered["household"]
    return home


def shown(hub: Running, home: str, **asked: str) -> list[dict[str, Any]]:
    (one,) = hub["civil_affairs"].ask(DETERMINATIONS, {"id": home, **asked})["household"]["members"]
    found: list[dict[str, Any]] = one["person"]["determinations"]
    return found


def did(hub: Running, document: str, who: str = "civil_affairs", **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = hub[who].ask(document, given)["did"]
    return answer


def test_what_begins_next_month_is_entered_today(hub: Running) -> None:
    home = settled(hub)
    made = on_allowance(hub, home, validFrom="2024-04-01")
    assert made["household"]["categories"] == []
    assert [one["category"]["code"] for one in shown(hub, home, asOf="2024-04-01")] == ["subsistence_allowance"]


def test_a_correction_is_read_back_as_of_a_day_and_as_it_was_known(hub: Running) -> None:
    home = settled(hub)
    on_allowance(hub, home)
    (old,) = shown(hub, home)
    given = {"determination": old["id"], "seen": old["recordedAt"], "reason": "a wrong line"}
    corrected = did(hub, CORRECT, input={**given, "category": "near_subsistence", "validFrom": "2023-12-01"})
    assert corrected["household"]["categories"] == [{"code": "near_subsistence"}]
    (new,) = shown(hub, home, asOf="2023-12-15")
    assert (new["category"]["code"], new["validFrom"]) == ("near_subsistence", "2023-12-01")
    assert (old["reviewDue"], new["reviewDue"]) == ("2025-03-15", "2025-03-15")
    (known,) = shown(hub, home, knownAt=old["recordedAt"])
    assert known == old
    assert shown(hub, home, asOf="2023-12-15", knownAt=old["recordedAt"]) == []
    again = did(hub, CORRECT, input={**given, "validTo": "2024-03-01"})
    assert (again["code"], again["path"]) == ("CHANGED_SINCE", "input.seen")
    foreseen = did(hub, CORRECT, input={**given, "seen": "9999-12-31T23:00:00Z", "validTo": "2024-03-01"})
    assert (foreseen["code"], foreseen["path"]) == ("SEEN_AHEAD", "input.seen")
    late = {**given, "determination": new["id"], "validTo": None, "category": None}
    assert (did(hub, CORRECT, input=late)["code"], did(hub, CORRECT, input=late)["path"]) == (
        "MISSING",
        "input.category",
    )
    unseen = did(hub, CORRECT, input={**given, "determination": new["id"], "validTo": "2024-03-01"})
    assert unseen["code"] == "CHANGED_SINCE"
    elsewhere = did(hub, CORRECT, "civil_affairs elsewhere", input={**given, "determination": new["id"]})
    assert elsewhere["code"] == "NO_DETERMINATION"


def test_a_corrected_category_is_looked_at_again_in_its_own_time_or_by_the_day_that_is_given(hub: Running) -> None:
    home = settled(hub)
    on_allowance(hub, home)
    for to, due in (({}, "2024-09-15"), ({"reviewDue": "2024-05-01"}, "2024-05-01"), ({"validTo": None}, "2024-05-01")):
        (stands,) = shown(hub, home)
        given = {"determination": stands["id"], "seen": stands["recordedAt"], "reason": "a wrong line"}
        assert did(hub, CORRECT, input={**given, "category": "rigid_expenditure", **to})["__typename"] == "Determined"
        assert [one["reviewDue"] for one in shown(hub, home)] == [due]
    given = {**given, "determination": shown(hub, home)[0]["id"], "seen": shown(hub, home)[0]["recordedAt"]}
    early = did(hub, CORRECT, input={**given, "reviewDue": "2023-01-01"})
    assert (early["code"], early["path"]) == ("REVERSED_DATES", "input.reviewDue")


def test_one_entered_in_error_is_taken_back(hub: Running) -> None:
    home = settled(hub)
    on_allowance(hub, home)
    (made,) = shown(hub, home)
    voided = did(hub, VOID, id=made["id"], seen=made["recordedAt"])
    assert (voided["determinations"], voided["household"]["categories"]) == ([], [])
    assert did(hub, VOID, id=made["id"], seen=made["recordedAt"])["code"] == "CHANGED_SINCE"
    assert shown(hub, home) == []
    assert shown(hub, home, knownAt=made["recordedAt"]) == [made]


def test_a_determination_is_looked_at_again_and_kept(hub: Running) -> None:
    home = settled(hub)
    on_allowance(hub, home)
    (made,) = shown(hub, home)
    assert made["reviewDue"] == "2025-03-15"
    given = {"id": made["id"], "seen": made["recordedAt"]}
    assert did(hub, REVIEW, **given, on="2023-12-01")["code"] == "REVERSED_DATES"
    assert did(hub, REVIEW, **given, on="2024-04-01")["code"] == "FUTURE_DATE"
    assert did(hub, REVIEW, **given, on="2024-03-10", due="2024-03-01")["path"] == "nextDue"
    assert did(hub, REVIEW, **given, on="2024-03-10", due="2024-09-10")["__typename"] == "Determined"
    (kept,) = shown(hub, home)
    assert (kept["reviewDue"], kept["validFrom"]) == ("2024-09-10", made["validFrom"])


def test_of_all_who_change_a_determination_at_once_one_wins_and_the_others_are_told(hub: Running) -> None:
    home = settled(hub)
    on_allowance(hub, home)
    (made,) = shown(hub, home)
    given = {"determination": made["id"], "seen": made["recordedAt"], "reason": "a wrong line"}
    seen = {"id": made["id"], "seen": made["recordedAt"]}
    acts: list[tuple[str, dict[str, Any]]] = [
        (CORRECT, {"input": {**given, "validTo": "2024-06-01"}}),
        (CORRECT, {"input": {**given, "category": "near_subsistence"}}),
        (VOID, seen),
        (REVIEW, {**seen, "on": "2024-03-10"}),
        (END, {"id": made["id"], "on": "2024-03-20"}),
    ]
    with ThreadPoolExecutor(len(acts)) as officers:
        told = list(officers.map(lambda act: did(hub, act[0], **act[1]), acts))
    refused = [answer["code"] for answer in told if answer["__typename"] == "Refused"]
    assert len(refused) == len(acts) - 1
    assert set(refused) <= {"CHANGED_SINCE", "NO_DETERMINATION"}
