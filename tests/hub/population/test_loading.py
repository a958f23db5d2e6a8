"""Loading: the register holds what was invented."""

from typing import Any

import pytest

from hub.population.ledger import Order
from hub.population.loading import load
from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.store.connection import Connection
from registry.targets.counts import counted as counted_in
from tests.hub.population.conftest import DAY

pytestmark = pytest.mark.anyio

FEW = Order(persons=400, seed=3)

# Rows, whatever their ids are.
CONTENT = """SELECT
  (SELECT count(*) FROM households), (SELECT count(*) FROM persons), (SELECT count(*) FROM identities),
  (SELECT count(*) FROM vault), (SELECT count(*) FROM determinations), (SELECT count(*) FROM assistance_records),
  (SELECT count(*) FROM payments),
  (SELECT count(*) FROM chain_links WHERE kind NOT IN ('WARNED', 'WARNING_CLOSED')), (SELECT count(*) FROM targets),
  (SELECT count(*) FROM reach), (SELECT md5(string_agg(number || address, ',' ORDER BY number)) FROM households)"""


async def content(connection: Connection) -> tuple[Any, ...]:
    row = await (await connection.execute(CONTENT)).fetchone()
    assert row is not None
    return row


async def test_everything_invented_is_in_the_register(province: Connection, vault: Vault, catalogue: Catalogue) -> None:
    loaded = await load(province, FEW, vault, catalogue, DAY)
    households, persons, identities, sealed, determined, records, _, links, targets, reached, _ = await content(
        province
    )
    assert (households, persons) == (loaded.households, loaded.persons)
    assert persons == identities == sealed
    assert persons >= FEW.persons
    ended = await (await province.execute("SELECT count(*) FROM determinations WHERE valid_to IS NOT NULL")).fetchone()
    assert ended is not None
    assert links == determined + records + ended[0]
    assert targets
    assert reached


async def test_an_owner_under_row_level_security_loads_too(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    role = f"{province.info.dbname}_plain"
    await province.execute(f"CREATE ROLE {role}")
    tables = await province.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for (table,) in await tables.fetchall():
        await province.execute(f'ALTER TABLE "{table}" OWNER TO {role}')
    await province.execute(f"SET ROLE {role}")
    loaded = await load(province, FEW, vault, catalogue, DAY)
    forced = await province.execute("SELECT count(*) FROM pg_class WHERE relname = 'persons' AND relforcerowsecurity")
    assert await forced.fetchone() == (1,)
    assert (await content(province))[0] == 0
    await province.execute("RESET ROLE")
    assert (await content(province))[0] == loaded.households


async def test_the_counts_are_those_of_the_targets(province: Connection, vault: Vault, catalogue: Catalogue) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    counted = await province.execute(f"{counted_in('$1::int8multirange')} ORDER BY programme", ["{[1,999999999999)}"])
    direct = await province.execute(
        """SELECT programme, count(*) FILTER (WHERE certainty = 'MET'), count(*) FILTER (WHERE certainty = 'UNKNOWN'),
          count(*) FILTER (WHERE certainty = 'MET' AND helped)
        FROM targets WHERE until IS NULL GROUP BY programme ORDER BY programme"""
    )
    rows = await counted.fetchall()
    assert rows == await direct.fetchall()
    assert sum(helped for *_, helped in rows)
    left = await province.execute("SELECT count(*) FROM target_deltas")
    assert await left.fetchone() == (0,)


class BrokenOff(Exception):
    """Power has failed."""


def broken_off(_: int) -> None:
    raise BrokenOff


async def test_what_was_broken_off_is_finished_unless_it_was_begun_by_a_version_that_invented_others(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    order = Order(persons=700, seed=5)
    with pytest.raises(BrokenOff):
        await load(province, order, vault, catalogue, DAY, broken_off)
    begun = (await content(province))[1]
    assert 0 < begun < order.persons
    # As another version would have named them.
    await province.execute("UPDATE households SET number = 'v' || number")
    with pytest.raises(Refusal) as refused:
        await load(province, order, vault, catalogue, DAY)
    assert refused.value.code == "OTHER_INVENTION"
    await province.execute("UPDATE households SET number = substr(number, 2)")
    await load(province, order, vault, catalogue, DAY)
    assert (await content(province))[1] >= order.persons
    await province.execute("UPDATE households SET number = 'v' || number")
    assert (await load(province, order, vault, catalogue, DAY)).persons == 0
