"""Standard forms (标准表): what every department fills in has columns that follow from what its folder declares."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from policy.clauses import Code, Fact, FactType
from policy.declarations import Table, each, word
from policy.identity_kinds import identity_kinds
from policy.procedures import waivers
from policy.programmes import Programme
from policy.sources import CELL_TYPES, UNITS, Act, Column, Source
from policy.spine import Entity, code_lists, read
from policy.vocabulary import vocabulary

FILE = Path(__file__).parent / "standard_forms.toml"
WORDS = (
    *("feedback_status", "aid_form", "payment_result"),
    *("collection_channel", "household_change", "provisional_reason", "determination_basis"),
)
"""The lists of vocabulary.toml that columns take their words from."""


class Declared(Protocol):
    """A detail, as a folder declares it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> FactType: ...
    @property
    def en(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def codes(self) -> tuple[Code, ...]: ...


@dataclass(frozen=True)
class Declaring:
    """What a folder declares that its forms follow from."""

    facts: Sequence[Fact]
    details: Sequence[Declared]
    programmes: Sequence[Programme]
    entities: Mapping[str, Entity]
    departments: tuple[Code, ...] = ()


def standard_sources(by: Declaring) -> tuple[Source, ...]:
    """The forms that a department has without declaring them: its feedback, and what it knows."""
    declared: dict[Act, object] = {"feedback": by.programmes, "facts": by.facts}
    return tuple(standard_form(act, by) for act, what in declared.items() if what)


def standard_form(act: Act, by: Declaring) -> Source:
    """The form of an act; what it is called in the folder's own words stands behind what all have."""
    match act:
        case "feedback":
            programmes = tuple(Code(one.code, one.en, one.zh) for one in by.programmes)
            standard = _standard(act, {"programme": programmes})
            return _source(act, "feedback", "反馈表", (*standard, *_details(by.details, standard)))
        case "facts":
            return _source(act, "facts", "情况表", (*_standard(act, {}), *_facts(by.facts, by.entities)))
        case "payment_results":
            return _source(act, "payment results", "发放结果表", _standard(act, {"department": by.departments}))
        case "households":
            return _source(act, "households with their members", "家庭及成员表", _standard(act, {}))
        case "determinations":
            return _source(act, "determinations", "认定表", _standard(act, {}))


def _source(act: Act, en: str, zh: str, columns: Sequence[Column]) -> Source:
    named = list(_names(_told_apart(columns)))
    spelled = tuple(one for column, chinese, others in named for one in _spelled(column, chinese, others))
    unclear = [name for column, *names in named if column.type == "fen" for some in names for name in some]
    return Source(act, en, zh, act, spelled, frozenset(unclear))


def _standard(act: Act, codes: Mapping[str, tuple[Code, ...]]) -> tuple[Column, ...]:
    return each(FILE.name, _file(), act, lambda where, table: _column(where, table, {**_lists(), **codes}))


@cache
def _file() -> Table:
    return read(FILE)


def _lists() -> Mapping[str, tuple[Code, ...]]:
    kinds = tuple(Code(kind.code, kind.en, kind.zh) for kind in identity_kinds().values())
    return {**code_lists(), **{name: vocabulary(name) for name in WORDS}, "identity_kind": kinds, "waiver": waivers()}


def _column(where: str, table: Table, lists: Mapping[str, tuple[Code, ...]]) -> Column:
    kind = word(where, table["type"], CELL_TYPES)
    listed = table.get("codes", kind)
    return Column(
        table["field"],
        kind,
        (table["zh"], *table.get("also", ())),
        table["en"],
        lists.get(listed, ()) if kind in ("code", "programme") else (),
        table.get("needed", False),
    )


def _details(details: Iterable[Declared], standard: Sequence[Column]) -> list[Column]:
    taken = {column.field for column in standard}
    fields = [(f"{one.name}_detail" if one.name in taken else one.name, one) for one in details]
    return [Column(name, one.type, (one.zh,), one.en, one.codes) for name, one in fields]


def _facts(facts: Iterable[Fact], entities: Mapping[str, Entity]) -> list[Column]:
    reported = [fact for fact in facts if not fact.derived]
    columns = [Column(str(fact), fact.type, (fact.zh,), fact.en, fact.codes) for fact in reported]
    repeating = (entities[name] for name in dict.fromkeys(fact.entity for fact in reported if fact.repeats))
    return columns + [
        Column(f"{one.name}.until", "date", (f"{one.zh}截止日期",), f"{one.en} until") for one in repeating
    ]


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """A heading that two columns have is written with the field behind it in the later."""
    seen: set[str] = set()
    found = []
    for column in columns:
        first, *others = column.headings
        first = f"{first}（{column.field}）" if first in seen else first
        seen.add(first)
        found.append(replace(column, headings=(first, *others)))
    return found


def _names(columns: Sequence[Column]) -> Iterable[tuple[Column, tuple[str, ...], tuple[str, ...]]]:
    """Each column with what it may be called in Chinese, and in English or by its field where no other is called so."""
    english = {column: (column.en, column.field, column.field.rpartition(".")[2]) for column in columns}
    shared = Counter(name for names in english.values() for name in set(map(_joined, names)))
    for column, names in english.items():
        own = [name for name in names if name == column.field or shared[_joined(name)] == 1]
        yield column, column.headings, _once(*own)


def _joined(name: str) -> str:
    return name.replace(" ", "").replace("_", "").casefold()


def _spelled(column: Column, chinese: Sequence[str], others: Sequence[str]) -> Iterable[Column]:
    """The column under all its headings; an amount twice, in yuan and in fen."""
    if column.type != "fen":
        yield replace(column, headings=_once(*chinese, *others))
        return
    for kind, unit in UNITS.items():
        with_unit = (*(f"{name}（{unit.zh}）" for name in chinese), *(f"{name} ({unit.en})" for name in others))
        yield replace(column, type=kind, headings=_once(*with_unit))


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
