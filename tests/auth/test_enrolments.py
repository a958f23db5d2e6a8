"""Enrolments: a code opens an account once, within its minutes, and is kept by its hash alone."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from auth import enrolments, officer_registration, officers
from auth.administration import Administrator
from tests.auth.conftest import TESTER, Hub


@pytest.fixture
def hub(officers_hub: Hub) -> Hub:
    return officers_hub


def made(hub: Hub, officer: UUID) -> str:
    with hub.pool.connection() as connection:
        return enrolments.create(connection, officer, "a test")


def spent(hub: Hub, code: str) -> UUID | None:
    with hub.pool.connection() as connection:
        return enrolments.spend(connection, code)


def test_a_code_opens_the_account_once(hub: Hub) -> None:
    officer = hub.officer()
    code = made(hub, officer.id)
    with hub.pool.connection() as connection:
        assert enrolments.opens(connection, code) == officer.id
    assert [spent(hub, code), spent(hub, code)] == [officer.id, None]
    with hub.pool.connection() as connection:
        assert enrolments.opens(connection, code) is None


def test_of_many_who_spend_it_at_once_one_does(hub: Hub) -> None:
    officer = hub.officer()
    code = made(hub, officer.id)
    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(lambda _: spent(hub, code), range(6)))
    assert [one for one in outcomes if one] == [officer.id]


@pytest.mark.parametrize("code", ["", "x", "\ud800", "a" * 10_000])
def test_a_guess_opens_nothing(hub: Hub, code: str) -> None:
    made(hub, hub.officer().id)
    assert spent(hub, code) is None


@pytest.mark.parametrize(
    "late",
    ["UPDATE officer_enrolments SET expires_at = now()", "UPDATE officers SET disabled_at = now()"],
)
def test_a_code_that_is_too_old_or_of_a_disabled_officer_opens_nothing(hub: Hub, late: str) -> None:
    code = made(hub, hub.officer().id)
    hub.execute(late)
    assert spent(hub, code) is None


def test_a_new_code_ends_the_one_before(hub: Hub) -> None:
    officer = hub.officer()
    first, second = made(hub, officer.id), made(hub, officer.id)
    assert (spent(hub, first), spent(hub, second)) == (None, officer.id)


def test_the_database_keeps_no_code(hub: Hub) -> None:
    code = made(hub, hub.officer().id)
    with hub.pool.connection() as connection:
        (row,) = connection.execute("SELECT e::text, encode(hash, 'escape') FROM officer_enrolments e").fetchall()
    assert not any(code in value for value in row)
    with hub.pool.connection() as connection:
        (minutes,) = connection.execute("SELECT expires_at - made_at FROM officer_enrolments").fetchone() or ()
    assert minutes.total_seconds() == pytest.approx(900, abs=1)


def test_whoever_hands_out_a_code_cannot_act_with_the_roles_of_the_account(hub: Hub) -> None:
    officer, system = hub.officer("approver"), hub.officer("system_administrator", account="wang")
    token = hub.officers_token(officer)
    with hub.pool.connection() as connection:
        by = Administrator("console", "civil_affairs", system.account, "r", system.id)
        assert officer_registration.enrol(connection, by, officer)
        found = officers.find(connection, officer.id)
    assert hub.me(token).json()["scopes"] == []
    assert found
    assert (found.roles, found.roles_in_force) == (("approver",), ())


def test_an_operator_who_could_give_the_roles_too_leaves_them(hub: Hub) -> None:
    officer = hub.officer("approver")
    with hub.pool.connection() as connection:
        officer_registration.enrol(connection, TESTER, officer)
        found = officers.find(connection, officer.id)
    assert found
    assert found.roles_in_force == ("approver",)
