"""Search terms (检索词): by what a person is looked for: name, pinyin, initials, the last characters of a number.

What is looked for is found by a keyed hash of it, as numbers are, and whole: a beginning of two, three or four
characters is a term of its own, so that a page is read from its index however many bear the name.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from registry.errors import Refusal
from registry.identity.names import plain_name

NAME, LETTERS, NUMBER_TAIL = "SEARCHED_NAME", "SEARCHED_LETTERS", "SEARCHED_NUMBER_TAIL"
"""The kinds of term, which are hashed apart."""

LEAST, TAIL = 2, 4
BEGINNINGS = range(LEAST, 5)
# Surnames are read in ways of their own: 单 as shan, 曾 as zeng. Of what follows the first reading is the usual one.
READINGS = 4
SOUND = re.compile(r"[a-z]+")
BETWEEN = re.compile(r"[\s'’-]")


def sought_name(text: str) -> tuple[str, str]:
    """By what somebody is looked for by name, with its kind: characters, or letters. Raises TERM_TOO_SHORT."""
    letters = _letters(text)
    plain = plain_name(text)
    kind, term = (LETTERS, letters) if SOUND.fullmatch(letters) else (NAME, plain)
    if len(term) < LEAST:
        raise Refusal("TERM_TOO_SHORT")
    return kind, term


def sought_tail(text: str) -> tuple[str, str]:
    """By what somebody is looked for by the end of the number. Raises TERM_TOO_SHORT."""
    tail = unicodedata.normalize("NFKC", text).strip().upper()
    if not re.fullmatch(rf"[0-9A-Z]{{{TAIL}}}", tail):
        raise Refusal("TERM_TOO_SHORT")
    return NUMBER_TAIL, tail


def terms(name: str, number_ends: str) -> frozenset[tuple[str, str]]:
    """By what somebody of this name and these ends of the number is found."""
    plain = plain_name(name)
    ends = {*BEGINNINGS, len(plain)} & set(range(LEAST, len(plain) + 1))
    named = {(NAME, plain[:end]) for end in ends}
    spelled = {(LETTERS, term) for end in ends for term in _spelled(plain[:end]) if len(term) >= LEAST}
    tail = number_ends[-TAIL:]
    return frozenset(named | spelled | (set() if "*" in tail else {(NUMBER_TAIL, tail.upper())}))


def _spelled(characters: str) -> Iterator[str]:
    rest = [sound[0] for sound in map(readings, characters[1:])]
    for surname in readings(characters[0]):
        yield "".join((surname, *rest))
        yield "".join(sound[0] for sound in (surname, *rest))


def readings(character: str) -> tuple[str, ...]:
    """How a character is read, without its tone: v stands for ü; what is no ideograph is read as it is written."""
    sounds = (_letters(sound) for sound in _pinyin(character))
    return tuple(islice(dict.fromkeys(sound for sound in sounds if sound), READINGS)) or (character,)


@cache
def _pinyin(character: str) -> tuple[str, ...]:
    # Only who writes terms needs the readings, and of phrases, 40 MB more, nobody.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    ((*sounds,),) = pinyin(character, style=Style.NORMAL, heteronym=True, errors="default")
    return tuple(sounds)


def _letters(text: str) -> str:
    """What was typed of letters: lower case, in one piece, with v for ü."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return BETWEEN.sub("", folded)
