"""Entries: rows of invented households refer to each other, commit to what they tell, and open as any other."""

import pytest

from hub.population.loading import load
from policy.catalogue import Catalogue
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import number_ends
from registry.identity.vault import Vault
from registry.journal.chain import Link, commitment
from registry.store.connection import Connection
from tests.hub.population.conftest import DAY
from tests.hub.population.test_loading import FEW

pytestmark = pytest.mark.anyio


async def test_a_link_commits_to_what_it_tells(province: Connection, vault: Vault, catalogue: Catalogue) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    rows = await province.execute(
        """SELECT kind, identity_id, household_id, person_id, position, happened_on, department, programme, category,
          record_id, determination_id, note, status, amount, term, id, salt, hash FROM chain_links
        WHERE kind <> 'WARNING_CLOSED'"""
    )
    for *told, status, amount, term, id, salt, hash in await rows.fetchall():
        assert commitment(Link(*told, status=status, amount=amount, term=term), id, salt) == hash


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
    assert shown == number_ends("629901197905120017")


async def test_every_reference_leads_somewhere(province: Connection, vault: Vault, catalogue: Catalogue) -> None:
    await load(province, FEW, vault, catalogue, DAY)
    keys = await province.execute("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'")
    for table, name in await keys.fetchall():
        await province.execute(f"UPDATE pg_constraint SET convalidated = false WHERE conname = '{name}'")
        await province.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
