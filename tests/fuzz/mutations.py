"""Mutations: what is well formed is made malformed, the same way for the same seed."""

import copy
import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

BYTES = [
    b"\x00", b"%00", b"\xff\xfe", b"\xed\xa0\x80", b"%ED%A0%80", b"%", b"%zz", b"&&", b"=", b"+", b";", b"\t", b"\x7f", b"\x1b[2J",
    "低保".encode(), "\u202e".encode(), "\ufeff".encode(), "\U0001d573".encode(), b"' OR 1=1 --", b'"', b"\\", b"\\ud800", b"\\u0000",
    b"../../etc/passwd", b"${jndi:ldap://x}", b"%s%n", b"{{7*7}}", b"-1", b"9" * 400, b"1e999", b"NaN", b"null", b"[" * 3000, b'{"a":' * 800,
    b"A" * 70_000,
]  # fmt: skip
VALUES: list[Any] = [
    None, True, 0, -1, 2**31, 2**63, 10**400, 1e308, float("nan"), float("inf"), 0.1, "", " ", "\x00", "\ud800", "null", "1e5", "2024-02-30",
    "0001-01-01", "9999-12-31T23:59:60Z", "00000000-0000-0000-0000-000000000000", "629901194506180019", "A" * 5000, "\u202e", "' OR 1=1 --",
    [], {}, [[]], [None], {"": None}, [1] * 300, {"__proto__": {}},
]  # fmt: skip
WORD = re.compile(r"\w+|[^\w\s]|\s+")


def bytes_of(random: Random, text: bytes, others: Sequence[bytes]) -> bytes:
    """The same with one to four places changed; never the same."""
    changed = text
    while changed == text:
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            changed = random.choice(CHANGES)(random, changed, others)
    return changed


def words_of(random: Random, text: str) -> str:
    """A document with some of its words dropped, doubled, exchanged or in another's place."""
    words = WORD.findall(text) or [text]
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        at = random.randrange(len(words))
        word = random.choice(words)
        words = random.choice(
            (
                words[:at] + words[at + 1 :],
                [*words[:at], words[at], *words[at:]],
                [*words[:at], word, *words[at + 1 :]],
                words[:at] + words[at : at + 12] * random.choice((2, 5, 40)) + words[at + 12 :],
            )
        ) or [word]
    return "".join(words)


def values_of(random: Random, value: Any) -> Any:
    """A value of JSON with some of what it holds replaced, left out, doubled or put elsewhere."""
    changed = copy.deepcopy(value)
    for _ in range(random.choice((1, 1, 2, 3))):
        changed = _replaced(random, changed)
    return changed


def jsons(value: Any) -> bytes:
    """As JSON, also where JSON has no such thing: NaN, half of a surrogate pair."""
    return json.dumps(value).encode()


def _replaced(random: Random, value: Any) -> Any:
    if isinstance(value, dict) and value and random.random() < 0.8:
        name = random.choice(list(value))
        match random.randrange(8):
            case 0:
                return {key: one for key, one in value.items() if key != name}
            case 1:
                return {**value, random.choice(("", "__typename", name.upper(), "constructor")): value[name]}
            case _:
                return {**value, name: _replaced(random, value[name])}
    if isinstance(value, list) and value and random.random() < 0.8:
        at = random.randrange(len(value))
        return [*value[:at], _replaced(random, value[at]), *value[at + random.choice((0, 1, 1, 1)) :]]
    return random.choice(VALUES) if random.random() < 0.9 else [value]


def _flipped(random: Random, text: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randrange(len(text) or 1)
    return text[:at] + bytes([(text[at] if text else 0) ^ 1 << random.randrange(8)]) + text[at + 1 :]


def _put_in(random: Random, text: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(BYTES) + text[at:]


def _cut(random: Random, text: bytes, _: Sequence[bytes]) -> bytes:
    start = random.randint(0, len(text))
    return text[:start] + text[start + random.choice((1, 2, 8, 64, len(text))) :]


def _doubled(random: Random, text: bytes, _: Sequence[bytes]) -> bytes:
    start = random.randint(0, len(text))
    part = text[start : start + random.choice((1, 4, 32, 256))]
    return text[:start] + part * random.choice((2, 3, 20)) + text[start + len(part) :]


def _spliced(random: Random, text: bytes, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    return text[: random.randint(0, len(text))] + other[random.randint(0, len(other)) :]


CHANGES: Sequence[Callable[[Random, bytes, Sequence[bytes]], bytes]] = (_flipped, _put_in, _cut, _doubled, _spliced)
