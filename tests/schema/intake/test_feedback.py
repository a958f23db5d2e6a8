"""The question before the grant (`checkOnly`): it answers, it is logged, and it leaves nothing behind."""

from tests.hub_running import ELSEWHERE, HOME, Running, done
from tests.schema.acts import CHAIN, FEED, feed, feedback, household, member, register

TABLES = """SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  AND table_name NOT LIKE 'access_log%%' AND table_name NOT LIKE 'oauth%%'
  AND table_name NOT LIKE 'audit%%' AND table_name <> 'documents' ORDER BY 1"""


def held(hub: Running) -> dict[str, int]:
    """How many rows each table has."""
    return {table: hub.rows(f"SELECT count(*) FROM {table}")[0][0] for (table,) in hub.rows(TABLES)}


def test_asking_leaves_nothing_behind_of_someone_never_seen(untouched: Running) -> None:
    untouched["education_aid"].ask("{ me { client } }")  # who asks is known from their first question on
    before = held(untouched)
    (checked,) = feed(untouched, feedback(untouched, untouched.number(), "ask-1"), check=True)
    assert (checked["__typename"], checked["record"], checked["receipt"]) == ("FeedbackAccepted", None, None)
    # But that a stranger was asked about.
    assert held(untouched) == {**before, "stranger_questions": before["stranger_questions"] + 1}


def test_who_asks_about_a_person_stands_in_the_log(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    answer = hub["education_aid"].post(FEED, {"items": [feedback(hub, pupil, "ask-2")], "check": True})
    request = answer.headers["x-request-id"]
    ((kind, department, subjects),) = hub.rows(
        "SELECT kind, department, cardinality(subjects) FROM access_log WHERE request = %s", request
    )
    assert (kind, department, subjects) == ("ANSWER", "education_aid", 1)


def test_an_operations_own_name_stands_in_the_log_where_the_request_names_none(hub: Running) -> None:
    answer = hub["civil_affairs"].post("query ReadHouseholds { households(first: 1) { nodes { id } } }")
    request = answer.headers["x-request-id"]
    assert hub.rows("SELECT operation FROM access_log WHERE request = %s", request) == [("ReadHouseholds",)]


def test_the_question_before_the_grant_shows_the_clash_and_writes_nothing(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "q1"))
    (checked,) = feed(hub, feedback(hub, pupil, "q2", division=ELSEWHERE), check=True)
    clash = {"programmeKind": "special", "month": "2024-03", "department": "education_aid", "same": "person"}
    assert (checked["clashes"], checked["record"], checked["receipt"]) == ([clash], None, None)
    assert hub.rows("SELECT count(*) FROM assistance_records WHERE external_id = 'q2'") == [(0,)]


def test_help_stands_in_the_chain_however_the_name_is_spelled(hub: Running) -> None:
    pupil = hub.number()
    written = ["王䶮", "王\ue863", "\ufeff王䶮", "王䶮\u200e", "王䶮\U000e0100", "王 䶮"]
    ((registered,),) = (register(hub, household(hub, {**member(pupil), "name": "王䶮"})),)
    entries = [feedback(hub, pupil, f"spelled-{n}", name=name, second="每月") for n, name in enumerate(written)]
    feed(hub, *entries)
    chain = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert done(chain).count("ASSISTED") == len(written)


def test_an_entry_sent_again_with_other_blanks_is_the_same_entry(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    entry = feedback(hub, pupil, f"blanks-{pupil}", term="2023-autumn", school="一中")
    (first,) = feed(hub, entry)
    for written in ({"name": "王甲 "}, {"externalId": f" blanks-{pupil} "}, {"school": " 一中"}, {"reason": ""}):
        (again,) = feed(hub, {**entry, **written})
        assert (again["replayed"], again["receipt"]) == (True, first["receipt"]), again
    code = "education_aid.compulsory_education_living_subsidy"
    for same in ({"programme": " JY-02 "}, {"programme": "jy-02"}, {"division": f" {HOME} "}, {"name": "王·甲"}):
        (again,) = feed(hub, {**entry, **same})
        assert (again["replayed"], again["receipt"]) == (True, first["receipt"]), again
    (by_code,) = feed(hub, {**entry, "programme": code})
    assert by_code["replayed"]
    (term,) = feed(hub, {**entry, "term": "2023-Autumn"})
    assert (term["replayed"], term["receipt"]) == (True, first["receipt"])
    (other,) = feed(hub, {**entry, "amount": 1})
    assert other["code"] == "EXTERNAL_ID_REUSED"


def test_the_kind_of_a_number_may_be_said_and_the_entry_is_the_same(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    entry = feedback(hub, pupil, f"kind-{pupil}")
    (first,), (again,) = feed(hub, entry), feed(hub, {**entry, "idKind": "ID_CARD"})
    assert (again["replayed"], again["receipt"]) == (True, first["receipt"])
    wrong, unknown = feed(hub, *[{**entry, "idKind": kind} for kind in ("TAIWAN_PERMIT", "PASSPORT")])
    assert (wrong["code"], wrong["path"]) == ("ID_KIND_DIFFERS", "items[0].idKind")
    assert (unknown["code"], unknown["path"]) == ("UNKNOWN_CODE", "items[1].idKind")


def test_a_term_has_one_spelling(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    (_, again) = (
        feed(hub, feedback(hub, pupil, f"{term}-{pupil}", term=term))[0] for term in ("2023-autumn", " 2023-AUTUMN")
    )
    assert again["code"] == "ALREADY_REPORTED"
