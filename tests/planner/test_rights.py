"""What an operation requires is known from its plan, and asked of each caller."""

import toy
from toy_hub import ToyHub

from planner.rights import Problem

NUMBER = "identity/number:read"


def lacking(
    hub: ToyHub, text: str, scopes: set[str], sees: set[str], purpose: bool = False, **variables: object
) -> list[Problem]:
    return hub.bound(text, variables)[0].missing(frozenset(scopes), frozenset(sees), purpose)


def test_a_scope_that_is_missing_is_named_with_the_place(toy_hub: ToyHub) -> None:
    text = f'{{ home: household(id: "{toy.uuid(1, 1)}") {{ number link: chain {{ totalCount }} }} }}'
    problem = Problem(("home", "link"), "Household.chain", "MISSING_SCOPE", "household/chain:read")
    assert lacking(toy_hub, text, set(), set()) == [problem]
    assert lacking(toy_hub, text, {"household/chain:read"}, set()) == []


def test_a_clear_identity_needs_scope_column_and_purpose(toy_hub: ToyHub) -> None:
    text = f'{{ person(id: "{toy.uuid(2, 1)}") {{ ...F }} }} fragment F on Person {{ idNumber }}'
    codes = [problem.code for problem in lacking(toy_hub, text, set(), set())]
    assert codes == ["MISSING_SCOPE", "NOT_SHARED", "PURPOSE_REQUIRED"]
    assert lacking(toy_hub, text, {NUMBER}, {"idNumber"}, purpose=True) == []


def test_one_of_the_alternatives_is_enough(toy_hub: ToyHub) -> None:
    text = "{ records { ... on HousingRecord { amount } } }"
    assert lacking(toy_hub, text, {"household/amounts:read"}, set())[0].need == (
        "housing/feedback:read or household/amounts:read and hub:read"
    )
    assert lacking(toy_hub, text, {"household/amounts:read", "hub:read"}, set()) == []
    assert lacking(toy_hub, text, {"housing/feedback:read"}, set()) == []


def test_the_fields_of_an_interface_require_nothing_of_its_types(toy_hub: ToyHub) -> None:
    assert lacking(toy_hub, "{ records { id month } }", set(), set()) == []


def test_an_argument_requires_only_when_it_has_a_value(toy_hub: ToyHub) -> None:
    text = "query ($n: String, $id: ID) { person(idNumber: $n, id: $id) { name } }"
    assert lacking(toy_hub, text, set(), set(), id=str(toy.uuid(2, 1))) == []
    assert [problem.need for problem in lacking(toy_hub, text, set(), set(), n="…5")] == [NUMBER]


def test_a_field_of_a_filter_may_require_as_well(toy_hub: ToyHub) -> None:
    text = "query ($filter: PeopleFilter) { people(filter: $filter) { name } }"
    assert lacking(toy_hub, text, set(), set(), filter={"sex": "MALE"}) == []
    assert [one.code for one in lacking(toy_hub, text, set(), set(), filter={"bornBefore": "1960-01-01"})] == [
        "NOT_SHARED"
    ]
    assert lacking(toy_hub, '{ people(filter: {bornBefore: "1960-01-01"}) { name } }', set(), {"birthDate"}) == []


def test_a_skipped_field_requires_nothing(toy_hub: ToyHub) -> None:
    text = "query ($clear: Boolean!) { people { name idNumber @include(if: $clear) } }"
    assert lacking(toy_hub, text, set(), set(), clear=False) == []
    assert len(lacking(toy_hub, text, set(), set(), clear=True)) == 3
