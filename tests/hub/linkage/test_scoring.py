"""The linkage over invented people: planted duplicates are found, others are not, and findings are what they say."""

import io
from typing import Any

import duckdb

from benchmarks.linkage import linkage
from hub.linkage.people import take_in
from hub.linkage.scoring import Pair, pairs
from policy.identity_evidence import declared
from registry.people.compared_persons import COLUMNS

HOME, ELSEWHERE = "621102001000", "620102003000"


def person(id: str, name: str = "李晓明", **told: str) -> str:
    known = {"kind": "PERSON", "birth": "19800307", "sex": "1", "division": HOME, "ending": "0015", "sought": "f"}
    return ",".join({**known, "id": id, "name": name, **told}.get(column, "") for column in COLUMNS)


CROWD = [
    person(
        f"n{n}",
        f"{'赵钱孙周吴郑'[n % 6]}{'东西南北中发'[n // 6 % 6]}{'甲乙丙丁戊己'[n // 36 % 6]}",
        birth=f"19{n % 80 + 10}0{n % 9 + 1}1{n % 10}",
        ending=f"{n:04}",
    )
    for n in range(216)
]


def linked(*rows: str) -> dict[frozenset[str], Pair]:
    """The pairs of these among a crowd of others."""
    with duckdb.connect() as connection:
        take_in(connection, io.BytesIO("\n".join([*CROWD, *rows]).encode()))
        return {frozenset(pair[1:3]): pair for pair in pairs(connection, declared())}


def findings(pair: Pair) -> dict[str, Any]:
    return {attribute.code: code for attribute, (code, _) in zip(declared().attributes, pair[4], strict=True)}


SLIPS: dict[str, tuple[dict[str, str], str, str | None]] = {
    "u0": ({"name": "李小明"}, "NAME", "SAME_SOUND"),
    "u1": ({"name": "李曉明"}, "NAME", "SAME_NAME"),
    "u2": ({"name": "李明晓"}, "NAME", "SWAPPED_CHARACTERS"),
    "u3": ({"name": "李晓朋"}, "NAME", "ONE_CHARACTER"),
    "u4": ({"birth": "19800703"}, "BIRTH_DATE", "DAY_AND_MONTH_SWAPPED"),
    "u5": ({"birth": "19800317"}, "BIRTH_DATE", "ONE_DIGIT_OF_DATE"),
    "u6": ({"birth": "19790101"}, "BIRTH_DATE", "ABOUT_THE_SAME_AGE"),
    "u7": ({"division": "621102009000"}, "PLACE", "SAME_COUNTY"),
    "u8": ({"division": "620000000000"}, "PLACE", None),
    "u9": ({"sex": "9"}, "SEX", None),
}


def test_who_was_reported_is_found_with_a_slip_of_the_pen_and_it_is_named() -> None:
    reports = [person(id, **{"kind": "UNREGISTERED", "ending": "", **told}) for id, (told, *_) in SLIPS.items()]
    found = linked(person("a"), *reports)
    assert set(found) == {frozenset(("a", id)) for id in SLIPS}
    for id, (_, attribute, finding) in SLIPS.items():
        assert findings(found[frozenset(("a", id))])[attribute] == finding


def test_who_was_told_apart_upon_these_findings_keeps_nobody_from_being_offered() -> None:
    people = [person(f"a{n}") for n in range(8)] + [person("u", kind="UNREGISTERED", ending="")]

    def of_report(*apart: str) -> set[frozenset[str]]:
        return {pair for pair in linked(*people, *apart) if "u" in pair}

    first = {pair: found for pair, found in linked(*people).items() if "u" in pair}
    assert len(first) == 5
    apart = [
        person(max(pair), kind="APART", owner=min(pair), findings=" ".join(
            code or f"{attribute}?" for attribute, code in findings(found).items()))
        for pair, found in first.items()
    ]  # fmt: skip # a line for each pair
    assert of_report(*apart) == {frozenset((f"a{n}", "u")) for n in range(8)}
    assert of_report(*(line.replace("SAME_NAME", "SAME_SOUND") for line in apart)) == set(first)


def test_who_has_nothing_in_common_but_sex_and_place_is_not_offered() -> None:
    assert linked(person("a"), person("b", "王大伟", birth="19620911", ending="", sought="t")) == {}


def test_two_of_one_name_and_birth_date_with_other_numbers_are_less_likely_than_with_one() -> None:
    same = linked(person("a"), person("b", division=ELSEWHERE))[frozenset("ab")]
    other = linked(person("a"), person("b", ending="9876", division=ELSEWHERE))
    assert other == {} or other[frozenset("ab")][3] < same[3]


def test_those_who_live_with_both_speak_for_it_and_those_of_one_household_for_nothing() -> None:
    home = [person("a", household="h1"), person("c", "王秀英", birth="19500101", household="h1")]
    found = linked(*home, person("b", ending="", guardian="王秀英", sought="t"))[frozenset("ab")]
    assert findings(found)["FELLOWS"] == "SAME_FELLOW"
    twins = linked(*home, person("b", "李晓朋", household="h1", ending="0016"))
    assert all(findings(pair)["FELLOWS"] is None for pair in twins.values())


def test_a_report_under_anothers_number_is_not_offered_as_that_other() -> None:
    report = person("m", kind="MISMATCH", owner="a", birth="", sex="", ending="", guardian="王秀英")
    home = [person("a", "王秀英", birth="19500101", household="h1"), person("b", household="h1")]
    assert list(linked(*home, report)) == [frozenset("bm")]


def test_of_planted_duplicates_most_are_found_and_what_is_called_certain_is() -> None:
    """The program itself, with its bounds; figures of a province are in benchmarks/RESULTS.md."""
    told = linkage(6_000, 600)
    assert told["recall"] > 0.75
    assert told["precision"] > 0.95
    assert float(told["precision of"]["ALMOST_CERTAIN"].split()[0]) > 0.97
