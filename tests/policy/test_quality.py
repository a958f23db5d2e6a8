"""Rules of quality: each leads somewhere, none hides behind a refusal, and what cannot be read is told at the start."""

import tomllib
from collections.abc import Mapping

import pytest

from policy import quality as module
from policy.catalogue import Catalogue
from policy.errors import UnknownFact, UnknownProgramme, UnknownWord, WrongValue
from policy.quality import BUILT_IN, quality
from registry.errors import codes

CLAUSES = 'all = ["person.age < 16"]\nat = "person.employed"'


def declared(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, text: str) -> Mapping[str, module.Rule]:
    """A file with one rule."""
    head = '[[rule]]\ncode = "ODD"\nof = "facts"\ndimension = "ORDER"\nseverity = "WARNS"\nen = "e"\nzh = "z"\nsource = "gk"\n'
    monkeypatch.setattr(module, "read", lambda _: tomllib.loads(head + text))
    module.declared.cache_clear()
    try:
        return quality(catalogue.facts, catalogue.programmes)
    finally:
        module.declared.cache_clear()


def test_no_rule_is_called_as_a_refusal_is_and_all_that_are_built_in_are_declared(catalogue: Catalogue) -> None:
    assert not set(catalogue.quality) & set(codes())
    assert set(BUILT_IN) <= set(catalogue.quality)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('all = ["person.shoe_size < 16"]\nat = "person.employed"', UnknownFact),
        ('all = ["person.age < @working_age_from"]\nat = "person.employed"', WrongValue),
        ('missing = ["person.shoe_size"]', UnknownWord),
        (f'{CLAUSES}\nstatuses = ["GRANTED"]', WrongValue),
        ('all = ["person.age < 16"]', WrongValue),
        (f'{CLAUSES}\nmissing = ["person.school"]\nresolves = ["event.place"]', WrongValue),
        (f"{CLAUSES}\nbuilt_in = true", WrongValue),
    ],
)
def test_a_rule_that_cannot_be_read_stops_the_start(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, text: str, error: type[Exception]
) -> None:
    assert set(declared(catalogue, monkeypatch, CLAUSES)) == {"ODD"}
    with pytest.raises(error):
        declared(catalogue, monkeypatch, text)


def test_a_rule_names_programmes_that_are_there(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownProgramme):
        quality(catalogue.facts, set(catalogue.programmes) - {"human_resources.public_welfare_post"})
