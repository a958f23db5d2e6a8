"""Rows of files that cannot be attached to anybody: taken in, answered as any other, and listed for who decides."""

from typing import Any

import pytest

from tests.hub.files.sheets import counts, line, sheet, worked
from tests.hub.files.test_row_warnings import as_csv
from tests.hub_running import Running
from tests.schema.acts import household, member, register

MISMATCHES = """query ($after: String) { mismatches(filter: {department: "%s"}, first: 200, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { person { household { id } } reportedNameMasked } } }"""
UNREGISTERED = """query ($after: String) { unregisteredPersons(first: 200, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { nameMasked departments { code } } } }"""


def facts(hub: Running, number: str, name: str, id: str) -> dict[str, Any]:
    return worked(hub, as_csv([[name, number, "2024-03-01", id, "否", ""]]), "human_resources", source="facts")


def help_(hub: Running, number: str, name: str, id: str) -> dict[str, Any]:
    return worked(hub, sheet(line(hub, id, 身份证号=number, 姓名=name)))


WAYS = [("human_resources", facts), ("housing", help_)]


@pytest.mark.parametrize(("department", "sent"), WAYS, ids=["facts", "feedback"])
def test_a_row_under_another_name_waits_in_mismatches_and_its_sender_sees_no_difference(
    hub: Running, department: str, sent: Any
) -> None:
    number = hub.number("19700101")
    (home,) = register(hub, household(hub, member(number)))
    found = sent(hub, number, "欧阳某", f"other-{department}")
    assert (counts(found), found["errors"]["nodes"]) == ((1, 0, 0, 0), [])
    waiting = hub["civil_affairs"].every(MISMATCHES % department)
    assert [one["person"]["household"]["id"] for one in waiting].count(home["household"]) == 1


@pytest.mark.parametrize(("department", "sent"), WAYS, ids=["facts", "feedback"])
def test_a_row_about_somebody_whom_nobody_has_registered_lists_them(hub: Running, department: str, sent: Any) -> None:
    def listed() -> int:
        nodes = hub["civil_affairs"].every(UNREGISTERED)
        return sum({"code": department} in one["departments"] for one in nodes)

    before = listed()
    found = sent(hub, hub.number("19700101"), "司马某", f"stranger-{department}")
    assert counts(found) == (1, 0, 0, 0)
    assert listed() == before + 1
