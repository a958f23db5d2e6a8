"""A form: a sheet that is filled in by people and read by the hub, column by column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a cell of a column holds."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True)
class FormColumn:
    """One column: its heading is what the hub knows it by."""

    heading: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    """What is said beside a cell that is being filled in."""
    choices: tuple[str, ...] = ()
    """What it may hold, where that is a closed list."""
    given: bool = False
    """Whether the hub has filled it in, and it is only to be read."""
    hidden: bool = False


@dataclass(frozen=True)
class Form:
    """A form with its instructions and the marks by which a file that comes back is known."""

    title: str
    columns: Sequence[FormColumn]
    instructions: Sequence[str]
    marks: Mapping[str, str]
    """Custom properties of the workbook: version of the form, id of the list."""
