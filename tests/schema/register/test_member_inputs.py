"""Members without a resident ID number: by another kind of number, or by a provisional one of the hub's."""

from typing import Any

from registry.identity.identity_numbers import with_check_digit
from tests.hub_running import HOME, Running, done
from tests.schema.acts import CHAIN, household, member
from tests.schema.register.test_corrections import CORRECT

REGISTER = """mutation ($items: [HouseholdInput!]!) { registerHouseholds(items: $items) {
  ... on RegistrationReport { outcomes { __typename ... on Refused { code path }
    ... on Registered { household issued { name number } } } } } }"""
MEMBERS = """query ($id: ID!) { household(id: $id) { members { relation person { idKind idNumberMasked sex birthDate
  provisional { reason evidence estimated guardian place } } } } }"""
FEED = """mutation ($items: [CivilAffairsFeedbackInput!]!) { fed: feedBackCivilAffairs(items: $items) {
  ... on FeedbackReport { outcomes { __typename ... on Refused { code path } } } } }"""
NEWBORN = {
    "name": "王婴",
    "relation": "20",
    "sex": "2",
    "bornOn": "2024-02-20",
    "since": "2024-02-20",
    "provisional": {"reason": "NEWBORN", "evidence": "接生记录", "guardian": "王甲"},
}


def registered(hub: Running, item: dict[str, Any]) -> dict[str, Any]:
    (outcome,) = hub["civil_affairs"].ask(REGISTER, {"items": [item]})["registerHouseholds"]["outcomes"]
    found: dict[str, Any] = outcome
    return found


def of_kind(**stated: Any) -> dict[str, Any]:
    return {"name": "陈大文", "relation": "20", **stated}


def test_a_newborn_gets_a_provisional_number_and_the_same_one_when_sent_again(hub: Running) -> None:
    item = household(hub, member(hub.number("19900101")), NEWBORN)
    first, again = registered(hub, item), registered(hub, {**item, "number": f" {item['number']} "})
    (issued,) = first["issued"]
    assert first["issued"] == again["issued"]
    assert (issued["name"], issued["number"][0], issued["number"][1:7]) == ("王婴", "P", HOME[:6])
    members = hub["civil_affairs"].ask(MEMBERS, {"id": first["household"]})["household"]["members"]
    (child,) = [each["person"] for each in members if each["relation"] == "20"]
    assert (child["idKind"], child["sex"], child["birthDate"]) == ("PROVISIONAL", "2", "2024-02-20")
    assert child["provisional"] == {**NEWBORN["provisional"], "estimated": False, "place": None}  # type: ignore[dict-item] # an object
    assert issued["number"] not in str(members)


def test_who_has_no_number_is_the_same_person_when_sent_again_as_corrected(hub: Running) -> None:
    head = member(hub.number("19900101"))
    item = household(hub, head, NEWBORN)
    first = registered(hub, item)
    right: dict[str, Any] = {}
    for change in ({"name": "王小婴"}, {"sex": "1", "birthDate": "2024-02-19"}):
        ((person, seen),) = hub.rows(
            "SELECT p.id::text, p.recorded_at::text FROM persons p JOIN memberships m ON m.person_id = p.id"
            " WHERE m.household_id = %s AND m.relation = '20'",
            first["household"],
        )
        told = {"person": person, "reason": "录入有误", "basis": "接生记录", "seen": seen.replace(" ", "T"), **change}
        assert hub["civil_affairs"].ask(CORRECT, {"input": told})["corrected"]["__typename"] == "PersonCorrection"
        right |= {"bornOn" if name == "birthDate" else name: value for name, value in change.items()}
        again = registered(hub, {**item, "members": [head, {**NEWBORN, **right}]})
        assert again["household"] == first["household"], again
        assert again["issued"] == [{"name": right["name"], "number": first["issued"][0]["number"]}]
    assert registered(hub, item)["code"] == "NAME_DIFFERS"
    # Twins are two.
    twin = {**NEWBORN, **right, "name": "王二婴"}
    assert len(registered(hub, {**item, "members": [{**NEWBORN, **right}, twin]})["issued"]) == 2
    members = hub["civil_affairs"].ask(MEMBERS, {"id": first["household"]})["household"]["members"]
    assert [each["relation"] for each in members].count("20") == 2


def test_help_reported_by_a_provisional_number_stands_in_the_chain(hub: Running) -> None:
    homeless = {
        "name": "无名甲",
        "relation": "02",
        "sex": "1",
        "provisional": {"reason": "HOMELESS", "aboutAge": 50, "evidence": "救助站登记照片", "place": "火车站"},
    }
    home = registered(hub, household(hub, homeless))
    (issued,) = home["issued"]
    given = {
        "externalId": f"{issued['number'][-6:]}-1",
        "idNumber": issued["number"].lower(),
        "name": "无名甲",
        "programme": "MZ-10",
        "status": "GRANTED",
        "happenedOn": "2024-03-10",
        "division": HOME,
    }
    assert hub["civil_affairs"].ask(FEED, {"items": [given]})["fed"]["outcomes"] == [{"__typename": "FeedbackAccepted"}]
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": home["household"]})["household"]["chain"]["nodes"]
    assert done(nodes) == ["ASSISTED"]
    ((born,),) = hub.rows("SELECT p.birth_date::text FROM persons p WHERE p.name = '无名甲'")
    assert born == "1974-01-01"


def test_each_kind_of_number_is_known_by_its_form(hub: Running) -> None:
    kinds = {
        "HK_MACAO_PERMIT": with_check_digit("81000019900101001"),
        "TAIWAN_PERMIT": with_check_digit("83000019900101001"),
        "FOREIGNER_PERMIT": with_check_digit("91184019900101001"),
        "FOREIGNER_PERMIT_OLD": "USA620190010112",
        "BIRTH_CERTIFICATE": "Q620000001",
    }
    told = {"sex": "1", "bornOn": "1990-01-01"}
    others = [of_kind(idNumber=number, idKind=kind, since="2020-01-01", **told) for kind, number in kinds.items()]
    home = registered(hub, household(hub, member(hub.number("19600101")), *others))
    assert home["__typename"] == "Registered", home
    members = hub["civil_affairs"].ask(MEMBERS, {"id": home["household"]})["household"]["members"]
    assert {each["person"]["idKind"] for each in members} == {"ID_CARD", *kinds}
    for each in members:
        assert not any(number in each["person"]["idNumberMasked"] for number in kinds.values())


def test_what_does_not_fit_is_refused_at_its_place(hub: Running) -> None:
    wrong = [
        (of_kind(), "MISSING", "idNumber"),
        (of_kind(idNumber=""), "MISSING", "idNumber"),
        (of_kind(idNumber="TEMP-620502-0001"), "ID_NUMBER_LENGTH", "idNumber"),
        (of_kind(idNumber="Q620000002"), "MISSING", "bornOn"),
        (of_kind(idNumber="Q620000002", bornOn="2024-01-01"), "MISSING", "sex"),
        (of_kind(idNumber=hub.number("19900101"), idKind="TAIWAN_PERMIT"), "ID_KIND_DIFFERS", "idKind"),
        ({**NEWBORN, "idKind": "BIRTH_CERTIFICATE"}, "ID_KIND_DIFFERS", "idKind"),
        (of_kind(idNumber=hub.number("19900101"), idKind="PASSPORT"), "UNKNOWN_CODE", "idKind"),
        (of_kind(idNumber=f"P{'1' * 16}X"), "ID_NUMBER_CHECK_DIGIT", "idNumber"),
        (
            of_kind(sex="1", provisional={"reason": "NO_HUKOU", "evidence": "村委会证明"}),
            "MISSING",
            "provisional.aboutAge",
        ),
        ({**NEWBORN, "idNumber": hub.number("20240101")}, "NOT_EXPECTED", "provisional"),
        ({**NEWBORN, "sex": None}, "MISSING", "sex"),
    ]
    for given, code, path in wrong:
        outcome = registered(hub, household(hub, member(hub.number("19600101")), given))
        assert (outcome.get("code"), outcome.get("path")) == (code, f"items[0].members[1].{path}"), given


def test_what_contradicts_the_number_or_the_register_is_refused_and_corrected_elsewhere(hub: Running) -> None:
    number = with_check_digit("62990119900101999")
    head = member(hub.number("19600101"))
    told = {"idNumber": number, "sex": "1", "bornOn": "1990-01-01"}
    for wrong, code, path in [
        ({"sex": "2"}, "SEX_DIFFERS", "sex"),
        ({"bornOn": "1990-01-02"}, "BIRTH_DATE_DIFFERS", "bornOn"),
    ]:
        outcome = registered(hub, household(hub, head, of_kind(**{**told, **wrong})))
        assert (outcome.get("code"), outcome.get("path")) == (code, f"items[0].members[1].{path}")
    home = household(hub, head, of_kind(**told))
    first = registered(hub, home)
    assert first["__typename"] == "Registered", first
    ((person, seen),) = hub.rows(
        "SELECT p.id::text, p.recorded_at::text FROM persons p JOIN memberships m ON m.person_id = p.id"
        " WHERE m.household_id = %s AND m.relation = '20'",
        first["household"],
    )
    change = {"person": person, "sex": "2", "reason": "证件性别有误", "basis": "户口簿", "seen": seen.replace(" ", "T")}
    assert hub["civil_affairs"].ask(CORRECT, {"input": change})["corrected"]["__typename"] == "PersonCorrection"
    # Now the register has it right, whatever the number tells.
    assert registered(hub, home)["code"] == "SEX_DIFFERS"
    assert registered(hub, {**home, "members": [of_kind(**{**told, "sex": "2"})]})["__typename"] == "Registered"
    permit = of_kind(idNumber="Q620000009", sex="2", bornOn="2020-01-01")
    other = household(hub, member(hub.number("19600101")), permit)
    assert registered(hub, other)["__typename"] == "Registered"
    assert registered(hub, {**other, "members": [{**permit, "sex": "1"}]})["code"] == "SEX_DIFFERS"
