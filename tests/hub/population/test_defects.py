"""Defects are there, of every kind that real data have."""

from collections import Counter

from hub.population.households import Household
from tests.hub.population.conftest import DAY
from tests.hub.population.invented import members


def test_defects_are_there(invented: list[Household]) -> None:
    dead = [m for m in members(invented) if m.fact("deceased_on")]
    names = Counter((m.name, m.birth_date) for m in members(invented))
    assert any(d.valid_to is None for m in dead for d in m.determined)
    assert any((DAY - h.as_of).days > 60 for h in invented)
    assert max(names.values()) > 1
