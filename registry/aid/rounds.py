"""Rounds (批内次序): entries about records that their own batch makes come after those that make them."""

from collections.abc import Sequence
from uuid import UUID

from registry.aid.entries import Entry, subject

MAKES_A_RECORD = ("GRANTED", "REFUSED")


def rounds(entries: Sequence[Entry]) -> list[list[int]]:
    """The places of a batch's entries in rounds, each round to be decided and written before the next.

    Nearly every batch is one round. An entry that pays, changes, ends, voids or replaces what the batch itself grants
    is in a round after it; what is about the same person, or the same household as a whole, keeps its order.
    """
    making = {(entry.county, entry.external_id) for entry in entries if entry.status in MAKES_A_RECORD}
    if not any((entry.county, entry.of_record) in making for entry in entries if entry.of_record):
        return [list(range(len(entries)))]
    made: dict[tuple[str, str], int] = {}
    last: dict[UUID, int] = {}
    found: list[list[int]] = []
    for n, entry in enumerate(entries):
        whom = (entry.person.identity, subject(entry))
        place = max(last.get(id, 0) for id in whom)
        if entry.of_record and (entry.county, entry.of_record) in made:
            place = max(place, made[entry.county, entry.of_record] + 1)
        if entry.status in MAKES_A_RECORD:
            made.setdefault((entry.county, entry.external_id), place)
        last.update(dict.fromkeys(whom, place))
        found += [[] for _ in range(place + 1 - len(found))]
        found[place].append(n)
    return found
