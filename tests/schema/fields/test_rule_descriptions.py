"""A description says what its field needs, as the rule has it that is enforced."""

import pytest

from connectors import discover
from planner.rights import Rule
from policy.catalogue import load
from schema.compose import compose
from schema.fields.mapping import alternatives
from schema.fields.rule_descriptions import FREE, needed

CATALOGUE = load(discover())
GRAPH = compose(CATALOGUE)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(alternatives("hub:read")), ""),
        (
            Rule(alternatives(("civil/referral:write", "civil/match:write"))),
            "civil/referral:write or civil/match:write",
        ),
        (Rule(alternatives("hub:read"), "person.sex"), "column (数据项) person.sex"),
        (Rule(column="person.name", purpose=True), "column (数据项) person.name, a purpose (用途)"),
        (Rule(alternatives(("health/targets:read", "civil/match:write"))), "health/targets:read or civil/match:write"),
        (
            Rule(alternatives((*(f"{code}/targets:read" for code in CATALOGUE.departments), "civil/population:read"))),
            "<department>/targets:read or civil/population:read",
        ),
    ],
)
def test_what_is_needed_is_said_in_few_words(rule: Rule, said: str) -> None:
    assert needed(rule, CATALOGUE.departments) == said


def test_every_column_and_every_scope_stands_where_it_is_needed() -> None:
    for place, rule in GRAPH.rules.items():
        if len(place) == 2 and (rule.column or rule.scopes not in ((), FREE)):
            type_ = GRAPH.core.type_map[place[0]]
            text = f"{type_.description} {type_.fields[place[1]].description}"  # type: ignore[attr-defined] # it has some
            assert "Needs (须有)" in text, place
            assert (rule.column or "") in text, place


def test_what_may_be_asked_by_says_so_too() -> None:
    filter_ = GRAPH.core.type_map["HouseholdFilter"].fields  # type: ignore[attr-defined] # an input
    assert filter_["residence"].description.endswith("column (数据项) household.residence.")
    assert filter_["division"].description.endswith("column (数据项) household.division.")
    person = GRAPH.core.query_type.fields["person"]  # type: ignore[union-attr] # there is one
    assert person.args["idNumber"].description.endswith("a purpose (用途).")


def test_what_a_whole_type_needs_is_said_once() -> None:
    record = GRAPH.core.type_map["HousingRecord"]
    assert "housing/feedback:read" in str(record.description)
    assert "Needs" not in record.fields["amount"].description  # type: ignore[attr-defined] # an object
