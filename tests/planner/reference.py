"""The same answers the slow way: graphql-core's own execution over the rows as dicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import toy
from graphql import ExecutionResult, GraphQLSchema, execute_sync, parse

Row = dict[str, Any]


class Reference:
    """The rows of the toy tables as objects with default resolvers."""

    def __init__(self, department: str) -> None:
        self.department = department
        self.rows = {table: {row.get("id", row.get("code")): row for row in rows} for table, rows in toy.ROWS.items()}

    def root(self) -> Row:
        return {
            "household": lambda _, id: self._maybe(self.household, "households", toy.BY_TYPE["uuid"](id)),
            "households": self._households,
            "people": self._people,
            "person": lambda _, **args: self._person(**args),
            "records": [self.record(row) for row in self._sorted("records", lambda row: str(row["id"]), "month")],
            "me": {"department": self.department},
        }

    def _maybe(self, make: Callable[[Row], Row], table: str, key: Any) -> Row | None:
        return make(self.rows[table][key]) if key in self.rows[table] else None

    def _of(self, table: str, **equal: Any) -> list[Row]:
        found = [row for row in self.rows[table].values() if all(row[key] == equal[key] for key in equal)]
        return sorted(found, key=lambda row: str(row["id"]))

    def _sorted(self, table: str, then: Callable[[Row], Any], descending: str) -> list[Row]:
        rows = sorted(self.rows[table].values(), key=then)
        return sorted(rows, key=lambda row: row[descending], reverse=True)

    def _people(self, _: Any, filter: Row | None = None) -> list[Row]:
        asked = filter or {}
        found = self._of("persons")
        if asked.get("sex"):
            found = [row for row in found if row["sex"] == asked["sex"]]
        if asked.get("bornBefore"):
            found = [row for row in found if row["birth_date"] and row["birth_date"] < asked["bornBefore"]]
        return [self.person(row) for row in found]

    def _person(self, id: str | None = None, idNumber: str | None = None) -> Row | None:  # noqa: N803 (GraphQL's name)
        if idNumber is not None:
            found = self._of("persons", masked=f"masked {idNumber[-1]}")
            return self.person(found[0]) if found else None
        return self._maybe(self.person, "persons", toy.BY_TYPE["uuid"](id))

    def _households(self, _: Any, division: int | None = None, first: int | None = None) -> Row:
        rows = [self.household(row) for row in self._sorted("households", lambda row: str(row["id"]), "division")]
        return page(
            [row for row in rows if division is None or row["division"] == division], 50 if first is None else first
        )

    def household(self, row: Row) -> Row:
        members = self._of("persons", household_id=row["id"])
        links = self._of("links", household_id=row["id"])
        records = sorted(self._of("records", household_id=row["id"]), key=lambda one: one["month"])
        born = sorted((one for one in members if one["birth_date"]), key=lambda one: one["birth_date"])
        return {
            **row,
            "__typename": "Household",
            "id": str(row["id"]),
            "address": {"township": row["township"], "village": row["village"]} if row["village"] else None,
            "members": lambda _: [self.person(one) for one in members],
            "eldest": lambda _: self.person(born[0]) if born else None,
            "events": [one["kind"] for one in sorted(links, key=lambda one: one["happened_on"])],
            "records": lambda _: [self.record(one) for one in records],
            "chain": lambda _, **args: self._chain(links, **args),
        }

    def _chain(self, links: Iterable[Row], first: int | None = None, **until: Any) -> Row:
        known = until.get("knownAt") and datetime.fromisoformat(until["knownAt"])
        found = [one for one in links if not until.get("asOf") or one["happened_on"] <= until["asOf"]]
        found = [one for one in found if not known or datetime.fromisoformat(one["recorded_at"]) <= known]
        found.sort(key=lambda one: (one["happened_on"], str(one["id"])), reverse=True)
        return page([self.link(one) for one in found], 50 if first is None else first)

    def link(self, row: Row) -> Row:
        return {
            "id": str(row["id"]),
            "kind": row["kind"],
            "happenedOn": row["happened_on"],
            "recordedAt": row["recorded_at"].replace("+00:00", "Z"),
            "record": lambda _: self._maybe(self.record, "records", row["record_id"]),
        }

    def person(self, row: Row) -> Row:
        return {
            **row,
            "__typename": "Person",
            "id": str(row["id"]),
            "birthDate": row["birth_date"] and date.fromisoformat(row["birth_date"]).isoformat(),
            "idNumberMasked": row["masked"],
            "idNumber": row["vault_id"] and f"sealed id_number:{row['vault_id']}",
            "household": lambda _: self.household(self.rows["households"][row["household_id"]]),
        }

    def programme(self, code: str | None) -> Row | None:
        if code is None:
            return None
        row = self.rows["programmes"][code]
        return {**row, "parent": lambda _: self.programme(row["parent"])}

    def record(self, row: Row) -> Row:
        own = row["department"] == self.department
        kind = {"housing": "HousingRecord", "education": "EducationRecord"}.get(row["department"])
        table = f"{row['department']}_records"
        detail = self.rows[table][row["id"]] if kind and own else {}
        return {
            **row,
            **detail,
            "__typename": kind if own and kind else "RecordElsewhere",
            "id": str(row["id"]),
            "amount": row["amount"] if row["amount"] is None else str(row["amount"]),
            "programme": lambda _: self.programme(row["programme"]),
            "pupil": lambda _: self._maybe(self.person, "persons", detail.get("pupil")),
        }


def page(rows: list[Row], first: int) -> Row:
    """The first page of a connection."""
    shown = rows[:first]
    return {
        "edges": [{"node": row} for row in shown],
        "nodes": shown,
        "pageInfo": {"hasNextPage": len(rows) > first, "hasPreviousPage": False},
        "totalCount": len(rows),
    }


def answer(schema: GraphQLSchema, department: str, text: str, variables: dict[str, Any]) -> ExecutionResult:
    """What graphql-core makes of the operation."""
    return execute_sync(schema, parse(text), Reference(department).root(), variable_values=variables)
