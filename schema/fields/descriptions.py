"""Descriptions made from what the catalogue says, English first and the Chinese term in it."""

from collections.abc import Sequence

from policy.clauses import UNBOUNDED, Code, ValueBounds


def described(en: str, zh: str, codes: Sequence[Code] = (), bounds: ValueBounds = UNBOUNDED) -> str:
    """A field's description, with its code list, or the range of its whole numbers, where it has one."""
    if bounds.most is not None:
        return f"{en[:1].upper()}{en[1:]}, from {bounds.least} to {bounds.most} ({zh}，{bounds.least}—{bounds.most})."
    listed = "; ".join(f"{code.code} {code.zh}" for code in codes)
    return f"{en[:1].upper()}{en[1:]} ({zh})" + (f": {listed}." if listed else ".")
