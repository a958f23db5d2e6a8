"""The document in the graph: from a sentence to what rests on it and back, parameters by division, facts in words."""

from typing import Any

import psycopg

from connectors import discover
from policy.catalogue import load
from policy.wording import Language, told
from registry.reference.declared_words import fact_value
from registry.reference.policy_words_sync import mirror_words
from tests.hub_running import HOME, Running

LANGUAGES: tuple[Language, ...] = ("zh", "en")
DOCUMENT = """{ policyDocument { number issuedOn sections { number title sentences { n cites text
  carriers { kind code name nameEn quotes programme { number } }
  duties { quote fields note leftToOffices carriers { kind code } } } } } }"""


def document(hub: Running) -> list[dict[str, Any]]:
    sections = hub["housing"].ask(DOCUMENT)["policyDocument"]["sections"]
    assert [one["number"] for one in sections] == ["一", "二", "三", "四"]
    return [sentence for one in sections for sentence in one["sentences"]]


def test_a_sentence_leads_to_its_programme_and_the_programme_back_to_it(hub: Running) -> None:
    sentence = next(one for one in document(hub) if one["text"].startswith("通过农村危房改造等方式"))
    (carrier,) = sentence["carriers"]
    assert (carrier["kind"], carrier["programme"]) == ("PROGRAMME", {"number": "ZJ-03"})
    assert all(quote in sentence["text"] for quote in carrier["quotes"])
    back = hub["housing"].ask('{ programme(code: "ZJ-03") { sentences { n } parameters { code } } }')["programme"]
    assert sentence["n"] in [one["n"] for one in back["sentences"]]
    assert back["parameters"] == [{"code": "rural_house_categories"}]


def test_parts_of_a_sentence_say_what_is_left_to_offices(hub: Running) -> None:
    duties = [duty for one in document(hub) for duty in one["duties"]]
    assert any(duty["leftToOffices"] for duty in duties)
    conference = next(one for one in duties if one["quote"].startswith("对于情况复杂的"))
    assert {"kind": "PROCEDURE", "code": "conference"} in conference["carriers"]


def test_a_parameter_tells_its_values_by_division_with_their_dates(hub: Running) -> None:
    text = "query ($division: String) { parameters { code name kind values(division: $division) { division { code }"
    text += " value words wordsEn since until source } } }"
    found = {one["code"]: one for one in hub["housing"].ask(text, {"division": HOME})["parameters"]}
    standard = found["subsistence_standard_rural"]
    assert standard["kind"] == "fen"
    (value,) = standard["values"]
    assert (value["words"], value["wordsEn"], value["until"]) == ("474.00元", "474.00 yuan", None)
    assert value["division"] == {"code": "620000000000"}
    assert found["heating"]["values"][0]["words"] == "否"


def test_what_is_mirrored_already_is_not_written_again(hub: Running) -> None:
    with psycopg.connect(hub.owner) as owner:
        assert not mirror_words(owner, load(discover()))


def test_both_readers_say_a_value_in_the_same_words(hub: Running) -> None:
    catalogue = load(discover())
    values: dict[str, tuple[Any, str]] = {
        "person.severe_disabled": (True, "true"),
        "person.student_stage": ("PRIMARY", '"PRIMARY"'),
        "person.age": (61, "61"),
        "household.per_capita_income_after_cost": (47_405, "47405"),
        "person.categories": (frozenset({"near_subsistence"}), '["near_subsistence"]'),
    }
    with psycopg.connect(hub.owner) as owner:
        for fact, (value, json) in values.items():
            declared = next(one for one in catalogue.facts.values() if str(one) == fact)
            for language in LANGUAGES:
                words = fact_value("known.fact", "known.value", language).format()
                asked = (
                    "WITH known AS MATERIALIZED (SELECT %s AS fact, %s::jsonb AS value) SELECT " + words + " FROM known"
                )
                assert owner.execute(asked, [fact, json]).fetchone() == (told(declared, value, language),), fact  # type: ignore[arg-type] # composed of our own words
