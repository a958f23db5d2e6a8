"""Lookups: one person anywhere in the province, with a purpose, a quota, and word to the home county."""

from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.matters.test_emergencies import pay
from tests.schema.matters.test_matters import family

LOOK = """mutation ($input: LookUpInput!) { lookUpInEmergency(input: $input) { __typename ... on Refused { code path message }
  ... on LookedUp { registered nameMasked home categories givenBefore { month department event } } } }"""


def look(hub: Running, who: str, number: str, **stated: str) -> dict[str, Any]:
    given = {"idNumber": number, "name": "王甲", "place": ELSEWHERE, "reason": "FIRE", "note": "a burnt room"}
    answer: dict[str, Any] = hub[who].ask(LOOK, {"input": given | stated}, X_Purpose="temporary_aid")[
        "lookUpInEmergency"
    ]
    return answer


def test_one_person_is_looked_up_anywhere_and_the_home_county_is_told(hub: Running) -> None:
    number = hub.number()
    family(hub, number)
    pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}")
    found = look(hub, "civil_affairs elsewhere", number)
    assert (found["registered"], found["nameMasked"], found["home"]) == (True, "王**", HOME)
    assert found["givenBefore"] == [{"month": "2024-03", "department": "civil_affairs", "event": "fire"}]
    told = "{ emergencyLookups(first: 1) { nodes { reason note place { code } department { code } } } }"
    (notice,) = hub["civil_affairs here"].ask(told)["emergencyLookups"]["nodes"]
    assert notice == {
        "reason": "FIRE",
        "note": "a burnt room",
        "place": {"code": ELSEWHERE},
        "department": {"code": "civil_affairs"},
    }
    logged = hub.rows("SELECT purpose FROM access_log WHERE operation IS NULL ORDER BY id DESC LIMIT 40")
    assert ("temporary_aid",) in logged


def test_a_lookup_needs_its_purpose_its_scope_and_a_place_of_ones_own(hub: Running) -> None:
    number = hub.number()
    given = {"idNumber": number, "name": "王甲", "place": ELSEWHERE, "reason": "FIRE", "note": "x"}
    assert hub["civil_affairs elsewhere"].refused(LOOK, {"input": given}) == ["PURPOSE_REQUIRED"]
    assert hub["education_aid"].refused(LOOK, {"input": given}, X_Purpose="temporary_aid") == ["MISSING_SCOPE"]
    assert look(hub, "civil_affairs elsewhere", number, place=HOME)["code"] == "OUTSIDE_DIVISIONS"
    assert look(hub, "civil_affairs elsewhere", number, idKind="TAIWAN_PERMIT")["code"] == "ID_KIND_DIFFERS"
    curious = {"input": {**given, "reason": "CURIOSITY"}}
    assert hub["civil_affairs elsewhere"].refused(LOOK, curious, X_Purpose="temporary_aid") == ["BAD_USER_INPUT"]
    assert look(hub, "civil_affairs elsewhere", hub.number())["registered"] is False


def test_who_has_used_up_the_quota_of_the_day_is_told_when_to_look_again(hub: Running) -> None:
    hub.rows(
        "INSERT INTO lookups (id, identity_id, position, place, client, department, reason, note, happened_on)"
        " SELECT gen_random_uuid(), i.id, 620102000000, %s, c.client_id, 'emergency_management', 'FIRE', 'x', '2024-03-15'"
        " FROM (SELECT id FROM identities LIMIT 1) i, oauth_clients c, generate_series(1, 50)"
        " WHERE c.department = 'emergency_management' RETURNING 1",
        ELSEWHERE,
    )
    over = look(hub, "emergency_management", hub.number())
    assert over["code"] == "LOOKUP_QUOTA"
    assert "2024-03-16" in over["message"]


def test_what_one_officer_has_looked_up_leaves_anothers_quota_alone(hub: Running) -> None:
    number = hub.number()
    assert look(hub, "case worker", number, place=HOME)["__typename"] == "LookedUp"
    ((client, actor),) = hub.rows("SELECT client, actor_id FROM lookups ORDER BY recorded_at DESC LIMIT 1")
    hub.rows(
        "INSERT INTO lookups (id, identity_id, position, place, client, department, reason, note, happened_on, actor_id)"
        " SELECT gen_random_uuid(), i.id, 621102000000, %s, %s, 'civil_affairs', 'FIRE', 'x', '2024-03-15', %s"
        " FROM (SELECT id FROM identities LIMIT 1) i, generate_series(1, 50) RETURNING 1",
        HOME, client, actor,
    )  # fmt: skip # the row's values in one line
    assert look(hub, "case worker", number, place=HOME)["code"] == "LOOKUP_QUOTA"
    assert look(hub, "other case worker", number, place=HOME)["__typename"] == "LookedUp"
