"""Places: every county has households, and villages of a kind about as many."""

from collections import Counter

from hub.population.households import Household


def test_every_county_has_households_and_villages_of_a_kind_have_about_as_many(invented: list[Household]) -> None:
    counties = Counter(h.village.county for h in invented)
    villages = Counter(h.village.code for h in invented if h.residence == "rural")
    assert len(counties) == 40
    assert max(villages.values()) - min(villages.values()) <= 2
