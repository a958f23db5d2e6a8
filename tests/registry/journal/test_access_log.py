"""The access log: every answer that tells of a person leaves its row, or is not given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from tests.hub_running import ELSEWHERE, Running
from tests.schema.acts import CHAIN, DETERMINE, feed, feedback, household, member, register

LAST = """SELECT kind, department, purpose, attributes, subjects::text[], variables, refusal FROM access_log
ORDER BY id DESC LIMIT 1"""


def last(hub: Running) -> dict[str, Any]:
    """The newest row."""
    (row,) = hub.rows(LAST)
    return dict(
        zip(("kind", "department", "purpose", "attributes", "subjects", "variables", "refusal"), row, strict=True)
    )


def allowance(household: str) -> dict[str, Any]:
    return {"input": {"household": household, "category": "subsistence_allowance", "validFrom": "2024-01-01"}}


@contextmanager
def unwritable_log(hub: Running) -> Iterator[None]:
    """The application may not write the log."""
    ((role,),) = hub.rows(
        "SELECT DISTINCT grantee FROM information_schema.role_table_grants"
        " WHERE table_name = 'access_log' AND grantee LIKE '%%app'"
    )
    with psycopg.connect(hub.owner, autocommit=True) as owner:
        owner.execute(f'REVOKE INSERT ON access_log FROM "{role}"')
        try:
            yield
        finally:
            owner.execute(f'GRANT INSERT ON access_log TO "{role}"')


def test_what_a_determination_answers_with_stands_in_the_log(hub: Running) -> None:
    (registered,) = register(hub, household(hub, member(hub.number())))
    clear = DETERMINE.replace("person { id }", "person { id idNumber }")
    hub["civil_affairs"].ask(clear, allowance(registered["household"]), X_Purpose="determine")
    row = last(hub)
    assert (row["kind"], row["purpose"], row["attributes"]) == ("ANSWER", "determine", ["id_number"])
    assert row["subjects"] == [registered["household"]]
    assert registered["household"] in row["variables"]


def test_the_question_before_a_grant_stands_in_the_log_for_its_clashes_tell_of_someone(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    query = "query ($id: ID!) { household(id: $id) { members { person { id } } } }"
    home = hub["civil_affairs"].ask(query, {"id": registered["household"]})["household"]
    feed(hub, feedback(hub, pupil, "asked", division=ELSEWHERE), check=True)
    row = last(hub)
    assert (row["kind"], row["department"]) == ("ANSWER", "education_aid")
    assert row["subjects"] == [home["members"][0]["person"]["id"]]
    assert pupil not in row["variables"]


def test_every_household_of_a_page_stands_in_the_log_and_the_one_beyond_it_does_not(hub: Running) -> None:
    page = hub["housing"].ask("{ households(first: 3) { nodes { id } } }")["households"]["nodes"]
    assert sorted(last(hub)["subjects"]) == sorted(node["id"] for node in page)


def test_a_refusal_keeps_what_was_asked_for(hub: Running) -> None:
    assert hub["reader"].refused(CHAIN, {"id": "anyone"})[0] == "MISSING_SCOPE"
    row = last(hub)
    assert (row["kind"], row["refusal"], row["subjects"]) == ("ATTEMPT", "MISSING_SCOPE", [])
    assert "anyone" in row["variables"]


def test_an_act_that_cannot_be_logged_is_not_done(hub: Running) -> None:
    (registered,) = register(hub, household(hub, member(hub.number())))
    with unwritable_log(hub):
        assert hub["civil_affairs"].refused(DETERMINE, allowance(registered["household"])) == ["INTERNAL"]
    statement = "SELECT count(*) FROM determinations WHERE household_id = %s"
    assert hub.rows(statement, registered["household"]) == [(0,)]
