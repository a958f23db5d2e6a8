"""The terms of a sharing agreement as they are asked for and checked (约定内容)."""

from collections.abc import Collection, Sequence
from datetime import date

import strawberry

from policy.catalogue import Catalogue
from policy.sharing import WAYS
from registry import parsing
from registry.errors import Refusal
from registry.redaction import quoted
from registry.reference.agreements import Terms
from registry.reference.divisions import Divisions
from schema.fields import item_checks
from schema.fields.enums import SharingWay
from schema.fields.scalars import Date

LONGEST_QUOTE = 2000


@strawberry.input(
    description="What is to be shared, as the regulation wants a request to say it (共享申请，政务数据共享条例 20)."
)
class RequestSharingInput:
    basis: str = strawberry.field(description="The law or document on which it rests (法律依据).")
    quote: str | None = strawberry.field(default=None, description="Its sentence (原文).")
    scenario: str = strawberry.field(description="What for (使用场景).")
    fields: list[str] = strawberry.field(
        description="The columns, as `person.name`: some of those that your folder lists (数据项)."
    )
    programmes: list[str] | None = strawberry.field(
        default=None, description="Targets of these programmes alone, codes or numbers (项目范围)."
    )
    divisions: list[str] | None = strawberry.field(
        default=None, description="In and below these divisions alone (地域范围)."
    )
    ways: list[SharingWay] = strawberry.field(description="Which ways it is to go out (共享方式).")
    quota: int | None = strawberry.field(default=None, description="At most so many questions in a day (每日限额).")
    valid_from: Date | None = strawberry.field(default=None, description="From this day; today if none (起始日期).")
    valid_to: Date | None = strawberry.field(default=None, description="From this day on no more (终止日期).")


def checked(
    given: RequestSharingInput, department: str, catalogue: Catalogue, divisions: Divisions, today: date
) -> Terms:
    """The terms for a department; raises what is wrong with them, at its place."""
    begins = item_checks.ahead(given.valid_from, "validFrom", today) or today
    ends = item_checks.ahead(given.valid_to, "validTo", today)
    if ends is not None and ends <= begins:
        raise Refusal("REVERSED_DATES", "validTo", earlier=begins, later=ends)
    sees = catalogue.departments[department].sees
    return Terms(
        department=department,
        basis=parsing.words(given.basis, "basis"),
        quote=item_checks.text(given.quote, "quote", LONGEST_QUOTE),
        scenario=parsing.words(given.scenario, "scenario"),
        fields=_listed(given.fields, "fields", sees),
        programmes=_programmes(given.programmes, department, catalogue),
        divisions=_divisions(given.divisions, divisions, today),
        ways=_listed(given.ways, "ways", WAYS),
        quota=item_checks.whole(given.quota, "quota", 1),
        valid_from=begins,
        valid_to=ends,
    )


def _listed(given: Sequence[str], path: str, known: Collection[str]) -> list[str]:
    """What is asked for, once each in the order in which it is known; raises MISSING and UNKNOWN_CODE."""
    if not given:
        raise parsing.missing(path)
    for n, one in enumerate(given):
        if one not in known:
            raise Refusal("UNKNOWN_CODE", f"{path}[{n}]", value=quoted(one), name=path, codes=", ".join(known))
    return [one for one in known if one in given]


def _programmes(given: Sequence[str] | None, department: str, catalogue: Catalogue) -> list[str] | None:
    if given is None:
        return None
    if not given:
        raise parsing.missing("programmes")
    found = [item_checks.programme(catalogue, one, department, f"programmes[{n}]") for n, one in enumerate(given)]
    for n, one in enumerate(found):
        if one.department != department:
            raise Refusal(
                "PROGRAMME_OF_ANOTHER_DEPARTMENT", f"programmes[{n}]", value=one.code, department=one.department
            )
    return list(dict.fromkeys(one.code for one in found))


def _divisions(given: Sequence[str] | None, divisions: Divisions, today: date) -> list[str] | None:
    if given is None:
        return None
    if not given:
        raise parsing.missing("divisions")
    found = [item_checks.division(divisions, one, f"divisions[{n}]", today) for n, one in enumerate(given)]
    return list(dict.fromkeys(one.code for one in found))
