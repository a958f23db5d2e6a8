"""Roles of officers: what a duty gives, and the three administrations that nobody holds two of."""

from dataclasses import replace
from itertools import combinations, permutations

import pytest

from auth.officer_roles import (
    ADMINISTRATIONS,
    SHARED,
    WORK,
    MixedAdministrations,
    administration_of,
    keep_apart,
    officer_roles,
    scopes_of,
)
from auth.scopes import scopes
from registry.errors import Refusal
from tests.auth.conftest import DEPARTMENTS, KNOWN, Hub

ROLES = officer_roles()
ONE_OF_EACH = ("case_worker", "system_administrator", "security_administrator", "auditor")


@pytest.fixture
def hub(officers_hub: Hub) -> Hub:
    return officers_hub


def test_every_role_is_said_in_both_languages_and_made_of_scopes_that_there_are() -> None:
    for role in ROLES.values():
        assert role.en
        assert role.zh
        assert {scope.replace("{department}", "housing") for scope in role.scopes} <= scopes(DEPARTMENTS).keys()
        assert any(role.in_department(department) for department in DEPARTMENTS), role.code


def test_a_role_gives_a_department_no_more_than_it_may_have() -> None:
    assert scopes_of(["department_clerk"], "finance", WORK) == {
        "hub:read",
        "finance/facts:write",
        "finance/payments:write",
        "finance/stats:read",
    }
    assert "housing/feedback:write" in scopes_of(["department_clerk"], "housing", WORK)
    assert not any(scope.startswith("civil") for scope in scopes_of(["department_clerk"], "housing", WORK))


@pytest.mark.parametrize(("role", "department"), [("approver", "housing"), ("identity_reader", "finance")])
def test_a_department_has_no_officers_of_a_role_whose_duty_is_anothers(role: str, department: str) -> None:
    assert scopes_of([role], department, WORK) == frozenset()
    with pytest.raises(Refusal, match="ROLE_OF_OTHER_DEPARTMENT"):
        administration_of([role], department)


def test_a_role_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refusal, match="UNKNOWN_OFFICER_ROLE"):
        administration_of(["superuser"], "civil_affairs")


@pytest.mark.parametrize("held", list(combinations(ONE_OF_EACH, 2)))
def test_nobody_is_given_roles_of_two_administrations_or_of_one_and_work(held: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match="ADMINISTRATIONS_APART"):
        administration_of(held, "civil_affairs")


def test_roles_of_two_administrations_that_were_written_into_the_table_give_the_rights_of_one(hub: Hub) -> None:
    administering = hub.register(*(scope for scope in KNOWN if scope.startswith("hub:")))
    for one, other in permutations(ONE_OF_EACH, 2):
        officer = hub.officer(one, account=f"{one}.{other}"[:64])
        token = hub.officers_token(officer, *KNOWN, through=administering)
        hub.execute("UPDATE officers SET roles = %s WHERE id = %s", [one, other], officer.id)
        hub.server.bearer.forget(str(officer.id))
        own = scopes_of([one], "civil_affairs", ROLES[one].administration)
        assert set(hub.me(token).json()["scopes"]) == {scope for scope in own if scope.startswith("hub:")}


def test_no_administrator_is_given_anything_about_people_nor_what_is_anothers() -> None:
    held = {
        administration: {
            scope for role in ROLES.values() if role.administration == administration for scope in role.scopes
        }
        for administration in ADMINISTRATIONS
    }
    assert all(held.values())
    assert not [scope for scopes in held.values() for scope in scopes if "/" in scope]
    for one, other in combinations(ADMINISTRATIONS, 2):
        assert held[one] & held[other] == {SHARED}


@pytest.mark.parametrize(
    ("role", "change"),
    [
        ("auditor", {"scopes": ("hub:audit", "housing/targets:read")}),
        ("auditor", {"scopes": ("hub:audit", "hub:grants")}),
        ("case_worker", {"scopes": ("hub:officers",)}),
        ("auditor", {"administration": "all"}),
    ],
)
def test_a_file_of_roles_that_mixes_administrations_is_refused(role: str, change: dict[str, object]) -> None:
    mixed = {**ROLES, role: replace(ROLES[role], **change)}
    with pytest.raises(MixedAdministrations):
        keep_apart(list(mixed.values()))
