"""Every act that waits for a second person, as a township enters it: what it says of a household made for it."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from connectors import discover
from policy.catalogue import load
from schema.compose import compose
from tests.hub_running import TOWNSHIP, Running
from tests.schema.acts import Outcome, household, member
from tests.schema.register.test_corrections import registered
from tests.schema.register.test_merges import merge, merging
from tests.schema.register.test_merges import person_of as standing

GRAPH = compose(load(discover()))
SAID = "__typename ... on Proposed { id dueOn } ... on Refused { code path message }"
ALLOWED = (
    """mutation ($input: DeterminationInput!) { determine(input: $input) { ... on Determined { determinations } } }"""
)
VERSION = """SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') FROM determinations
WHERE id = %s"""


def sent(hub: Running, who: str, act: str, arguments: Mapping[str, Any], **besides: Any) -> Outcome:
    """What an act answers of one item, or of what it is asked for."""
    field = GRAPH.core.mutation_type.fields[act]
    items = "items" in field.args
    given = {**({"items": [arguments]} if items else arguments), **besides}
    declared = ", ".join(f"${name}: {field.args[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    report = next(iter(field.type.of_type.types)) if items else None
    selected = f"... on {report} {{ outcomes {{ {SAID} }} }} ... on Refused {{ code path message }}" if items else SAID
    answer = hub[who].ask(f"mutation ({declared}) {{ {act}({passed}) {{ {selected} }} }}", given)[act]
    return Outcome(answer["outcomes"][0] if items and "outcomes" in answer else answer)


def home(hub: Running) -> tuple[str, str]:
    """A household of one in the township, and its member."""
    return registered(hub, hub.number("19800101"), division=TOWNSHIP)


def allowed(hub: Running) -> str:
    """A determination that stands there."""
    household, _ = home(hub)
    given = {"household": household, "category": "near_subsistence", "validFrom": "2024-01-01"}
    (determination,) = hub["civil_affairs"].ask(ALLOWED, {"input": given})["determine"]["determinations"]
    return str(determination)


def version(hub: Running, determination: str) -> str:
    ((seen,),) = hub.rows(VERSION, determination)
    return str(seen)


def _register(hub: Running) -> dict[str, Any]:
    return household(hub, member(hub.number("19800101")), division=TOWNSHIP)


def _determine(hub: Running) -> dict[str, Any]:
    return {"input": {"household": home(hub)[0], "category": "near_subsistence", "validFrom": "2024-01-01"}}


def _determine_listed(hub: Running) -> dict[str, Any]:
    number = hub.number("19800101")
    registered(hub, number, division=TOWNSHIP)
    return {"idNumber": number, "name": "王甲", "category": "near_subsistence", "validFrom": "2024-01-01"}


def _end(hub: Running) -> dict[str, Any]:
    return {"determination": allowed(hub), "on": "2024-03-01", "reason": "moved away"}


def _correct_determination(hub: Running) -> dict[str, Any]:
    one = allowed(hub)
    return {"input": {"determination": one, "seen": version(hub, one), "reason": "a slip", "validFrom": "2024-02-01"}}


def _void(hub: Running) -> dict[str, Any]:
    one = allowed(hub)
    return {"determination": one, "seen": version(hub, one), "reason": "another family"}


def _correct_person(hub: Running) -> dict[str, Any]:
    _, person = home(hub)
    said = {"name": "王乙", "reason": "窗口录入有误", "basis": "户口簿", "seen": standing(hub, person)["recordedAt"]}
    return {"input": {"person": person, **said}}


def _change_contacts(hub: Running) -> dict[str, Any]:
    seen = datetime.datetime.now(datetime.UTC).isoformat()
    said = {"phone": "13900000001", "since": "2024-03-10", "reason": "本人到窗口变更", "seen": seen}
    return {"input": {"person": home(hub)[1], **said}}


def _merge_persons(hub: Running) -> dict[str, Any]:
    return {"input": merging(hub, home(hub)[1], home(hub)[1])}


def _unmerge_persons(hub: Running) -> dict[str, Any]:
    kept, duplicate = home(hub)[1], home(hub)[1]
    assert merge(hub, kept, duplicate)["__typename"] == "PersonMerge"
    return {"duplicate": duplicate, "reason": "two after all"}


def _merge_households(hub: Running) -> dict[str, Any]:
    (kept, _), (duplicate, wife) = home(hub), home(hub)
    relations = [{"person": wife, "relation": "10"}]
    said = {"reason": "the same family", "basis": "hukou booklet", "relations": relations}
    return {"input": {"keep": kept, "duplicate": duplicate, **said}}


def _unmerge_households(hub: Running) -> dict[str, Any]:
    given = _merge_households(hub)
    assert sent(hub, "civil_affairs", "mergeHouseholds", given)["__typename"] == "HouseholdsMerged"
    return {"duplicate": given["input"]["duplicate"], "reason": "two families"}


def _leave(hub: Running) -> dict[str, Any]:
    return {"input": {"person": home(hub)[1], "on": "2024-03-10", "reason": "EMIGRATION"}}


def _open(hub: Running) -> dict[str, Any]:
    hub.numbers += 1
    said = {"division": TOWNSHIP, "on": "2024-03-15", "reason": f"回访名单{hub.numbers}"}
    return {"input": {**said, "count": 5}}


ACTS: Mapping[str, Callable[[Running], dict[str, Any]]] = {
    "openNames": _open,
    "registerHouseholds": _register,
    "determine": _determine,
    "determineListed": _determine_listed,
    "endDetermination": _end,
    "correctDetermination": _correct_determination,
    "voidDetermination": _void,
    "correctPerson": _correct_person,
    "changeContacts": _change_contacts,
    "mergePersons": _merge_persons,
    "unmergePersons": _unmerge_persons,
    "mergeHouseholds": _merge_households,
    "unmergeHouseholds": _unmerge_households,
    "leaveHousehold": _leave,
}
