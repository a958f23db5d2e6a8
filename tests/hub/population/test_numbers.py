"""Invented identity numbers are well formed, each is one person's, and nobody's in truth."""

from hub.population.households import Household
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import check, number_kind
from tests.hub.population.invented import members
from tests.hub_running import TODAY


def test_numbers_are_well_formed_unique_and_nobodys(invented: list[Household]) -> None:
    everyone = members(invented)
    assert len({m.number for m in everyone}) == len(everyone)
    for member in [one for one in everyone if number_kind(one.number) == ID_CARD]:
        assert check(member.number, TODAY).startswith("629901")
        assert member.number[6:14] == f"{member.birth_date:%Y%m%d}"
        assert int(member.number[16]) % 2 == int(member.sex) % 2
