"""Loading: the register holds what was invented, and one broken off is finished."""

from typing import Any

import pytest

from hub.population.ledger import Order
from hub.population.loading import load
from policy.cases import worked_cases
from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import masked
from registry.identity.vault import Vault
from registry.journal.chain import Link, commitment
from registry.store.connection import Connection
from registry.targets.counts import counted as counted_in
from tests.hub.population.conftest import DAY

pytestmark = pytest.mark.anyio

FEW = Order(persons=400, seed=3)

# Rows, whatever their ids are.
CONTENT = """SELECT
  (SELECT count(*) FROM households), (SELECT count(*) FROM persons), (SELECT count(*) FROM identities),
  (SELECT count(*) FROM vault), (SELECT count(*) FROM determinations), (SELECT count(*) FROM assistance_records),
  (SELECT count(*) FROM payments), (SELECT count(*) FROM chain_links), (SELECT count(*) FROM targets),
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


async def test_a_link_commits_to_what_it_tells(province: Connection, vault: Vault, catalogue: Catalogue) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    rows = await province.execute(
        """SELECT kind, identity_id, household_id, person_id, position, happened_on, department, programme, category,
          record_id, determination_id, note, id, salt, hash FROM chain_links"""
    )
    for *told, id, salt, hash in await rows.fetchall():
        assert commitment(Link(*told), id, salt) == hash


async def test_an_id_number_is_found_and_opened_as_any_other(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    rows = await province.execute(
        """SELECT v.id, v.sealed, p.id_number_masked FROM identities i JOIN persons p ON p.identity_id = i.id
        JOIN vault v ON v.id = i.id AND v.attribute = 'id_number' WHERE i.index = $1""",
        [vault.blind_index(ID_CARD, "629901197905120017")],
    )
    ((id, sealed, shown),) = await rows.fetchall()
    assert vault.open("id_number", id, sealed) == "629901197905120017"
    assert shown == masked("629901197905120017")


async def test_every_reference_leads_somewhere(province: Connection, vault: Vault, catalogue: Catalogue) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    keys = await province.execute("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'")
    for table, name in await keys.fetchall():
        await province.execute(f"UPDATE pg_constraint SET convalidated = false WHERE conname = '{name}'")
        await province.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")


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
