"""Federation's `_entities`: objects of several types by key, in the order asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.binding import Binding
from planner.object_writer import ObjectWriter
from planner.query import Json, Query, listed
from planner.selection import SelectedField
from planner.shape import Entities, EntityKey
from registry.errors import Refusal


@dataclass(frozen=True)
class KeysOf:
    """The keys of the representations one `EntityKey` answers, and null in the place of all others."""

    selected: SelectedField
    part: Entities
    key: EntityKey

    def value(self, binding: Binding) -> list[object]:
        """One value for each representation."""
        found = binding.once(("entities", self.selected), lambda: list(self._found(binding)))
        return [value if key is self.key else None for key, value in found]

    def _found(self, binding: Binding) -> Iterator[tuple[EntityKey | None, object]]:
        """How each representation is asked for, and by what; one that is bad is left out, and does not stop the others.

        Raises PAGE_SIZE.
        """
        representations = binding.argument(self.selected, self.part.argument)
        if len(representations) > self.part.most:
            raise Refusal("PAGE_SIZE", name=self.part.argument, most=self.part.most).at(self.selected.path)
        for index, representation in enumerate(representations):
            try:
                yield self._read(representation)
            except Refusal as refusal:
                binding.leave_out(refusal.at((*self.selected.path, index)))
                yield None, None

    def _read(self, representation: object) -> tuple[EntityKey, object]:
        if not isinstance(representation, Mapping) or (key := self._key(representation)) is None:
            raise Refusal("BAD_REPRESENTATION")
        return key, key.convert(representation[key.field])

    def _key(self, representation: Mapping[str, object]) -> EntityKey | None:
        name = representation.get("__typename")
        keys = (key for key in self.part.keys if name in (key.type, *key.also))
        return next((key for key in keys if representation.get(key.field) is not None), None)


@dataclass(frozen=True)
class HowMany:
    """How many representations there are."""

    selected: SelectedField
    argument: str

    def value(self, binding: Binding) -> int:
        """Their number."""
        return len(binding.argument(self.selected, self.argument))


def rows(writer: ObjectWriter, part: Entities, selected: SelectedField) -> str:
    """The rows (n, node, id) of all entities, n being the place in the list of representations."""
    return "\nUNION ALL\n".join(_rows_by(writer, part, key, selected) for key in part.keys)


def _rows_by(writer: ObjectWriter, part: Entities, key: EntityKey, selected: SelectedField) -> str:
    wanted, row = writer.row(), writer.row()
    keys = writer.slots.place(KeysOf(selected, part, key), f"{key.sql_type}[]")
    of_row = writer.on(selected, row, wanted)
    source = of_row.source(key.source)
    json = writer.object(key.type, selected, row, wanted)
    columns = (
        f"{wanted}.n",
        f"{json.sql} AS node",
        f"{of_row.sql(key.logs) if key.logs else 'NULL::uuid'} AS id",
    )
    from_ = (f"unnest({keys}) WITH ORDINALITY {wanted}(key, n)", source.from_)
    return Query(columns, from_, source.where).text


def listed_in_order(writer: ObjectWriter, part: Entities, selected: SelectedField, name: str) -> Json:
    """The JSON array: null where nothing was found."""
    many = writer.slots.place(HowMany(selected, part.argument), "integer")
    numbers = writer.alias()
    columns = (listed(f"coalesce({name}.node, 'null')", f"{numbers}.n").sql,)
    from_ = f"generate_series(1, {many}) {numbers}(n) LEFT JOIN {name} ON {name}.n = {numbers}.n"
    return Json((Query(columns, (from_,)).scalar,))
