"""Endings with their lines (减发停发): one procedure for a household, its members and its records."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.hub_running import Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_hearings import (
    ENDING,
    PERSONS,
    REVIEW,
    STANDING,
    allowed,
    decided_and_told,
    did,
    entry,
    told,
)
from tests.schema.matters.test_matters import NOTICE, on_allowance, referred, step


def three_and_a_record(hub: Running) -> tuple[str, list[str], str]:
    """A household of three on the allowance that is paid to it: its id, three determinations, the record."""
    numbers = [hub.number(f"19{n}00101") for n in (5, 6, 7)]
    members = [member(number, "30" if n else "02") for n, number in enumerate(numbers)]
    (registered,) = register(hub, household(hub, *members))
    home: str = registered["household"]
    on_allowance(hub, home)
    assert told(hub, entry(numbers[0], "GRANTED")) == ["accepted"]
    standing = sorted(id for id, _ in hub.rows(STANDING, home))
    ((record,),) = hub.rows("SELECT id::text FROM assistance_records WHERE household_id = %s", home)
    return home, standing, record


def proposal(hub: Running, home: str, *lines: dict[str, str]) -> str:
    """A procedure about these lines; its id."""
    given = {"household": home, "lines": lines, "ground": "OTHER", "factsFound": "走访"}
    id: str = step(hub, "proposeEnding", "civil_affairs", ENDING, **given)["id"]
    return id


LINES = """... on Ending { id state dueOn decision reconsiderationBy lawsuitBy legalBasis
  lines { id action determination reducedTo answer record { __typename } } }"""


def test_a_household_of_three_and_its_record_end_in_five_calls(hub: Running) -> None:
    """One matter, one hearing, a decision line by line, one notice, and all of it done at once (it took twenty)."""
    home, standing, record = three_and_a_record(hub)
    calls = 0

    def take(name: str, **given: Any) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        return step(hub, name, "civil_affairs", LINES, **given)

    lines = [*({"determination": one} for one in standing), {"record": record}]
    proposed = take("proposeEnding", household=home, lines=lines, ground="OVER_STANDARD", factsFound="就业")
    id, (kept, *others) = proposed["id"], proposed["lines"]
    assert [line["determination"] for line in proposed["lines"]] == [*standing, None]
    take("hear", id=id, heardOn="2024-03-14", statement="无异议")
    decided = {
        "decision": "END",
        "decisionNumber": "民停3号",
        "reasons": "收入超标",
        "legalBasis": "社会救助法第四十七条",
    }
    each = [{"line": kept["id"], "decision": "KEEP", "reason": "在校学生"}]
    each += [{"line": others[-1]["id"], "decision": "REDUCE", "reducedTo": 15000}]
    said = take("decideEnding", id=id, lines=each, **decided)
    assert [line["answer"] for line in said["lines"]] == ["KEEP", "END", "END", "REDUCE"]
    delivered = {"notifiedOn": "2024-03-13", "delivery": "IN_PERSON", "proof": "签收", **NOTICE}
    sooner = step(hub, "notifyDecision", "civil_affairs", LINES, id=id, **delivered)
    assert (sooner["code"], sooner["path"]) == ("REVERSED_DATES", "input.notifiedOn")
    hub.rows("UPDATE matter_steps SET happened_on = '2024-03-12' WHERE matter_id = %s RETURNING 1", id)
    told_on = take("notifyDecision", id=id, **delivered)
    # Sixty days and six months from the delivery; and from it the carrying out is due.
    assert (told_on["reconsiderationBy"], told_on["lawsuitBy"]) == ("2024-05-12", "2024-09-13")
    assert hub.rows("SELECT due_from::text FROM matters WHERE id = %s", id) == [("2024-03-13",)]
    early = step(hub, "carryOut", "civil_affairs", LINES, id=id, effectiveOn="2024-03-12")
    assert (early["code"], early["path"]) == ("BEFORE_THE_NOTICE", "input.effectiveOn")
    assert take("carryOut", id=id, effectiveOn="2024-03-14")["state"] == "DONE"
    assert calls == 5
    in_force = (
        "SELECT id::text FROM determinations WHERE household_id = %s AND superseded_at IS NULL AND valid_to IS NULL"
    )
    assert hub.rows(in_force, home) == [(kept["determination"],)]
    assert hub.rows("SELECT amount, ended_on FROM assistance_records WHERE id = %s", record) == [(15000, None)]
    notes = """SELECT kind, note FROM chain_links WHERE household_id = %s
        AND kind IN ('DETERMINATION_ENDED', 'ADJUSTED') ORDER BY kind"""
    why = "减发停发（民停3号）：收入超标"
    assert hub.rows(notes, home) == [("ADJUSTED", why), ("DETERMINATION_ENDED", why), ("DETERMINATION_ENDED", why)]


def test_a_record_is_reduced_to_less_than_it_gives(hub: Running) -> None:
    home, _, record = three_and_a_record(hub)
    proposed = {"household": home, "record": record, "ground": "OTHER", "factsFound": "x"}
    id = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    decided = {"decision": "REDUCE", "decisionNumber": "1", "reasons": "x", "legalBasis": "社会救助法第四十七条"}
    for amount, code in ((None, "MISSING"), (40000, "NOT_REDUCED"), (50000, "NOT_REDUCED")):
        refused = step(hub, "decideEnding", "civil_affairs", ENDING, id=id, reducedTo=amount, **decided)
        assert (refused["code"], refused["path"]) == (code, "input.reducedTo")


def test_a_procedure_that_names_nothing_ends_nothing_and_says_so(hub: Running) -> None:
    home, _, record = three_and_a_record(hub)
    proposed = {"household": home, "record": record, "ground": "OTHER", "factsFound": "x"}
    id = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    hub.rows("DELETE FROM matter_lines WHERE matter_id = %s RETURNING 1", id)
    decided = {"decisionNumber": "1", "reasons": "x", "legalBasis": "社会救助法第四十七条"}
    for decision in ({"decision": "END"}, {"decision": "REDUCE", "reducedTo": 1}):
        refused = step(hub, "decideEnding", "civil_affairs", ENDING, id=id, **decision, **decided)
        assert (refused["code"], refused["path"]) == ("NOTHING_TO_END", "input.decision")
    assert "code" not in step(hub, "decideEnding", "civil_affairs", ENDING, id=id, decision="KEEP", **decided)


def test_what_is_in_an_open_procedure_is_in_no_other_and_a_review_does_not_hide_it(hub: Running) -> None:
    home, _, determination, seen = allowed(hub)
    lines = [{"determination": determination}]
    proposed = {"household": home, "ground": "OTHER", "factsFound": "x"}
    assert step(hub, "proposeEnding", "civil_affairs", ENDING, lines=lines, **proposed)["state"] == "PROPOSED"
    assert did(hub, REVIEW, id=determination, seen=seen)["__typename"] == "Determined"
    ((anew, _),) = hub.rows(STANDING, home)
    for version in (anew, determination):
        again = step(hub, "proposeEnding", "civil_affairs", ENDING, lines=[{"determination": version}], **proposed)
        assert again["code"] == "ENDING_OPEN"
    empty = step(hub, "proposeEnding", "civil_affairs", ENDING, lines=[{}], **proposed)
    assert empty["code"] == "MISSING"


def test_of_two_officers_who_decide_at_once_one_is_told_so(hub: Running) -> None:
    home, _, record = three_and_a_record(hub)
    proposed = {"household": home, "record": record, "ground": "OTHER", "factsFound": "x"}
    id = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    known = {"decisionNumber": "1", "reasons": "x", "legalBasis": "社会救助法第四十七条"}

    def decide(decision: str) -> dict[str, Any]:
        return step(hub, "decideEnding", "civil_affairs", ENDING, id=id, decision=decision, **known)

    with ThreadPoolExecutor(2) as officers:
        answers = list(officers.map(decide, ("END", "KEEP")))
    assert sorted(answer.get("code", "decided") for answer in answers) == ["WRONG_STATE", "decided"]


TOLD = "SELECT kind, person_id::text FROM chain_links WHERE household_id = %s AND kind = ANY(%s)"
CHAIN = "query ($id: ID!) { person(id: $id) { chain(first: 50) { nodes { kind } } } }"


def test_a_procedure_stands_in_the_chain_of_each_person_and_of_the_household_that_it_is_about(hub: Running) -> None:
    """一户（人）一条救助链."""
    home, standing, record = three_and_a_record(hub)
    lines = [*({"determination": one} for one in standing[1:]), {"record": record}]
    id = proposal(hub, home, *lines)
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="无异议")
    decided_and_told(hub, id)
    about = hub.rows("SELECT person_id::text FROM determinations WHERE id = ANY(%s::uuid[])", standing[1:])
    persons = sorted(person for (person,) in about)
    steps = ("HEARD", "DECIDED", "NOTIFIED")
    links = hub.rows(TOLD, home, list(steps))
    assert sorted(links, key=str) == sorted([(kind, one) for kind in steps for one in (*persons, None)], key=str)
    for person in persons:
        links = hub["civil_affairs"].ask(CHAIN, {"id": person})["person"]["chain"]["nodes"]
        assert [link["kind"] for link in links if link["kind"] in steps] == ["NOTIFIED", "DECIDED", "HEARD"]


def test_a_referral_stands_in_the_chain_of_each_person_whom_its_lines_are_about(hub: Running) -> None:
    home, *_ = three_and_a_record(hub)
    persons = [person for (person,) in hub.rows(PERSONS, home)]
    lines = [{"needs": ["EDUCATION"], "person": person} for person in persons[1:]]
    pushed = referred(hub, home, *lines)
    step(hub, "acceptReferral", "education_aid here", id=pushed["id"])
    links = hub.rows(TOLD, home, ["REFERRED", "ACCEPTED"])
    assert sorted(links) == sorted((kind, one) for kind in ("REFERRED", "ACCEPTED") for one in persons[1:])


def verified_as_over(hub: Running, home: str, person: str) -> dict[str, Any]:
    """The answer END to a referral that asks whether somebody's help is still due."""
    line = {"action": "VERIFY", "person": person, "needs": ["BASIC_LIVING"]}
    pushed = referred(hub, home, line, to="civil_affairs")
    (line,) = step(hub, "acceptReferral", "civil_affairs", id=pushed["id"])["lines"]
    answers = [{"line": line["id"], "answer": "END", "reason": "就业"}]
    return step(hub, "answerReferral", "civil_affairs", id=pushed["id"], answers=answers)


NAMED = """SELECT l.determination_id::text FROM matter_lines l JOIN matters m ON m.id = l.matter_id
    WHERE m.household_id = %s AND m.procedure = 'ending' ORDER BY m.id"""


def test_an_answer_knows_the_open_ending_of_a_determination_that_was_looked_at_again_since(hub: Running) -> None:
    home, _, determination, seen = allowed(hub)
    ((person,),) = hub.rows(PERSONS, home)
    proposal(hub, home, {"determination": determination})
    assert did(hub, REVIEW, id=determination, seen=seen)["__typename"] == "Determined"
    assert verified_as_over(hub, home, person).get("state") == "ANSWERED"
    assert hub.rows(NAMED, home) == [(determination,)]


def test_an_ending_of_a_determination_that_was_looked_at_again_names_it_as_it_stands(hub: Running) -> None:
    home, _, determination, seen = allowed(hub)
    assert did(hub, REVIEW, id=determination, seen=seen)["__typename"] == "Determined"
    ((anew, _),) = hub.rows(STANDING, home)
    proposal(hub, home, {"determination": determination})
    assert hub.rows(NAMED, home) == [(anew,)]
    assert verified_as_over(hub, home, hub.rows(PERSONS, home)[0][0]).get("state") == "ANSWERED"
    assert hub.rows(NAMED, home) == [(anew,)]


def test_what_a_category_goes_on_by_is_in_the_procedure_that_was_opened_before(hub: Running) -> None:
    """The one until March was named; the one since then is what it has become."""
    home, _, first, _ = allowed(hub, validTo="2024-03-01")
    on_allowance(hub, home, validFrom="2024-03-01")
    ((since, _),) = hub.rows(STANDING + " AND d.valid_from = '2024-03-01'", home)
    proposal(hub, home, {"determination": first})
    hub.rows("UPDATE matter_lines SET determination_id = %s WHERE determination_id = %s RETURNING 1", first, since)
    again = {"household": home, "determination": since, "ground": "OTHER", "factsFound": "x"}
    assert step(hub, "proposeEnding", "civil_affairs", ENDING, **again)["code"] == "ENDING_OPEN"
    assert verified_as_over(hub, home, hub.rows(PERSONS, home)[0][0]).get("state") == "ANSWERED"
    assert hub.rows(NAMED, home) == [(first,)]


def test_an_answer_about_somebody_who_has_left_the_household_since_proposes_their_own_ending(hub: Running) -> None:
    numbers = [hub.number(f"19{n}00101") for n in (5, 7)]
    (registered,) = register(hub, household(hub, member(numbers[0]), member(numbers[1], "20")))
    home: str = registered["household"]
    on_allowance(hub, home)
    ((person,),) = hub.rows(PERSONS + " OFFSET 1", home)
    line = {"action": "VERIFY", "person": person, "needs": ["BASIC_LIVING"]}
    pushed = referred(hub, home, line, to="civil_affairs")
    (line,) = step(hub, "acceptReferral", "civil_affairs", id=pushed["id"])["lines"]
    ((born,),) = hub.rows("SELECT to_char(birth_date, 'YYYYMMDD') FROM persons WHERE id = %s", person)
    (who,) = [number for number in numbers if number[6:14] == born]
    (new,) = register(hub, household(hub, member(who, "02", change="SPLIT", since="2024-03-10")))
    answers = [{"line": line["id"], "answer": "END", "reason": "就业"}]
    answer = step(hub, "answerReferral", "civil_affairs", id=pushed["id"], answers=answers)
    assert answer.get("state") == "ANSWERED", answer
    told = "SELECT household_id::text FROM matters WHERE procedure = 'ending' AND parent_id = %s"
    assert hub.rows(told, pushed["id"]) == [(new["household"],)]
