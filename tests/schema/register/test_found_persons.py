"""Finding a person: by name, pinyin and initials, the end of the number, the address, and only where one may look."""

import time
from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, HOME, TOWNSHIP, Running
from tests.schema.acts import household, member, register
from tests.schema.register.test_corrections import correct

FIND = """query ($by: PersonSought!) { findPersons(by: $by) {
  nodes { id nameMasked household { id } } pageInfo { hasNextPage } } }"""
WHY = {"X_Purpose": "review"}
NAMES = ("单晓燚娟", "解玥玥", "盖玥玥", "仇玥燚", "查玥燚", "逄玥燚")


@pytest.fixture(scope="module")
def people(hub: Running) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Persons by name, each with id, number and household; the upkeep has written their terms."""
    known = {}
    for name in NAMES:
        number = hub.number()
        item = {**household(hub, {**member(number), "name": name}), "division": TOWNSHIP, "address": "石匣沟村3组19号"}
        (home,) = register(hub, item)
        ((person,),) = hub.rows("SELECT person_id::text FROM memberships WHERE household_id = %s", home["household"])
        known[name] = (person, number, item)
    written(hub)
    return known


People = dict[str, tuple[str, str, dict[str, Any]]]


def written(hub: Running) -> None:
    """Wait until the upkeep has written what it has to."""
    until = time.monotonic() + 60
    while hub.rows("SELECT count(*) FROM persons WHERE NOT searchable") != [(0,)]:
        assert time.monotonic() < until, "the upkeep writes no terms"
        time.sleep(0.05)


def found(hub: Running, who: str = "civil_affairs", **by: Any) -> list[str]:
    return [one["id"] for one in hub[who].ask(FIND, {"by": by}, **WHY)["findPersons"]["nodes"]]


def test_one_is_found_by_name_beginning_pinyin_and_initials_and_shown_masked(hub: Running, people: People) -> None:
    person = people["单晓燚娟"][0]
    for said in ("单晓燚娟", "单晓", "单 晓燚", "單曉燚娟", "shanxiaoyijuan", "Shan Xiao", "sxyj", "danxiao"):
        assert found(hub, name=said) == [person], said
    for said in ("晓燚", "单晓燚娥", "xiaoyi", "shanxiaoy"):
        assert found(hub, name=said) == [], said
    (shown,) = hub["civil_affairs"].ask(FIND, {"by": {"name": "sxyj"}}, **WHY)["findPersons"]["nodes"]
    assert shown["nameMasked"] == "单**"
    logged = "SELECT DISTINCT purpose FROM access_log WHERE %s::uuid = ANY(subjects) AND kind = 'ANSWER'"
    assert ("review",) in hub.rows(logged, person)


def test_a_name_needs_a_purpose_and_an_end_of_a_number_the_scope_of_the_number(hub: Running, people: People) -> None:
    person, number, _ = people["解玥玥"]
    assert person in found(hub, idTail=number[-4:].lower())
    assert found(hub, name="解玥玥", idTail=number[-4:]) == [person]
    assert hub["civil_affairs"].refused(FIND, {"by": {"name": "解玥"}}) == ["PURPOSE_REQUIRED"]
    assert set(hub["other case worker"].refused(FIND, {"by": {"idTail": "0010"}}, **WHY)) == {"MISSING_SCOPE"}
    assert "MISSING_SCOPE" in hub["finance"].refused(FIND, {"by": {"name": "解玥"}}, **WHY)


def test_too_little_is_refused_before_anything_is_read(hub: Running) -> None:
    for by in ({"name": "王"}, {"name": " w "}, {"name": "·"}, {"idTail": "001"}, {"idTail": "00100"}):
        assert hub["civil_affairs"].refused(FIND, {"by": by}, **WHY) == ["TERM_TOO_SHORT"], by
    assert hub["civil_affairs"].refused(FIND, {"by": {}}, **WHY) == ["MISSING"]
    assert hub["civil_affairs"].refused(FIND, {"by": {"address": "甘肃"}}, **WHY) == ["MISSING"]


def test_one_is_found_by_the_address_in_a_township_and_nowhere_wider(hub: Running, people: People) -> None:
    person = people["盖玥玥"][0]
    assert person in found(hub, address="石匣沟村3组", division=TOWNSHIP)
    assert found(hub, name="gaiyueyue", address="石匣沟", division=TOWNSHIP) == [person]
    assert found(hub, address="石匣沟村4组", division=TOWNSHIP) == []
    wide = {"by": {"address": "石匣沟村3组", "division": HOME}}
    assert hub["civil_affairs"].refused(FIND, wide, **WHY) == ["DIVISION_TOO_WIDE"]


def test_an_end_of_a_number_stands_in_the_log_by_its_index(hub: Running, people: People) -> None:
    number = people["解玥玥"][1]
    found(hub, idTail=number[-4:])
    latest = "SELECT variables FROM access_log WHERE strpos(variables, %s) > 0 ORDER BY id DESC LIMIT 1"
    ((kept,),) = hub.rows(latest, "idTail")
    assert number[-4:] not in kept


def test_who_lies_outside_the_slice_is_not_found(hub: Running, people: People) -> None:
    person, number, _ = people["仇玥燚"]
    assert found(hub, "civil_affairs here", name="仇玥燚") == [person]
    for by in ({"name": "qiuyueyi"}, {"name": "仇玥"}, {"idTail": number[-4:]}):
        assert person not in found(hub, "civil_affairs elsewhere", **by)
    assert found(hub, "education_aid", name="仇玥燚") == []  # it has nothing to do for them


def test_who_was_corrected_is_found_by_the_new_name_and_who_moved_where_they_are(hub: Running, people: People) -> None:
    corrected, moved = people["查玥燚"][0], people["逄玥燚"]
    assert found(hub, name="zhayueyi") == [corrected]
    assert found(hub, name="pangyueyi", division=ELSEWHERE) == []
    assert correct(hub, corrected, name="查玥焱")["__typename"] == "PersonCorrection"
    register(hub, {**moved[2], "division": ELSEWHERE, "asOf": "2024-03-02"})
    assert found(hub, name="pangyueyi", division=ELSEWHERE) == [moved[0]]
    assert found(hub, name="pangyueyi", division=HOME) == []
    written(hub)
    assert found(hub, name="查玥燚") == []
    assert found(hub, name="查玥焱") == [corrected]
