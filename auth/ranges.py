"""Ranges of positions: half-open, and where they are a client's, disjoint and sorted."""

from collections.abc import Iterable, Mapping

Range = tuple[int, int]
Ranges = tuple[Range, ...]


def multirange(ranges: Iterable[Range]) -> str:
    """Half-open ranges as PostgreSQL reads an int8multirange."""
    return "{" + ",".join(f"[{lo},{hi})" for lo, hi in ranges) + "}"


def merged(ranges: Iterable[Range]) -> Ranges:
    """The same positions as disjoint, sorted ranges: a county and its own city count once."""
    whole: list[Range] = []
    for lo, hi in sorted(ranges):
        if whole and lo <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(hi, whole[-1][1]))
        elif lo < hi:
            whole.append((lo, hi))
    return tuple(whole)


def common(ranges: Iterable[Range], others: Iterable[Range]) -> Ranges:
    """What lies in both."""
    listed = list(others)
    met = ((max(lo, low), min(hi, high)) for lo, hi in ranges for low, high in listed)
    return merged((lo, hi) for lo, hi in met if lo < hi)


def inside(places: Mapping[str, Range], others: Mapping[str, Range]) -> dict[str, Range]:
    """Those of the places that lie within one of the others."""
    return {
        code: (lo, hi)
        for code, (lo, hi) in places.items()
        if any(outer_lo <= lo and hi <= outer_hi for outer_lo, outer_hi in others.values())
    }
