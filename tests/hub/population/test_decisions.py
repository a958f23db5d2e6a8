"""Decisions: some warnings have been decided, right ones and wrong ones, each in the chain."""

import pytest

from hub.population.ledger import Order
from hub.population.loading import load
from policy.catalogue import Catalogue
from registry.identity.vault import Vault
from registry.store.connection import Connection
from tests.hub.population.conftest import DAY

pytestmark = pytest.mark.anyio

OUTCOMES = """SELECT outcome, count(*), bool_and(closed_on = $1::date AND reason LIKE '%（示例）'),
  bool_and(EXISTS (SELECT FROM chain_links l WHERE l.household_id = w.household_id AND l.kind = 'WARNING_CLOSED'))
FROM early_warnings w GROUP BY 1"""


async def test_of_the_households_seen_to_every_warning_is_decided_right_otherwise_or_wrong(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    await load(province, Order(persons=1500, seed=3), vault, catalogue, DAY)
    rows = await (await province.execute(OUTCOMES, [DAY])).fetchall()
    assert {outcome for outcome, *_ in rows} == {"CONFIRMED", "DECIDED_OTHERWISE", "FALSE_POSITIVE"}
    assert all(count and told and linked for _, count, told, linked in rows)
