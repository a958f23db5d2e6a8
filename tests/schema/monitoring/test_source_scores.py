"""The scorecard of sources: what came in by file or through the graph is counted by source and county, for whom it is."""

from typing import Any

from tests.hub.files.sheets import line, sheet, worked
from tests.hub.files.test_row_warnings import as_csv
from tests.hub.files.test_row_warnings import register as rows
from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import feed, feedback, household, member, register
from tests.schema.register.test_determination_batches import determine, listed, registered

SCORES = """query ($department: String, $source: String, $division: String, $since: Date!, $after: String) {
  sourceScores(since: $since, department: $department, source: $source, division: $division, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { division { code } department { code } source received taken unchanged refused odd late clean
    rules { code severity dimension count meaning } columns { name told share } } } }"""
ATTACHED = """query ($department: String!, $after: String) {
  sourceScores(since: "2024-03-01", department: $department, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { division { code } source unattached } } }"""
HERE = f"{HOME[:6]}000000"


def scores(hub: Running, who: str, **asked: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The scores by division and source."""
    found = hub[who].every(SCORES, {"since": "2024-03-01", **asked})
    return {(one["division"]["code"], one["source"]): one for one in found}


def counts(score: dict[str, Any] | None) -> list[int]:
    names = ("received", "taken", "unchanged", "refused", "odd")
    return [score[name] for name in names] if score else [0] * len(names)


def rules(score: dict[str, Any] | None) -> dict[str, int]:
    return {one["code"]: one["count"] for one in score["rules"]} if score else {}


def more(after: list[int], before: list[int]) -> list[int]:
    return [now - then for now, then in zip(after, before, strict=True)]


def test_a_file_is_counted_in_the_county_that_its_rows_name_and_a_second_time_as_unchanged(hub: Running) -> None:
    before = scores(hub, "housing").get((HERE, "feedback"))
    lines = [line(hub, f"score-{n}") for n in range(4)]
    lines[2]["金额（元）"] = "三万"
    lines[3]["发生日期"] = "2999-01-01"
    worked(hub, sheet(*lines))
    once = scores(hub, "housing")[HERE, "feedback"]
    assert more(counts(once), counts(before)) == [4, 2, 0, 2, 0]
    for code in ("CELL_AMOUNT", "FUTURE_DATE"):
        assert rules(once)[code] == rules(before).get(code, 0) + 1
    worked(hub, sheet(*lines, line(hub, "score-4", 支付地区代码=ELSEWHERE)))
    again = scores(hub, "housing")
    assert more(counts(again[HERE, "feedback"]), counts(once)) == [4, 0, 2, 2, 0]
    assert again[f"{ELSEWHERE[:6]}000000", "feedback"]["taken"] >= 1
    told = {one["name"]: one for one in again[HERE, "feedback"]["columns"]}
    assert told["amount"]["share"] > 0
    assert told["event"]["told"] == 0


def test_what_is_only_checked_is_not_counted(hub: Running) -> None:
    before = scores(hub, "housing")
    worked(hub, sheet(line(hub, "checked-1"), line(hub, "checked-2", 发生日期="2999-01-01")), check="true")
    feed(hub, feedback(hub, hub.number(), "checked-3"), check=True)
    assert scores(hub, "housing") == before


def test_determinations_of_a_list_are_counted_as_other_acts_are(hub: Running) -> None:
    def told() -> list[int]:
        found = scores(hub, "civil_affairs", department="civil_affairs", source="determinations").values()
        return [sum(column) for column in zip(*map(counts, found), strict=True)] or counts(None)

    before, item = told(), listed(household=registered(hub, member(hub.number())))
    assert determine(hub, item, item, listed()) == [(1, False), (0, True), ("MISSING", "items[2].household")]
    assert more(told(), before) == [3, 1, 1, 1, 0]


def test_odd_rows_are_counted_by_rule_with_their_meaning(hub: Running) -> None:
    before = next(iter(scores(hub, "human_resources", source="facts").values()), None)
    worked(hub, as_csv(rows(hub, "scored")), "human_resources", source="facts")
    ((_, after),) = scores(hub, "human_resources", source="facts").items()
    assert more(counts(after), counts(before)) == [3, 2, 0, 1, 1]
    (rule,) = [one for one in after["rules"] if one["code"] == "UNEMPLOYED_UNDER_AGE"]
    assert (rule["severity"], rule["dimension"], bool(rule["meaning"])) == ("WARNS", "CONSISTENCY", True)
    (refusal,) = [one for one in after["rules"] if one["code"] == "ID_NUMBER_CHECK_DIGIT"]
    assert (refusal["severity"], refusal["meaning"]) == ("REFUSES", None)


def test_where_the_register_places_a_row_is_seen_by_who_supervises_and_not_by_who_sent_it(hub: Running) -> None:
    known, stranger = hub.number("20100901"), hub.number("20100901")
    register(hub, household(hub, member(known)))

    def sent(who: str) -> dict[str, int]:
        found = scores(hub, who, department="human_resources", source="facts")
        return {division: score["received"] for (division, _), score in found.items()}

    def without(who: str) -> dict[str, int]:
        found = hub[who].every(ATTACHED, {"department": "human_resources"})
        return {one["division"]["code"]: one["unattached"] for one in found if one["source"] == "facts"}

    before, own, loose = sent("civil_affairs"), sent("human_resources"), without("civil_affairs")
    people = [["王甲", number, "2024-03-01", f"placed-{number[-4:]}", "否", ""] for number in (known, stranger)]
    worked(hub, as_csv(people), "human_resources", source="facts")
    after = sent("civil_affairs")
    assert after[HERE] == before.get(HERE, 0) + 1
    assert sent("human_resources").keys() == {"620000000000"}
    assert sent("human_resources")["620000000000"] == own.get("620000000000", 0) + 2
    now = without("civil_affairs")
    assert now["620000000000"] == loose.get("620000000000", 0) + 1
    assert now[HERE] == loose.get(HERE, 0)


def test_a_department_sees_its_own_and_who_reads_a_countys_register_sees_all_of_it_and_nothing_else(
    hub: Running,
) -> None:
    worked(hub, sheet(line(hub, "seen-1"), line(hub, "seen-2", 支付地区代码=ELSEWHERE)))
    feed(hub, feedback(hub, hub.number(), "seen-3"))
    departments = {one["department"]["code"] for one in scores(hub, "housing").values()}
    assert departments == {"housing"}
    assert scores(hub, "housing", department="education_aid") == {}
    # In a village on a day a count is a person: who supervises without the register sees its own alone.
    alone = hub["supervisor here"].every(SCORES, {"since": "2024-03-01"})
    assert {one["department"]["code"] for one in alone} <= {"civil_affairs"}
    here = hub["civil_affairs here"].every(SCORES, {"since": "2024-03-01"})
    assert {one["division"]["code"] for one in here} == {HERE}
    assert {"housing", "education_aid"} <= {one["department"]["code"] for one in here}
    assert {place for place, _ in scores(hub, "education_aid elsewhere")} <= {f"{ELSEWHERE[:6]}000000"}
    assert hub["housing"].refused(ATTACHED, {"department": "housing"}) == ["MISSING_SCOPE"]
    assert hub["nobody"].refused(SCORES, {"since": "2024-03-01"}) == ["INVALID_TOKEN"]


def test_a_household_counts_once_in_the_county_where_it_is_registered(hub: Running) -> None:
    before = scores(hub, "civil_affairs", source="households").get((HERE, "households"))
    home = household(hub, member(hub.number("19700101")), member(hub.number("20100901"), "20"))
    register(hub, home, {**home, "number": f"{home['number']}-x", "asOf": "2999-01-01"})
    after = scores(hub, "civil_affairs", source="households")[HERE, "households"]
    assert more(counts(after), counts(before)) == [2, 1, 0, 1, 0]
    assert rules(after)["FUTURE_DATE"] == rules(before).get("FUTURE_DATE", 0) + 1


def test_the_days_of_the_span_are_kept_to(hub: Running) -> None:
    worked(hub, sheet(line(hub, "span-1")))
    ask = "query ($since: Date!, $until: Date) { sourceScores(since: $since, until: $until) { nodes { received } } }"
    assert hub["housing"].ask(ask, {"since": "2024-03-16"})["sourceScores"]["nodes"] == []
    assert hub["housing"].ask(ask, {"since": "2024-01-01", "until": "2024-03-14"})["sourceScores"]["nodes"] == []
    assert hub["housing"].refused(ask, {"since": "2024-03-02", "until": "2024-03-01"}) == ["REVERSED_DATES"]
