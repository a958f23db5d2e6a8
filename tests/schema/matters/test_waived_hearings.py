"""Waived hearings (未能听取意见): nobody is passed over by a word alone."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.hub_running import Running
from tests.schema.matters.test_ending_lines import proposal, three_and_a_record
from tests.schema.matters.test_hearings import END, ENDED, ENDING, allowed, decided_and_told, did, died, notified
from tests.schema.matters.test_matters import step

UNHEARD = "... on Ending { id state noHearingBecause noHearingSince noHearingPaper noHearingAttempts }"


def unheard(hub: Running, id: str, because: str, **shown: str) -> dict[str, Any]:
    return step(hub, "waiveHearing", "civil_affairs", UNHEARD, id=id, noHearingBecause=because, **shown)


@pytest.mark.parametrize(
    ("because", "shown", "path"),
    [
        ("DEATH", {}, "noHearingSince"),
        ("DEATH", {"noHearingSince": "2024-03-01"}, "noHearingPaper"),
        ("GIVEN_UP", {}, "noHearingPaper"),
        ("GIVEN_UP", {"noHearingSince": "2024-03-01", "noHearingAttempts": "电话"}, "noHearingPaper"),
        ("UNREACHABLE", {"noHearingAttempts": "电话三次"}, "noHearingSince"),
        ("UNREACHABLE", {"noHearingSince": "2024-03-01", "noHearingPaper": "1号"}, "noHearingAttempts"),
    ],
)
def test_a_hearing_is_not_waived_by_a_word_alone(hub: Running, because: str, shown: dict[str, str], path: str) -> None:
    home, _, determination, _ = allowed(hub)
    id = proposal(hub, home, {"determination": determination})
    refused = unheard(hub, id, because, **shown)
    assert (refused["code"], refused["path"]) == ("MISSING", f"input.{path}")
    # Nothing is changed by it: the person can still be heard.
    heard = step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    assert heard["state"] == "HEARD"


@pytest.mark.parametrize(
    ("because", "shown"),
    [
        ("DEATH", {"noHearingSince": "2024-03-01", "noHearingPaper": "亡2号"}),
        ("GIVEN_UP", {"noHearingPaper": "弃3号"}),
        ("UNREACHABLE", {"noHearingSince": "2024-03-12", "noHearingAttempts": "电话三次，上门两次"}),
    ],
)
def test_a_hearing_is_waived_for_a_reason_that_is_shown_and_the_chain_holds_what_shows_it(
    hub: Running, because: str, shown: dict[str, str]
) -> None:
    home, _, determination, _ = allowed(hub)
    answer = unheard(hub, proposal(hub, home, {"determination": determination}), because, **shown)
    assert answer["state"] == "HEARD", answer
    fields = ("noHearingSince", "noHearingPaper", "noHearingAttempts")
    assert {name: answer[name] for name in fields if answer[name]} == shown
    told = hub.rows("SELECT note FROM chain_links WHERE household_id = %s AND kind = 'HEARD'", home)
    assert told == [(shown.get("noHearingAttempts") or shown["noHearingPaper"],)]


def test_nobody_died_or_was_sought_tomorrow(hub: Running) -> None:
    home, _, determination, _ = allowed(hub)
    id = proposal(hub, home, {"determination": determination})
    refused = unheard(hub, id, "DEATH", noHearingSince="2024-03-16", noHearingPaper="亡2号")
    assert (refused["code"], refused["path"]) == ("FUTURE_DATE", "input.noHearingSince")


def test_a_death_that_is_known_waives_the_hearing_and_nothing_is_carried_out_before_it(hub: Running) -> None:
    home, _, determination, _ = allowed(hub)
    id = proposal(hub, home, {"determination": determination})
    died(hub, home, "2024-03-05")
    answer = unheard(hub, id, "DEATH")
    assert (answer["state"], answer["noHearingSince"]) == ("HEARD", "2024-03-05")
    decided_and_told(hub, id)
    early = step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-04")
    assert (early["code"], early["path"]) == ("REVERSED_DATES", "input.effectiveOn")
    assert step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-05")["state"] == "DONE"


def test_a_death_does_not_take_the_hearing_from_those_who_live(hub: Running) -> None:
    home, standing, record = three_and_a_record(hub)
    shown = {"noHearingSince": "2024-03-01", "noHearingPaper": "亡2号"}
    of_all = proposal(hub, home, {"record": record})
    refused = unheard(hub, of_all, "DEATH", **shown)
    assert (refused["code"], refused["path"]) == ("HELP_OF_THE_LIVING", "input.noHearingBecause")
    person = died(hub, home, "2024-03-05")
    assert unheard(hub, of_all, "DEATH", **shown)["code"] == "HELP_OF_THE_LIVING"
    # What is the dead person's alone goes on without the others.
    ((own,),) = hub.rows("SELECT id::text FROM determinations WHERE person_id = %s", person)
    assert own in standing
    assert unheard(hub, proposal(hub, home, {"determination": own}), "DEATH")["state"] == "HEARD"


def test_of_a_direct_ending_and_a_decision_carried_out_at_once_one_ends_it_and_the_other_knows(hub: Running) -> None:
    """What has ended meanwhile stays so: carrying out closes the procedure, a direct act finds nothing in force."""
    for _ in range(4):
        home, _, determination, _ = allowed(hub)
        id = notified(hub, home, determination=determination)
        with ThreadPoolExecutor(2) as officers:
            carried = officers.submit(step, hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-15")
            ended = officers.submit(did, hub, END, id=determination, on="2024-03-15")
        assert carried.result()["state"] == "DONE"
        assert ended.result().get("code", "ended") in ("ended", "NO_DETERMINATION")
        assert len(hub.rows(ENDED, home)) == 1
