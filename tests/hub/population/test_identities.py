"""Identities of invented people: some have no resident number, and nobody else is changed by it."""

from collections import Counter

import pytest

from hub.population.households import Household
from hub.population.ledger import Order
from hub.population.loading import load
from hub.population.places import Village
from hub.population.population import population
from policy.catalogue import Catalogue
from policy.identity_kinds import identity_kinds
from registry.identity.identity_numbers import check, number_kind
from registry.identity.names import read_name
from registry.identity.vault import Vault
from registry.store.connection import Connection
from tests.hub.population.conftest import DAY
from tests.hub.population.invented import members


@pytest.fixture(scope="module")
def many(everywhere: list[Village], catalogue: Catalogue) -> list[Household]:
    return list(population(40_000, 1, everywhere, catalogue, DAY))


def test_people_of_every_kind_live_among_them_and_nearly_all_have_a_resident_number(many: list[Household]) -> None:
    kinds = Counter(number_kind(member.number) for member in members(many))
    assert set(kinds) == set(identity_kinds())
    assert kinds["ID_CARD"] / kinds.total() > 0.99
    reasons = Counter(m.provisional.reason for m in members(many) if m.provisional)
    assert set(reasons) == {"NEWBORN", "NO_HUKOU", "HOMELESS"}
    assert min(reasons.values()) >= 5
    assert kinds["PROVISIONAL"] == reasons.total()


def test_their_numbers_are_well_formed_nobodys_and_each_one_persons(many: list[Household]) -> None:
    everyone = members(many)
    assert len({member.number for member in everyone}) == len(everyone)
    invented = ("629901", "P629901", "819901", "829901", "839901", "962999", "XXX99", "Z99")
    for member in everyone:
        assert check(member.number, DAY) == member.number
        assert member.number.startswith(invented)
        assert read_name(member.name) == member.name


def test_the_homeless_are_found_alone_and_lodged_where_they_are(many: list[Household]) -> None:
    taken_in = [h for h in many if h.members[0].provisional and h.members[0].provisional.reason == "HOMELESS"]
    for household in taken_in:
        (member,) = household.members
        assert (member.fact("kind"), member.determined, member.birth_date.strftime("%m-%d")) == (
            "WANDERING",
            (),
            "01-01",
        )
        assert household.dwelling == "救助管理站"
    assert taken_in


def test_newborns_and_people_without_hukou_have_somebody_who_answers_for_them(many: list[Household]) -> None:
    for household in many:
        for member in household.members:
            known = member.provisional
            if known and known.reason != "HOMELESS":
                assert known.guardian == household.members[0].name
                assert known.born == member.birth_date
                if known.reason == "NEWBORN":
                    assert (DAY - member.birth_date).days < 365


@pytest.mark.anyio
async def test_their_evidence_facts_and_help_are_in_the_register(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    await load(province, Order(persons=4000, seed=9), vault, catalogue, DAY)
    rows = await province.execute(
        """SELECT p.id_kind, v.reason, v.estimated, count(*), count(r.id), bool_and(p.birth_date IS NOT NULL)
        FROM persons p LEFT JOIN provisional_identities v ON v.person_id = p.id AND v.identity_id = p.identity_id
        LEFT JOIN assistance_records r ON r.person_id = p.id AND r.programme = 'civil_affairs.vagrant_assistance'
        WHERE p.id_kind <> 'ID_CARD' GROUP BY 1, 2, 3"""
    )
    found = {
        (kind, reason): (estimated, count, helped)
        for kind, reason, estimated, count, helped, _ in await rows.fetchall()
    }
    assert {reason for kind, reason in found if kind == "PROVISIONAL"} == {"NEWBORN", "NO_HUKOU", "HOMELESS"}
    estimated, count, helped = found["PROVISIONAL", "HOMELESS"]
    assert estimated
    assert 0 < helped <= count
    targets = await province.execute(
        "SELECT count(*) FROM targets WHERE programme = 'civil_affairs.vagrant_assistance'"
    )
    assert (await targets.fetchone() or (0,))[0] >= count
