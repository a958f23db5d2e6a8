"""Determinations of a list: of households and members by their numbers, each by itself and each once."""

from typing import Any

import pytest

from tests.hub_running import Running, done
from tests.schema.acts import CHAIN, household, member, register

DETERMINE = """mutation ($items: [NumberedDeterminationInput!]!) { determineListed(items: $items) { __typename
  ... on Refused { code message path }
  ... on DeterminationReport { batch outcomes { __typename ... on Refused { code path }
    ... on DeterminationAccepted { determinations replayed } } } } }"""
CATEGORIES = "query ($n: String!) { household(number: $n) { id categories { code } members { person { id } } } }"


def determine(hub: Running, *items: dict[str, Any], who: str = "civil_affairs") -> list[Any]:
    """Of each item how many determinations it made and whether it was known, or the code and place of its refusal."""
    outcomes = hub[who].ask(DETERMINE, {"items": list(items)})["determineListed"]["outcomes"]
    return [
        (one["code"], one["path"]) if one["__typename"] == "Refused" else (len(one["determinations"]), one["replayed"])
        for one in outcomes
    ]


def registered(hub: Running, *members: dict[str, str]) -> str:
    """The number of a new household."""
    home = household(hub, *members)
    (outcome,) = register(hub, home)
    assert outcome["__typename"] == "Registered", outcome
    return str(home["number"])


def listed(**told: Any) -> dict[str, Any]:
    return {"category": "subsistence_allowance", "validFrom": "2024-01-01", **told}


def test_households_and_members_are_determined_by_their_numbers(hub: Running) -> None:
    one, other = hub.number(), hub.number()
    both = registered(hub, member(one), member(other, "10"))
    alone = hub.number()
    single = registered(hub, member(alone), member(hub.number(), "10"))
    hardship = listed(category="extreme_hardship", support="dispersed", basis="SINGLE_PERSON")
    assert determine(hub, listed(household=both), {**hardship, "idNumber": alone, "name": "王甲"}) == [
        (2, False),
        (1, False),
    ]
    found = hub["civil_affairs"].ask(CATEGORIES, {"n": single})["household"]
    assert [category["code"] for category in found["categories"]] == ["extreme_hardship"]
    told = hub["civil_affairs"].ask(CHAIN, {"id": found["id"]})["household"]["chain"]["nodes"]
    assert done(told).count("DETERMINED") == 1


def test_what_stands_there_is_replayed_and_what_is_like_it_is_refused(hub: Running) -> None:
    home = registered(hub, member(hub.number()), member(hub.number(), "10"))
    item = listed(household=home, number="1")
    assert determine(hub, item, item) == [(2, False), (0, True)]
    assert determine(hub, item) == [(0, True)]
    other = {**item, "number": "2"}
    assert determine(hub, other) == [("CATEGORY_IN_FORCE", "items[0].category")]
    ((count,),) = hub.rows(
        "SELECT count(*) FROM determinations d JOIN households h ON h.id = d.household_id WHERE h.number = %s", home
    )
    assert count == 2


def test_what_is_wrong_is_told_in_its_place_and_spoils_nothing_else(hub: Running) -> None:
    who, elsewhere, unseen = hub.number(), hub.number(), hub.number()
    home, another = registered(hub, member(who)), registered(hub, member(elsewhere))
    named = {"idNumber": who, "name": "王甲"}
    assert determine(
        hub,
        listed(),
        listed(idNumber=who),
        listed(household="nowhere"),
        listed(idNumber=unseen, name="王甲"),
        listed(**{**named, "name": "李乙"}),
        listed(**named, household=another),
        listed(household=home, category="relapse_monitored"),
        listed(household=home, basis="SINGLE_PERSON"),
        listed(household=home, category="extreme_hardship"),
        listed(household=home, category="no such"),
        listed(household=home, validFrom="2024-12-01"),
        listed(**named, household=home),
    ) == [
        ("MISSING", "items[0].household"),
        ("MISSING", "items[1].name"),
        ("UNKNOWN_HOUSEHOLD", "items[2].household"),
        ("UNKNOWN_PERSON", "items[3].idNumber"),
        ("NAME_DIFFERS", "items[4].name"),
        ("NOT_A_MEMBER", "items[5].idNumber"),
        ("NOT_THE_AGENCY", "items[6].category"),
        ("MISSING", "items[7].idNumber"),
        ("SUPPORT_ONLY_FOR_EXTREME_HARDSHIP", "items[8].support"),
        ("UNKNOWN_CODE", "items[9].category"),
        ("TOO_FAR_AHEAD", "items[10].validFrom"),
        (1, False),
    ]  # fmt: skip


def test_the_batch_is_looked_up_with_its_counts(hub: Running) -> None:
    item = listed(household=registered(hub, member(hub.number())))
    id = hub["civil_affairs"].ask(DETERMINE, {"items": [item, item, listed()]})["determineListed"]["batch"]
    batch = hub["civil_affairs"].ask(
        "query ($id: ID!) { batch(id: $id) { kind items accepted replayed refused } }", {"id": id}
    )
    assert batch["batch"] == {"kind": "DETERMINATIONS", "items": 3, "accepted": 1, "replayed": 1, "refused": 1}


@pytest.mark.parametrize("who", ["civil_affairs elsewhere"])
def test_in_another_county_neither_household_nor_member_is_found(hub: Running, who: str) -> None:
    number = hub.number()
    home = registered(hub, member(number))
    assert determine(hub, listed(household=home), listed(idNumber=number, name="王甲"), who=who) == [
        ("UNKNOWN_HOUSEHOLD", "items[0].household"),
        ("UNKNOWN_PERSON", "items[1].idNumber"),
    ]


def test_the_agency_of_a_category_determines_it_by_its_own_scope(hub: Running) -> None:
    home = registered(hub, member(hub.number()))
    item = listed(household=home, category="relapse_monitored")
    assert determine(hub, item, who="rural_revitalization") == [(1, False)]
    assert determine(hub, listed(household=home), who="rural_revitalization") == [
        ("NOT_THE_AGENCY", "items[0].category")
    ]
    assert hub["housing"].refused(DETERMINE, {"items": [item]}) == ["MISSING_SCOPE"]


def test_a_batch_of_none_is_refused(hub: Running) -> None:
    assert hub["civil_affairs"].ask(DETERMINE, {"items": []})["determineListed"]["code"] == "BATCH_SIZE"
