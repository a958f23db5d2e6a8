"""Contacts: a telephone and an account come in with their person, are shown to few, change, and are found."""

import datetime
from typing import Any

import psycopg

from tests.hub_running import Running
from tests.schema.acts import household, member, register

PERSON = """query ($id: ID!, $asOf: Date, $knownAt: Instant) { person(id: $id) {
  phones(asOf: $asOf, knownAt: $knownAt) { numberMasked validFrom validTo recordedAt }
  accounts(asOf: $asOf, knownAt: $knownAt) { numberMasked bank holderMasked validFrom } } }"""
OPEN = "query ($id: ID!) { person(id: $id) { phones { number } accounts { number holder } } }"
FIND = """query ($phone: String!) { personsByPhone(phone: $phone) {
  nodes { id } pageInfo { hasNextPage } } }"""
CHANGE = """mutation ($input: ChangeContactsInput!) { done: changeContacts(input: $input) { __typename
  ... on ContactsChanged { person { id phones { numberMasked } accounts { numberMasked } } }
  ... on Proposed { id } ... on Refused { code path } } }"""
WAITING = "{ proposals(first: 200) { nodes { id content { place entered } } } }"
CARD, PASSBOOK = "6212345678900000003", "101099887766"
WHY = {"X_Purpose": "review"}


def registered(hub: Running, phone: str, account: str = CARD, **stated: Any) -> str:
    """A person whose contacts are known since they were registered."""
    one: dict[str, Any] = {**member(hub.number()), "phone": phone, **stated}
    one["account"] = {"accountNumber": account, "bank": "兰州银行", "holder": "李四"}
    (home,) = register(hub, household(hub, one))
    ((person,),) = hub.rows("SELECT person_id::text FROM memberships WHERE household_id = %s", home["household"])
    id: str = person
    return id


def shown(hub: Running, person: str, **when: str) -> dict[str, Any]:
    answer: dict[str, Any] = hub["civil_affairs"].ask(PERSON, {"id": person, **when})["person"]
    return answer


def change(hub: Running, person: str, who: str = "contact reader", **given: Any) -> dict[str, Any]:
    seen = given.pop("seen", datetime.datetime.now(datetime.UTC).isoformat())
    known = {"person": person, "since": "2024-03-10", "reason": "本人到窗口变更", "seen": seen}
    answer: dict[str, Any] = hub[who].ask(CHANGE, {"input": {**known, **given}})["done"]
    return answer


def test_they_come_in_with_their_person_and_show_two_digits(hub: Running) -> None:
    person = registered(hub, "+86 139-1111-0001")
    now = shown(hub, person)
    assert [(one["numberMasked"], one["validFrom"]) for one in now["phones"]] == [("****01", "2024-03-01")]
    assert now["accounts"] == [
        {"numberMasked": "****03", "bank": "兰州银行", "holderMasked": "李**", "validFrom": "2024-03-01"}
    ]


def test_they_are_opened_with_their_scopes_and_a_purpose_and_that_is_logged(hub: Running) -> None:
    person = registered(hub, "13911110002")
    assert set(hub["civil_affairs"].refused(OPEN, {"id": person}, **WHY)) == {"MISSING_SCOPE"}
    assert set(hub["contact reader"].refused(OPEN, {"id": person})) == {"PURPOSE_REQUIRED"}
    opened = hub["contact reader"].ask(OPEN, {"id": person}, **WHY)["person"]
    assert opened == {"phones": [{"number": "13911110002"}], "accounts": [{"number": CARD, "holder": "李四"}]}
    logged = (
        "SELECT attributes FROM access_log WHERE %s::uuid = ANY(subjects) AND kind = 'ANSWER' AND purpose = 'review'"
    )
    ((attributes,),) = hub.rows(logged, person)
    assert sorted(attributes) == ["account", "phone"]


def test_a_department_without_the_column_is_shown_nothing_of_them(hub: Running) -> None:
    person = registered(hub, "13911110003")
    asked = "query ($id: ID!) { person(id: $id) { phones { numberMasked } } }"
    assert set(hub["education_aid"].refused(asked, {"id": person})) == {"NOT_SHARED"}


def test_what_changes_holds_from_its_day_and_what_stood_before_is_kept(hub: Running) -> None:
    person = registered(hub, "13911110004")
    before = datetime.datetime.now(datetime.UTC).isoformat()
    changed = change(hub, person, phone="0931-8888877", account={"accountNumber": PASSBOOK})
    assert [one["numberMasked"] for one in changed["person"]["phones"]] == ["****77"]
    then = shown(hub, person, asOf="2024-03-09")["phones"]
    assert [(one["numberMasked"], one["validTo"]) for one in then] == [("****04", "2024-03-10")]
    known = shown(hub, person, knownAt=before)["phones"]
    assert [(one["numberMasked"], one["validTo"]) for one in known] == [("****04", None)]
    notes = hub.rows("SELECT note FROM chain_links WHERE person_id = %s AND kind = 'CORRECTED'", person)
    assert notes == [("ACCOUNT, PHONE",)]
    assert change(hub, person, phone="13911110099", seen=before)["code"] == "CHANGED_SINCE"
    assert change(hub, person, without=["PHONE", "ACCOUNT"])["person"] == {"id": person, "phones": [], "accounts": []}
    assert change(hub, person, without=["PHONE"])["code"] == "NOTHING_TO_CORRECT"


def test_the_same_again_is_nothing_new_and_what_is_older_than_known_is_not_taken_over_it(hub: Running) -> None:
    number = hub.number()
    one = {**member(number), "phone": "13911110005"}
    item = household(hub, one)
    (home,) = register(hub, item)
    register(hub, {**item, "asOf": "2024-03-02"})
    register(hub, {**item, "asOf": "2024-02-01", "members": [{**one, "phone": "13911110055"}]})
    rows = hub.rows(
        "SELECT c.masked, c.valid_from::text FROM contacts c JOIN memberships m USING (person_id)"
        " WHERE m.household_id = %s AND m.superseded_at IS NULL",
        home["household"],
    )
    assert rows == [("****05", "2024-03-01")]


def test_one_is_found_by_the_number_and_by_its_end_with_the_scope_of_the_number(hub: Running) -> None:
    person = registered(hub, "13911117806")
    for asked in ({"phone": "139 1111 7806"}, {"phone": "7806"}):
        found = hub["contact reader"].ask(FIND, asked, **WHY)["personsByPhone"]["nodes"]
        assert person in [one["id"] for one in found], asked
        assert hub["civil_affairs"].refused(FIND, asked, **WHY) == ["MISSING_SCOPE"]
        assert hub["contact reader"].refused(FIND, asked) == ["PURPOSE_REQUIRED"]
    assert hub["contact reader"].ask(FIND, {"phone": "9999"}, **WHY)["personsByPhone"]["nodes"] == []
    assert hub["contact reader"].refused(FIND, {"phone": "99"}, **WHY) == ["PHONE_FORMAT"]
    change(hub, person, phone="13911117807")
    found = hub["contact reader"].ask(FIND, {"phone": "13911117806"}, **WHY)["personsByPhone"]["nodes"]
    assert found == []


def test_what_is_wrong_is_told_at_its_place_and_does_not_repeat_the_number(hub: Running) -> None:
    one: dict[str, Any] = {**member(hub.number()), "phone": "13911"}
    (refused,) = register(hub, household(hub, one))
    assert (refused["code"], refused["path"]) == ("PHONE_FORMAT", "items[0].members[0].phone")
    one |= {"phone": "13911110008", "account": {"accountNumber": "6212345678900000002"}}
    (refused,) = register(hub, household(hub, one))
    assert refused["path"] == "items[0].members[0].account.accountNumber"
    assert "678900000002" not in refused["message"]


def test_an_officer_leads_no_help_into_another_account_alone(hub: Running) -> None:
    person = registered(hub, "13911110009")
    entered = change(hub, person, who="clerk", account={"accountNumber": PASSBOOK, "holder": "赵六"})
    assert entered["__typename"] in ("Proposed", "Refused"), entered
    kept = change(hub, person, who="approver", account={"accountNumber": PASSBOOK, "holder": "赵六"})
    assert kept["__typename"] == "Proposed"
    ((content,),) = hub.rows("SELECT content::text FROM proposals WHERE id = %s", kept["id"])
    assert PASSBOOK not in content
    assert "赵六" not in content
    assert shown(hub, person)["accounts"][0]["numberMasked"] == "****03"


def test_no_number_stands_in_the_database_or_its_log_in_clear(hub: Running) -> None:
    phone, account = "13911112710", "6212345678900000003"
    person = registered(hub, phone, account)
    change(hub, person, phone="0931-8888866")
    hub["contact reader"].ask(FIND, {"phone": phone}, **WHY)
    hub["contact reader"].ask(FIND, {"phone": "2710"}, **WHY)
    hub["contact reader"].ask("query ($x: String!) { personsByPhone(phone: $x) { nodes { id } } }", {"x": phone}, **WHY)
    with psycopg.connect(hub.owner, autocommit=True) as owner:
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 2200"
        ).fetchall()
        for (table,) in tables:
            for canary in (phone, account, "8888866", '"2710"'):  # a hash may end with 2710
                found = owner.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s".encode(), [f"%{canary}%"])
                assert found.fetchone() == (0,), (table, canary)
