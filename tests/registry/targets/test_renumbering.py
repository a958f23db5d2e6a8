"""Renumbering: what a target lost is said by the words that held of it, also where its rule changes in between."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from policy.catalogue import Catalogue
from policy.clauses import Condition, parse
from registry.people.facts import fact_table_name
from registry.reference.catalogue_sync import mirror
from registry.targets.maintenance import Maintenance
from registry.targets.renumbering import moves, renumber, rules
from registry.targets.sweep import recompute_all
from tests.conftest import Copy
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

CARE = "civil_affairs.visiting_and_care"
OLD, YOUNG, DISABLED = "person.age >= 60", "person.age < 18", "person.disabled = true"
LOST = "SELECT until IS NOT NULL, lost FROM targets WHERE programme = $1"


def changed(catalogue: Catalogue, groups: Sequence[str]) -> Catalogue:
    """A catalogue in which care is for these groups."""
    care = catalogue.programmes[CARE]
    condition = Condition(care.condition.all, tuple((parse(group),) for group in groups))
    return replace(catalogue, programmes={**catalogue.programmes, CARE: replace(care, condition=condition)})


def follow(province: Province, copy: Copy, catalogue: Catalogue) -> None:
    """What an upgrade does before everyone is judged anew."""
    with psycopg.connect(copy.owner) as connection:
        before = rules(connection)
        assert mirror(connection, catalogue)
        renumber(connection, before)
    province.catalogue, province.maintenance = catalogue, Maintenance.of(catalogue)


async def cared_for(province: Province, born: str = "1955-01-01") -> Any:
    old = province.person("王甲", born)
    home = await province.settle(old)
    await province.determine(home, "near_subsistence")
    await province.report("civil_affairs", old, self_care="NONE")
    assert await province.ask(LOST, CARE) == [(False, None)]
    return old


async def test_a_clause_that_stands_elsewhere_now_is_not_said_to_have_held(province: Province, copy: Copy) -> None:
    old = await cared_for(province)
    follow(province, copy, changed(province.catalogue, [DISABLED, YOUNG, OLD]))
    await province.report("civil_affairs", old, self_care="FULL", as_of="2024-03-02")
    assert await province.ask(LOST, CARE) == [(True, ["person.self_care = NONE"])]


async def test_of_a_clause_that_is_reworded_the_new_words_did_not_hold_before(province: Province, copy: Copy) -> None:
    await cared_for(province, "1962-01-01")
    follow(province, copy, changed(province.catalogue, ["person.age >= 65", YOUNG, DISABLED]))
    await recompute_all(province.act, province.maintenance, province.today, lambda _: None)
    assert await province.ask(LOST, CARE) == [(True, None)]


async def test_what_changes_with_a_rule_is_said_beside_what_was_reworded(province: Province, copy: Copy) -> None:
    """The sweep after an upgrade finds both at once."""
    await cared_for(province, "1962-01-01")
    copy.by_owner(f"UPDATE {fact_table_name('civil_affairs', 'person')} SET self_care = 'FULL'")
    follow(province, copy, changed(province.catalogue, ["person.age >= 65", YOUNG, DISABLED]))
    await recompute_all(province.act, province.maintenance, province.today, lambda _: None)
    assert await province.ask(LOST, CARE) == [(True, ["person.self_care = NONE"])]


async def test_who_was_a_target_of_a_programme_that_is_given_up_is_one_no_more(province: Province, copy: Copy) -> None:
    await cared_for(province)
    left = {code: one for code, one in province.catalogue.programmes.items() if code != CARE}
    follow(province, copy, replace(province.catalogue, programmes=left))
    await recompute_all(province.act, province.maintenance, province.today, lambda _: None)
    assert await province.ask(LOST, CARE) == [(True, None)]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "abcd", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "ca", [(0, 1), (2, 0)]),
        ("axbx", "xbxa", [(0, 3), (1, 0), (2, 1), (3, 2)]),
        ("ab", "", []),
    ],
)
async def test_clauses_are_known_by_their_words(before: str, after: str, moved: list[tuple[int, int]]) -> None:
    assert list(moves(before, after)) == moved
