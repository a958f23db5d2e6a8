import asyncio

import pytest

from hub.answering.budgets import Budgets, Spent, Standing

pytestmark = pytest.mark.anyio


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def budgets(clock: Clock) -> Budgets:
    return Budgets(600, clock)


def heaviest() -> str:
    return "totals"


def test_a_bucket_holds_a_minute_and_fills_as_time_passes(budgets: Budgets, clock: Clock) -> None:
    assert budgets.charge("a", 500, heaviest) == Standing(500, 600, 100, 50.0)
    clock.now = 20.0
    assert budgets.charge("a", 100, heaviest) == Standing(100, 600, 200, 40.0)
    clock.now = 500.0
    assert budgets.charge("a", 0, heaviest).remaining == 600


def test_who_has_spent_it_is_told_what_where_how_much_and_until_when(budgets: Budgets) -> None:
    budgets.charge("a", 550, heaviest)
    with pytest.raises(Spent) as raised:
        budgets.charge("a", 100, heaviest)
    refusal = raised.value
    assert (refusal.code, refusal.status, refusal.retry_after) == ("TOO_MANY_REQUESTS", 429, 5)
    for words in (refusal.en, refusal.zh):
        assert all(said in words for said in ("100", "totals", "600", "50", "5"))
    assert budgets.charge("b", 100, heaviest).remaining == 500


def test_what_costs_more_than_a_minute_takes_a_full_bucket(budgets: Budgets, clock: Clock) -> None:
    assert budgets.charge("a", 1200, heaviest).remaining == 0
    clock.now = 61.0
    with pytest.raises(Spent):
        budgets.charge("a", 1200, heaviest)
    clock.now = 120.0
    assert budgets.charge("a", 1200, heaviest).requested == 1200


async def test_what_goes_on_by_itself_waits_instead(budgets: Budgets, clock: Clock) -> None:
    budgets.owe("a", 600)
    waiting = asyncio.create_task(budgets.when_affordable("a", 1))
    await asyncio.sleep(0.15)
    assert not waiting.done()
    clock.now = 1.0
    assert (await waiting).remaining == 9


def test_it_is_told_in_the_answer_and_in_headers() -> None:
    standing = Standing(5, 600, 595, 0.5)
    told = standing.beside(b'{"data":{"me":null}}')
    assert told.startswith(b'{"data":{"me":null},"extensions":{"cost":{"requested":5,"remaining":595,"resetAt":"')
    assert told.endswith(b'Z"}}}')
    assert standing.headers == {"RateLimit-Policy": '"cost";q=600;w=60', "RateLimit": '"cost";r=595;t=1'}
