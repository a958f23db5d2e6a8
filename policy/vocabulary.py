"""The vocabulary (代码表): closed lists of codes that are the hub's own words, as `vocabulary.toml` declares them."""

from functools import cache
from pathlib import Path

from policy.clauses import Code
from policy.declarations import CodeLists, code_list
from policy.spine import read

FILE = Path(__file__).parent / "vocabulary.toml"


@cache
def _lists() -> CodeLists:
    return {name: code_list(table) for name, table in read(FILE).items()}


def vocabulary(name: str, *only: str) -> tuple[Code, ...]:
    """The codes of a list in their order, with their names, or these of them; raises KeyError for what is not there."""
    listed = {code.code: code for code in _lists()[name]}
    return tuple(listed[code] for code in only or listed)


def words(name: str) -> tuple[str, ...]:
    """The codes of a list alone."""
    return tuple(code.code for code in vocabulary(name))
