"""Redaction: words that quote what was sent do not repeat an ID number."""

import re

NUMBER = re.compile(
    r"(?<![0-9])[0-9]{14,17}[0-9Xx](?![0-9])|(?<![0-9A-Za-z])(?:[Pp][0-9]{16}[0-9Xx]|[A-Za-z]{3}[0-9]{12}|[A-Za-z][0-9]{9})(?![0-9A-Za-z])"
)


def hidden(text: str) -> str:
    """The text, each ID number in it left out."""
    return NUMBER.sub("…", text)
