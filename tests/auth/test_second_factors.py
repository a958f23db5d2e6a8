"""For what a password is not enough: whoever opens names, decides or administers."""

from auth import second_factors
from auth.officer_roles import officer_roles
from auth.scopes import scopes


def test_names_decisions_and_administration_need_it() -> None:
    needed = {name for name in scopes(["housing"]) if second_factors.needed(name)}
    assert {"identity/name:read", "identity/number:read", "identity/phone:read", "identity/account:read"} <= needed
    assert {"hub:officers", "hub:grants", "hub:clients", "hub:keys", "hub:audit"} <= needed
    assert {
        "civil/population:write",
        "civil/population:decide",
        "civil/population:review",
        "emergency/lookup:read",
    } <= needed
    assert not needed & {"hub:read", "household/chain:read", "housing/targets:read", "civil/population:enter"}


def test_an_administrator_has_nothing_by_a_password_alone() -> None:
    for role in officer_roles().values():
        if role.administration != "work":
            assert second_factors.without(role.scopes) == {"hub:read"}, role.code
