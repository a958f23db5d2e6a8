"""Acts on the register: registering and determining, and a batch that only its own department looks up."""

from tests.hub_running import Running, done
from tests.schema.acts import CHAIN, CHANGES, DETERMINE, END, FACTS, feed, feedback, household, member, register


def test_a_household_is_registered_and_one_that_is_wrong_spoils_nothing(hub: Running) -> None:
    good, bad = hub.number(), hub.number()[:-1] + "?"
    first, second = register(hub, household(hub, member(good)), household(hub, member(bad)))
    assert first["__typename"] == "Registered"
    assert (second["code"], second["path"]) == ("ID_NUMBER_CHECK_DIGIT", "items[1].members[0].idNumber")


def test_a_county_registers_only_where_it_is(hub: Running) -> None:
    (outcome,) = register(hub, household(hub, member(hub.number())), who="civil_affairs elsewhere")
    assert (outcome["code"], outcome["path"]) == ("OUTSIDE_DIVISIONS", "items[0].division")


def test_a_category_is_determined_and_ended_and_targets_follow_at_once(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    since = hub["education_aid"].ask(CHANGES)["targetChanges"]["pageInfo"]["endCursor"]
    facts = {
        "idNumber": pupil,
        "name": "王甲",
        "asOf": "2024-03-01",
        "sourceRecordId": "s1",
        "person": {"studentStage": "PRIMARY"},
    }
    assert hub["education_aid"].ask(FACTS, {"items": [facts]})["reportFactsEducationAid"]["outcomes"] == [
        {"__typename": "FactsAccepted", "changed": True, "note": None}
    ]
    given = {"household": registered["household"], "category": "subsistence_allowance", "validFrom": "2024-01-01"}
    made = hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]
    assert [category["code"] for category in made["household"]["categories"]] == ["subsistence_allowance"]
    person = made["household"]["members"][0]["person"]["id"]
    changes = hub["education_aid"].ask(CHANGES, {"since": since})["targetChanges"]
    assert {"kind": "MET", "personId": person} in changes["nodes"]
    ended = hub["civil_affairs"].ask(END, {"id": made["determinations"][0], "on": "2024-03-10"})["endDetermination"]
    assert ended["household"]["categories"] == []
    later = hub["education_aid"].ask(CHANGES, {"since": changes["pageInfo"]["endCursor"]})["targetChanges"]["nodes"]
    assert later == [{"kind": "ENDED", "personId": person}]
    told = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert sorted(done(told)) == ["DETERMINATION_ENDED", "DETERMINED"]


def test_a_category_is_determined_by_its_agency_and_excludes_another(hub: Running) -> None:
    (registered,) = register(hub, household(hub, member(hub.number())))
    given = {"household": registered["household"], "category": "relapse_monitored", "validFrom": "2024-01-01"}
    assert hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]["code"] == "NOT_THE_AGENCY"
    first = {**given, "category": "subsistence_allowance"}
    hub["civil_affairs"].ask(DETERMINE, {"input": first})
    assert hub["civil_affairs"].ask(DETERMINE, {"input": first})["determine"]["code"] == "CATEGORY_IN_FORCE"
    other = {**given, "category": "extreme_hardship", "support": "dispersed"}
    assert hub["civil_affairs"].ask(DETERMINE, {"input": other})["determine"]["code"] == "CATEGORIES_EXCLUDE"


def test_a_split_household_keeps_its_chain_in_both_and_what_was_known_before(hub: Running) -> None:
    parent, child = hub.number("19800101"), hub.number()
    (old,) = register(hub, household(hub, member(parent), member(child, "20")))
    feed(hub, feedback(hub, child, "s1", happenedOn="2024-02-20"))
    ((before,),) = hub.rows("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    (new,) = register(hub, household(hub, member(child, change="SPLIT", since="2024-03-01")))
    split = hub["civil_affairs"].ask(CHAIN, {"id": new["household"]})["household"]
    assert done(split["chain"]["nodes"]) == [
        "HOUSEHOLD_CHANGED",
        "HOUSEHOLD_CHANGED",
        "ASSISTED",
    ] or done(split["chain"]["nodes"]) == ["HOUSEHOLD_CHANGED", "ASSISTED"]
    assert split["formerly"] == [old["household"]]
    left = hub["civil_affairs"].ask(CHAIN, {"id": old["household"]})["household"]["chain"]["nodes"]
    assert done(left) == ["HOUSEHOLD_CHANGED", "ASSISTED"]
    known = hub["civil_affairs"].ask(CHAIN, {"id": old["household"], "knownAt": before})["household"]["chain"]["nodes"]
    assert done(known) == ["ASSISTED"]
