"""The access log is written by the statement that reads."""

import json

import psycopg
import pytest
import toy
from toy_hub import ToyHub


def test_the_log_names_the_rows_shown_and_not_the_one_beyond_the_page(toy_hub: ToyHub) -> None:
    toy_hub.ask("query Page { households(first: 2) { nodes { number } } }")
    shown = [toy.uuid(1, 3), toy.uuid(1, 6)]
    assert toy_hub.logged() == [("county-housing", "Page", [], shown)]


def test_absent_persons_are_logged_as_well(toy_hub: ToyHub) -> None:
    toy_hub.ask(f'{{ person(id: "{toy.uuid(2, 99)}") {{ name }} }}')
    assert toy_hub.logged() == [("county-housing", None, [], [])]


def test_a_clear_identity_is_named_in_the_log(toy_hub: ToyHub) -> None:
    toy_hub.ask(f'{{ person(id: "{toy.uuid(2, 1)}") {{ idNumber }} }}')
    assert toy_hub.logged() == [("county-housing", None, ["id_number"], [toy.uuid(2, 1)])]


def test_what_shows_no_person_is_not_logged(toy_hub: ToyHub) -> None:
    toy_hub.ask("{ me { department } records { month } }")
    assert toy_hub.logged() == []


def test_no_log_row_no_answer(toy_hub: ToyHub) -> None:
    with pytest.raises(psycopg.errors.NotNullViolation):
        toy_hub.ask(f'{{ person(id: "{toy.uuid(2, 1)}") {{ name }} }}', client=None)


def test_entities_are_logged_once_each(toy_hub: ToyHub) -> None:
    text = "query ($all: [_Any!]!) { _entities(representations: $all) { ... on Household { number } } }"
    all_ = [{"__typename": "Household", "id": str(toy.uuid(1, 1))}] * 2
    answer = json.loads(toy_hub.ask(text, {"all": all_}))
    assert answer["data"]["_entities"] == [{"number": "H-001"}] * 2
    assert toy_hub.logged() == [("county-housing", None, [], [toy.uuid(1, 1)])]
