"""graphql-core's words in Chinese (查询校验信息): what it says of a document or its variables, found by its form."""

import re
import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "graphql_words.toml"
QUOTED = re.compile(r"\{(said)?\}")
MEANT = re.compile(
    r"(?P<said>.*\.) Did you mean (?P<kind>to use an inline fragment on |the enum value )?(?P<names>.*)\?", re.S
)
KINDS = {
    None: "是否指 {}？",
    "the enum value ": "是否指枚举值 {}？",
    "to use an inline fragment on ": "是否应在 {} 上使用内联片段？",
}
OTHERWISE = "文档或变量不符合接口定义：{}"
"""What is said around a sentence that is not in the table: it stays as it is."""


def in_chinese(message: str) -> str:
    """The same in Chinese, with what it quotes as it is."""
    return _known(message) or OTHERWISE.format(message)


def _known(message: str) -> str | None:
    if meant := MEANT.fullmatch(message):
        names = re.sub(r",? or |, ", "、", meant["names"])
        said = _entry(meant["said"])
        return said and said + KINDS[meant["kind"]].format(names)
    return _entry(message)


def _entry(message: str) -> str | None:
    for form, inner, words in _forms():
        if found := form.fullmatch(message):
            quoted = [_known(text) or text if said else text for text, said in zip(found.groups(), inner, strict=True)]
            return words.format(*quoted)
    return None


@cache
def _forms() -> tuple[tuple[re.Pattern[str], tuple[bool, ...], str], ...]:
    """Each sentence as an expression, which of what it quotes is a sentence itself, and the words."""
    words: dict[str, str] = tomllib.loads(FILE.read_text("utf-8"))["words"]
    return tuple(_form(english, chinese) for english, chinese in words.items())


def _form(english: str, chinese: str) -> tuple[re.Pattern[str], tuple[bool, ...], str]:
    pieces = map(re.escape, QUOTED.split(english)[::2])
    inner = tuple(bool(said) for said in QUOTED.findall(english))
    return re.compile("(.+?)".join(pieces), re.S), inner, chinese
