"""Finding a person in the slice (查一户): by name, pinyin or initials, the end of the ID number, or the address."""

import strawberry

from planner.shape import Ask, Key, Source
from schema.fields.mapping import narrowing
from schema.fields.references import entered, number_tail, searched_name, township
from schema.fields.slices import below, current, found, home, person_reached, within
from schema.register.persons import named_by

FOUND_KEYS = (Key("{row}_t.position", "bigint"), Key("{row}_t.person_id", "uuid"))


@strawberry.input(description="By what a person is looked for: one of name, idTail and address, or several (查找条件).")
class PersonSought:
    name: str | None = narrowing(
        "person.name",
        purpose=True,
        default=None,
        description="The name or its first two to four characters; or the pinyin of these in one piece, or their"
        " initials, with `identity/name:read` (姓名、姓名开头、拼音或首字母).",
    )
    id_tail: str | None = narrowing(
        "person.id_number",
        purpose=True,
        default=None,
        description="The last four characters of the ID number, with `identity/number:read` (身份证号末四位).",
    )
    address: str | None = narrowing(
        "household.address",
        default=None,
        description="The beginning of the household's address, with `division`, a township or village"
        " (家庭住址开头，须同时给出乡镇或村).",
    )
    division: str | None = narrowing(
        "household.division", default=None, description="In and below this division (行政区划代码)."
    )


def found_persons(ask: Ask) -> Source:
    """Who has all of the terms, in the order of places: a page is read from the index of the first."""
    terms = []
    if ask.given("by.name"):
        terms.append(searched_name(ask, "by.name"))
    if ask.given("by.idTail"):
        terms.append(number_tail(ask, "by.idTail"))
    if ask.given("by.address"):
        named_by(["given"] if ask.given("by.division") else [], "by.division")
    else:
        named_by(terms, "by.name / by.idTail / by.address")
    rows = "search_terms {row}_t" if terms else f"({_dwellers(ask)}) {{row}}_t"
    where = [f"{{row}}_t.term = {terms[0]}", *map(_has, terms[1:])] if terms else []
    if terms and ask.given("by.address"):
        where.append(f"{{row}}_t.person_id = ANY(ARRAY(SELECT d.person_id FROM ({_dwellers(ask)}) d))")
    if ask.given("by.division"):
        where += below(ask, "by.division", "{row}_t.position")
    seen = person_reached(ask, home("{row}.id"), "{row}.id")
    return Source(
        f"{rows} CROSS JOIN LATERAL {found('persons', '{row}_t.person_id')} {{row}}",
        (*where, *within(ask, "{row}_t.position"), "{row}.merged_into IS NULL", seen),
    )


def _has(term: str) -> str:
    return f"(SELECT true FROM search_terms o WHERE o.person_id = {{row}}_t.person_id AND o.term = {term})"


def _dwellers(ask: Ask) -> str:
    """Who lives in the households of the township or village whose address begins so: few enough to go through."""
    address, place = entered(ask, "by.address"), township(ask, "by.division")
    lo, hi = (f"(SELECT v.{end} FROM divisions v WHERE v.code = {place})" for end in ("lo", "hi"))
    return (
        "SELECT m.person_id, h.position FROM households h"
        " CROSS JOIN LATERAL (SELECT * FROM memberships m WHERE m.household_id = h.id OFFSET 0) m"
        f" WHERE h.position >= 0 AND h.position >= {lo} AND h.position < {hi}"
        f" AND starts_with(h.address, {address}) AND {current(ask, 'm')} OFFSET 0"
    )
