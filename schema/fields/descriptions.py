"""Descriptions made from what the catalogue says, English first and the Chinese term in it."""

from collections.abc import Sequence

from policy.clauses import Code


def described(en: str, zh: str, codes: Sequence[Code] = ()) -> str:
    """A field's description, with its code list where it has one."""
    listed = "; ".join(f"{code.code} {code.zh}" for code in codes)
    return f"{en[:1].upper()}{en[1:]} ({zh})" + (f": {listed}." if listed else ".")
