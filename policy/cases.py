"""Worked cases (`cases.json`): invented households and what the rules must find for them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policy.catalogue import Catalogue
from policy.clauses import Value
from policy.households import Happening, Household, Member
from policy.review import ActiveRecord, Review

# What a JSON file holds is only known once it has been read.
Json = Mapping[str, Any]

FILE = Path(__file__).parent / "cases.json"
HOUSEHOLD = "H"
RECORD = re.compile(r"(?P<number>\S+)@(?P<subject>\S+)(?: for (?P<event>\S+))?")


@dataclass(frozen=True)
class WorkedCase:
    """One household on one day, the help it gets, and what a review must say."""

    number: int
    en: str
    household: Household
    records: tuple[ActiveRecord, ...]
    day: date
    expected: Mapping[str, list[str]]


def worked_cases(catalogue: Catalogue) -> Iterator[WorkedCase]:
    """Every case, and every variant in which something of it has changed."""
    numbers = {number: programme.code for number, programme in catalogue.numbered.items()}
    file = json.loads(FILE.read_text("utf-8"))
    for told in file["cases"]:
        case = {**told, "day": file["day"], "parameters": file["parameters"]}
        yield _case(case, told["en"], told["expected"], numbers)
        for variant in told["variants"]:
            yield _case(changed(case, variant["change"]), variant["en"], variant["expected"], numbers)


def changed(known: Json, change: Json) -> Json:
    """The same with some values replaced, at any depth."""
    both = {
        key: changed(known[key], new) if isinstance(new, dict) and key in known else new for key, new in change.items()
    }
    return {**known, **both}


def lists_of(review: Review, catalogue: Catalogue) -> dict[str, list[str]]:
    """A review in the words of the file, each list in order."""

    def name(programme: str, subject: str) -> str:
        return f"{catalogue.programmes[programme].number}@{subject}"

    return {
        "eligible": sorted(name(finding.programme, finding.subject) for finding in review.eligible),
        "missed": sorted(name(option, gap.subject) for gap in review.missed for option in gap.options),
        "maybe": sorted(name(option, gap.subject) for gap in review.maybe for option in gap.options),
        "duplicate": sorted(
            "+".join(sorted(name(record.programme, record.subject) for record in pair)) for pair in review.duplicate
        ),
        "active_not_matching": sorted(name(record.programme, record.subject) for record in review.active_not_matching),
    }


def _case(case: Json, en: str, expected: Mapping[str, list[str]], numbers: Mapping[str, str]) -> WorkedCase:
    basis = frozenset(case["basis_categories"])
    household = Household(
        key=HOUSEHOLD,
        members=tuple(_member(key, one, basis) for key, one in case["members"].items()),
        basis_categories=basis,
        facts=case["household"],
        housing=case["housing"],
        events=tuple(Happening(key, facts=facts) for key, facts in case["events"].items()),
        parameters={name: _value(value) for name, value in case["parameters"].items()},
    )
    records = tuple(_record(text, numbers) for text in case["active"])
    return WorkedCase(case["number"], en, household, records, date.fromisoformat(case["day"]), expected)


def _member(key: str, told: Json, basis: frozenset[str]) -> Member:
    return Member(
        key=key,
        birth_date=date.fromisoformat(told["birth_date"]),
        categories=frozenset(told.get("categories", basis)),
        facts={name: _value(value) for name, value in told["facts"].items()},
    )


def _record(text: str, numbers: Mapping[str, str]) -> ActiveRecord:
    match = RECORD.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r}: write a record as MZ-08@H or MZ-08@H for fire")
    return ActiveRecord(numbers[match["number"]], match["subject"], match["event"])


def _value(written: Any) -> Value:
    if isinstance(written, list):
        return frozenset(written)
    if isinstance(written, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return date.fromisoformat(written)
    return written  # type: ignore[no-any-return] # what is left is boolean, number or code
