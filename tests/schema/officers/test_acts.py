"""Administration through the graph: accounts by one, rights by another, and nobody's own."""

import itertools
from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, HOME, Running

SYSTEM, SECURITY, AUDITOR = "system_administrator", "security_administrator", "auditor"
OFFICER = "... on Officer { account name administration roles resting validFrom validTo disabledAt divisions { code } department { code } deputy { account from to } } ... on Refused { code path }"
NUMBERS = itertools.count(1)


def acted(hub: Running, who: str, act: str, fields: str = OFFICER) -> Any:
    (answer,) = hub[who].ask(f"mutation {{ {act} {{ {fields} }} }}").values()
    return answer


def added(hub: Running, **rest: str) -> str:
    account = f"officer{next(NUMBERS)}"
    given = {"name": '"张某"', "department": '"civil_affairs"', "divisions": f'["{HOME}"]', **rest}
    said = ", ".join(f"{name}: {value}" for name, value in given.items())
    assert acted(hub, SYSTEM, f'addOfficer(account: "{account}", {said})')["account"] == account
    return account


def roles(hub: Running, account: str, *given: str) -> Any:
    return acted(hub, SECURITY, f'giveRoles(account: "{account}", roles: [{", ".join(given)}])')


def test_one_administrator_adds_an_officer_and_another_gives_the_rights(hub: Running) -> None:
    account = added(hub, validTo='"2030-12-31"')
    officer = roles(hub, account, "reviewer", "approver")
    assert officer == {
        "account": account,
        "name": "张某",
        "administration": "work",
        "roles": ["approver", "reviewer"],
        "resting": False,
        "validFrom": "2024-03-15",
        "validTo": "2030-12-31",
        "disabledAt": None,
        "divisions": [{"code": HOME}],
        "department": {"code": "civil_affairs"},
        "deputy": None,
    }
    logged = "SELECT operation, variables::json ->> 'by' FROM access_log WHERE kind = 'ADMINISTRATION' ORDER BY id DESC LIMIT 2"
    assert hub.rows(logged) == [("officer.roles", SECURITY), ("officer.added", SYSTEM)]
    by = "SELECT a.kind FROM access_log l JOIN actors a ON a.id = l.actor_id WHERE l.kind = 'ADMINISTRATION' AND l.client <> 'aidhub'"
    assert {kind for (kind,) in hub.rows(by)} == {"OFFICER"}
    nameless = (
        "SELECT count(*) FROM access_log WHERE kind = 'ADMINISTRATION' AND client <> 'aidhub' AND actor_id IS NULL"
    )
    assert hub.rows(nameless) == [(0,)]


def test_what_the_account_administrator_changes_rests_until_the_roles_are_given_anew(hub: Running) -> None:
    account = added(hub)
    roles(hub, account, "reviewer")
    assert acted(hub, SYSTEM, f'changeOfficer(account: "{account}", name: "章某")')["resting"] is False
    moved = acted(hub, SYSTEM, f'changeOfficer(account: "{account}", divisions: ["620000000000"])')
    assert (moved["resting"], moved["roles"]) == (True, ["reviewer"])
    assert roles(hub, account, "reviewer")["resting"] is False
    made = acted(hub, SYSTEM, f'enrolOfficer(account: "{account}")', "... on Enrolment { account link minutes }")
    assert (made["account"], made["minutes"]) == (account, 15)
    assert made["link"].startswith(f"{hub.url}/enrol/")
    (one,) = hub[SYSTEM].ask(f'{{ officers(account: "{account}") {{ nodes {{ resting }} }} }}')["officers"]["nodes"]
    assert one == {"resting": True}


def test_an_officer_is_disabled_and_let_in_again(hub: Running) -> None:
    account = added(hub)
    assert acted(hub, SYSTEM, f'disableOfficer(account: "{account}")')["disabledAt"]
    assert acted(hub, SYSTEM, f'enableOfficer(account: "{account}")')["disabledAt"] is None


def test_a_deputy_is_named_and_ended(hub: Running) -> None:
    absent, deputy = added(hub), added(hub)
    roles(hub, absent, "approver")
    name = f'nameDeputy(account: "{absent}", deputy: "{deputy}", from: "2024-03-15", to: "2024-04-15")'
    assert acted(hub, SECURITY, name)["code"] == "DEPUTY_ELSEWHERE"  # who has no roles is of no administration
    roles(hub, deputy, "reviewer")
    assert acted(hub, SECURITY, name)["deputy"] == {"account": deputy, "from": "2024-03-15", "to": "2024-04-15"}
    assert acted(hub, SECURITY, f'endDeputy(account: "{absent}")')["deputy"] is None


@pytest.mark.parametrize(
    ("who", "act"),
    [
        (SECURITY, 'addOfficer(account: "x1", name: "张某", department: "housing", divisions: [])'),
        (SECURITY, 'enrolOfficer(account: "auditor")'),
        (SYSTEM, 'giveRoles(account: "auditor", roles: [])'),
        (SYSTEM, 'endDeputy(account: "auditor")'),
        (AUDITOR, 'disableOfficer(account: "system_administrator")'),
        (AUDITOR, 'giveRoles(account: "system_administrator", roles: [])'),
    ],
)
def test_no_administrator_does_what_is_anothers(hub: Running, who: str, act: str) -> None:
    assert hub[who].refused(f"mutation {{ {act} {{ __typename }} }}") == ["MISSING_SCOPE"]


@pytest.mark.parametrize("who", [SYSTEM, SECURITY, AUDITOR])
def test_an_administrator_sees_the_officers_and_nothing_about_people(hub: Running, who: str) -> None:
    nodes = hub[who].ask('{ officers(department: "civil_affairs", first: 200) { nodes { account } } }')["officers"][
        "nodes"
    ]
    accounts = [node["account"] for node in nodes]
    assert {SYSTEM, SECURITY, AUDITOR} <= set(accounts)
    assert accounts == sorted(accounts)
    for question in ("{ households { nodes { number } } }", "{ earlyWarnings { nodes { __typename } } }"):
        assert "MISSING_SCOPE" in hub[who].refused(question)


def test_who_administers_a_county_knows_no_officer_of_another_and_adds_none(hub: Running) -> None:
    here, there = added(hub, department='"housing"'), added(hub, divisions=f'["{ELSEWHERE}"]')
    wide = added(hub, divisions=f'["{HOME}", "{ELSEWHERE}"]')
    assert acted(hub, "county_system", f'disableOfficer(account: "{here}")')["disabledAt"]
    assert acted(hub, "county_security", f'giveRoles(account: "{here}", roles: [])')["roles"] == []
    listed = "query ($of: String!) { officers(account: $of) { nodes { account } } }"
    for account in (there, wide, "nobody"):
        for who, act in (
            ("county_system", f'disableOfficer(account: "{account}")'),
            ("county_system", f'changeOfficer(account: "{account}", divisions: ["{HOME}"])'),
            ("county_system", f'enrolOfficer(account: "{account}")'),
            ("county_security", f'giveRoles(account: "{account}", roles: [])'),
            ("county_security", f'endDeputy(account: "{account}")'),
        ):
            fields = OFFICER if "enrol" not in act else "... on Refused { code path }"
            assert acted(hub, who, act, fields)["code"] == "UNKNOWN_OFFICER"
        assert hub["county_system"].ask(listed, {"of": account})["officers"]["nodes"] == []
    assert hub["county_system"].ask(listed, {"of": here})["officers"]["nodes"] == [{"account": here}]
    assert hub[SYSTEM].ask(listed, {"of": there})["officers"]["nodes"] == [{"account": there}]
    beyond = f'name: "张某", department: "housing", divisions: ["{HOME}", "{ELSEWHERE}"]'
    for act in (
        f'addOfficer(account: "beyond", {beyond})',
        f'changeOfficer(account: "{here}", divisions: ["{ELSEWHERE}"])',
    ):
        refused = acted(hub, "county_system", act)
        assert (refused["code"], refused["path"]) == ("OUTSIDE_DIVISIONS", "divisions")


@pytest.mark.parametrize("who", ["civil_affairs", "housing", "reader"])
def test_no_department_sees_or_administers_officers(hub: Running, who: str) -> None:
    assert hub[who].refused("{ officers { nodes { account } } }") == ["MISSING_SCOPE"]


def test_a_program_administers_nothing_whatever_it_holds(hub: Running) -> None:
    for act in ('disableOfficer(account: "auditor")', 'giveRoles(account: "auditor", roles: [reviewer])'):
        assert acted(hub, "program", act)["code"] == "ADMINISTRATION_BY_OFFICERS"


def test_nobody_changes_their_own_account_or_rights(hub: Running) -> None:
    assert acted(hub, SYSTEM, f'changeOfficer(account: "{SYSTEM}", validTo: "2033-01-01")')["code"] == "OWN_RIGHTS"
    assert acted(hub, SECURITY, f'giveRoles(account: "{SECURITY}", roles: [approver])')["code"] == "OWN_RIGHTS"


@pytest.mark.parametrize(
    ("who", "act", "code"),
    [
        (SECURITY, 'giveRoles(account: "nobody", roles: [reviewer])', "UNKNOWN_OFFICER"),
        (SECURITY, 'giveRoles(account: "auditor", roles: [reviewer, auditor])', "ADMINISTRATIONS_APART"),
        (SYSTEM, 'addOfficer(account: "auditor", name: "张某", department: "housing", divisions: ["620000000000"])', "ACCOUNT_TAKEN"),
        (SYSTEM, 'addOfficer(account: "1", name: "张某", department: "housing", divisions: ["620000000000"])', "BAD_ACCOUNT"),
        (SYSTEM, 'addOfficer(account: "x2", name: "张某", department: "nobody", divisions: ["620000000000"])', "UNKNOWN_DEPARTMENT"),
        (SYSTEM, 'addOfficer(account: "x2", name: "张某", department: "housing", divisions: ["1"])', "UNKNOWN_DIVISION"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_as_a_result(hub: Running, who: str, act: str, code: str) -> None:
    assert acted(hub, who, act)["code"] == code


def test_an_officer_who_is_shut_out_is_refused_at_once(hub: Running) -> None:
    assert hub[AUDITOR].ask("{ me { scopes } }")["me"]["scopes"] == ["hub:audit", "hub:read"]
    acted(hub, SYSTEM, f'disableOfficer(account: "{AUDITOR}")')
    assert hub[AUDITOR].refused("{ me { scopes } }") == ["OFFICER_DISABLED"]
    acted(hub, SYSTEM, f'enableOfficer(account: "{AUDITOR}")')
    assert hub[AUDITOR].refused("{ me { scopes } }") == ["MISSING_SCOPE"]  # their roles rest
    roles(hub, AUDITOR, AUDITOR)
    assert hub[AUDITOR].ask("{ me { scopes } }")["me"]["scopes"] == ["hub:audit", "hub:read"]


def test_what_an_officer_asked_for_is_nobody_elses(hub: Running) -> None:
    started = hub["zhang"].ask("mutation { startTotals { ... on Job { id } ... on Refused { code } } }")["startTotals"]
    assert "id" in started, started
    of, own = {"id": started["id"]}, "query Own($id: ID!) { job(id: $id) { id } }"
    assert hub["zhang"].ask(own, of) == {"job": of}
    assert hub["li"].ask(own, of) == {"job": None}
    assert hub["li"].ask("{ jobs { nodes { id } } }")["jobs"]["nodes"] == []
    cancel = "mutation Cancel($id: ID!) { cancelJob(id: $id) { ... on Refused { code } } }"
    assert hub["li"].ask(cancel, of)["cancelJob"]["code"]
