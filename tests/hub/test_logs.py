"""Logs: text for a terminal, JSON for a machine, and no ID number in either, however it is written."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from hub.logs import Form, configure

CANARIES = (
    "629901194506180019",
    "629901-19450618-0019",
    "629901.19450618.0019",
    "６２９９０１１９４５０６１８００１９",
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def root() -> Iterator[None]:
    """The root logger as it was, afterwards."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield
    logger.handlers[:] = handlers
    logger.setLevel(level)


def logged(form: Form, stream: io.StringIO, message: str = "told") -> str:
    configure(form, stream)
    try:
        raise ValueError(message)
    except ValueError:
        logging.getLogger("x").exception(message, extra={"fields": {"client": "c", "milliseconds": 3.2}})
    return stream.getvalue()


def test_a_terminal_reads_text_and_a_pipe_json() -> None:
    said = logged("auto", Terminal())
    assert " error told client=c milliseconds=3.2\nTraceback" in said
    (line,) = logged("auto", io.StringIO()).splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"], told["client"]) == ("error", "x", "told", "c")
    assert told["trace"].startswith("Traceback")


@pytest.mark.parametrize("number", CANARIES)
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_number_stands_in_a_line(form: Form, number: str) -> None:
    assert number not in logged(form, io.StringIO(), f"what was sent is {number} it says")
