"""Sources (数据来源): from which files and tables a department's items come, and which column holds what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policy.clauses import Code, FactType
from policy.fetching import Fetching

CellType = FactType | Literal["yuan", "id_number", "division", "programme"]
CELL_TYPES = ("boolean", "integer", "fen", "code", "set", "date", "text", "id_number", "division", "programme")
Act = Literal["feedback", "facts", "payment_results", "households", "determinations"]
ACTS = ("feedback", "facts", "payment_results", "households", "determinations")
JOINT: Mapping[Act, tuple[str, str]] = {"households": ("number", "members")}
"""Acts of whose items several rows make one: by which field they are one, and of what each row tells another."""
Month = Literal["", "first", "last"]
MONTHS = ("", "first", "last")
UNITS: Mapping[CellType, Code] = {"yuan": Code("yuan", "yuan", "元"), "fen": Code("fen", "fen", "分")}
"""In what an amount is told; a heading that does not say it is refused, for it might be either."""


@dataclass(frozen=True)
class Column:
    """One column of a source: where its values go, what it may be called, and how a cell is read."""

    field: str
    """In the act's item: `id_number`, `payments[0].paid_on`, `housing.danger_grade`."""
    type: CellType
    headings: tuple[str, ...]
    """The first is how the hub itself writes it."""
    en: str
    codes: tuple[Code, ...] = ()
    needed: bool = False
    """It must be there; of a part of the item, where anything of that part is told."""
    join: tuple[str, ...] = ()
    """Further columns whose cells belong to the value, behind that of the heading with a / between."""
    part: tuple[int, int] | None = None
    """Which characters of the cell are meant, from the first to the last, counted from 1."""
    theirs: tuple[tuple[str, str], ...] = ()
    """What the sender writes → the code, true or false; null where it is no longer so; nothing where it is left out."""
    month: Month = ""
    """Where only a month is told, the day of it that is meant."""

    @property
    def heading(self) -> str:
        return self.headings[0]

    @property
    def parent(self) -> str:
        """The part of the item it belongs to: `payments[0]`, `housing`; "" for the item itself."""
        return self.field.rpartition(".")[0]


Told = Literal["birth_date", "sex"]
TOLD = ("birth_date", "sex")
"""What an ID number tells of somebody."""


@dataclass(frozen=True)
class Agreement:
    """A column that is read for nothing but that it says the same as the ID number beside it."""

    headings: tuple[str, ...]
    told: Told


@dataclass(frozen=True)
class Source:
    """From where items of one act come, and how they are told there."""

    name: str
    en: str
    zh: str
    act: Act
    columns: tuple[Column, ...]
    unclear: frozenset[str] = field(default=frozenset())
    """Headings of amounts that do not say in what unit."""
    constants: tuple[tuple[Column, str], ...] = ()
    """What is the same in every row, as a cell would tell it."""
    agreements: tuple[Agreement, ...] = ()
    as_of_today: bool = False
    """The rows stand for the day on which they come in."""
    note: str = ""
    """From where the layout is known."""
    fetching: Fetching = field(default_factory=Fetching)
