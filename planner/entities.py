"""Federation's `_entities`: objects of several types by key, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.binding import Binding
from planner.errors import Refused
from planner.query import Json, Query, listed
from planner.selection import Asked
from planner.shape import Entities, EntityKey

if TYPE_CHECKING:
    from planner.objects import Asking, Writer


@dataclass(frozen=True)
class KeysOf:
    """The keys of the representations one `EntityKey` answers, and null in the place of all others."""

    asked: Asked
    part: Entities
    key: EntityKey

    def value(self, binding: Binding) -> list[object]:
        """One value for each representation."""
        asked_for = binding.argument(self.asked, self.part.argument)
        if len(asked_for) > self.part.most:
            most = self.part.most
            raise Refused("PAGE_SIZE", f"Ask for at most {most} at once.", f"一次最多 {most} 个。", self.asked.path)
        return [self._one(index, one) for index, one in enumerate(asked_for)]

    def _one(self, index: int, representation: object) -> object:
        place: tuple[str | int, ...] = (*self.asked.path, index)
        if not isinstance(representation, Mapping) or (found := self._key(representation)) is None:
            raise Refused(
                "BAD_REPRESENTATION",
                "An entity is asked for by its __typename and key, as the SDL has them.",
                "实体须按 SDL 给出 __typename 和键。",
                place,
            )
        if found is not self.key:
            return None
        try:
            return self.key.convert(representation[self.key.field])
        except Refused as refused:
            raise refused.at(place) from None

    def _key(self, representation: Mapping[str, object]) -> EntityKey | None:
        name = representation.get("__typename")
        named = (one for one in self.part.keys if name in (one.type, *one.also))
        return next((one for one in named if representation.get(one.field) is not None), None)


@dataclass(frozen=True)
class HowMany:
    """How many representations there are."""

    asked: Asked
    argument: str

    def value(self, binding: Binding) -> int:
        """Their number."""
        return len(binding.argument(self.asked, self.argument))


def found(writer: Writer, part: Entities, asked: Asked, ask: Callable[[str, str], Asking]) -> str:
    """The rows (n, node, id) of all entities, n being the place in the list that was asked."""
    return "\nUNION ALL\n".join(_of(writer, part, key, asked, ask) for key in part.keys)


def _of(writer: Writer, part: Entities, key: EntityKey, asked: Asked, ask: Callable[[str, str], Asking]) -> str:
    wanted, row = writer.row(), writer.row()
    keys = writer.slots.place(KeysOf(asked, part, key), f"{key.sql_type}[]")
    there = ask(row, wanted)
    source = there.source(key.source)
    json = writer.object(key.type, asked, row, wanted)
    columns = (
        f"{wanted}.n",
        f"{json.sql} AS node",
        f"{there.sql(key.logs) if key.logs else 'NULL::uuid'} AS id",
    )
    from_ = (f"unnest({keys}) WITH ORDINALITY {wanted}(key, n)", source.from_)
    return Query(columns, from_, source.where).text


def listed_in_order(writer: Writer, part: Entities, asked: Asked, name: str) -> Json:
    """The JSON array: null where nothing was found."""
    many = writer.slots.place(HowMany(asked, part.argument), "integer")
    numbers = writer.alias()
    columns = (listed(f"coalesce({name}.node, 'null')", f"{numbers}.n").sql,)
    from_ = f"generate_series(1, {many}) {numbers}(n) LEFT JOIN {name} ON {name}.n = {numbers}.n"
    return Json((Query(columns, (from_,)).scalar,))
