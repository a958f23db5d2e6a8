"""One chain for each household and person: across departments, through merges, and no further than each may see."""

import time
from typing import Any

import psycopg
from joserfc import jwt
from joserfc.jwk import ECKey

from auth import client_registration
from auth.authentication import ASSERTION_TYPE
from auth.client_keys import new_key
from auth.client_registration import Application
from auth.scopes import scopes as known_scopes
from hub.database.first_fill import PROVINCE
from tests.hub_running import Asker, Running, done
from tests.schema.acts import feed, feedback, household, member, register

CHAIN = """query ($id: ID!, $asOf: Date) { household(id: $id) { formerly chain(asOf: $asOf, first: 20) {
  nodes { kind month note person { id chain { nodes { kind } } } record { __typename } } } } }"""
CLASHES = """query ($id: ID!) { household(id: $id) { chain { nodes { department { code } record { __typename month
  ... on RecordElsewhereWithAmount { clashes { same record { programmeKind month department { code } } } } } } } } }"""
GIVE = """mutation ($items: [%sFeedbackInput!]!, $check: Boolean!) { given: feedBack%s(items: $items, checkOnly: $check) {
  ... on FeedbackReport { outcomes { ... on FeedbackAccepted { record clashes { programmeKind month department same } }
    ... on Refused { code path } } } } }"""


def chain(hub: Running, household: str, **asked: str) -> dict[str, Any]:
    found: dict[str, Any] = hub["civil_affairs"].ask(CHAIN, {"id": household, **asked})["household"]
    return found


def kinds(home: dict[str, Any]) -> list[str]:
    return done(home["chain"]["nodes"])


def give(hub: Running, who: str, type_: str, item: dict[str, Any], check: bool = False) -> dict[str, Any]:
    answer = hub[who].ask(GIVE % (type_, type_), {"items": [item], "check": check})
    outcome: dict[str, Any] = answer["given"]["outcomes"][0]
    return outcome


def test_a_merged_household_has_the_chains_of_both_up_to_the_merger_and_its_own_after_it(hub: Running) -> None:
    husband, wife = hub.number("19800101"), hub.number("19810101")
    his, hers = register(hub, household(hub, member(husband)), household(hub, member(wife)))
    feed(hub, feedback(hub, husband, "his", happenedOn="2024-02-01"))
    feed(hub, feedback(hub, wife, "hers", happenedOn="2024-02-02"))
    merged = {"change": "MERGE", "since": "2024-03-01"}
    (theirs,) = register(hub, household(hub, member(husband, **merged), member(wife, "10", **merged)))
    feed(hub, feedback(hub, husband, "after", happenedOn="2024-03-05", second="autumn was left out"))
    both = chain(hub, theirs["household"])
    assert kinds(both) == ["ASSISTED", "HOUSEHOLD_CHANGED", "HOUSEHOLD_CHANGED", "ASSISTED", "ASSISTED"]
    assert sorted(both["formerly"]) == sorted([his["household"], hers["household"]])
    assert kinds(chain(hub, theirs["household"], asOf="2024-02-29")) == ["ASSISTED", "ASSISTED"]
    assert kinds(chain(hub, his["household"])) == ["HOUSEHOLD_CHANGED", "ASSISTED"]


def test_a_persons_chain_goes_with_the_person(hub: Running) -> None:
    child = hub.number()
    (first,) = register(hub, household(hub, member(hub.number("19800101")), member(child, "20")))
    feed(hub, feedback(hub, child, "childhood", happenedOn="2024-02-01"))
    (then,) = register(hub, household(hub, member(child, change="MOVE", since="2024-03-01")))
    assert first != then
    persons = [node["person"] for node in chain(hub, then["household"])["chain"]["nodes"]]
    assert len({person["id"] for person in persons}) == 1
    assert sorted(kinds(persons[0])) == [
        "ASSISTED",
        "HOUSEHOLD_CHANGED",
        "HOUSEHOLD_CHANGED",
    ]


def test_one_house_is_not_paid_for_twice_unseen(hub: Running) -> None:
    number = hub.number("19700101")
    (home,) = register(hub, household(hub, member(number)))
    id_ = {"id": home["household"]}
    renovated = feedback(hub, number, "house-1", programme="ZJ-03", happenedOn="2024-02-10", amount=2_000_000)
    rebuilt = feedback(hub, number, "house-2", programme="YJ-05", happenedOn="2024-03-10", amount=1_000_000)
    give(hub, "housing", "Housing", renovated)
    clash = {"programmeKind": "special", "month": "2024-02", "department": "housing", "same": "house"}
    asked = give(hub, "emergency_management", "EmergencyManagement", rebuilt, check=True)
    given = give(hub, "emergency_management", "EmergencyManagement", rebuilt)
    assert asked == {"record": None, "clashes": [clash]}
    assert given["clashes"] == [clash]
    seen = hub["civil_affairs"].ask(CLASHES, id_)["household"]["chain"]["nodes"]
    both = [(node["department"]["code"], node["record"]["clashes"][0]["record"]["department"]["code"]) for node in seen]
    assert both == [("emergency_management", "housing"), ("housing", "emergency_management")]


def test_a_department_sees_what_others_gave_by_kind_and_month_alone(hub: Running) -> None:
    query = '{ household(number: "CASE-03") { chain { nodes { department { code } record { __typename month } } } } }'
    nodes = hub["housing"].ask(query)["household"]["chain"]["nodes"]
    records = {(n["department"]["code"], n["record"]["__typename"]) for n in nodes if n["record"]}
    assert records
    assert all(type_ == ("HousingRecord" if who == "housing" else "RecordElsewhere") for who, type_ in records)
    detailed = '{ household(number: "CASE-03") { chain { nodes { happenedOn note } } } }'
    assert hub["housing"].refused(detailed) == ["MISSING_SCOPE", "MISSING_SCOPE"]


SAID = """query ($id: ID!, $asOf: Date, $knownAt: Instant) { household(id: $id) { chain(asOf: $asOf, knownAt: $knownAt) {
  nodes { kind status amount term reason programme { number } recordedAt } } } }"""


def test_a_link_says_what_was_said_then_and_the_record_how_it_stands(hub: Running) -> None:
    number = hub.number("19700101")
    (home,) = register(hub, household(hub, member(number)))
    shared = {"programme": "MZ-11", "term": None}
    given = feedback(hub, number, "then", happenedOn="2024-01-01", amount=40000, **shared)
    give(hub, "civil_affairs", "CivilAffairs", given)
    newer = {"happenedOn": "2024-03-01", "amount": 25000, "reason": "one member died"}
    older = {"happenedOn": "2024-02-01", "amount": 35000, "reason": "a child found work"}
    for id, change in (("newer", newer), ("older", older)):
        later = feedback(hub, number, id, status="ADJUSTED", record=given["externalId"], **shared, **change)
        give(hub, "civil_affairs", "CivilAffairs", later)

    def said(**moment: str) -> list[tuple[str, int, str | None]]:
        nodes = hub["civil_affairs"].ask(SAID, {"id": home["household"], **moment})["household"]["chain"]["nodes"]
        return [(node["status"], node["amount"], node["reason"]) for node in nodes if node["status"]][::-1]

    whole = [("GRANTED", 40000, None), ("ADJUSTED", 35000, older["reason"]), ("ADJUSTED", 25000, newer["reason"])]
    assert sorted(said(), key=str) == sorted(whole, key=str)
    assert sorted(said(asOf="2024-02-15"), key=str) == sorted(whole[:2], key=str)
    nodes = hub["civil_affairs"].ask(SAID, {"id": home["household"]})["household"]["chain"]["nodes"]
    known = next(node["recordedAt"] for node in nodes if node["amount"] == 25000)
    assert sorted(said(knownAt=known), key=str) == sorted([whole[0], whole[2]], key=str)


def test_what_others_said_of_their_help_is_seen_with_the_scope_for_amounts_alone(hub: Running) -> None:
    query = """{ household(number: "CASE-03") { chain { nodes { kind department { code } status amount
      programme { number } } } } }"""
    nodes = [n for n in hub["housing"].ask(query)["household"]["chain"]["nodes"] if n["kind"] == "ASSISTED"]
    assert nodes
    for node in nodes:
        own = node["department"]["code"] == "housing"
        assert (node["programme"] is not None) == own == (node["status"] is not None)
        assert own or node["amount"] is None


DETERMINE = "mutation ($input: DeterminationInput!) { determine(input: $input) { __typename } }"
ACTORS = """query ($id: ID!) { household(id: $id) { members { person { determinations { actor { name } } } }
  chain(first: 200) { nodes { kind actor { kind name department { code } } record { actor { name } } } } } }"""


def program(hub: Running, department: str, scopes: list[str], named: Any = None) -> Asker:
    """A department's program with a key of its own, which signs whom it acts for."""
    key = ECKey.import_key(new_key())
    application = Application(department, [PROVINCE], scopes, "a test", jwks={"keys": [key.as_dict(private=False)]})
    with psycopg.connect(hub.owner, autocommit=True) as connection:
        client = client_registration.register(
            connection, application, known_scopes(hub.catalogue.departments)
        ).client_id

    def token() -> str:
        now, where = int(time.time()), f"{hub.url}/oauth/token"
        claims = {"iss": client, "sub": client, "aud": where, "jti": str(time.time_ns()), "iat": now, "exp": now + 60}
        said = {"act": named} if named else {}
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": jwt.encode({"alg": "ES256"}, {**claims, **said}, key, algorithms=["ES256"]),
        }
        found: str = hub.http.post("/oauth/token", data=form).json()["access_token"]
        return found

    return Asker(hub.http, token)


def test_the_chain_names_who_did_it_to_colleagues_and_supervisors_and_the_department_to_others(hub: Running) -> None:
    feeds = ["hub:read", "household/chain:read", "education_aid/targets:read", "education_aid/feedback:write"]
    hub.askers["a school"] = program(hub, "education_aid", feeds, {"sub": "jy-7", "name": "赵老师"})
    enters = ["hub:read", "civil/population:read", "civil/population:write"]
    hub.askers["a township"] = program(hub, "civil_affairs", enters, {"sub": "mz-3", "name": "钱主任"})
    hub.askers["a register"] = program(hub, "civil_affairs", [*enters[:2], "household/chain:read"])
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    decision = {"household": registered["household"], "category": "subsistence_allowance", "validFrom": "2024-01-01"}
    hub["a township"].ask(DETERMINE, {"input": decision})
    feed(hub, feedback(hub, pupil, "named-1"), who="a school")
    feed(hub, feedback(hub, pupil, "unnamed-1", happenedOn="2023-09-10"))
    seen = {}
    for who in ("civil_affairs", "a register"):
        home = hub[who].ask(ACTORS, {"id": registered["household"]})["household"]
        nodes, (one,) = home["chain"]["nodes"], home["members"]
        assert one["person"]["determinations"] == [{"actor": {"name": "钱主任"}}]
        assert {(node["actor"]["kind"], node["actor"]["department"]["code"]) for node in nodes if node["actor"]} == {
            ("NAMED", "education_aid"), ("NAMED", "civil_affairs"), ("PROGRAM", "education_aid")
        }  # fmt: skip # by whom, for whom
        seen[who] = {node["actor"]["name"] for node in nodes if node["actor"]}
        told = {node["record"]["actor"]["name"] for node in nodes if node["record"]}
        assert told <= seen[who]
    assert seen == {"civil_affairs": {"赵老师", "钱主任", None}, "a register": {"钱主任", None}}
