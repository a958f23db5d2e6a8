"""Scopes: one table, no wildcards, duties kept apart."""

import pytest

from auth.scopes import GRAMMAR, conflicts, defaults, parse, scopes

DEPARTMENTS = ("civil_affairs", "housing", "finance")


def test_every_scope_follows_the_grammar_and_is_said_in_both_languages() -> None:
    table = scopes(DEPARTMENTS)
    assert len(table) == 8 * len(DEPARTMENTS) + 28
    for name, scope in table.items():
        assert GRAMMAR.fullmatch(name), name
        assert "*" not in name
        assert scope.en
        assert scope.zh


def test_a_new_department_gets_its_eight_scopes_by_being_named() -> None:
    assert len(scopes([*DEPARTMENTS, "legal_aid"])) - len(scopes(DEPARTMENTS)) == 8
    assert "legal_aid/targets:read" in scopes(["legal_aid"])


@pytest.mark.parametrize("department", [*DEPARTMENTS, "emergency_management", "legal_aid"])
def test_what_a_department_gets_exists_and_keeps_duties_apart(department: str) -> None:
    given = defaults(department)
    assert given <= scopes([department]).keys()
    assert not conflicts(given)
    assert not any(name.startswith("identity/") for name in given)


def test_a_department_gets_only_its_own_slice() -> None:
    assert not any(name.startswith(("housing/", "civil/")) for name in defaults("health"))


def test_finance_reports_payments_and_sees_totals_only() -> None:
    reports = {"finance/facts:write", "finance/payments:write"}
    assert defaults("finance") == {"hub:read", "finance/stats:read", "finance/sharing:write", *reports}


@pytest.mark.parametrize(
    "held",
    [
        {"hub:clients", "housing/targets:read"},
        {"hub:keys", "identity/name:read"},
        {"identity/account:read", "civil/supervise:read", "hub:read"},
    ],
)
def test_duties_that_must_stay_apart_conflict(held: set[str]) -> None:
    assert conflicts(held)


def test_an_administrator_may_hold_both_kinds_of_administration() -> None:
    assert not conflicts({"hub:clients", "hub:keys", "hub:read", "hub:audit"})


@pytest.mark.parametrize("text", ["", " ", "hub:read  hub:keys", 'a"b', "hub:read\n", "hub:read\\", "低保"])
def test_a_list_of_scopes_must_be_well_formed(text: str) -> None:
    assert parse(text) is None


def test_a_scope_said_twice_is_one_scope() -> None:
    assert parse("hub:read hub:read") == frozenset({"hub:read"})
