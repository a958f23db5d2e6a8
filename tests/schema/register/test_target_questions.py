"""What changed since last time: who came, went or is known better now; nobody is passed over."""

import base64
import json
import re
import time
from typing import Any

import psycopg

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import DETERMINE, household, member, register
from tests.schema.register.test_leaving import leave

CHANGES = """query ($programme: String!, $since: String, $first: Int! = 200) {
  targetChanges(programme: $programme, since: $since, first: $first) {
    nodes { kind personId householdId } pageInfo { hasNextPage endCursor } } }"""
REPORT = """mutation ($items: [%sFactsInput!]!) { outcome: reportFacts%s(items: $items) {
  ... on FactsReport { outcomes { ... on FactsAccepted { changed } ... on Refused { code path } } } } }"""
PERSONS = "query ($id: ID!) { household(id: $id) { members { person { id } } } }"
BEGINNING = ""
CARE, DAY_CARE = "MZ-91", "CL-01"


def all_written(hub: Running) -> None:
    """Wait for who writes now: while they do, later changes are held back."""
    ((now,),) = hub.rows("SELECT pg_current_xact_id()::text::bigint")
    while hub.rows("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint <= %s", now) == [(True,)]:
        time.sleep(0.05)


class Follower:
    """A department that asks again from where it stopped."""

    def __init__(self, hub: Running, who: str, programme: str, since: str | None = None) -> None:
        self._hub, self._asker, self._programme, self._since = hub, hub[who], programme, since
        if since is None:
            self.news()

    def news(self, first: int = 200) -> list[tuple[str, str]]:
        """All that has changed since the last time, page by page, once nobody writes."""
        all_written(self._hub)
        return self.news_so_far(first)

    def news_so_far(self, first: int = 200) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        while True:
            asked = {"programme": self._programme, "since": self._since or None, "first": first}
            page = self._asker.ask(CHANGES, asked)["targetChanges"]
            found += [(node["kind"], node["personId"] or node["householdId"]) for node in page["nodes"]]
            self._since = page["pageInfo"]["endCursor"] or self._since
            if not page["pageInfo"]["hasNextPage"]:
                return found


def settle(hub: Running, number: str, **stated: Any) -> tuple[str, str]:
    """A registered household of one; its id and the person's."""
    (registered,) = register(hub, household(hub, member(number), **stated))
    home = hub["civil_affairs"].ask(PERSONS, {"id": registered["household"]})["household"]
    return registered["household"], home["members"][0]["person"]["id"]


def report(hub: Running, number: str, who: str = "DisabledFederation", entity: str = "person", **facts: Any) -> None:
    item = {"idNumber": number, "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": "card", entity: facts}
    asker = hub[re.sub("(?<!^)(?=[A-Z])", "_", who).lower()]
    outcome = asker.ask(REPORT % (who, who), {"items": [item]})["outcome"]
    assert outcome == {"outcomes": [{"changed": True}]}


def test_what_one_department_reports_makes_anothers_target_at_once_and_unmakes_it(hub: Running) -> None:
    number = hub.number("19700101")
    civil_affairs = Follower(hub, "civil_affairs", CARE)
    _, person = settle(hub, number)
    report(hub, number, disabled=True, disabilityGrade=1)
    assert civil_affairs.news() == [("MET", person)]
    assert civil_affairs.news() == []
    report(hub, number, disabilityGrade=4)
    assert civil_affairs.news() == [("ENDED", person)]


def test_a_household_is_told_again_when_the_missing_fact_is_there(hub: Running) -> None:
    number = hub.number("19700101")
    housing = Follower(hub, "housing", "ZJ-03")
    home, _ = settle(hub, number)
    allowance = {"household": home, "category": "subsistence_allowance", "validFrom": "2024-01-01"}
    hub["civil_affairs"].ask(DETERMINE, {"input": allowance})
    assert housing.news() == [("UNKNOWN", home)]
    report(hub, number, "Housing", "housing", dangerGrade="D")
    assert housing.news() == [("MET", home)]


def test_small_pages_tell_of_everyone_once(hub: Running) -> None:
    programme = next(p.code for p in hub.catalogue.programmes.values() if p.number == DAY_CARE)
    told = [person for _, person in Follower(hub, "disabled_federation", DAY_CARE, since=BEGINNING).news(3)]
    statement = "SELECT person_id::text FROM targets WHERE programme = %s"
    assert sorted(told) == sorted(person for (person,) in hub.rows(statement, programme))
    assert len(told) > 6


def test_whoever_commits_late_is_not_passed_over(hub: Running) -> None:
    first, second = hub.number("19700101"), hub.number("19700101")
    people = [settle(hub, number)[1] for number in (first, second)]
    civil_affairs = Follower(hub, "civil_affairs", CARE)
    with psycopg.connect(hub.owner) as writer:
        writer.execute("SELECT pg_current_xact_id()")
        report(hub, first, disabilityGrade=1)
        report(hub, second, disabilityGrade=1)
        assert civil_affairs.news_so_far() == []
    assert sorted(civil_affairs.news()) == sorted(("MET", person) for person in people)


def test_a_county_follows_its_own_people_only(hub: Running) -> None:
    number = hub.number("19700101")
    here, elsewhere = Follower(hub, "civil_affairs here", CARE), Follower(hub, "civil_affairs elsewhere", CARE)
    _, person = settle(hub, number, division=ELSEWHERE)
    report(hub, number, disabilityGrade=1)
    assert (here.news(), elsewhere.news()) == ([], [("MET", person)])


def test_a_county_is_told_who_moved_away(hub: Running) -> None:
    number = hub.number("19700101")
    here, elsewhere = Follower(hub, "civil_affairs here", CARE), Follower(hub, "civil_affairs elsewhere", CARE)
    moving = household(hub, member(number))
    register(hub, moving)
    report(hub, number, disabilityGrade=1)
    ((_, person),) = here.news()
    register(hub, {**moving, "division": ELSEWHERE})
    assert moving["division"] == HOME
    assert elsewhere.news() == [("MET", person)]
    assert here.news() == [("ENDED", person)]


LEAVERS = """query ($programme: String!, $after: String) { targetChanges(programme: $programme, first: 200, since: $after) {
  pageInfo { hasNextPage endCursor } nodes { kind personId householdId leftBecause nameMasked household { id } %s } } }"""
NAMED = (
    """query ($programme: String!) { targetChanges(programme: $programme, first: 200) { nodes { personId name } } }"""
)


def told(hub: Running, who: str, programme: str, subject: str, also: str = "householdNumber") -> dict[str, Any]:
    """What the list of changes says last of a person or household."""
    all_written(hub)
    nodes = hub[who].every(LEAVERS % also, {"programme": programme})
    found: dict[str, Any] = [node for node in nodes if subject in (node["personId"], node["householdId"])][-1]
    return found


def test_a_leaver_is_told_with_reason_number_and_name(hub: Running) -> None:
    number = hub.number("19700101")
    home, person = settle(hub, number)
    report(hub, number, disabled=True, disabilityGrade=1)
    came = told(hub, "civil_affairs here", CARE, person)
    assert (came["kind"], came["leftBecause"], came["nameMasked"]) == ("MET", None, "王**")
    report(hub, number, disabilityGrade=4)
    left = told(hub, "civil_affairs here", CARE, person)
    assert (left["kind"], left["leftBecause"], left["household"]) == ("ENDED", "NOT_MET", None)
    ((registered,),) = hub.rows("SELECT number FROM households WHERE id = %s", home)
    assert (left["householdNumber"], left["nameMasked"]) == (registered, "王**")


def test_a_leaver_is_told_with_the_clause_that_holds_no_more(hub: Running) -> None:
    clauses = "lostClauses { text meaning meaningEn }"
    number = hub.number("19700101")
    _, person = settle(hub, number)
    report(hub, number, disabled=True, disabilityGrade=1)
    assert told(hub, "civil_affairs here", CARE, person, clauses)["lostClauses"] == []
    report(hub, number, disabilityGrade=4)
    (lost,) = told(hub, "civil_affairs here", CARE, person, clauses)["lostClauses"]
    assert lost["text"] == "person.severe_disabled = true"
    assert "残疾" in lost["meaning"]
    assert "disab" in lost["meaningEn"]
    report(hub, number, disabilityGrade=1)
    again = told(hub, "civil_affairs here", CARE, person, clauses)
    assert (again["kind"], again["lostClauses"]) == ("MET", [])
    assert leave(hub, person, reason="EMIGRATION")["__typename"] == "HouseholdLeft"
    gone = told(hub, "civil_affairs here", CARE, person, clauses)
    assert (gone["kind"], gone["lostClauses"]) == ("ENDED", [])


def test_a_lost_clause_keeps_its_words_where_the_rule_is_reworded_later(hub: Running) -> None:
    clauses, text = "lostTexts lostClauses { text }", "person.severe_disabled = true"
    number = hub.number("19700101")
    _, person = settle(hub, number)
    report(hub, number, disabled=True, disabilityGrade=1)
    report(hub, number, disabilityGrade=4)
    ((programme, n),) = hub.rows(
        "SELECT programme, n FROM programme_clauses c WHERE text = %s AND EXISTS"
        " (SELECT FROM programmes g WHERE g.code = c.programme AND %s IN (g.code, g.number))",
        text,
        CARE,
    )
    reword = "UPDATE programme_clauses SET text = %s WHERE programme = %s AND n = %s RETURNING n"
    hub.rows(reword, "reworded", programme, n)
    try:
        lost = told(hub, "civil_affairs here", CARE, person, clauses)
    finally:
        hub.rows(reword, text, programme, n)
    assert (lost["lostTexts"], lost["lostClauses"]) == ([text], [])


def test_a_clause_that_is_new_to_the_rule_is_not_said_to_have_held_before(hub: Running) -> None:
    number = hub.number("19700101")
    _, person = settle(hub, number)
    report(hub, number, disabled=True, disabilityGrade=1)
    hub.rows("UPDATE targets SET met = 0, unknown = 0 WHERE subject_id = %s RETURNING 1", person)
    report(hub, number, disabilityGrade=4)
    lost = told(hub, "civil_affairs here", CARE, person, "lostTexts")
    assert (lost["kind"], lost["lostTexts"]) == ("ENDED", [])


def test_who_has_left_ones_divisions_is_told_by_id_alone(hub: Running) -> None:
    number = hub.number("19700101")
    moving = household(hub, member(number))
    (registered,) = register(hub, moving)
    home = hub["civil_affairs"].ask(PERSONS, {"id": registered["household"]})["household"]
    person = home["members"][0]["person"]["id"]
    report(hub, number, disabled=True, disabilityGrade=1)
    register(hub, {**moving, "division": ELSEWHERE})
    left = told(hub, "civil_affairs here", CARE, person)
    assert (left["kind"], left["leftBecause"]) == ("ENDED", "MOVED_AWAY")
    assert left["householdNumber"] is left["nameMasked"] is None
    assert told(hub, "civil_affairs elsewhere", CARE, person)["nameMasked"] == "王**"


def test_a_death_is_told_to_whom_deaths_are_told(hub: Running) -> None:
    number = hub.number("19700101")
    home, person = settle(hub, number)
    report(hub, number, disabled=True, disabilityType="PHYSICAL", disabilityGrade=1)
    allowance = {"household": home, "category": "subsistence_allowance", "validFrom": "2024-01-01"}
    hub["civil_affairs"].ask(DETERMINE, {"input": allowance})
    day_care = told(hub, "disabled_federation", DAY_CARE, person, also="")
    assert day_care["kind"] == "MET"
    assert leave(hub, person, reason="DEATH")["__typename"] == "HouseholdLeft"
    assert told(hub, "civil_affairs here", CARE, person)["leftBecause"] == "DIED"
    assert told(hub, "disabled_federation", DAY_CARE, person, also="")["leftBecause"] == "NOT_MET"


def test_the_name_of_a_leaver_needs_what_a_name_needs(hub: Running) -> None:
    refused = hub["civil_affairs here"].refused(NAMED, {"programme": CARE})
    assert refused == ["PURPOSE_REQUIRED"]
    assert hub["finance"].post(LEAVERS % "", {"programme": CARE}).json().get("data") is None


def test_a_cursor_of_before_a_restore_is_refused_in_words(hub: Running) -> None:
    asked = {"programme": CARE, "first": 1}
    cursor = hub["civil_affairs"].ask(CHANGES, asked)["targetChanges"]["pageInfo"]["endCursor"]
    digest, epoch, *rest = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    older = base64.urlsafe_b64encode(json.dumps([digest, epoch - 1, *rest]).encode()).decode().rstrip("=")
    assert hub["civil_affairs"].ask(CHANGES, {**asked, "since": cursor})
    assert hub["civil_affairs"].refused(CHANGES, {**asked, "since": older}) == ["CURSOR_BEFORE_RESTORE"]
