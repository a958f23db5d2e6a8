"""The text of a document as it may be kept: without what was written into it about somebody."""

from collections.abc import Iterator

from graphql import Lexer, Source, Token, TokenKind

LONG = 9
"""Digits from which on a number may be somebody's."""


def bare(text: str) -> tuple[str, list[str]]:
    """The document with $1, $2 … in the place of its texts and long numbers, without comments; and what stood there.

    The document has been parsed, so every token can be read.
    """
    parts: list[str] = []
    values: list[str] = []
    for token in _tokens(text):
        if token.kind in (TokenKind.STRING, TokenKind.BLOCK_STRING) or _is_long(token):
            values.append(token.value or "")
            parts.append(f'"${len(values)}"')
        elif token.value is None:
            parts.append(token.kind.value)
        else:
            parts.append(token.value)
    return _joined(parts), values


def _joined(parts: list[str]) -> str:
    return " ".join(parts)


def _is_long(token: Token) -> bool:
    return token.kind in (TokenKind.INT, TokenKind.FLOAT) and len(token.value or "") >= LONG


def _tokens(text: str) -> Iterator[Token]:
    lexer = Lexer(Source(text))
    while (token := lexer.advance()).kind is not TokenKind.EOF:
        yield token
