"""Pauses: when another's interface is asked again that was away, or asked to be left alone for a while."""

import httpx
import tenacity

FIRST, LONGEST = 0.5, 30.0
"""Seconds before what failed is asked again; who wants a longer pause is asked at the source's next time."""


class Busy(Exception):
    """The other side asks to be asked again, after so many seconds where it says so."""

    def __init__(self, status: int, pause: float | None) -> None:
        super().__init__(status)
        self.status, self.pause = status, pause


def again(error: BaseException) -> bool:
    """Whether what failed so may go well a little later."""
    if isinstance(error, Busy):
        return (error.pause or 0) <= LONGEST
    return isinstance(error, httpx.TransportError)


def pause(state: tenacity.RetryCallState) -> float:
    """As long as the other side says, else a little longer each time."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, Busy) and error.pause is not None:
        return error.pause
    return float(tenacity.wait_exponential_jitter(multiplier=FIRST, max=LONGEST, jitter=FIRST)(state))


def told_pause(text: str) -> float | None:
    """The seconds of Retry-After; one that names a moment is answered as if it had said nothing."""
    return float(text) if text.isdecimal() and len(text) < 10 else None
