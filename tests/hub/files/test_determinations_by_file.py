"""Determinations come as a file, through the act by which a list is determined."""

from tests.hub.files.sheets import counts, errors, sent, worked
from tests.hub_running import Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_hearings import STANDING, VOID

HEADINGS = "家庭编号,姓名,身份证号,救助类别,保障方式,审核确认日期,终止日期,确认文书号"
SOURCE = {"source": "determination_list"}


def sheet(*lines: str) -> bytes:
    return "\n".join([HEADINGS, *lines]).encode("utf-8-sig")


def test_a_list_is_determined_once_and_the_same_again_changes_nothing(hub: Running) -> None:
    one, other = hub.number(), hub.number()
    home = household(hub, member(one), member(other, "10"))
    register(hub, home)
    lines = [f"{home['number']},王甲,{number},农村低保,整户,202401,,1号" for number in (one, other)]
    wrong = f"{home['number']},李乙,{one},农村低保,整户,202401,,1号"
    assert counts(worked(hub, sheet(*lines), "civil_affairs", check="true", **SOURCE)) == (2, 0, 0, 0)
    found = worked(hub, sheet(*lines, wrong), "civil_affairs", **SOURCE)
    assert (counts(found), errors(found)) == ((2, 0, 1, 0), [(4, "姓名", "NAME_DIFFERS")])
    assert counts(worked(hub, sheet(*reversed(lines)), "civil_affairs", **SOURCE)) == (0, 2, 0, 0)
    assert hub.rows(
        "SELECT count(*), min(valid_from)::text FROM determinations d JOIN households h ON h.id = d.household_id WHERE h.number = %s",
        home["number"],
    ) == [(2, "2024-01-01")]


def test_a_list_whose_determination_was_taken_back_is_determined_again_where_that_is_asked(hub: Running) -> None:
    home = household(hub, member(number := hub.number()))
    (registered,) = register(hub, home)
    content = sheet(f"{home['number']},王甲,{number},农村低保,整户,202403,,1号")
    first = worked(hub, content, "civil_affairs", **SOURCE)
    ((determination, seen),) = hub.rows(STANDING, registered["household"])
    assert hub["civil_affairs"].ask(VOID, {"id": determination, "seen": seen})["did"]["__typename"] == "Determined"
    answer = sent(hub, content, "civil_affairs", **SOURCE)
    told = {"import": first["id"], "known": True, "errors": f"/files/{first['id']}/errors.csv"}
    assert (answer.status_code, answer.json()) == (200, told | {"receivedAt": first["receivedAt"]})
    assert hub.rows(STANDING, registered["household"]) == []
    assert counts(worked(hub, content, "civil_affairs", again="true", **SOURCE)) == (1, 0, 0, 0)
    assert len(hub.rows(STANDING, registered["household"])) == 1


def test_a_county_determines_in_its_own_divisions_alone(hub: Running) -> None:
    home = household(hub, member(number := hub.number()))
    register(hub, home)
    content = sheet(
        f"{home['number']},王甲,{number},农村低保,整户,202401,,1号", f",王甲,{number},农村低保,整户,202401,,1号"
    )
    found = worked(hub, content, "civil_affairs elsewhere", **SOURCE)
    assert errors(found) == [(2, "家庭编号", "UNKNOWN_HOUSEHOLD"), (3, "身份证号", "UNKNOWN_PERSON")]


def test_who_may_not_determine_hands_no_list_in(hub: Running) -> None:
    assert sent(hub, sheet(), "supervisor here", **SOURCE).status_code == 403
    assert sent(hub, sheet(), "housing", source="determinations").status_code == 422
