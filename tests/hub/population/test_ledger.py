"""The ledger of a load: one broken off is finished to the same, and another population is refused."""

import pytest

from hub.population.ledger import Order
from hub.population.loading import load
from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.store.connection import Connection
from tests.hub.population.conftest import DAY
from tests.hub.population.test_loading import FEW, content

pytestmark = pytest.mark.anyio


async def test_a_load_broken_off_is_finished_to_the_same(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    def break_off(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await load(province, FEW, vault, catalogue, DAY, break_off)
    half = await content(province)
    rest = await load(province, FEW, vault, catalogue, DAY)
    whole = await content(province)
    assert rest.households
    assert half[0] + rest.households == whole[0]
    assert await load(province, FEW, vault, catalogue, DAY) == type(rest)()
    assert await content(province) == whole


async def test_another_population_is_refused(province: Connection, vault: Vault, catalogue: Catalogue) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    with pytest.raises(Refusal, match="empty database"):
        await load(province, Order(persons=500, seed=3), vault, catalogue, DAY)
