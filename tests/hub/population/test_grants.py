"""Grants: most of those whom a programme is for have its help, in its term and after what called for it."""

import datetime
from dataclasses import replace

import pytest

from hub.population.grants import Grants, Target
from hub.population.households import Help, Household
from hub.population.ledger import Order
from hub.population.loading import load
from hub.population.shares import Shares
from policy.catalogue import Catalogue
from registry.identity.vault import Vault
from registry.store.connection import Connection
from tests.hub.population.conftest import DAY


@pytest.fixture
def grants(catalogue: Catalogue) -> Grants:
    return Grants(catalogue, Shares.read(), 1, DAY)


def given(grants: Grants, households: list[Household], number: str) -> list[Help]:
    """The help of a programme, were each household's head its target."""
    return [help for one in households for help in grants.of(one, [Target(number, 0)])]


def test_of_every_programme_it_is_said_how_many_have_it(catalogue: Catalogue) -> None:
    assert set(Shares.read().coverage) == set(catalogue.numbered)
    assert all(0 < share < 1 for share in Shares.read().coverage.values())


def test_as_many_are_given_help_as_the_shares_say_and_always_the_same(
    grants: Grants, invented: list[Household]
) -> None:
    helped = given(grants, invented, "MZ-93")
    assert len(helped) / len(invented) == pytest.approx(grants.shares.coverage["MZ-93"], abs=0.03)
    assert helped == given(grants, invented, "MZ-93")
    assert helped != given(replace(grants, seed=2), invented, "MZ-93")


def test_help_is_given_in_its_term_and_after_what_called_for_it(grants: Grants, invented: list[Household]) -> None:
    for help in given(grants, invented[:500], "JY-02"):
        assert help.term == "2024-spring"
        assert datetime.date(2024, 2, 1) <= help.happened_on <= DAY
    struck = [one for one in invented if any(report.entity == "event" for report in one.members[0].reports)]
    for help in given(grants, struck, "MZ-07"):
        assert help.event
    for one in struck:
        happened = next(report.as_of for report in one.members[0].reports if report.entity == "event")
        assert all(happened <= help.happened_on <= DAY for help in given(grants, [one], "MZ-07"))


def test_what_excludes_each_other_is_hardly_ever_given_to_one(grants: Grants, invented: list[Household]) -> None:
    both = [[*grants.of(one, [Target("ZJ-01", None), Target("ZJ-02", None)])] for one in invented]
    assert 0 < sum(len(helped) == 2 for helped in both) < 0.02 * len(invented)


@pytest.mark.anyio
async def test_of_nearly_every_programme_some_are_helped_and_some_are_not(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    await load(province, Order(persons=4000, seed=8), vault, catalogue, DAY)
    rows = await province.execute(
        """SELECT p.number, count(*), count(r.id) FROM targets t JOIN programmes p ON p.code = t.programme
        LEFT JOIN LATERAL (SELECT id FROM assistance_records r WHERE r.household_id = t.household_id
          AND r.programme = t.programme AND r.person_id IS NOT DISTINCT FROM t.person_id LIMIT 1) r ON true
        WHERE t.certainty = 'MET' AND t.until IS NULL GROUP BY 1"""
    )
    shares = Shares.read().coverage
    # Of how many both are to be expected.
    found = await rows.fetchall()
    assert {"JY-11", "MZ-94"} <= {number for number, due, _ in found if due}
    enough = [(due, helped) for number, due, helped in found if due * (1 - shares[number]) >= 5]
    assert len(enough) > 10
    assert all(0 < helped < due for due, helped in enough)
