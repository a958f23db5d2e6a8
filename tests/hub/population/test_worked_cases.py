"""The worked cases of the demonstration are targets of what the rules find."""

import pytest

from hub.population.loading import load
from policy.cases import worked_cases
from policy.catalogue import Catalogue
from registry.identity.vault import Vault
from registry.store.connection import Connection
from tests.hub.population.conftest import DAY
from tests.hub.population.test_loading import FEW

pytestmark = pytest.mark.anyio


async def test_the_worked_cases_are_targets_of_what_the_rules_find(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    rows = await province.execute(ELIGIBLE)
    found = dict(await rows.fetchall())
    cases = {}
    for case in worked_cases(catalogue):
        cases.setdefault(f"CASE-{case.number:02}", case.expected["eligible"])
    assert {number: sorted(eligible) for number, eligible in found.items()} == {
        number: sorted(eligible) for number, eligible in cases.items()
    }


# Members of a case are registered in the order of their letters.
ELIGIBLE = """WITH lettered AS (
  SELECT person_id, chr(64 + row_number() OVER (PARTITION BY household_id ORDER BY id)::int) AS letter FROM memberships)
SELECT h.number, array_agg(g.number || '@' || coalesce(l.letter, 'H'))
FROM targets t JOIN programmes g ON g.code = t.programme JOIN households h ON h.id = t.household_id
LEFT JOIN lettered l ON l.person_id = t.person_id
WHERE h.number LIKE 'CASE-%' AND t.certainty = 'MET' AND t.until IS NULL GROUP BY h.number"""
