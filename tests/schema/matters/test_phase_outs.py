"""Phase-outs (低保渐退): for how long, over which income, and of whose allowance."""

from typing import Any

from tests.hub_running import Running
from tests.schema.matters.test_matters import family, on_allowance, step


def test_a_phase_out_is_longer_with_a_recorded_reason(hub: Running) -> None:
    """三（二）就业救助: 原则上不超过6个月."""
    home = family(hub, hub.number())
    on_allowance(hub, home)
    longer = {"startsOn": "2024-03-01", "endsOn": "2024-11-30", "longerBecause": "the work is seasonal"}
    told = "... on PhaseOut { id state dueOn longerBecause } ... on Refused { code }"
    started = step(
        hub, "startPhaseOut", "civil_affairs here", told, household=home, income=120000, employmentCost=20000, **longer
    )
    assert (started["state"], started["dueOn"]) == ("RUNNING", "2024-11-30")
    assert started["longerBecause"] == "the work is seasonal"
    again = step(
        hub, "startPhaseOut", "civil_affairs here", "", household=home, income=120000, employmentCost=0, **longer
    )
    assert again["code"] == "PHASE_OUT_RUNNING"
    assert f"{started['id']}: concludePhaseOut" in again["message"]


def test_a_phase_out_is_of_a_family_and_not_of_one_person_taken_alone(hub: Running) -> None:
    """三（二）就业救助: 在其家庭成员人均收入超过当地城乡低保标准后."""
    home = family(hub, hub.number(), hub.number())
    ((_,), (alone,)) = hub.rows(
        "SELECT person_id::text FROM memberships WHERE household_id = %s ORDER BY relation", home
    )
    on_allowance(hub, home, basis="SINGLE_PERSON", person=alone)
    given = {"startsOn": "2024-03-01", "endsOn": "2024-08-31", "income": 120000, "employmentCost": 20000}
    for about in ({}, {"person": alone}):
        refused = step(hub, "startPhaseOut", "civil_affairs here", "", household=home, **about, **given)
        assert (refused["code"], refused["path"]) == ("PHASE_OUT_OF_FAMILIES", "input.household")
        assert "家庭成员人均收入" in refused["message"]


def test_a_phase_out_takes_six_months_at_most_and_counts_income_after_employment_costs(hub: Running) -> None:
    home = family(hub, hub.number())
    phase_out = "... on PhaseOut { state dueOn startsOn endsOn income employmentCost }"
    given = {"household": home, "startsOn": "2024-03-01", "endsOn": "2024-08-31", "employmentCost": 20000}
    nobody = step(hub, "startPhaseOut", "civil_affairs here", phase_out, income=120000, **given)
    assert nobody["code"] == "NOT_ON_ALLOWANCE"
    on_allowance(hub, home)
    long = step(
        hub, "startPhaseOut", "civil_affairs here", phase_out, income=120000, **(given | {"endsOn": "2024-09-01"})
    )
    assert (long["code"], long["path"]) == ("PHASE_OUT_TOO_LONG", "input.endsOn")
    assert "longerBecause" in long["message"]
    below = step(hub, "startPhaseOut", "civil_affairs here", phase_out, income=30000, **given)
    assert below["code"] == "NOT_OVER_STANDARD"
    started = step(hub, "startPhaseOut", "civil_affairs here", phase_out, income=120000, **given)
    assert (started["state"], started["dueOn"]) == ("RUNNING", "2024-08-31")
    assert {name: started[name] for name in given if name != "household"} | {"income": started["income"]} == {
        "startsOn": "2024-03-01", "endsOn": "2024-08-31", "employmentCost": 20000, "income": 120000,
    }  # fmt: skip # as it was said


def test_where_nobody_has_told_which_standard_holds_the_lower_one_is_not_taken_for_it(hub: Running) -> None:
    """当地城乡低保标准: rural 474 yuan, urban 760 yuan."""
    home = family(hub, hub.number())
    on_allowance(hub, home)
    unknown = "UPDATE households SET residence = NULL, subsistence_type = NULL WHERE id = %s RETURNING 1"
    assert hub.rows(unknown, home)
    days = {"household": home, "startsOn": "2024-03-01", "endsOn": "2024-08-31", "employmentCost": 0}

    def started(income: int) -> dict[str, Any]:
        answer: dict[str, Any] = step(
            hub, "startPhaseOut", "civil_affairs here", "... on PhaseOut { state }", income=income, **days
        )
        return answer

    between = started(60000)
    assert (between["code"], between["path"]) == ("STANDARD_UNKNOWN", "input.household")
    assert "subsistenceType" in between["message"]
    assert started(40000)["code"] == "NOT_OVER_STANDARD"
    assert started(80000)["state"] == "RUNNING"
