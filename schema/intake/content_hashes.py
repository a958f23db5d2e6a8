"""Hashes of content: by them feedback that is sent again is known, by those too that earlier versions made of it."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson

NULLS = "amount form period_from period_to term event reason second papers_due record snapshot"
DETAILS = {
    "civil_affairs": "persons_covered monthly_standard cause provider",
    "disabled_federation": "service provider completed_on",
    "education_aid": "school semester tier",
    "emergency_management": "disaster goods rebuilding_progress",
    "health": "hospital case_number paid_by_fund paid_on",
    "housing": "mode danger_grade_before started_on completed_on inspected_on",
    "human_resources": "service employer employed_on post_until",
    "medical_insurance": "insurance_year settlement_number treated_on cost_within_scope",
    "rural_revitalization": "measure risk_status_after responsible",
}
"""What was hashed as null where it was left out, in version 0.1.0: history, to which nothing is added any more."""
ADDED = {
    "civil_affairs": "means_check_simplified review_simplified publicity_simplified",
    "housing": "tier",
    "human_resources": "startup_measure rural_measure",
}
"""And what was so for a time after it, with `replaces`."""


def as_typed(item: Any, number: str) -> dict[str, Any]:  # a generated input
    """What an item says, as it was typed, and nothing of what it leaves out.

    The kind of the number is told by the number: said or not, it is the same entry.
    """
    payments = [_said(vars(payment)) for payment in item.payments]
    waived = _said(vars(item.without_hearing)) if item.without_hearing else None
    told = {"payments": payments, "without_hearing": waived, "id_number": number, "id_kind": None}
    return _said({**vars(item), **told})


def trimmed(item: Any, number: str, term: str | None) -> dict[str, Any]:
    """The same without the blanks around its texts, its term in the one spelling; a text of nothing is none."""
    told = {**vars(item), "id_number": number, "id_kind": None, "term": term}
    payments, waived = told.pop("payments"), told.pop("without_hearing")
    found = _trimmed(told)
    found["payments"] = [_trimmed(vars(payment)) for payment in payments]
    if waived:
        found["without_hearing"] = _trimmed(vars(waived))
    return found


def content_hash(content: Mapping[str, Any]) -> bytes:
    """The hash of what is said: a field that is not used, or is declared later, changes none."""
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()


def earlier_hashes(department: str, details: Sequence[str], spelled: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    """By which hashes earlier versions knew the content in each of its spellings: they told what was left out, too.

    `details` are those of a department that is not one of the hub's own.
    """
    first = {*NULLS.split(), *(DETAILS[department].split() if department in DETAILS else details)}
    later = first | {"replaces"}
    for left_out in (first, later, later | {*ADDED.get(department, "").split()}):
        for content in spelled:
            yield content_hash({**dict.fromkeys(left_out), **content})


def _said(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _trimmed(told: Mapping[str, Any]) -> dict[str, Any]:
    """The plain values of an input that say anything; what is no text stands as it is."""
    said = ((name, value) for name, value in told.items() if value is not None)
    found = {name: value.strip() if isinstance(value, str) else value for name, value in said}
    return {name: value for name, value in found.items() if value != ""}
