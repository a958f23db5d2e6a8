"""The worked cases as stories through the graph: from facts to warnings, referrals, answers and a closed chain."""

import pytest

from tests.hub_running import Running
from tests.schema.living import CASES, Json, Lived, case
from tests.schema.matters.test_matters import CHAIN, NOTICE, step
from tests.schema.matters.test_triage import TRIAGE
from tests.schema.monitoring.test_warning_closing import CLOSE
from tests.schema.monitoring.test_warnings import CHECK, WARNED

NAMES = {"unfulfilled": "missed", "uncovered": "maybe", "not_matching": "active_not_matching"}
MADE = """query ($id: ID!) { referrals(box: HOME, id: $id) { nodes { id state
  division { code } lines { id action programme { number } person { id } record { id } } } } }"""
VARIANTS = [
    (one["number"], n)
    for one in CASES
    for n, variant in enumerate(one["variants"])
    if "parameters" not in variant["change"]  # those are tried in tests/registry/monitoring/test_cross_check.py
]


def warned(lived: Lived, state: str = "OPEN") -> list[Json]:
    checked = lived.hub["civil_affairs"].ask(CHECK, {"home": lived.home})["runCrossCheck"]
    assert checked["__typename"] == "CrossChecked", checked
    nodes = lived.hub["civil_affairs"].ask(WARNED, {"home": lived.home, "state": state})["earlyWarnings"]["nodes"]
    return [warning for node in nodes for warning in node["warnings"]]


def told(lived: Lived) -> dict[str, list[str]]:
    """The warnings in the words of the file."""
    found: dict[str, list[str]] = {name: [] for name in ("missed", "maybe", "duplicate", "active_not_matching")}
    for one in warned(lived):
        person = (one["person"] or {}).get("id")
        names = [lived.named(programme["number"], person) for programme in one["programmes"]]
        if one["rule"] in NAMES:
            found[NAMES[one["rule"]]] += names
        elif one["rule"] == "duplicate":
            found["duplicate"].append(_pair(lived, one["id"]))
    return {name: sorted(names) for name, names in found.items()}


def _pair(lived: Lived, warning: str) -> str:
    pair = lived.hub.rows(
        "SELECT g.number, r.person_id FROM early_warnings w JOIN assistance_records r ON r.id = ANY(w.records)"
        " JOIN programmes g ON g.code = r.programme WHERE w.id = %s",
        warning,
    )
    return "+".join(sorted(lived.named(number, str(person) if person else None) for number, person in pair))


@pytest.mark.parametrize(("number", "variant"), [*((one["number"], None) for one in CASES), *VARIANTS])
def test_the_graph_warns_as_the_worked_case_expects(hub: Running, number: int, variant: int | None) -> None:
    lived = Lived(hub, case(number, variant))
    expected = {name: sorted(lived.told["expected"][name]) for name in told(lived)}
    assert told(lived) == expected


def triaged(lived: Lived) -> dict[str, Json]:
    """Everything is triaged as what it is; the referrals by department."""
    items = [{"warning": one["id"], "disposition": one["kind"]} for one in warned(lived)]
    answer = lived.hub["civil_affairs"].ask(TRIAGE, {"input": {"items": items}})["triage"]
    assert answer["__typename"] == "Triaged", answer
    return {one["toDepartment"]["code"]: referral(lived, one["id"]) for one in answer["referrals"]}


def referral(lived: Lived, id: str) -> Json:
    (found,) = lived.hub["civil_affairs"].ask(MADE, {"id": id})["referrals"]["nodes"]
    assert isinstance(found, dict)
    return found


def asked(lived: Lived, made: Json) -> set[tuple[str, str]]:
    """What a referral asks, as (FULFIL, JY-03@C)."""
    return {
        (line["action"], lived.named(line["programme"]["number"], (line["person"] or {}).get("id")))
        for line in made["lines"]
        if line["programme"]  # who may be determined is a line without one
    }


def answer(lived: Lived, department: str, made: Json, **answers: str) -> Json:
    """The department accepts, feeds back what it grants, and answers line by line."""
    step(lived.hub, "acceptReferral", department, id=made["id"])
    given = []
    for line in made["lines"]:
        if not line["programme"]:
            given.append({"line": line["id"], "answer": "NOT_ELIGIBLE", "reason": "as found"})
            continue
        name = lived.named(line["programme"]["number"], (line["person"] or {}).get("id"))
        said = answers.get(name.replace("-", "").replace("@", ""), "GRANTED" if line["action"] != "VERIFY" else "KEEP")
        if said == "GRANTED":
            lived.help(name)
        given.append({"line": line["id"], "answer": said} | ({} if said == "GRANTED" else {"reason": "as found"}))
    return step(lived.hub, "answerReferral", department, id=made["id"], answers=given)


def kinds(lived: Lived) -> list[str]:
    nodes = lived.hub["civil_affairs"].ask(CHAIN, {"id": lived.home})["household"]["chain"]["nodes"]
    return [link["kind"] for link in nodes]


def outcomes(lived: Lived) -> dict[str, str]:
    return {
        f"{one['rule']}|" + "|".join(programme["number"] for programme in one["programmes"]): one["outcome"]
        for one in warned(lived, "CLOSED")
    }


def test_case_1_a_pupil_is_found_referred_and_helped_and_her_number_corrected(hub: Running) -> None:
    lived = Lived(hub, case(1))
    made = triaged(lived)
    assert asked(lived, made["education_aid"]) == {("ASSESS", "JY-03@C"), ("ASSESS", "JY-05@C")}
    assert asked(lived, made["medical_insurance"]) == {("FULFIL", "YB-02@C"), ("FULFIL", "YB-04@A")}
    assert set(made) == {"education_aid", "medical_insurance"}
    doubt = {"household": lived.home, "person": lived.persons["C"], "to": "education_aid", "fact": "idNumber"}
    correction = step(
        hub, "requestCorrection", "civil_affairs", "... on Correction { id state dueOn }", **doubt,
        doubt="the school holds the number with another last digit",
    )  # fmt: skip # what is doubted
    assert (correction["state"], correction["dueOn"]) == ("REQUESTED", "2024-03-29")  # ten working days
    assert answer(lived, "education_aid", made["education_aid"])["state"] == "ANSWERED"
    assert answer(lived, "medical_insurance", made["medical_insurance"], YB04A="NOT_ELIGIBLE")["state"] == "ANSWERED"
    fixed = {"id": correction["id"], "finding": "the digit was mistyped"}
    assert (
        step(hub, "confirmCorrection", "education_aid", "... on Correction { state }", **fixed)["state"] == "CORRECTED"
    )
    assert told(lived) == {"missed": [], "maybe": [], "duplicate": [], "active_not_matching": []}
    assert {"DETERMINED", "ASSISTED", "WARNED", "REFERRED", "ACCEPTED", "ANSWERED", "CORRECTED"} <= set(kinds(lived))


def test_case_2_disabled_members_are_assessed_visited_and_determined_as_single_persons(hub: Running) -> None:
    lived = Lived(hub, case(2))
    made = triaged(lived)
    assert asked(lived, made["civil_affairs"]) == {("ASSESS", f"{p}@{who}") for p in ("MZ-03", "MZ-15") for who in "BC"}
    assert asked(lived, made["disabled_federation"]) == {("ASSESS", "CL-03@C"), ("ASSESS", "CL-04@H")}
    visit = {"household": lived.home, "visitedOn": "2024-03-15", "visitorRole": "DISABILITY_OFFICER", "met": True}
    step(
        hub,
        "recordVisit",
        "civil_affairs",
        "... on Visit { state }",
        **visit,
        findings="both severely disabled",
        needs=["CARE"],
    )
    for who in "BC":
        lived.determine("subsistence_allowance", who)
    missed = told(lived)["missed"]
    # Who was determined alone is owed the allowance, and the premium of the category.
    assert missed == ["MZ-03@B", "MZ-03@C", "YB-02@B", "YB-02@C"]
    assert "VISITED" in kinds(lived)


def test_case_3_the_double_payment_is_verified_heard_and_ended_and_the_house_referred(hub: Running) -> None:
    lived = Lived(hub, case(3))
    made = triaged(lived)
    assert asked(lived, made["housing"]) == {("ASSESS", "ZJ-03@H")}
    own = asked(lived, made["civil_affairs"])
    assert ("VERIFY", "MZ-02@H") in own
    assert ("VERIFY", "MZ-05@A") in own
    answer(lived, "civil_affairs", made["civil_affairs"], MZ02H="END")
    proposed = "query ($home: ID) { endings(household: $home) { nodes { id state dueOn } } }"
    endings = hub["civil_affairs"].ask(proposed, {"home": lived.home})["endings"]["nodes"]
    assert [one["state"] for one in endings] == ["PROPOSED"]
    in_force = "SELECT count(*) FROM assistance_records WHERE household_id = %s AND ended_on IS NULL"
    assert hub.rows(in_force, lived.home) == [(4,)]  # nothing has ended by being verified
    id = endings[0]["id"]
    step(hub, "hear", "civil_affairs", "... on Ending { state }", id=id, heardOn="2024-03-15", statement="understands")
    decided = {
        "decision": "END",
        "decisionNumber": "2024-3",
        "reasons": "moved to extreme hardship",
        "legalBasis": "社会救助法第四十七条",
    }
    step(hub, "decideEnding", "civil_affairs", "... on Ending { state }", id=id, **decided)
    notified = {"notifiedOn": "2024-03-15", "delivery": "IN_PERSON", "proof": "signed", **NOTICE}
    step(hub, "notifyDecision", "civil_affairs", "... on Ending { state }", id=id, **notified)
    step(hub, "carryOut", "civil_affairs", "... on Ending { state }", id=id, effectiveOn="2024-03-15")
    assert told(lived)["duplicate"] == told(lived)["active_not_matching"] == []
    assert answer(lived, "housing", made["housing"])["state"] == "ANSWERED"
    assert kinds(lived).index("TERMINATED") < kinds(lived).index("NOTIFIED") < kinds(lived).index("HEARD")


def test_case_5_the_phase_out_runs_and_only_its_end_warns_while_payment_goes_on(hub: Running) -> None:
    lived = Lived(hub, case(5))
    assert warned(lived) == []
    phase = {
        "household": lived.home,
        "startsOn": "2024-02-01",
        "endsOn": "2024-07-31",
        "income": 130000,
        "employmentCost": 15000,
    }
    started = step(hub, "startPhaseOut", "civil_affairs", "... on PhaseOut { id dueOn state }", **phase)
    assert (started["state"], started["dueOn"]) == ("RUNNING", "2024-07-31")
    month_7 = Lived(hub, case(5, 0))
    assert [one["rule"] for one in warned(month_7)] == ["income_over_standard"]
    made = triaged(month_7)
    assert ("VERIFY", "MZ-01@H") in asked(month_7, made["civil_affairs"])
    in_force = "SELECT count(*) FROM assistance_records WHERE household_id = %s AND ended_on IS NULL"
    assert hub.rows(in_force, month_7.home) == [(len(month_7.told["active"]),)]


def test_case_6_one_dead_member_adjusts_and_does_not_stop_the_household(hub: Running) -> None:
    lived = Lived(hub, case(6))
    rules = {one["rule"] for one in warned(lived)}
    assert {"death", "not_matching", "uncovered"} <= rules
    made = triaged(lived)
    assert ("VERIFY", "MZ-02@H") in asked(lived, made["civil_affairs"])
    assert ("ASSESS", "MZ-14@A") in asked(lived, made["civil_affairs"])
    assert ("VERIFY", "YB-02@A") in asked(lived, made["medical_insurance"])
    answer(lived, "civil_affairs", made["civil_affairs"], MZ02H="ADJUST")
    answer(lived, "medical_insurance", made["medical_insurance"], YB02A="END")
    proposed = "query ($home: ID) { endings(box: HOME, household: $home) { nodes { toDepartment { code } } } }"
    nodes = hub["civil_affairs"].ask(proposed, {"home": lived.home})["endings"]["nodes"]
    assert {one["toDepartment"]["code"] for one in nodes} == {"civil_affairs", "medical_insurance"}
    adjusted = "SELECT ended_on FROM assistance_records r JOIN programmes g ON g.code = r.programme WHERE household_id = %s AND g.number = 'MZ-02'"
    assert hub.rows(adjusted, lived.home) == [(None,)]


def test_case_7_two_ways_of_housing_are_one_warning_and_one_of_them_closes_it(hub: Running) -> None:
    lived = Lived(hub, case(7))
    options = [sorted(p["number"] for p in one["programmes"]) for one in warned(lived)]
    assert ["ZJ-01", "ZJ-02"] in options
    made = triaged(lived)
    assert set(made) == {"education_aid", "housing", "human_resources", "medical_insurance", "civil_affairs"}
    assert asked(lived, made["housing"]) == {("ASSESS", "ZJ-01@H"), ("ASSESS", "ZJ-02@H")}
    notice = {"household": lived.home, "person": lived.persons["A"], "programmes": ["RS-04"], "words": "you may apply"}
    sent = step(hub, "sendNotice", "human_resources", "... on Notice { id state programmes }", **notice)
    assert sent["programmes"] == ["human_resources.hard_to_employ"] or sent["state"] == "SENT"
    proof = {"notifiedOn": "2024-03-15", "delivery": "PHONE", "proof": "recording 7"}
    assert (
        step(hub, "proveDelivery", "human_resources", "... on Notice { state }", id=sent["id"], **proof)["state"]
        == "DELIVERED"
    )
    answer(lived, "housing", made["housing"], ZJ01H="NOT_ELIGIBLE")
    assert outcomes(lived)["uncovered|ZJ-01|ZJ-02"] in ("CONFIRMED", "HELPED")


def test_case_8_the_emergency_goes_to_the_place_of_the_fire_and_heating_stays_at_home(hub: Running) -> None:
    lived = Lived(hub, case(8))
    items = [{"warning": one["id"], "disposition": one["kind"]} for one in warned(lived)]
    answered = hub["civil_affairs"].ask(TRIAGE, {"input": {"items": items}})["triage"]
    made = [referral(lived, one["id"]) for one in answered["referrals"]]
    where = {
        line["programme"]["number"]: one["division"]["code"] if one["division"] else None
        for one in made
        for line in one["lines"]
    }
    assert where["MZ-08"] == lived.told["events"]["fire"]["place"]
    assert where["MZ-13"] != where["MZ-08"]
    there = next(one for one in made if one["lines"][0]["programme"]["number"] == "MZ-08")
    box = "query ($id: ID) { referrals(box: IN, id: $id) { nodes { id } } }"
    assert hub["civil_affairs elsewhere"].ask(box, {"id": there["id"]})["referrals"]["nodes"] == [{"id": there["id"]}]


def test_case_12_a_business_in_name_only_is_verified_and_never_stops_the_help(hub: Running) -> None:
    lived = Lived(hub, case(12))
    lived.report("B", "person", as_of="2024-03-10", business_registered=True, business_registered_on="2020-05-01")
    (warning,) = [one for one in warned(lived) if one["rule"] == "business_registered"]
    visit = {"household": lived.home, "visitedOn": "2024-03-15", "visitorRole": "VILLAGE_WORKER", "met": True}
    step(hub, "recordVisit", "civil_affairs", "... on Visit { state }", **visit, findings="in name only, closed 2022")
    found = {"warning": warning["id"], "outcome": "FALSE_POSITIVE", "reason": "in name only, closed 2022"}
    assert hub["civil_affairs"].ask(CLOSE, {"input": found})["closeWarning"]["outcome"] == "FALSE_POSITIVE"
    lived.report("B", "person", as_of="2024-03-12", business_registered=True, business_registered_on="2020-05-01")
    assert [one for one in warned(lived) if one["rule"] == "business_registered"] == []
    ended = "SELECT count(*) FROM assistance_records WHERE household_id = %s AND ended_on IS NOT NULL"
    assert hub.rows(ended, lived.home) == [(0,)]
