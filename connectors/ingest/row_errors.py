"""What is wrong with rows, as it is told: at its cell, in both languages, the value masked."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from connectors.ingest.mapping import CellError
from connectors.ingest.mapping import Mapping as SourceMapping
from connectors.sources.rows import Row
from registry.errors import Refusal
from registry.identity.identity_numbers import MASK
from registry.identity.names import masked_name
from registry.journal.import_errors import RowError
from registry.redaction import cut, hidden
from schema.intake.item_quality import DataWarning

LONGEST = 60
ITEM = re.compile(r"^items\[\d+\]\.?")
DIGITS = re.compile(r"\d{9,}")
"""Of a telephone or an account, or of a number that was typed wrongly."""
MASKS: Mapping[str, Callable[[str], str]] = {
    "idNumber": lambda _: MASK,
    "name": masked_name,
    "members[0].idNumber": lambda _: MASK,
    "members[0].name": masked_name,
    "members[0].provisional.guardian": masked_name,
}
"""How fields of an item are shown that are of a person; others are shown but for the numbers in them."""


def of_cells(mapping: SourceMapping, place: int, row: Row, errors: Sequence[CellError]) -> list[RowError]:
    """What cannot be read of a row, cell by cell."""
    return [_error(mapping, place, part, row, one.column, one.refusal) for part, one in enumerate(errors)]


def of_item(mapping: SourceMapping, place: int, row: Row, refusal: Refusal) -> RowError:
    """For what the act refused a row."""
    heading = mapping.column(ITEM.sub("", refusal.path), row)
    return _error(mapping, place, 0, row, heading if heading in row.cells else "", refusal)


def of_warnings(mapping: SourceMapping, place: int, row: Row, warnings: Sequence[DataWarning]) -> list[RowError]:
    """What is odd about a row that was taken in."""
    return [_warning(mapping, place, part, row, one) for part, one in enumerate(warnings)]


def _warning(mapping: SourceMapping, place: int, part: int, row: Row, warning: DataWarning) -> RowError:
    heading, rule = mapping.column(warning.path, row), warning.finding.rule
    shown = heading if heading in row.cells else ""
    value = _value(mapping, row, shown)
    return RowError(place, part, row.sheet, row.number, shown, rule.code, rule.en, rule.zh, value, warns=True)


def _error(mapping: SourceMapping, place: int, part: int, row: Row, heading: str, refusal: Refusal) -> RowError:
    value = _value(mapping, row, heading)
    return RowError(place, part, row.sheet, row.number, heading, refusal.code, refusal.en, refusal.zh, value)


def _value(mapping: SourceMapping, row: Row, heading: str) -> str:
    """What stands in a cell, masked."""
    mask = next((mask for path, mask in MASKS.items() if mapping.column(path, row) == heading), masked)
    text = cut(unicodedata.normalize("NFKC", row.cells.get(heading, "")).strip(), 4 * LONGEST)
    return cut(mask(text), LONGEST) if text else ""


def masked(text: str) -> str:
    """A cell without ID numbers, and of other long numbers the last two digits."""
    return DIGITS.sub(lambda found: f"{'*' * (len(found[0]) - 2)}{found[0][-2:]}", hidden(text))
