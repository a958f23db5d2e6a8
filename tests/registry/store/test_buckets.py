from registry.store.buckets import Buckets, rate_limit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_is_taken_comes_back_within_a_minute() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)
    buckets.of("a").take(45)
    assert (buckets.of("a").left, buckets.of("a").whole_in, buckets.of("a").wait(20)) == (15, 45.0, 5.0)
    clock.now = 10.0
    assert (buckets.of("a").left, buckets.of("a").wait(20)) == (25, -5.0)
    clock.now = 100.0
    assert buckets.of("a").left == 60


def test_what_is_owed_fills_up_first_and_names_are_apart() -> None:
    buckets = Buckets(60, Clock())
    buckets.of("a").take(70)
    assert (buckets.of("a").left, buckets.of("a").wait(1)) == (0, 11.0)
    assert buckets.of("b").left == 60


def test_headers_say_policy_and_rest() -> None:
    told = rate_limit("tokens", 120, 7, 56.5)
    assert told == {"RateLimit-Policy": '"tokens";q=120;w=60', "RateLimit": '"tokens";r=7;t=57'}
