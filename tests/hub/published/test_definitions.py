"""The order of the definitions, and how they are printed."""

from graphql import build_schema

from hub.published.definitions import definitions, in_reading_order, printed
from hub.published.sdl import published

GRAPH = build_schema('''
scalar Day
type Aid { day: Day! kind: Kind! }
enum Kind { CASH GOODS }
input Filter { since: Day }
type Mutation { report(entry: Entry!): Result }
union Result = Receipt | Refused
type Refused { code: String! }
type Receipt { aid: Aid! }
input Entry { day: Day! }
interface Person { id: ID! }
type Child implements Person { id: ID! }
type Nowhere { id: ID! }
"""What is asked."""
type Query { persons("Which ones." filter: Filter "How many." first: Int! = 50): [Person!]! aid: Aid _service: String }
''')


def test_what_is_reached_first_stands_first_and_scalars_stand_last() -> None:
    assert list(definitions(GRAPH)) == [
        *("Query", "Filter", "Person", "Child", "Aid", "Kind"),
        *("Mutation", "Entry", "Result", "Receipt", "Refused"),
        "Day",
    ]


def test_what_is_described_stands_apart() -> None:
    types = definitions(GRAPH)
    assert printed([types["Query"], types["Kind"]]) == (
        '"""What is asked."""\n'
        "type Query {\n"
        "  persons(\n"
        '    """Which ones."""\n'
        "    filter: Filter\n"
        '    """How many."""\n'
        "    first: Int! = 50\n"
        "  ): [Person!]!\n"
        "\n"
        "  aid: Aid\n"
        "}\n"
        "\n"
        "enum Kind {\n  CASH\n  GOODS\n}\n"
    )


def test_the_order_is_the_same_in_whatever_order_types_come() -> None:
    types = definitions(GRAPH)
    assert list(in_reading_order(dict(reversed(types.items())))) == list(types)


def test_the_graph_begins_with_the_questions() -> None:
    order = [line.split()[1] for line in published().whole.splitlines() if line.startswith(("type ", "input "))]
    assert order[:3] == ["Query", "Me", "Department"]
    assert order.index("Household") < order.index("Mutation") < order.index("HouseholdInput")
    assert order.index("HouseholdInput") < order.index("Subscription")
