"""Suppression: whoever has every cell that is shown could still have any other number in one that is hidden."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import psycopg
import pytest

from policy.statistics import statistics
from registry.monitoring.suppression_sql import shown
from tests.conftest import Copy

LEAST = statistics().smallest_cell
FEW = (0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 30)


class Cell(NamedTuple):
    """A division of a tree, or what lies in one and in none of its parts."""

    node: str
    parent: str | None
    lo: int
    named: bool
    targets: int
    helped: int
    unhelped: int
    programme: str = "p"


Cells = Mapping[str, Cell]


def town(chance: random.Random) -> Cells:
    """A province of cities of counties, some of whose people are known no nearer."""
    leaves = []
    for city in range(chance.randint(1, 5)):
        for county in range(chance.randint(0, 5)):
            helped, unhelped = chance.choice(FEW), chance.choice(FEW)
            leaves.append((f"c{city}", f"c{city}.{county}", True, helped, unhelped))
        if rest := chance.choice((0, 0, 0, 2, 7)):
            leaves.append((f"c{city}", f"c{city}~", False, rest, 0))
    cells = [Cell(name, city, n, named, h + u, h, u) for n, (city, name, named, h, u) in enumerate(leaves)]
    for city in sorted({cell.parent for cell in cells if cell.parent}):
        cells.append(_sum(city, "province", [cell for cell in cells if cell.parent == city]))
    cells.append(_sum("province", None, [cell for cell in cells if cell.parent == "province"]))
    return {cell.node: cell for cell in cells}


def _sum(node: str, parent: str | None, parts: Sequence[Cell]) -> Cell:
    helped, unhelped = sum(part.helped for part in parts), sum(part.unhelped for part in parts)
    return Cell(node, parent, 0, True, helped + unhelped, helped, unhelped)


def visible(connection: psycopg.Connection, cells: Cells) -> tuple[set[str], set[str]]:
    """The cells that are shown by how many are targets, and by how many are helped and are not."""
    trees = f"{shown('whole', ['targets'])}, {shown('parts', ['helped', 'unhelped'], 'whole')}".format(least=LEAST)
    rows = connection.execute(
        f"""WITH RECURSIVE raw AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) c(node text, parent text,
          lo int, named boolean, programme text, targets int, helped int, unhelped int)), {trees}
        SELECT (SELECT array_agg(node) FROM whole), (SELECT array_agg(node) FROM parts)""",
        [json.dumps([cell._asdict() for cell in cells.values()])],
    ).fetchone()
    assert rows is not None
    return {*(rows[0] or ())}, {*(rows[1] or ())}


def leaves(cells: Cells, node: str) -> set[str]:
    """What a cell is the sum of."""
    below = [cell.node for cell in cells.values() if cell.parent == node]
    return set().union(*(leaves(cells, one) for one in below)) if below else {node}


def moves(cells: Cells, known: Sequence[set[str]], hidden: str) -> Iterator[tuple[str, str]]:
    """Between which leaves one may go that no sum that is known tells, and the hidden one does."""
    every, inside = leaves(cells, "province"), leaves(cells, hidden)
    for a in every:
        for b in every - {a}:
            if all((a in one) == (b in one) for one in known) and (a in inside) != (b in inside):
                yield a, b


@pytest.fixture
def connection(copy: Copy) -> Iterator[psycopg.Connection]:
    with psycopg.connect(copy.owner, autocommit=True, cursor_factory=psycopg.RawCursor) as connection:
        yield connection


def test_a_hidden_number_could_be_another_whatever_is_shown(connection: psycopg.Connection) -> None:
    chance, hid, told = random.Random(7), 0, 0
    for _ in range(150):
        cells = town(chance)
        whole, parts = visible(connection, cells)
        assert parts <= whole
        assert not any(not cells[node].named and cells[node].targets < LEAST for node in whole)
        told += len(whole)
        assert all(cells[node].targets >= LEAST for node in whole)
        assert all(min(cells[node].helped, cells[node].unhelped) >= LEAST for node in parts)
        published = {node for node in whole if cells[node].named}
        known = [leaves(cells, node) for node in published]
        if "province" not in whole:
            continue
        for node in cells.keys() - whole:
            hid += 1
            assert any(cells[a].targets for a, _ in moves(cells, known, node)), (node, cells, whole)
        for node in whole - parts if "province" in parts else ():
            # One who is helped goes one way and one who is not the other, so that the wholes stay as they are known.
            known_parts = [leaves(cells, one) for one in parts if cells[one].named]
            assert any(cells[a].helped and cells[b].unhelped for a, b in moves(cells, known_parts, node)), (node, cells)
    assert (hid > 500, told > 500) == (True, True), (hid, told)


def test_the_old_rule_is_solved_at_once() -> None:
    """Cells were left out where they are few, and no others: a city less its other counties is the one left out."""
    chance, solved = random.Random(7), 0
    for _ in range(150):
        cells = town(chance)
        known = [leaves(cells, one.node) for one in cells.values() if one.named and not 0 < one.targets < LEAST]
        hidden = [one.node for one in cells.values() if one.named and 0 < one.targets < LEAST]
        solved += sum(not any(moves(cells, known, node)) for node in hidden)
    assert solved > 50


def test_the_same_cells_are_hidden_in_whatever_order_they_are_read(connection: psycopg.Connection) -> None:
    cells = town(random.Random(11))
    turned = dict(reversed(cells.items()))
    assert visible(connection, cells) == visible(connection, turned)
