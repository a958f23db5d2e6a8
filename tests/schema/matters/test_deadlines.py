"""Deadlines: what waits for each department in a box, first whose next day comes first."""

from typing import Any

from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred, step

DEADLINES = """query ($box: Box!, $division: String) { deadlines(box: $box, division: $division) {
  department { code } procedure open overdue escalated nextDueOn } }"""


def deadlines(hub: Running, box: str = "HOME", who: str = "civil_affairs here") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = hub[who].ask(DEADLINES, {"box": box})["deadlines"]
    return rows


def waiting(hub: Running, department: str, box: str = "HOME", who: str = "civil_affairs here") -> dict[str, Any]:
    """What waits for a department among the referrals of a box."""
    rows = [row for row in deadlines(hub, box, who) if row["department"]["code"] == department]
    found = [row for row in rows if row["procedure"] == "referral"]
    return found[0] if found else {"open": 0, "overdue": 0, "nextDueOn": None}


def test_home_shows_of_both_sides_whose_turn_it_is_and_the_next_deadline_of_each(hub: Running) -> None:
    before = {who: waiting(hub, who)["open"] for who in ("education_aid", "civil_affairs")}
    pushed = referred(hub, family(hub, hub.number()))
    hub.rows("UPDATE matters SET due_on = '2024-03-01' WHERE id = %s RETURNING id", pushed["id"])
    theirs = waiting(hub, "education_aid")
    assert (theirs["open"], theirs["nextDueOn"] <= "2024-03-01") == (before["education_aid"] + 1, True)
    assert theirs["overdue"] >= 1
    back = {"id": pushed["id"], "returnReason": "OTHER", "returnNote": "not ours"}
    due = step(hub, "returnReferral", "education_aid here", **back)["dueOn"]
    assert waiting(hub, "education_aid")["open"] == before["education_aid"]
    ours = waiting(hub, "civil_affairs")
    assert (ours["open"], ours["nextDueOn"] <= due) == (before["civil_affairs"] + 1, True)
    step(hub, "withdrawReferral", "civil_affairs here", id=pushed["id"], withdrawnBecause="settled")
    assert waiting(hub, "civil_affairs")["open"] == before["civil_affairs"]


def test_departments_come_by_their_next_deadline_each_with_all_its_procedures(hub: Running) -> None:
    referred(hub, family(hub, hub.number()))
    rows = deadlines(hub)
    departments = [row["department"]["code"] for row in rows]
    grouped = [*dict.fromkeys(departments)]
    assert departments == sorted(departments, key=grouped.index)
    first = [min(row["nextDueOn"] or "9" for row in rows if row["department"]["code"] == one) for one in grouped]
    assert first == sorted(first)


def test_each_box_has_its_own_and_home_is_for_who_keeps_the_register(hub: Running) -> None:
    before = waiting(hub, "education_aid", "IN", "education_aid here")["open"]
    out = waiting(hub, "education_aid", "OUT")["open"]
    referred(hub, family(hub, hub.number()))
    assert waiting(hub, "education_aid", "IN", "education_aid here")["open"] == before + 1
    assert waiting(hub, "education_aid", "OUT")["open"] == out + 1
    assert deadlines(hub, "HOME", "education_aid here") == []
    assert waiting(hub, "education_aid", "HOME", "civil_affairs elsewhere")["open"] == 0
    assert hub["reader"].refused(DEADLINES, {"box": "IN"}) == ["MISSING_SCOPE"]
