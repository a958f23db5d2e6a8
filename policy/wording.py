"""Wording: a clause as a sentence in English or Chinese, in the words of its fact."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from policy.clauses import NONE, Clause, Code, Fact, Parameter, Scalar

Language = Literal["en", "zh"]

SAYS: dict[Language, dict[str, str]] = {
    "en": {
        "=": "{fact}: {value}",
        "!=": "{fact}: not {value}",
        "<": "{fact}: below {value}",
        "<=": "{fact}: at most {value}",
        ">": "{fact}: above {value}",
        ">=": "{fact}: at least {value}",
        "in": "{fact}: one of {value}",
        "intersects": "{fact}: at least one of {value}",
        "disjoint": "{fact}: none of {value}",
    },
    "zh": {
        "=": "{fact}：{value}",
        "!=": "{fact}：不是{value}",
        "<": "{fact}：低于{value}",
        "<=": "{fact}：不超过{value}",
        ">": "{fact}：高于{value}",
        ">=": "{fact}：不低于{value}",
        "in": "{fact}：{value}之一",
        "intersects": "{fact}：至少有{value}之一",
        "disjoint": "{fact}：不含{value}",
    },
}
BOOLEAN: dict[Language, tuple[str, str]] = {"en": ("no", "yes"), "zh": ("否", "是")}
TRUTH = tuple(Code(code, BOOLEAN["en"][n], BOOLEAN["zh"][n]) for n, code in enumerate(("false", "true")))
"""The values of a boolean as codes."""
NOTHING = Code(NONE, "no category", "未认定任何类别")
ANY: dict[Language, str] = {"en": "any", "zh": "任意一类"}
BETWEEN: dict[Language, str] = {"en": ", ", "zh": "、"}
MONEY: dict[Language, str] = {"en": "{:.2f} yuan", "zh": "{:.2f}元"}


def sentence(clause: Clause, facts: Mapping[tuple[str, str], Fact], language: Language) -> str:
    """For example `grade of danger of the dwelling: one of C, D`, `房屋危险等级：C级、D级之一`."""
    fact = facts[clause.entity, clause.fact]
    if _takes_any(clause, fact):
        return SAYS[language]["="].format(fact=name(fact, language), value=ANY[language])
    # A list of one is no list to the reader.
    alone = isinstance(clause.value, tuple) and len(clause.value) == 1 and clause.operator != "disjoint"
    pattern = SAYS[language]["=" if alone else clause.operator]
    return pattern.format(fact=name(fact, language), value=_value(clause, fact, facts, language))


def _takes_any(clause: Clause, fact: Fact) -> bool:
    if clause.operator == "disjoint":
        return clause.value == (NONE,)
    return clause.operator == "intersects" and clause.value == tuple(code.code for code in fact.codes)


def name(named: Fact | Code, language: Language) -> str:
    return named.en if language == "en" else named.zh


def _value(clause: Clause, fact: Fact, facts: Mapping[tuple[str, str], Fact], language: Language) -> str:
    value = clause.value
    if isinstance(value, Parameter):
        return "“{}”".format(name(facts["parameter", value.name], language))
    return told(fact, value, language)


def told(fact: Fact, value: Scalar | Iterable[str], language: Language) -> str:
    """A value in words: codes by their names in the order declared, money in yuan."""
    if isinstance(value, bool):
        return BOOLEAN[language][value]
    if fact.type == "fen" and isinstance(value, int):
        return MONEY[language].format(value / 100)
    if isinstance(value, int | date):
        return str(value)
    words = (value,) if isinstance(value, str) else tuple(value)
    names = {code.code: name(code, language) for code in (NOTHING, *fact.codes)}
    if isinstance(value, frozenset):
        words = tuple(sorted(words, key=list(names).index))
    return BETWEEN[language].join(names.get(word, word) for word in words)
