"""Declarations: how tables of a TOML file are read, so that what is wrong is told with its place."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from policy.clauses import UNBOUNDED, Clause, Code, Condition, Fact, FactName, NotAClause, ValueBounds, parse
from policy.computations import Choice, Computation, Percent, Sum
from policy.errors import BadKey, UnknownWord, WrongValue

# What a TOML file holds is only known once it has been read.
Table = Mapping[str, Any]
CodeLists = dict[str, tuple[Code, ...]]
T = TypeVar("T")

KEYS = {
    "entity": "name en zh repeats",
    "fact": "entity name type least most ahead after codes absent_means derived made_of all any sum percent choice"
    " cites quote en zh note note_zh",
    "parameter": "name type codes en zh value valid_from source",
    "category": "code en zh agency rule cites quote local_rule excludes",
    "detail": "name type least most ahead after codes en zh",
    "programme": "code number en zh categories residence residence_of all any department_decides form kind"
    " period payments_fed_back unit excludes alternatives entitlement absence missed_when carried_by general_knowledge"
    " aid_first papers cites quote further system note note_zh",
    "procedure": "code plural en zh about to record unregistered scopes cites quote law remind closed states step",
    "step": "code en zh by from to link due counted_from until lines of_each effects own field",
    "field": "name type codes en zh needed ahead after derived",
    "group": "code list en zh all any cites quote weight",
    "harm": "code en zh finds signals kinds entitlements forms speaks_of all any weight reason",
    "certainty": "code en zh finds signals share reason",
    "need": "code ranks en zh all any counts at_most built_in cites quote weight",
    "kind": "code en zh form source checked tells issued",
    "period": "code en zh open_ended months begins terms amount counts_for",
    "signal": "code kind built_in about all any evidence leads_to unless_running en zh cites quote enabled",
    "rule": "code of dimension severity all any missing interval range resolves built_in at programmes statuses"
    " periods forms en zh source",
    "waiver": "code en zh source quote",
    "act": "act en zh waits names beside reviewed why",
    "source": "name en zh act as_of money columns constants agreements note mode every_minutes pattern marker table key"
    " watermark parameters rows paging paging_parameter next first_page size_parameter page_size total expect"
    " since_parameter",
    "delivery": "name en zh mode note list programme certainty every_minutes purpose key columns deleted_at seen_at"
    " changed_at",
    "feedback": "field type codes needed en zh also",
    "facts": "field type codes needed en zh also",
    "payment_results": "field type codes needed en zh also",
    "households": "field type codes needed en zh also",
    "determinations": "field type codes needed en zh also",
    "duty": "cites quote graph categories programmes rules procedures lists en zh office",
    "holiday": "zh quote days since dates",
    "attribute": "code en zh missing level",
    "likelihood": "code from en zh",
}
TYPES = ("boolean", "integer", "fen", "code", "set", "date", "text")
ABSENT_MEANS = ("unknown", "false", "none")


def each(file: str, data: Table, key: str, read: Callable[[str, Table], T]) -> tuple[T, ...]:
    """Read every `[[key]]` of a file."""
    return tuple(_one(file, key, table, read) for table in data.get(key, ()))


def _one(file: str, key: str, table: Table, read: Callable[[str, Table], T]) -> T:
    name = ".".join(str(table[part]) for part in ("entity", "name", "code", "act") if part in table)
    where = f"{file} [[{key}]] {name}"
    only(where, table, KEYS[key].split())
    try:
        return read(where, table)
    except KeyError as missing:
        raise BadKey(where, f"{missing} is missing") from missing


def only(where: str, table: Table, keys: Iterable[str]) -> None:
    """A key that nobody reads is a slip of the pen."""
    if unknown := set(table) - set(keys):
        raise BadKey(where, f"{', '.join(sorted(unknown))} is no key here")


def word(where: str, given: str, allowed: tuple[str, ...]) -> Any:
    """A word that must come from a list: what it is typed as, its reader knows."""
    if given not in allowed:
        raise UnknownWord(where, f"{given!r} is none of {', '.join(allowed)}")
    return given


def codes(where: str, table: Table, lists: CodeLists) -> tuple[Code, ...]:
    """A code list of the fact's own, or the name of a shared one."""
    given = table.get("codes", {})
    if isinstance(given, str):
        return lists[word(where, given, tuple(lists))]
    return code_list(given)


def code_list(table: Table) -> tuple[Code, ...]:
    return tuple(Code(code, names["en"], names["zh"]) for code, names in table.items())


def fact(where: str, table: Table, lists: CodeLists, supplier: str, repeating: frozenset[str]) -> Fact:
    kind = word(where, table["type"], TYPES)
    listed = codes(where, table, lists)
    if bool(listed) != (kind in ("code", "set")):
        raise WrongValue(where, f"of type {kind} {'with' if listed else 'without'} codes")
    derived = table.get("derived", False)
    return Fact(
        entity=table["entity"],
        name=table["name"],
        type=kind,
        en=table["en"],
        zh=table["zh"],
        absent_means=word(where, table.get("absent_means", "unknown"), ABSENT_MEANS),
        codes=listed,
        suppliers=(supplier,),
        derived=derived,
        repeats=table["entity"] in repeating,
        note=table.get("note", ""),
        note_zh=chinese_note(where, table),
        condition=condition(where, table) if "all" in table or "any" in table else None,
        made_of=tuple(fact_name(text) for text in table.get("made_of", ())),
        computed=computation(where, table),
        cites=table.get("cites", ""),
        quote=table.get("quote", ""),
        bounds=UNBOUNDED if derived else value_bounds(where, table),
    )


def chinese_note(where: str, table: Table) -> str:
    """The note in Chinese. Raises WrongValue where it is in one language only."""
    chinese: str = table.get("note_zh", "")
    if bool(chinese) != bool(table.get("note")):
        raise WrongValue(where, "note and note_zh: the one without the other")
    return chinese


def value_bounds(where: str, table: Table) -> ValueBounds:
    """What a value can be that is handed in: an integer declares its range, a day has come unless it may lie ahead."""
    kind, ranged = table["type"], {"least", "most"} & set(table)
    if len(ranged) != (2 if kind == "integer" else 0):
        raise WrongValue(where, f"of type {kind} with {' and '.join(sorted(ranged)) or 'no least and most'}")
    if {"ahead", "after"} & set(table) and kind != "date":
        raise WrongValue(where, f"of type {kind} with ahead or after")
    return ValueBounds(table.get("least"), table.get("most"), table.get("ahead", False), table.get("after", ""))


def follows(where: str, declared: Iterable[tuple[str, str, ValueBounds]]) -> None:
    """Raises WrongValue where a day is to follow one that is not declared beside it."""
    listed = list(declared)
    days = {name for name, kind, _ in listed if kind == "date"}
    for name, _, bounds in listed:
        if bounds.after and (bounds.after not in days or bounds.after == name):
            raise WrongValue(f"{where} {name}", f"after = {bounds.after!r} is no day beside it")


def condition(where: str, table: Table, leading: Iterable[Clause] = ()) -> Condition:
    """The clauses of `all` and `any`, behind those that lead. Raises WrongValue with the text that is no clause."""
    try:
        return Condition(
            (*leading, *(parse(text) for text in table.get("all", ()))),
            tuple(tuple(parse(text) for text in group) for group in table.get("any", ())),
        )
    except NotAClause as error:
        raise WrongValue(where, str(error)) from None


COMPUTED = {"sum": "of", "percent": "of to rounded", "choice": "by among"}


def computation(where: str, table: Table) -> Computation | None:
    """`sum`, `percent` or `choice`, where one is declared."""
    given = [key for key in COMPUTED if key in table]
    if not given:
        return None
    key, parts = given[0], table[given[0]]
    only(f"{where} {key}", parts, COMPUTED[key].split())
    if key == "sum":
        return Sum(tuple(map(fact_name, parts["of"])))
    if key == "percent":
        rounded = word(where, parts["rounded"], ("up", "down"))
        return Percent(fact_name(parts["of"]), fact_name(parts["to"]), rounded)
    among = {code: fact_name(text) for code, text in parts["among"].items()}
    return Choice(tuple(map(fact_name, parts["by"])), among)


def fact_name(text: str) -> FactName:
    """Read `person.employed`."""
    entity, _, name = text.partition(".")
    return entity, name
