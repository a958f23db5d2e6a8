"""Endings with their lines (减发停发): one procedure for a household, its members and its records."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.hub_running import Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_hearings import ENDING, REVIEW, STANDING, allowed, did, entry, told
from tests.schema.matters.test_matters import NOTICE, on_allowance, step


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
    again = step(hub, "proposeEnding", "civil_affairs", ENDING, lines=[{"determination": anew}], **proposed)
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
