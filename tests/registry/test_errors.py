"""The table of refusals: every code that the program can raise is in it, and every code of it is in the program."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.errors import ErrorCode, Refusal, chapters, codes

ROOT = Path(__file__).parents[2]
ROOMS = ("auth", "connectors", "planner", "registry", "schema", "hub")
# A word that is a code where it is handed to one of these, or answered by SQL or a rule as what is wrong.
RAISE = {"Refusal", "Unauthorized", "Unreadable", "_refusal", "of_graphql"}
WORD = re.compile(r"[A-Z]+(?:_[A-Z]+)+|MISSING|INTERNAL|TIMEOUT|UNAVAILABLE")
SENTENCE_ENDS = (".", "!", "。", "：{codes}。", "{detail}", "{form}", "{codes}.")


def trees() -> Iterator[ast.AST]:
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            yield ast.parse(file.read_text())


def raised() -> set[str]:
    """The codes that are literals where a refusal is made."""
    found = set()
    for tree in trees():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                literals = [
                    constant.value
                    for argument in call.args[: 2 if name == "of_graphql" else 1]
                    for constant in ast.walk(argument)
                    if isinstance(constant, ast.Constant)
                ]
                if name in RAISE:
                    found |= {text for text in literals if isinstance(text, str) and WORD.fullmatch(text)}
            # Where the second argument is the code.
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "of_graphql":
                found |= {a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def mentioned() -> set[str]:
    """Every word like a code in any text of the program: in SQL, in tables of outcomes."""
    found: set[str] = set()
    for tree in trees():
        for constant in ast.walk(tree):
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                found |= set(WORD.findall(constant.value))
    return found


def test_every_code_that_is_raised_is_in_the_table() -> None:
    assert len(raised()) > 100
    assert raised() - codes().keys() == set()


def test_every_code_of_the_table_can_be_raised() -> None:
    assert codes().keys() - mentioned() == set()


def test_a_code_stands_in_one_chapter_only() -> None:
    assert sum(len(chapter.codes) for chapter in chapters()) == len(codes())


def test_no_sentence_stands_twice() -> None:
    for words in ([code.en for code in codes().values()], [code.zh for code in codes().values()]):
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", codes().values(), ids=lambda code: code.code)
def test_both_languages_say_the_same_values_and_end_as_sentences(code: ErrorCode) -> None:
    def placeholders(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert placeholders(code.en) >= placeholders(code.zh)
    assert re.search(r"[\u4e00-\u9fff]", code.zh)
    assert code.en.endswith(SENTENCE_ENDS)
    assert code.zh.endswith(SENTENCE_ENDS)
    assert 400 <= code.status <= 599


def test_a_refusal_says_its_values_but_no_id_number() -> None:
    refusal = Refusal("UNKNOWN_CODE", "items[0].form", value="62990119900101001X", name="form", codes="CASH")
    assert "62990119900101001X" not in str(refusal)
    assert refusal.words(chinese=True) != refusal.words(chinese=False)
    assert refusal.under("input").path == "input.items[0].form"
    assert refusal.at(("records", 0)).at(("other",)).field == ("records", 0)


def test_a_code_that_is_not_in_the_table_cannot_be_raised() -> None:
    with pytest.raises(KeyError):
        Refusal("NO_SUCH_CODE")
