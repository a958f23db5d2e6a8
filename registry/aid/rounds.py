"""Rounds (批内次序): entries about records that their own batch makes, or moves, come after those that do so."""

from collections.abc import Sequence
from uuid import UUID

from registry.aid.entries import Entry, subject

MAKES_A_RECORD = ("GRANTED", "REFUSED")


def rounds(entries: Sequence[Entry]) -> list[list[int]]:
    """The places of a batch's entries in rounds, each round to be decided and written before the next.

    Nearly every batch is one round. An entry that pays, changes, ends, voids or replaces what the batch itself grants
    is in a round after it, and one that moves the period of a record after another that does; what is about the same
    person, or the same household as a whole, keeps its order.
    """
    moving = [(entry.county, entry.of_record) for entry in entries if _moves(entry)]
    making = {(entry.county, entry.external_id) for entry in entries if entry.status in MAKES_A_RECORD}
    of_own = any((entry.county, entry.of_record) in making for entry in entries if entry.of_record)
    if not of_own and len(moving) == len(set(moving)):
        return [list(range(len(entries)))]
    made: dict[tuple[str, str], int] = {}
    moved: dict[tuple[str, str | None], int] = {}
    last: dict[UUID, int] = {}
    found: list[list[int]] = []
    for n, entry in enumerate(entries):
        whom = (entry.person.identity, subject(entry))
        place = max(last.get(id, 0) for id in whom)
        if entry.of_record and (entry.county, entry.of_record) in made:
            place = max(place, made[entry.county, entry.of_record] + 1)
        if _moves(entry):
            place = max(place, moved.get((entry.county, entry.of_record), -1) + 1)
            moved[entry.county, entry.of_record] = place
        if entry.status in MAKES_A_RECORD:
            made.setdefault((entry.county, entry.external_id), place)
        last.update(dict.fromkeys(whom, place))
        found += [[] for _ in range(place + 1 - len(found))]
        found[place].append(n)
    return found


def _moves(entry: Entry) -> bool:
    return entry.status == "ADJUSTED" and bool(entry.period_from or entry.period_to)
