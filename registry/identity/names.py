"""Names: as they are shown to those who need not know them, and when two spellings are one name."""

import unicodedata

SEPARATORS = str.maketrans("", "", " ·•・‧.　")


def masked_name(name: str) -> str:
    """The first character and two stars whatever the length: 张**. Compound surnames are not worth a list."""
    return name[0] + "**"


def same_name(first: str, second: str) -> bool:
    """Whether two spellings differ only in width, spaces or the dot of a transcribed name."""
    return first == second or plain_name(first) == plain_name(second)


def plain_name(name: str) -> str:
    """The form in which names are compared."""
    return unicodedata.normalize("NFKC", name).translate(SEPARATORS).casefold()
