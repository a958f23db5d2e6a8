"""What is wrong with rows, as it is told: at its cell, in both languages, the value masked."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from connectors.ingest.mapping import CellError
from connectors.ingest.mapping import Mapping as SourceMapping
from connectors.sources.rows import Row
from registry.errors import Refusal
from registry.identity.identity_numbers import masked_number
from registry.identity.names import masked_name
from registry.journal.imports import RowError
from registry.redaction import cut, hidden

LONGEST = 60
ITEM = re.compile(r"^items\[\d+\]\.?")
DIGITS = re.compile(r"\d{9,}")
"""Of a telephone or an account, or of a number that was typed wrongly."""
MASKS: Mapping[str, Callable[[str], str]] = {"idNumber": masked_number, "name": masked_name}
"""How fields of an item are shown that are of a person; others are shown but for the numbers in them."""


def of_cells(mapping: SourceMapping, place: int, row: Row, errors: Sequence[CellError]) -> list[RowError]:
    """What cannot be read of a row, cell by cell."""
    return [_error(mapping, place, part, row, one.column, one.refusal) for part, one in enumerate(errors)]


def of_item(mapping: SourceMapping, place: int, row: Row, refusal: Refusal) -> RowError:
    """For what the act refused a row."""
    heading = mapping.column(ITEM.sub("", refusal.path), row)
    return _error(mapping, place, 0, row, heading if heading in row.cells else "", refusal)


def _error(mapping: SourceMapping, place: int, part: int, row: Row, heading: str, refusal: Refusal) -> RowError:
    mask = next((mask for path, mask in MASKS.items() if mapping.column(path, row) == heading), masked)
    text = cut(unicodedata.normalize("NFKC", row.cells.get(heading, "")).strip(), 4 * LONGEST)
    value = cut(mask(text), LONGEST) if text else ""
    return RowError(place, part, row.sheet, row.number, heading, refusal.code, refusal.en, refusal.zh, value)


def masked(text: str) -> str:
    """A cell without ID numbers, and of other long numbers both ends."""
    return DIGITS.sub(lambda found: f"{found[0][:2]}{'*' * (len(found[0]) - 4)}{found[0][-2:]}", hidden(text))
