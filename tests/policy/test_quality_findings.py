"""Findings of quality: what each kind of rule finds in what an item says, and that it is silent about what is not said."""

from datetime import date
from typing import Any

import pytest

from policy.catalogue import Catalogue
from policy.quality_findings import Quality, Said

DAY = date(2024, 3, 1)


def found(catalogue: Catalogue, of: str, programme: str = "", status: str = "GRANTED", **values: Any) -> set[str]:
    """The rules that are broken, and where; `person__age` is person.age."""
    rules = [rule for rule in catalogue.quality.values() if rule.of == of]
    told = {name.replace("__", "."): value for name, value in values.items()}
    said = Said({"as_of": DAY, "today": DAY, **told}, 31, catalogue.programmes.get(programme), status)
    return {
        f"{rule.code} {at}" for rule, at in Quality(rules, catalogue.facts, lambda place: place != "62x").findings(said)
    }


CASES: list[tuple[dict[str, Any], set[str]]] = [
    (
        {"person__registered_unemployed": True, "person__age": 15, "person__unemployed_since": DAY},
        {"UNEMPLOYED_UNDER_AGE"},
    ),
    ({"person__registered_unemployed": True, "person__age": 16, "person__unemployed_since": DAY}, set()),
    ({"person__registered_unemployed": True, "person__unemployed_since": DAY}, set()),
    ({"person__student_stage": "PRIMARY", "person__age": 40, "person__school": "一小"}, {"STAGE_AND_AGE"}),
    ({"person__student_stage": "PRIMARY", "person__age": 8, "person__school": "一小"}, set()),
    ({"person__disabled": True, "person__disability_type": "VISUAL"}, {"DISABLED_WITHOUT_KIND"}),
    ({"person__disability_type": "VISUAL"}, set()),
    ({"household__risk_status": "REMOVED", "household__monitored_since": date(2024, 2, 20)}, {"RISK_REMOVED_AT_ONCE"}),
    ({"household__risk_status": "REMOVED", "household__monitored_since": date(2023, 2, 20)}, set()),
    ({"housing__graded_on": date(2024, 3, 2)}, {"LATER_THAN_AS_OF"}),
    ({"person__certificate_valid_until": date(2030, 1, 1)}, set()),
    ({"as_of": date(2023, 12, 1)}, {"AS_OF_OLD"}),
    ({"event__place": "62x"}, {"PLACE_UNKNOWN"}),
    ({"payment__amount": 0}, {"PAYMENT_OF_NOTHING"}),
    ({"payment__amount": None}, set()),
    ({"housing__floor_area": 4}, {"FLOOR_AREA_OUT_OF_RANGE"}),
    ({"housing__floor_area": 1001}, {"FLOOR_AREA_OUT_OF_RANGE"}),
]


@pytest.mark.parametrize(("values", "codes"), CASES)
def test_facts_are_read_by_what_the_item_itself_says(
    catalogue: Catalogue, values: dict[str, Any], codes: set[str]
) -> None:
    assert {one.partition(" ")[0] for one in found(catalogue, "facts", **values)} == codes


def test_a_rule_points_to_what_breaks_it(catalogue: Catalogue) -> None:
    assert found(catalogue, "facts", person__disabled=True) == {
        "DISABLED_WITHOUT_KIND person.disability_type",
        "DISABLED_WITHOUT_KIND person.disability_grade",
    }


@pytest.mark.parametrize(
    ("programme", "values", "codes"),
    [
        ("civil_affairs.rural_subsistence_allowance", {"amount": 41_700}, set()),
        ("civil_affairs.rural_subsistence_allowance", {"amount": 417}, {"AMOUNT_MONTHLY_OUT_OF_RANGE"}),
        ("civil_affairs.rural_subsistence_allowance", {}, {"AMOUNT_MISSING"}),
        ("civil_affairs.rural_subsistence_allowance", {"amount": 4_170_000}, {"AMOUNT_MONTHLY_OUT_OF_RANGE"}),
        ("human_resources.public_welfare_post", {"person.age": 71}, {"OLD_IN_A_PUBLIC_POST"}),
        ("disabled_federation.child_rehabilitation", {"person.age": 30}, {"AGE_OF_PROGRAMME"}),
        ("disabled_federation.child_rehabilitation", {"person.age": 5}, set()),
    ],
)
def test_feedback_is_read_by_its_programme(
    catalogue: Catalogue, programme: str, values: dict[str, Any], codes: set[str]
) -> None:
    assert programme in catalogue.programmes
    assert {one.partition(" ")[0] for one in found(catalogue, "feedback", programme, **values)} == codes
    assert not found(catalogue, "feedback", programme, "ENDED", **values)
