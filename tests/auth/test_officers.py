"""Officers: their tokens are worth what their roles give, in their divisions, for as long as they may act."""

from datetime import date, timedelta

import anyio.to_thread
import psycopg
import pytest

from auth import officer_registration
from auth.administration import Administrator
from auth.errors import Unauthorized
from auth.grants import Grant
from auth.officer_registration import Change, Entry
from auth.officers import Officer
from auth.sharing import Sharing
from registry.errors import Refusal
from registry.reference.calendar import today
from registry.store.database import new_id
from tests.auth.conftest import CONSOLE, DEPARTMENTS, TESTER, Hub
from tests.auth.test_bearer import forged, refusal, settle

HERE = "{[620102000000,620103000000)}"


@pytest.fixture
def hub(officers_hub: Hub) -> Hub:
    return officers_hub


def change(hub: Hub, officer: Officer, what: str, *values: object) -> None:
    hub.execute(f"UPDATE officers SET {what} WHERE account = %s", *values, officer.account)
    settle(hub)


def scopes(hub: Hub, token: str) -> set[str]:
    return set(hub.me(token).json()["scopes"])


def test_an_officers_token_is_worth_the_roles_in_the_officers_place(hub: Hub) -> None:
    officer = hub.officer("reviewer")
    grant = hub.me(hub.officers_token(officer)).json()
    assert sorted(grant["scopes"]) == [
        "civil/population:decide",
        "civil/population:read",
        "civil/population:review",
        "household/amounts:read",
        "household/chain:read",
        "hub:read",
        "identity/name:read",
    ]
    assert (grant["department"], grant["multirange"]) == ("civil_affairs", HERE)
    assert (grant["officer"]["id"], grant["officer"]["account"]) == (str(officer.id), "zhang")


def test_neither_the_token_nor_the_client_nor_the_roles_are_exceeded(hub: Hub) -> None:
    officer = hub.officer("reviewer", "supervisor", divisions=["620000000000"])
    narrow = hub.register("hub:read", "civil/population:read", "housing/targets:read", divisions=["620103000000"])
    assert scopes(hub, hub.officers_token(officer, *CONSOLE, through=narrow)) == {"hub:read", "civil/population:read"}
    assert scopes(hub, hub.officers_token(officer, "hub:read", "hub:keys", through=narrow)) == {"hub:read"}
    # Nor are the rows that the client does not reach.
    grant = hub.me(hub.officers_token(officer, through=narrow)).json()
    assert grant["multirange"] == "{[620103000000,620104000000)}"


def test_a_clients_own_token_says_no_officer(hub: Hub) -> None:
    assert hub.me(hub.token(hub.register())).json()["officer"] is None


def test_a_role_that_is_cut_is_gone_before_the_token_ends(hub: Hub) -> None:
    officer = hub.officer("approver", "supervisor")
    token = hub.officers_token(officer)
    assert "civil/population:write" in scopes(hub, token)
    change(hub, officer, "roles = '{supervisor}'")
    assert scopes(hub, token) == {"hub:read", "civil/supervise:read", "civil/match:write", "finance/stats:read"}
    change(hub, officer, "resting_since = now()")
    assert scopes(hub, token) == set()


@pytest.mark.parametrize(
    ("what", "days"),
    [("disabled_at = now()", 0), ("valid_to = %s", -1), ("valid_from = %s", 1)],
)
def test_who_may_not_act_is_refused_within_seconds(hub: Hub, what: str, days: int) -> None:
    officer = hub.officer("reviewer")
    token = hub.officers_token(officer)
    assert hub.me(token).status_code == 200
    change(hub, officer, what, *([today() + timedelta(days=days)] if days else []))
    assert refusal(hub, token) == (401, "OFFICER_DISABLED")


def test_what_is_forgotten_is_read_at_once(hub: Hub) -> None:
    officer = hub.officer("reviewer")
    token = hub.officers_token(officer)
    assert hub.me(token).status_code == 200
    hub.execute("UPDATE officers SET disabled_at = now()")
    hub.server.bearer.forget(str(officer.id))
    assert refusal(hub, token) == (401, "OFFICER_DISABLED")


def test_the_last_day_is_still_the_officers(hub: Hub) -> None:
    token = hub.officers_token(hub.officer("reviewer", valid_from=today(), valid_to=today()))
    assert hub.me(token).status_code == 200


def test_a_subject_that_is_nobody_is_refused(hub: Hub) -> None:
    client = hub.register().client_id
    assert refusal(hub, forged(hub, sub="zhang", client_id=client)) == (401, "INVALID_TOKEN")
    nobody = "018f0000-0000-7000-8000-000000000000"
    assert refusal(hub, forged(hub, sub=nobody, client_id=client)) == (401, "OFFICER_DISABLED")


def test_introspection_names_the_officer_and_ends_with_them(hub: Hub) -> None:
    party = hub.register("hub:read", "civil/population:read")
    officer = hub.officer("reviewer")
    token = hub.officers_token(officer, through=party)
    answer = hub.http.post("/oauth/introspect", data=party.form(token=token)).json()
    assert (answer["sub"], answer["username"]) == (str(officer.id), "zhang")
    assert answer["scope"] == "civil/population:read hub:read"
    change(hub, officer, "disabled_at = now()")
    assert hub.http.post("/oauth/introspect", data=party.form(token=token)).json() == {"active": False}


@pytest.mark.anyio
async def test_what_an_officer_asked_for_goes_on_with_the_officers_rights(hub: Hub) -> None:
    officer = await anyio.to_thread.run_sync(hub.officer, "reviewer")
    token = await anyio.to_thread.run_sync(hub.officers_token, officer)
    bearer = hub.server.bearer
    asker = (await bearer.grant(f"Bearer {token}")).asker
    standing = await bearer.standing_grant(asker, {"hub:read", "civil/population:read", "civil/match:write"})
    assert (standing.scopes, standing.multirange) == ({"hub:read", "civil/population:read"}, HERE)
    assert standing.officer == officer
    hub.execute("UPDATE officers SET disabled_at = now()")
    bearer.forget(str(officer.id))
    with pytest.raises(Unauthorized, match="OFFICER_DISABLED"):
        await bearer.standing_grant(asker)


# Deputies


def stand_in(hub: Hub, absent: Officer, deputy: Officer, first: date, last: date) -> None:
    with hub.pool.connection() as connection:
        officer_registration.deputise(connection, TESTER, absent, deputy, first, last)


def test_a_deputy_has_the_roles_of_both_for_as_long_as_that_is_dated(hub: Hub) -> None:
    absent, deputy = hub.officer("approver", account="wang"), hub.officer("supervisor", account="li")
    token, own = hub.officers_token(deputy), scopes(hub, hub.officers_token(deputy))
    stand_in(hub, absent, deputy, today(), today())
    settle(hub)
    assert scopes(hub, token) >= own | {"civil/population:write"}
    assert hub.me(token).json()["multirange"] == HERE
    change(hub, absent, "deputy_from = %s, deputy_to = %s", today() + timedelta(1), today() + timedelta(2))
    assert scopes(hub, token) == own
    change(hub, absent, "deputy_from = %s, disabled_at = now()", today())
    assert scopes(hub, token) == own


def test_a_deputy_is_of_the_same_place_and_nobody_is_their_own(hub: Hub) -> None:
    absent = hub.officer("approver", account="wang")
    there = hub.officer("reviewer", account="li", divisions=["620103000000"])
    for deputy in (there, absent):
        with pytest.raises(Refusal, match="DEPUTY_ELSEWHERE"):
            stand_in(hub, absent, deputy, today(), today())
    here = hub.officer("reviewer", account="zhao")
    with pytest.raises(Refusal, match="ENDS_BEFORE_IT_BEGINS"):
        stand_in(hub, absent, here, today(), today() - timedelta(1))
    stand_in(hub, absent, here, today(), today())
    token = hub.officers_token(here)
    assert "civil/population:write" in scopes(hub, token)
    # Who moves away stands in no more: the two places together would be more than either.
    change(hub, here, "divisions = '{620103000000}'")
    assert "civil/population:write" not in scopes(hub, token)


# The registry


def entry(account: str = "zhang", **rest: object) -> Entry:
    given = {"name": "张某", "department": "housing", "divisions": ["620102000000"], "valid_to": None, **rest}
    return Entry(account, valid_from=date(2020, 1, 1), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (entry("张"), "BAD_ACCOUNT"),
        (entry("629901199001010011"), "BAD_ACCOUNT"),
        (entry("x629901199001010011"), "BAD_ACCOUNT"),
        (entry(name=" "), "BAD_TEXT"),
        (entry(department="nobody"), "UNKNOWN_DEPARTMENT"),
        (entry(divisions=["629999000000"]), "UNKNOWN_DIVISION"),
        (entry(divisions=[]), "MISSING"),
        (entry(valid_to=date(2019, 1, 1)), "ENDS_BEFORE_IT_BEGINS"),
    ],
)
def test_an_account_that_cannot_be_is_refused(hub: Hub, asked: Entry, code: str) -> None:
    with hub.pool.connection() as connection, pytest.raises(Refusal) as refused:
        officer_registration.add(connection, TESTER, asked, DEPARTMENTS)
    assert refused.value.code == code


def test_an_account_is_one_persons_however_it_is_typed(hub: Hub) -> None:
    hub.officer()
    with hub.pool.connection() as connection, pytest.raises(Refusal, match="ACCOUNT_TAKEN"):
        officer_registration.add(connection, TESTER, entry("ZHANG"), DEPARTMENTS)


def test_who_is_moved_or_let_in_again_has_no_roles_until_they_are_given_anew(hub: Hub) -> None:
    token = hub.officers_token(hub.officer("reviewer"))
    system = administrator(hub, hub.officer("system_administrator", account="wang"))
    acts = (
        lambda c, one: officer_registration.change(c, system, one, Change(divisions=["620103000000"]), DEPARTMENTS),
        lambda c, one: (officer_registration.disable(c, system, one), officer_registration.enable(c, system, one)),
    )
    for act in acts:
        with hub.pool.connection() as connection:
            act(connection, officer_registration.one(connection, "zhang"))
        settle(hub)
        assert scopes(hub, token) == set()
        with hub.pool.connection() as connection:
            officer_registration.give_roles(
                connection, TESTER, officer_registration.one(connection, "zhang"), ["reviewer"]
            )
        settle(hub)
        assert "civil/population:read" in scopes(hub, token)


def test_a_new_name_or_day_leaves_the_roles(hub: Hub) -> None:
    token = hub.officers_token(hub.officer("reviewer"))
    with hub.pool.connection() as connection:
        one = officer_registration.one(connection, "zhang")
        wanted = Change(name="章某", valid_to=date(2099, 1, 1))
        officer_registration.change(connection, TESTER, one, wanted, DEPARTMENTS)
    settle(hub)
    assert hub.me(token).json()["officer"]["name"] == "章某"
    assert "civil/population:read" in scopes(hub, token)


@pytest.mark.parametrize(
    "row",
    [
        "administration = 'system', roles = '{}'",
        "administration = NULL, roles = '{reviewer}'",
        "administration = 'both', roles = '{reviewer}'",
        "account = '629901199001010011'",
        "deputy_id = id, deputy_from = '2020-01-01', deputy_to = '2020-01-01'",
        "deputy_from = '2020-01-01'",
        "valid_to = '2019-01-01'",
    ],
)
def test_the_table_takes_no_row_that_cannot_be(hub: Hub, row: str) -> None:
    officer = hub.officer("reviewer")
    with pytest.raises(psycopg.errors.CheckViolation):
        change(hub, officer, row)


# Administrators


def administrator(hub: Hub, officer: Officer) -> Administrator:
    return Administrator("console", officer.department, officer.account, "r", officer.id)


ACTS = {
    "officer.changed": lambda c, by, one: officer_registration.change(c, by, one, Change(name="章某"), DEPARTMENTS),
    "officer.roles": lambda c, by, one: officer_registration.give_roles(c, by, one, ["auditor"]),
    "officer.disabled": officer_registration.disable,
    "officer.enabled": officer_registration.enable,
    "officer.enrolment": officer_registration.enrol,
    "officer.deputy": officer_registration.end_deputy,
}


@pytest.mark.parametrize("operation", ACTS)
def test_nobody_acts_upon_their_own_account_and_what_another_does_stands_in_the_log(hub: Hub, operation: str) -> None:
    system, other = hub.officer("system_administrator", account="wang"), hub.officer("reviewer", account="li")
    with hub.pool.connection() as connection, pytest.raises(Refusal, match="OWN_RIGHTS"):
        ACTS[operation](connection, administrator(hub, system), system)
    with hub.pool.connection() as connection:
        ACTS[operation](connection, administrator(hub, system), officer_registration.one(connection, "li"))
    with psycopg.connect(hub.owner) as owner:
        rows = owner.execute(
            "SELECT kind, client, department, operation, subjects, variables::json ->> 'by' FROM access_log"
            " WHERE request = 'r' ORDER BY id DESC LIMIT 1"
        ).fetchall()
    assert rows == [("ADMINISTRATION", "console", "civil_affairs", operation, [other.id], "wang")]


def test_an_administrator_of_another_department_administers_its_own_officers_alone(hub: Hub) -> None:
    own, other = hub.officer("department_clerk", account="wang", department="housing"), hub.officer("reviewer")
    by = Administrator("console", "housing", "zhou", "r", new_id(), None, "{[0,10000000000000)}")
    with hub.pool.connection() as connection:
        officer_registration.disable(connection, by, own)
        for act in ACTS.values():
            with pytest.raises(Refusal, match="UNKNOWN_OFFICER"):
                act(connection, by, other)
        with pytest.raises(Refusal, match="OFFICER_ELSEWHERE"):
            officer_registration.change(connection, by, own, Change(department="civil_affairs"), DEPARTMENTS)


def test_nobody_makes_themselves_somebodys_deputy(hub: Hub) -> None:
    absent, deputy = hub.officer("approver", account="wang"), hub.officer("reviewer", account="li")
    with hub.pool.connection() as connection, pytest.raises(Refusal, match="OWN_RIGHTS"):
        officer_registration.deputise(connection, administrator(hub, deputy), absent, deputy, today(), today())


def test_what_is_refused_is_neither_done_nor_logged(hub: Hub) -> None:
    officer = hub.officer("reviewer")
    by = Administrator("console", "civil_affairs", "wang", "mixed")
    with pytest.raises(Refusal, match="ADMINISTRATIONS_APART"), hub.pool.connection() as connection:
        officer_registration.give_roles(connection, by, officer, ["auditor", "reviewer"])
    with psycopg.connect(hub.owner) as owner:
        assert owner.execute("SELECT count(*) FROM access_log WHERE request = 'mixed'").fetchone() == (0,)
        assert owner.execute("SELECT roles FROM officers").fetchone() == (["reviewer"],)


def test_an_operator_names_who_approved_it_and_a_program_administers_nothing(hub: Hub) -> None:
    with pytest.raises(Refusal, match="NO_APPROVER"):
        Administrator.at_the_machine("  ")
    grant = Grant("c", "civil_affairs", (), (), frozenset({"hub:officers"}), (), "t", 0, Sharing(()))
    with pytest.raises(Refusal, match="ADMINISTRATION_BY_OFFICERS"):
        Administrator.of(grant, "r")
